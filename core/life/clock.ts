// Clocks are computed from facts; nothing stores "time left". A clock knows when it started, its frozen limit and
// calendar version, and the spans in which it stood still. Its light, its due instant and its turning points follow.
import type { District } from '../district/district.ts'
import type { Instant } from '../kit/instant.ts'
import { dueAt, type Light, type Limit, lightOf, type Timer, turnAt, usedShare } from '../kit/time-limit.ts'
import type { ClockStart, Fact } from './fact.ts'
import type { ClockSpec, Turn } from './life.ts'

export type ClockState = {
  name: string
  of?: string
  startAt: Instant
  limit: Limit
  calendar: string
  /** When the present limit was set; a turning point never lies before it. */
  setAt: Instant
  pauses: readonly { fromAt: Instant; toAt?: Instant }[]
  /** Set while the clock is not running because its step is over. */
  stopAt?: Instant
  /** Set when it can never run again. */
  done?: boolean
  /** Shares whose turning has been written into the history already, under the present limit. */
  turned: readonly number[]
  /** Shares written under an earlier limit: they speak again only if the present limit put them off. */
  turnedBefore?: readonly number[]
}

/** Key → clock. Keys are `name` or `name:unit`. */
export type Clocks = Readonly<Record<string, ClockState>>

export const clockKey = (name: string, of?: string): string => (of === undefined ? name : `${name}:${of}`)

const mode = (spec: ClockSpec, state: string): 'runs' | 'pauses' | 'stops' =>
  spec.runsIn.includes(state) ? 'runs' : spec.pausesIn?.includes(state) ? 'pauses' : 'stops'

const openPause = (c: ClockState) => c.pauses.at(-1)?.toAt === undefined && c.pauses.length > 0

const closePause = (c: ClockState, at: Instant): ClockState =>
  openPause(c)
    ? { ...c, pauses: [...c.pauses.slice(0, -1), { fromAt: c.pauses.at(-1)!.fromAt, toAt: at }] }
    : c

/** Moves one clock into the state the subject is in after a fact. */
const settle = (c: ClockState, spec: ClockSpec, state: string, at: Instant): ClockState => {
  if (c.done) return c
  switch (mode(spec, state)) {
    case 'runs': {
      if (c.stopAt === undefined) return closePause(c, at)
      const { stopAt, ...running } = c
      return { ...running, pauses: [...c.pauses, { fromAt: stopAt, toAt: at }] }
    }
    case 'pauses':
      return c.stopAt !== undefined || openPause(c) ? c : { ...c, pauses: [...c.pauses, { fromAt: at }] }
    case 'stops':
      return c.stopAt !== undefined ? c : { ...closePause(c, at), stopAt: at }
  }
}

const finish = (c: ClockState, at: Instant): ClockState =>
  c.done ? c : { ...closePause(c, at), stopAt: c.stopAt ?? at, done: true }

const begin = (old: ClockState | undefined, start: ClockStart, at: Instant): ClockState => {
  if (start.keep && old && !old.done) return reset(old, start, at)
  const startAt = start.fromAt ?? at
  return {
    name: start.name,
    ...(start.of === undefined ? {} : { of: start.of }),
    startAt,
    limit: start.limit,
    calendar: start.calendar,
    setAt: startAt,
    pauses: [],
    turned: [],
  }
}

/** A new limit over the same used time and pauses. The same limit once more changes nothing, so no light speaks twice. */
const reset = (old: ClockState, { limit, calendar }: ClockStart, at: Instant): ClockState =>
  limit.amount === old.limit.amount && limit.unit === old.limit.unit && calendar === old.calendar
    ? old
    : {
        ...old,
        limit,
        calendar,
        setAt: at,
        turned: [],
        turnedBefore: [...new Set([...(old.turnedBefore ?? []), ...old.turned])],
      }

/** Whether a fact names this unit, for clocks that exist once per unit. */
const concerns = (fact: Fact, unit: string): boolean =>
  fact.data.unit === unit ||
  fact.data.lead === unit ||
  (Array.isArray(fact.data.units) && fact.data.units.includes(unit))

/** Folds one fact into the clocks; `state` is the state after the fact. */
export const foldClocks = (
  clocks: Clocks,
  specs: Readonly<Record<string, ClockSpec>>,
  fact: Fact,
  state: string,
): Clocks => {
  if (fact.type === 'light-turned') {
    const key = clockKey(String(fact.data.clock), fact.data.of as string | undefined)
    const c = clocks[key]
    return c ? { ...clocks, [key]: { ...c, turned: [...c.turned, Number(fact.data.share)] } } : clocks
  }
  let next: Record<string, ClockState> | undefined
  const put = (key: string, c: ClockState) => {
    if (clocks[key] !== c) next = { ...(next ?? clocks), [key]: c }
  }
  for (const [key, c] of Object.entries(clocks)) {
    const spec = specs[c.name]
    if (!spec) continue
    const ends = spec.stopsOn?.includes(fact.type) && (c.of === undefined || concerns(fact, c.of))
    put(key, ends ? finish(c, fact.at) : settle(c, spec, state, fact.at))
  }
  for (const start of fact.clocks ?? []) {
    const key = clockKey(start.name, start.of)
    const spec = specs[start.name]
    const c = begin((next ?? clocks)[key], start, fact.at)
    put(key, spec ? settle(c, spec, state, fact.at) : c)
  }
  return next ?? clocks
}

export const timerOf = (c: ClockState): Timer => ({
  startAt: c.startAt,
  limit: c.limit,
  pauses: c.pauses,
  ...(c.stopAt === undefined ? {} : { stopAt: c.stopAt }),
})

/** What a screen shows of one clock. `dueAt` is absent while paused. `share` is used/allowed. */
export type Reading = {
  key: string
  name: string
  of?: string
  limit: Limit
  startAt: Instant
  dueAt?: Instant
  yellowAt?: Instant
  stopAt?: Instant
  running: boolean
  paused: boolean
  light: Light
  share: number
}

export const readClock = (key: string, c: ClockState, now: Instant, district: District): Reading => {
  const calendar = district.calendar(c.calendar)
  const timer = timerOf(c)
  const due = dueAt(timer, calendar)
  const yellow = turnAt(timer, 0.75, calendar)
  const paused = c.stopAt === undefined && openPause(c)
  return {
    key,
    name: c.name,
    ...(c.of === undefined ? {} : { of: c.of }),
    limit: c.limit,
    startAt: c.startAt,
    ...(due === undefined ? {} : { dueAt: due }),
    ...(yellow === undefined ? {} : { yellowAt: yellow }),
    ...(c.stopAt === undefined ? {} : { stopAt: c.stopAt }),
    running: c.stopAt === undefined && !paused,
    paused,
    light: lightOf(timer, now, calendar),
    share: usedShare(timer, now, calendar),
  }
}

/** The next share this running clock will reach, and when; undefined when paused, stopped or all reached. */
export const nextTurn = (
  key: string,
  c: ClockState,
  shares: readonly number[],
  district: District,
): Turn | undefined => {
  if (c.stopAt !== undefined || openPause(c)) return undefined
  const calendar = district.calendar(c.calendar)
  for (const share of shares) {
    if (c.turned.includes(share)) continue
    const reachedAt = turnAt(timerOf(c), share, calendar)
    if (reachedAt === undefined) return undefined
    // A share that was behind us when the limit was set, and has spoken, has nothing new to say.
    if (reachedAt <= c.setAt && c.turnedBefore?.includes(share)) continue
    const at = reachedAt < c.setAt ? c.setAt : reachedAt
    return { clock: key, name: c.name, ...(c.of === undefined ? {} : { of: c.of }), share, at }
  }
  return undefined
}
