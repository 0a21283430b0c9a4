// What is known of one matter 事项 beyond its state and clocks: folded from facts, never edited.
import type { Level, Point, Urgency } from '../../district/district.ts'
import type { Instant } from '../../kit/instant.ts'
import type { Fact } from '../../life/fact.ts'
import type { Reach } from '../../life/who.ts'

/** What the lead unit has asked and an approver has not answered yet. */
export type Application = {
  kind: 'extension' | 'suspension'
  by: string
  unit: string
  reason: string
  words: string
  /** Working days asked for (extension). */
  days?: number
  /** Last day of the wait asked for (suspension). */
  untilOn?: string
}

export type Rating = { solved: boolean; satisfied: string; words?: string; round: number; by?: string }

export type MatterDoc = Reach & {
  number: string
  source: string
  sourceId: string
  channel: string
  /** The reporter's own words, personal data masked; never edited by anyone. */
  words: string
  title?: string
  lang: 'zh' | 'en'
  placeWords?: string
  point?: Point
  photos: readonly string[]
  /** What was suggested at intake, kept beside what people decided. */
  suggestion?: { type?: string; urgency: Urgency; lead: string; why: string }
  type?: string
  module?: string
  urgency: Urgency
  /** The centre that dispatched last; it checks and answers. */
  dispatcher?: string
  hops: number
  /** Units whose return of this matter was ruled on: the ruling is final for them. */
  ruled: readonly string[]
  /** Units whose return was upheld: they are never given the lead again in this round. */
  released: readonly string[]
  /** Catalogue row of the last dispatch; its limits count again when the matter is reopened. */
  row?: string
  /** State to go back to when a return is refused. */
  returnedFrom?: string
  application?: Application
  extended: boolean
  /** Working days granted, so that a later re-sorting grants them again. */
  extendedDays?: number
  contacted: boolean
  result?: string
  answer?: string
  /** Level that closed it, computed, never typed. */
  closedLevel?: 'on_spot' | Level
  /** Closed on the spot and drawn for checking. */
  sampled: boolean
  mergedInto?: string
  mergedFrom: readonly string[]
  /** Who reported this very matter; `reporters` also holds those of matters merged into it. */
  ownReporters: readonly string[]
  joined: Readonly<Record<string, readonly string[]>>
  ratings: readonly Rating[]
  round: number
  /** Last nudge by a person; the ladder's own do not use up anybody's turn. */
  nudgedAt?: Instant
  /** 0 none, 1 督办, 2 挂牌督办, 3 约谈 */
  supervision: number
}

export const emptyMatter = (birth: Fact): MatterDoc => {
  const d = birth.data
  return {
    lead: String(d.lead),
    co: [],
    place: String(d.place),
    involved: [String(d.lead)],
    accused: [],
    sealed: false,
    reporters: [],
    handlers: [],
    handlerUnits: [],
    number: birth.subject,
    source: String(d.source),
    sourceId: String(d.sourceId),
    channel: String(d.channel),
    words: String(d.words),
    lang: d.lang === 'en' ? 'en' : 'zh',
    photos: [],
    urgency: 'normal',
    hops: 0,
    ruled: [],
    released: [],
    extended: false,
    contacted: false,
    sampled: false,
    mergedFrom: [],
    ownReporters: [],
    joined: {},
    ratings: [],
    round: 0,
    supervision: 0,
  }
}

export const add = (list: readonly string[], ...more: readonly (string | undefined)[]): readonly string[] => {
  const fresh = more.filter((x): x is string => x !== undefined && !list.includes(x))
  return fresh.length ? [...list, ...new Set(fresh)] : list
}

export const without = (list: readonly string[], ...gone: readonly string[]): readonly string[] =>
  list.filter(x => !gone.includes(x))
