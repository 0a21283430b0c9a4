// What lists, inboxes and searches know of a subject: one flat row, derived from the standing alone. The store keeps it
// beside the facts; a rebuild derives it again and must find the same.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { dueAt, turnAt, yellowShare } from '#core/kit/time-limit.ts'
import { type ClockState, timerOf } from '#core/life/clock.ts'
import { nextTurnOf } from '#core/life/decide.ts'
import type { Life } from '#core/life/life.ts'
import type { Standing } from '#core/life/standing.ts'
import { placeName } from '#core/life/timeline.ts'
import type { Reach } from '#core/life/who.ts'

export type NowRow = {
  subject: string
  life: string
  seq: number
  state: string
  phase: string
  lead: string
  co: readonly string[]
  arbiter: string | null
  place: string
  involved: readonly string[]
  accused: readonly string[]
  sealed: boolean
  type: string | null
  module: string | null
  urgency: string | null
  channel: string | null
  bornAt: Instant
  sinceAt: Instant
  clockName: string | null
  clockStartAt: Instant | null
  yellowAt: Instant | null
  dueAt: Instant | null
  paused: boolean
  nextTurnAt: Instant | null
  supervision: number
  hops: number
  merged: number
  sampled: boolean
  asked: boolean
  closedLevel: string | null
  headline: string
  searchText: string
  pointLng: number | null
  pointLat: number | null
}

/** The parts of a doc that lists show; a life without one of them shows nothing there. */
type Told = {
  title?: string
  words?: string
  placeWords?: string
  type?: string
  module?: string
  urgency?: string
  channel?: string
  supervision?: number
  hops?: number
  mergedFrom?: readonly string[]
  sampled?: boolean
  application?: unknown
  closedLevel?: string
  point?: readonly [number, number]
}

const headlineChars = 60

/** The clock a list shows: of those running or paused the one due first; paused ones come last. */
const shownClock = (life: Life<Reach>, standing: Standing, district: District) => {
  let shown: { c: ClockState; due: Instant | undefined } | undefined
  for (const c of Object.values(standing.clocks)) {
    if (c.stopAt !== undefined || life.clocks[c.name]?.silent) continue
    const due = dueAt(timerOf(c), district.calendar(c.calendar))
    if (!shown || (due !== undefined && (shown.due === undefined || due < shown.due))) shown = { c, due }
  }
  return shown
}

const isPaused = (c: ClockState): boolean => c.pauses.length > 0 && c.pauses.at(-1)!.toAt === undefined

export const nowRowOf = (life: Life<Reach>, standing: Standing, district: District): NowRow => {
  const { doc } = standing
  const told = doc as Told
  const shown = shownClock(life, standing, district)
  const turn = nextTurnOf(life, standing, district)
  const paused = shown !== undefined && isPaused(shown.c)
  // A sealed subject has no words anywhere but in its own facts.
  const words = doc.sealed ? '' : (told.words ?? '')
  const headline = doc.sealed ? '密件' : (told.title ?? words).replace(/\s+/g, ' ').slice(0, headlineChars)
  const place = doc.place === district.code ? '' : placeName(doc.place, district, 'zh')
  const type = told.type === undefined ? '' : (district.type(told.type)?.zh ?? '')
  return {
    subject: standing.subject,
    life: standing.life,
    seq: standing.seq,
    state: standing.state,
    phase: life.states[standing.state]!.phase,
    lead: doc.lead,
    co: doc.co,
    arbiter: doc.arbiter ?? null,
    place: doc.place,
    involved: doc.involved,
    accused: doc.accused,
    sealed: doc.sealed,
    type: told.type ?? null,
    module: told.module ?? null,
    urgency: told.urgency ?? null,
    channel: told.channel ?? null,
    bornAt: standing.bornAt,
    sinceAt: standing.sinceAt,
    clockName: shown?.c.name ?? null,
    clockStartAt: shown?.c.startAt ?? null,
    yellowAt:
      shown && !paused
        ? (turnAt(timerOf(shown.c), yellowShare, district.calendar(shown.c.calendar)) ?? null)
        : null,
    dueAt: paused ? null : (shown?.due ?? null),
    paused,
    nextTurnAt: turn?.at ?? null,
    supervision: told.supervision ?? 0,
    hops: told.hops ?? 0,
    merged: told.mergedFrom?.length ?? 0,
    sampled: told.sampled ?? false,
    asked: told.application !== undefined,
    closedLevel: told.closedLevel ?? null,
    headline,
    searchText: doc.sealed ? '' : [told.title, words, told.placeWords, place, type].filter(Boolean).join(' '),
    pointLng: told.point?.[0] ?? null,
    pointLat: told.point?.[1] ?? null,
  }
}
