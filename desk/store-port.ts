// What the desk needs from a store, and nothing more: facts of a subject, an atomic keep, and a few look-ups around
// intake. The store gives facts their chain and numbers; it never decides.
import type { Point } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import type { Scope } from '#core/life/who.ts'
import type { Notice } from '#core/lives/notices.ts'
import type { NowRow } from './now-row.ts'

/** New facts of one subject, with everything that must become true with them. */
export type Append = {
  subject: string
  /** seq of the last fact the decision was made on. */
  after: number
  facts: readonly Fact[]
  /** The subject as lists will show it after these facts. */
  row: NowRow
  /** Who must be told, with the fact that caused it. */
  notices: readonly (Notice & { seq: number })[]
  /** The actor's scope, asked once more by the database; absent for the system and reporters by token. */
  scope?: Scope
}

/** A first fact. The store finds the number; `build` makes the facts with it. */
export type Birth = {
  life: string
  /** Idempotency: the same key twice is the same subject. */
  source: string
  sourceId: string
  /** Day whose number series it belongs to, e.g. 20260814. */
  dayDigits: string
  /** SHA-256 (hex) of the reporter's secret token, when there is a reporter. */
  linkHash?: string
  /** Vault reference of the reporter, bound to the link. */
  reporter?: string
  /** Photos uploaded before, to be bound to the subject. */
  photos: readonly string[]
  build: (subject: string) => Omit<Append, 'after' | 'scope'>
}

export type Kept = 'kept' | 'changed-meanwhile'
export type Born = { subject: string; known: boolean }

/** A matter near a report in place and time, for finding duplicates. */
export type Neighbour = {
  subject: string
  at: Instant
  place: string
  point?: Point
  type?: string
  words: string
  state: string
  /** Matters merged into it. */
  joined: number
  /** What it was merged into. */
  into?: string
}

/** Something that may have been told before. */
export type Sought = {
  life: string
  words: string
  point?: Point
  /** Codes that are the same spot to whoever tells: the grid, its community, that one's other grids. */
  places: readonly string[]
  /** Code of the town, where the same type counts; the district's when the place is not known. */
  town: string
  type?: string
  /** When it was told, a day before that, and since when others count. */
  at: Instant
  dayBefore: Instant
  since: Instant
}

/** How many a look at each of the indexes may find: reading and ranking one costs about 20 µs. */
export const alikeBounds = { alike: 40, near: 40, aPlace: 20, oldest: 10, waiting: 80, inTown: 40 } as const

export type Store = {
  /** All facts of a subject in order; empty when there is none. */
  factsOf(subject: string): Promise<readonly Fact[]>
  /** Keeps one append, alone or with others in one commit. Rejects when the database is gone; then nothing is kept. */
  keep(append: Append): Promise<Kept>
  /** Keeps several appends all together or not at all. */
  keepTogether(appends: readonly Append[]): Promise<Kept>
  bear(birth: Birth): Promise<Born>
  /** Subject of a report that came in before. */
  known(source: string, sourceId: string): Promise<string | undefined>
  /** Subjects of a life within a place (territory prefix) since an instant; at most `most`, newest first; no sealed ones. */
  neighbours(life: string, place: string, since: Instant, most: number): Promise<readonly Neighbour[]>
  /**
   * What may be the same: by words wherever it is, by spot, and by type in the same town; each bounded, newest first, and
   * what of it was merged into something else together with that. No sealed ones, no drafts.
   */
  alike(sought: Sought): Promise<readonly Neighbour[]>
  /** Subjects whose next turning point is at or before `now`, oldest first. */
  dueBy(now: Instant, most: number): Promise<readonly { subject: string; life: string }[]>
  /** Corrects when a subject must be woken up, if nothing was added after `after`. */
  reschedule(subject: string, after: number, nextTurnAt: Instant | undefined): Promise<void>
  /** Subject and reporter behind a link. */
  byLink(linkHash: string): Promise<{ subject: string; reporter?: string } | undefined>
}
