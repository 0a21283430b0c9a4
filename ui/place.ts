// A place as a person told it: a point, words, or a territory found by name, together with what it is called. The
// wire takes the first three; `shown` stays on the screen.
import type { PlaceFound } from '#wire/views.ts'

export type ChosenPlace = {
  /** [lng, lat], WGS-84 */
  point?: readonly [number, number]
  words?: string
  territory?: string
  /** What the screen calls it. */
  shown: string
}

/** The place as a report carries it. Words are cut to what the wire takes. */
export const placeSaid = (place: ChosenPlace) => ({
  ...(place.point ? { point: [place.point[0], place.point[1]] as [number, number] } : {}),
  ...(place.words ? { words: place.words.slice(0, 200) } : {}),
  ...(place.territory ? { territory: place.territory } : {}),
})

/** Found by typing: its name is kept as the words, so that officers read what the reporter chose. */
export const fromFound = (found: PlaceFound): ChosenPlace => ({
  ...(found.point ? { point: [found.point[0]!, found.point[1]!] as const } : {}),
  territory: found.territory,
  words: found.words,
  shown: found.words,
})

/** Six digits are a decimetre: more would pretend. */
export const roundPoint = (lng: number, lat: number): readonly [number, number] => [
  Math.round(lng * 1e6) / 1e6,
  Math.round(lat * 1e6) / 1e6,
]

/**
 * The place a code on a wall stands for. Its address is `/at?name=…&territory=…&point=lng,lat`: a name people see, and the
 * piece of territory, the point or both. Undefined when it names no place.
 */
export const placeOfCode = (search: string): ChosenPlace | undefined => {
  const query = new URLSearchParams(search)
  const [lng, lat, ...more] = (query.get('point') ?? '').split(',').map(Number)
  const isPoint =
    more.length === 0 && lng !== undefined && lat !== undefined && Math.abs(lng) <= 180 && Math.abs(lat) <= 90
  const territory = /^\d{6,16}$/.exec(query.get('territory') ?? '')?.[0]
  if (!isPoint && territory === undefined) return undefined
  const name = query.get('name')?.trim().slice(0, 100)
  return {
    ...(isPoint ? { point: roundPoint(lng, lat) } : {}),
    ...(territory === undefined ? {} : { territory }),
    ...(name ? { words: name } : {}),
    shown: name || territory || `${lng}, ${lat}`,
  }
}
