// Time limits and the clock that runs against them: when it is due, when it turns yellow, how much is used.
// A clock is a start, a limit and the pauses so far. Nothing stores "time left", so re-sorting, a longer limit or
// a new calendar version is simply another calculation over the same pauses, and no pause is ever lost.
//
// Each unit has one measure. Working units and working days count working milliseconds of the calendar; hours,
// minutes and calendar days count every millisecond. A pause takes off exactly what passed inside it in that
// measure: a pause from Friday evening to Monday morning moves a working clock by nothing.

import { assert, unreachable } from './assert.ts'
import { dayOf, type Instant, instant, msPerHour, msPerMinute, plusDays, startOfDay } from './instant.ts'
import type { WorkingCalendar } from './working-calendar.ts'

export type LimitUnit =
  | 'working-minutes'
  | 'working-hours'
  | 'working-days'
  | 'calendar-days'
  | 'hours'
  | 'minutes'
export type Limit = { readonly amount: number; readonly unit: LimitUnit }
/** Paused from `fromAt` up to, not including, `toAt`; still paused without one. */
export type Pause = { readonly fromAt: Instant; readonly toAt?: Instant }
export type Timer = {
  readonly startAt: Instant
  readonly limit: Limit
  readonly pauses: readonly Pause[]
  /** Set when the clock has done its work. What was used by then stands; a pause still open ends there. */
  readonly stopAt?: Instant
}
export type Light = 'green' | 'yellow' | 'red' | 'grey'

export const yellowShare = 0.75 // green < 0.75 ≤ yellow < 1 ≤ red

const countsWorkingTime: Readonly<Record<LimitUnit, boolean>> = {
  'working-minutes': true,
  'working-hours': true,
  'working-days': true,
  'calendar-days': false,
  hours: false,
  minutes: false,
}

/** Milliseconds a limit allows from `startAt`, in the measure of its unit. Always above zero. */
export const spanMs = ({ amount, unit }: Limit, startAt: Instant, calendar: WorkingCalendar): number => {
  switch (unit) {
    case 'minutes':
    case 'working-minutes':
      return wholeMs(amount, msPerMinute, unit)
    case 'hours':
    case 'working-hours':
      return wholeMs(amount, msPerHour, unit)
    case 'working-days': {
      // The day of dispatch does not count; the limit ends with office hours on the last working day.
      const lastDay = calendar.addWorkingDays(dayOf(startAt), wholeDays(amount, unit))
      return calendar.workingMsBetween(startAt, calendar.endOfWork(lastDay))
    }
    case 'calendar-days': {
      // 民法典 art. 201: the first day does not count. Art. 203: the last day ends at 24:00, and when it is a rest
      // day the first day after the rest is the last. Art. 203 lets business hours cut that day short; we do not,
      // since a resident can be answered, and can object, online until midnight.
      const countedOut = plusDays(dayOf(startAt), wholeDays(amount, unit))
      const lastDay = calendar.isWorkingDay(countedOut) ? countedOut : calendar.nextWorkingDay(countedOut)
      return startOfDay(plusDays(lastDay, 1)) - startAt
    }
    default:
      return unreachable(unit)
  }
}

const wholeMs = (amount: number, unitMs: number, unit: LimitUnit): number => {
  const ms = amount * unitMs
  assert(Number.isSafeInteger(ms) && ms > 0, `limit of ${amount} ${unit}: want whole milliseconds above 0`)
  return ms
}

const wholeDays = (amount: number, unit: LimitUnit): number => {
  assert(Number.isSafeInteger(amount) && amount > 0, `limit of ${amount} ${unit}: want a whole number from 1`)
  return amount
}

/** Milliseconds from `fromAt` to a later `toAt` that count for the unit. */
export const elapsedMs = (
  unit: LimitUnit,
  fromAt: Instant,
  toAt: Instant,
  calendar: WorkingCalendar,
): number => (countsWorkingTime[unit] ? calendar.workingMsBetween(fromAt, toAt) : toAt - fromAt)

const later = (unit: LimitUnit, fromAt: Instant, ms: number, calendar: WorkingCalendar): Instant =>
  countsWorkingTime[unit] ? calendar.addWorkingMs(fromAt, ms) : instant(fromAt + ms)

/**
 * The moment the whole limit is used. Undefined while an open pause leaves it unknown; a clock that ran out before
 * the pause keeps its date. A stopped clock answers when it would have been due.
 */
export const dueAt = (timer: Timer, calendar: WorkingCalendar): Instant | undefined =>
  turnAt(timer, 1, calendar)

/** The earliest moment at which `usedShare` is at least `share` (from 0); undefined as in `dueAt`. */
export const turnAt = (timer: Timer, share: number, calendar: WorkingCalendar): Instant | undefined => {
  assert(share >= 0, `turnAt share ${share}: want a share from 0`)
  const { unit } = timer.limit
  let leftMs = leastMsOf(share, spanMs(timer.limit, timer.startAt, calendar))
  let runningFrom = timer.startAt
  for (const { fromAt, toAt } of tidyPauses(timer)) {
    const ranMs = elapsedMs(unit, runningFrom, fromAt, calendar)
    if (ranMs >= leftMs) break
    if (toAt === undefined) return undefined
    leftMs -= ranMs
    runningFrom = toAt
  }
  return later(unit, runningFrom, leftMs, calendar)
}

// The least n with n / allowed ≥ share in the very arithmetic of usedShare, so that a light and the moment
// foretold for it can never differ by a rounding.
const leastMsOf = (share: number, allowedMs: number): number => {
  let ms = Math.ceil(share * allowedMs)
  while (ms > 0 && (ms - 1) / allowedMs >= share) ms--
  while (ms / allowedMs < share) ms++
  return ms
}

/** Milliseconds used up to `now`, in the measure of the unit; 0 before the start. */
export const usedMs = (timer: Timer, now: Instant, calendar: WorkingCalendar): number => {
  const { unit } = timer.limit
  const untilAt = timer.stopAt !== undefined && timer.stopAt < now ? timer.stopAt : now
  let used = 0
  let runningFrom = timer.startAt
  for (const { fromAt, toAt } of tidyPauses(timer)) {
    if (fromAt >= untilAt) break
    used += elapsedMs(unit, runningFrom, fromAt, calendar)
    if (toAt === undefined || toAt >= untilAt) return used
    runningFrom = toAt
  }
  return untilAt > runningFrom ? used + elapsedMs(unit, runningFrom, untilAt, calendar) : used
}

/** Used over allowed, from 0; above 1 when overdue. */
export const usedShare = (timer: Timer, now: Instant, calendar: WorkingCalendar): number =>
  usedMs(timer, now, calendar) / spanMs(timer.limit, timer.startAt, calendar)

/** Allowed minus used, in the measure of the unit; below zero when overdue. */
export const remainingMs = (timer: Timer, now: Instant, calendar: WorkingCalendar): number =>
  spanMs(timer.limit, timer.startAt, calendar) - usedMs(timer, now, calendar)

/** Grey while paused, whatever was used. A stopped clock keeps the colour it had earned. */
export const lightOf = (timer: Timer, now: Instant, calendar: WorkingCalendar): Light => {
  const isPaused = tidyPauses(timer).some(p => p.fromAt <= now && (p.toAt === undefined || now < p.toAt))
  if (isPaused) return 'grey'
  const share = usedShare(timer, now, calendar)
  return share >= 1 ? 'red' : share >= yellowShare ? 'yellow' : 'green'
}

// Facts come late and out of order: pauses are sorted, joined where they overlap and cut to the life of the clock.
// A pause that ends before it begins (two devices, two clocks) has no length and falls away.
const tidyPauses = ({ startAt, stopAt, pauses }: Timer): readonly Pause[] => {
  const tidy: { fromAt: Instant; toAt?: Instant }[] = []
  for (const pause of [...pauses].sort((a, b) => a.fromAt - b.fromAt)) {
    const fromAt = pause.fromAt < startAt ? startAt : pause.fromAt
    const isCut = stopAt !== undefined && (pause.toAt === undefined || pause.toAt > stopAt)
    const toAt = isCut ? stopAt : pause.toAt
    if (toAt !== undefined && toAt <= fromAt) continue
    const last = tidy.at(-1)
    if (last === undefined || (last.toAt !== undefined && last.toAt < fromAt)) {
      tidy.push(toAt === undefined ? { fromAt } : { fromAt, toAt })
    } else if (toAt === undefined) delete last.toAt
    else if (last.toAt !== undefined && last.toAt < toAt) last.toAt = toAt
  }
  return tidy
}
