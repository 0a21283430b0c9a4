// Reads the dispatch catalogue 派单目录 as what it is: a table read from the top, where the first row that fits decides.
// Kept beside the types, so that the check of a pack and the dispatch of a matter can never read a row differently.
import type { DispatchRow, Level, Territory, Urgency } from './district.ts'

export type DispatchCase = {
  /** Code of the matter type, such as CM02. */
  type: string
  /** The place of the matter and every piece of territory around it, in any order. */
  around: readonly Pick<Territory, 'code' | 'kind'>[]
  /** Level of the centre that dispatches. */
  level: Level
  time: 'working' | 'off'
  urgency: Urgency
}

/** place is `*`, a territory code (the place lies in it), or `kind:village`, `kind:community`, `kind:street`, `kind:town`. */
export const fitsPlace = (place: string, around: DispatchCase['around']): boolean =>
  place === '*' ||
  (place.startsWith('kind:')
    ? around.some(t => t.kind === place.slice('kind:'.length))
    : around.some(t => t.code.startsWith(place)))

/** type is `*`, a module (CM) or a type (CM02). */
export const fitsType = (wanted: string, type: string): boolean => wanted === '*' || type.startsWith(wanted)

export const fits = (row: DispatchRow, matter: DispatchCase): boolean =>
  (row.level === '*' || row.level === matter.level) &&
  (row.time === '*' || row.time === matter.time) &&
  (row.urgency === '*' || row.urgency === matter.urgency) &&
  fitsType(row.type, matter.type) &&
  fitsPlace(row.place, matter.around)

export const rowFor = (rows: readonly DispatchRow[], matter: DispatchCase): DispatchRow | undefined =>
  rows.find(row => fits(row, matter))

/** Unit a `lead`, `co` or `copies` entry names, given the centres over the place. */
export const isCentreWord = (entry: string): entry is `centre:${'district' | 'town' | 'community'}` =>
  entry === 'centre:district' || entry === 'centre:town' || entry === 'centre:community'
