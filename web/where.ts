// Addresses inside the desk, in one place.

/** Where the desk stands on the server. */
export const deskBase = '/desk'

export const deskAt = (life: string, tab: string, subject?: string, query = ''): string =>
  `/${life}/${tab}${subject === undefined ? '' : `/${encodeURIComponent(subject)}`}${query === '' ? '' : `?${query}`}`
