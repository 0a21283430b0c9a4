// When a fence is on. Hours belong to the day on which they begin, so a night from 22:00 to 06:00 on working days covers
// the whole night after Friday and nothing of the night after Sunday's – whichever weekday it ends on.

import { type Day, dayOf, type Instant, msPerMinute, plusDays, startOfDay } from '#core/kit/instant.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'

/** Minutes after midnight; an end beyond 1440 lies in the next day: [1320, 1800] is 22:00–06:00. */
export type Hours = readonly (readonly [startMinute: number, endMinute: number])[]

export type Schedule =
  | { readonly kind: 'always' }
  | {
      readonly kind: 'hours'
      readonly calendar: string
      readonly days: 'all' | 'working' | 'not-working'
      readonly hours: Hours
    }

/** Whether the fence is on at a moment. Remembers the span it last looked at, since most fixes fall into it. */
export type Gate = ((at: number) => boolean) & {
  /** It stays as it is at `at` at least until then. */
  untilAt: (at: number) => number
}

export const gateOf = (schedule: Schedule, calendar: WorkingCalendar | undefined): Gate => {
  if (schedule.kind === 'always') return Object.assign(() => true, { untilAt: () => Infinity })
  let from = Number.NaN
  let until = Number.NaN
  let on = false
  const isOn = (at: number): boolean => {
    if (at >= from && at < until) return on
    ;[from, until, on] = spanAround(schedule, calendar, at as Instant)
    return on
  }
  const untilAt = (at: number): number => {
    isOn(at)
    return until
  }
  return Object.assign(isOn, { untilAt })
}

type Timed = Extract<Schedule, { kind: 'hours' }>

const counts = ({ days }: Timed, calendar: WorkingCalendar | undefined, day: Day): boolean =>
  days === 'all' || (calendar?.isWorkingDay(day) ?? false) === (days === 'working')

/** A span around `at` in which nothing changes, and whether the fence is on in it. */
const spanAround = (
  schedule: Timed,
  calendar: WorkingCalendar | undefined,
  at: Instant,
): [from: number, until: number, on: boolean] => {
  const today = dayOf(at)
  let from: number = startOfDay(today)
  let until: number = startOfDay(plusDays(today, 1))
  let on = false
  for (const day of [plusDays(today, -1), today]) {
    if (!counts(schedule, calendar, day)) continue
    for (const [start, end] of schedule.hours) {
      const startAt = startOfDay(day) + start * msPerMinute
      const endAt = startOfDay(day) + end * msPerMinute
      if (startAt <= at && at < endAt) on = true
      for (const edge of [startAt, endAt]) {
        if (edge <= at) from = Math.max(from, edge)
        else until = Math.min(until, edge)
      }
    }
  }
  return [from, until, on]
}
