// What a demonstration story says: who told the net what, where and when, and how far it has come by now. The stories
// stand in the district's pack (demo-matters.yaml); the ways to their goals stand in ./goals.ts.
import type { Point, Urgency } from '#core/district/district.ts'
import type { PetitionKind } from '#core/lives/petition/doc.ts'

type Told = {
  id: string
  /** `12m` or `26h` before now; `3d 21:40` = that hour of the day, three days before today. */
  at: string
  channel: string
  words: string
  /** Invented; they go to the vault like anybody's. */
  name?: string
  phone?: string
}

/** What people say and name on the way; each move takes from it what it needs. */
export type Says = {
  contact?: string
  part?: string
  result?: string
  check?: string
  answer?: string
  reason?: string
  basis?: string
  why?: string
  rating?: string
  days?: number
}

export type MatterStory = Told & {
  title?: string
  lang?: 'zh' | 'en'
  place?: { words?: string; point?: Point; territory?: string }
  urgency?: Urgency
  /** Units complained about. */
  accused?: readonly string[]
  /** What the desk sorts it as, where the words alone are sorted otherwise. */
  type?: string
  /** Where the desk sends it instead of where the catalogue says. */
  lead?: string
  co?: readonly string[]
  /** Who gets it when a return is upheld. */
  next?: string
  /** Id of the story it is merged into. */
  into?: string
  goal: string
  says?: Says
  /** Light of the clock a list shows when the laying is done. Only where it does not hang on working days. */
  light?: 'green' | 'yellow' | 'red' | 'grey'
}

export type PetitionStory = Told & {
  kind: PetitionKind
  title?: string
  accused?: readonly string[]
  lead?: string
  goal: string
}

export type Stories = { matters: readonly MatterStory[]; petitions: readonly PetitionStory[] }

/** Every demonstration matter and petition came from this source; nothing real ever does. */
export const demoSource = 'demo-day'
