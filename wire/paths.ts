// Every address of the HTTP API in one place, for screens, doors and tests alike.
const part = encodeURIComponent

export const paths = {
  session: '/api/session',
  sessionPost: '/api/session/post',
  sessionPassword: '/api/session/password',
  secondFactor: '/api/session/second-factor',
  district: '/api/district',
  shapes: '/api/public/shapes',
  publicDistrict: '/api/public/district',
  publicPlaces: (words: string) => `/api/public/places?words=${part(words)}`,
  publicPlaceAt: (lng: number, lat: number) => `/api/public/place?lng=${lng}&lat=${lat}`,
  publicReports: '/api/public/reports',
  publicPhotos: '/api/public/photos',
  track: (token: string) => `/api/public/track/${part(token)}`,
  trackMove: (token: string, move: string) => `/api/public/track/${part(token)}/moves/${part(move)}`,
  trackPhoto: (token: string, photo: string) => `/api/public/track/${part(token)}/photos/${part(photo)}`,
  trackForget: (token: string) => `/api/public/track/${part(token)}/forget`,
  trackLive: (token: string) => `/api/public/track/${part(token)}/live`,
  photos: '/api/photos',
  /** `life` in the plural: matters, petitions. Query: tab, q, state, type, light, lead, place, cursor, limit. */
  subjects: (life: string, query: Readonly<Record<string, string | undefined>> = {}) => {
    const q = Object.entries(query).flatMap(([k, v]) =>
      v === undefined || v === '' ? [] : [`${k}=${part(v)}`],
    )
    return `/api/${life}s${q.length ? `?${q.join('&')}` : ''}`
  },
  counts: (life: string) => `/api/${life}s/counts`,
  subject: (life: string, subject: string) => `/api/${life}s/${part(subject)}`,
  move: (life: string, subject: string, move: string) => `/api/${life}s/${part(subject)}/moves/${part(move)}`,
  mergeTogether: (subject: string) => `/api/matters/${part(subject)}/merge-together`,
  look: (life: string, subject: string) => `/api/${life}s/${part(subject)}/look`,
  photo: (life: string, subject: string, photo: string) =>
    `/api/${life}s/${part(subject)}/photos/${part(photo)}`,
  positions: '/api/positions',
  shifts: '/api/shifts',
  shiftEnd: '/api/shifts/end',
  /** Fences and alarms are lives: lists, single ones and most moves stand under their plural. */
  fences: '/api/fences',
  fenceCheck: '/api/fences/check',
  fenceMap: '/api/fences/map',
  fenceDefinition: (fence: string) => `/api/fences/${part(fence)}/definition`,
  fenceTrial: (fence: string) => `/api/fences/${part(fence)}/trial`,
  alarmEvidence: (alarm: string) => `/api/alarms/${part(alarm)}/evidence`,
  live: '/api/live',
  accounts: '/api/accounts',
  looks: '/api/looks',
  openapi: '/api/openapi.json',
} as const
