// One matter on its way while its line is drawn: what was wished, by which limits and calendars it runs, and how far it
// has come. The parts of a line (sending, asking, ending) each take it a stretch further, or say that it cannot be had.
import type { District, Limits } from '#core/district/district.ts'
import {
  dayOf,
  type Instant,
  instant,
  msPerDay,
  msPerHour,
  msPerMinute,
  startOfDay,
} from '#core/kit/instant.ts'
import type { Limit, Pause, Timer } from '#core/kit/time-limit.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import { calendarOf, limitsFor, promiseCalendar } from '#core/lives/matter/limits.ts'
import type { Chance } from '../../chance.ts'
import type { Step } from '../story.ts'
import type { Wish } from './line.ts'

export type LineGround = { district: District; promise: WorkingCalendar; top: string }
export const lineGround = (district: District): LineGround => ({
  district,
  promise: district.calendar(promiseCalendar(district)),
  top: district.centreOver(district.code, 'district').id,
})

export type Course = {
  readonly wish: Wish
  readonly ground: LineGround
  readonly limits: Limits
  /** Urgent matters go by the clock on the wall, all others by working hours. */
  readonly isHot: boolean
  readonly checker: string
  readonly steps: Step[]
  readonly dispatchedAt: Instant
  /** Waits of the whole matter. */
  readonly pauses: { fromAt: Instant; toAt: Instant }[]
  co?: string
  lead: string
  /** Dispatch to the unit that has it now. */
  givenAt: Instant
  signPauses: Pause[]
  signedAt: Instant
  /** Limits as they are after an extension. */
  whole: Limit
  handle: Limit
  pausedMs: number
  lastAt: Instant
}

export const second = 1000
export const up = (ms: number): Instant => instant(Math.ceil(ms / second) * second)
export const down = (ms: number): Instant => instant(Math.floor(ms / second) * second)

export const calendarFor = (unit: string, { district }: LineGround): WorkingCalendar =>
  district.calendar(calendarOf(unit, district))

/** The centre above a centre, the district's for a department: it rules on returns. */
export const arbiterOf = (unit: string, { district, top }: LineGround): string =>
  district.unit(unit)?.parent ?? top

/** Who answers what the lead unit asks: a department its own head, a centre the one above it. */
export const approverOf = (lead: string, ground: LineGround): string =>
  ground.district.unit(lead)?.kind === 'department' ? lead : arbiterOf(lead, ground)

/** Who looks at the result: the desk that sent it, or the town over a community, which has nobody to check. */
export const checkerOf = (desk: string, territory: string, { district }: LineGround): string =>
  district.unit(desk)?.level === 'community' ? district.centreOver(territory, 'town').id : desk

export const startCourse = (wish: Wish, ground: LineGround): Course => {
  const limits = limitsFor(wish.type, wish.urgency, undefined, ground.district)
  const dispatchedAt = up(wish.dispatchedAt)
  const lead = wish.returns?.[0]?.by ?? wish.lead
  return {
    wish,
    ground,
    limits,
    isHot: wish.urgency === 'flash' || wish.urgency === 'urgent',
    checker: checkerOf(wish.desk, wish.territory, ground),
    steps: [],
    dispatchedAt,
    pauses: [],
    ...(wish.co !== undefined && wish.co !== lead && !wish.returns ? { co: wish.co } : {}),
    lead,
    givenAt: dispatchedAt,
    signPauses: [],
    signedAt: dispatchedAt,
    whole: limits.whole,
    handle: limits.handle,
    pausedMs: 0,
    lastAt: dispatchedAt,
  }
}

export const isDepartment = ({ ground, lead }: Course): boolean =>
  ground.district.unit(lead)?.kind === 'department'
export const wholeTimer = ({ dispatchedAt, whole, pauses }: Course): Timer => ({
  startAt: dispatchedAt,
  limit: whole,
  pauses,
})
export const handleTimer = ({ givenAt, handle, pauses }: Course): Timer => ({
  startAt: givenAt,
  limit: handle,
  pauses,
})

/** A short while of work, in minutes: by the clock on the wall when it is urgent, else in the unit's hours. */
export const soon = (c: Course, fromAt: number, low: number, high: number, unit: string): Instant => {
  const ms = Math.round((low + c.wish.chance.next() * (high - low)) * 60) * second
  return c.isHot ? up(fromAt + ms) : up(calendarFor(unit, c.ground).addWorkingMs(up(fromAt), ms))
}

/** Between half past eight in the morning and in the evening, on any day. */
export const byDay = (at: number, chance: Chance): number => {
  const morning = startOfDay(dayOf(instant(at))) + 8.5 * msPerHour
  const evening = morning + 12 * msPerHour
  const late = chance.below(70) * msPerMinute
  return at < morning ? morning + late : at > evening ? morning + msPerDay + late : at
}

export const isWorkedAt = (at: Instant, calendar: WorkingCalendar): boolean =>
  calendar.workingMsBetween(at, instant(at + 1)) > 0
