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
