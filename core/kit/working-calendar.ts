// The working calendar: which days are worked, at which hours, and how much working time lies between two
// moments. Chinese holidays move working days onto weekends 调休, so a calendar is a table of official notices
// over a weekly rule, never the rule alone.
//
// What decides a day, strongest first: a make-up day is worked at the ordinary hours; a rest day is not worked; a
// weekend day is not worked; a weekday with hours of its own keeps them; all others have the ordinary hours.
//
// Boundaries: a span of working time ends at the earliest moment at which it has passed. So a deadline falls at
// the end of a window, 18:00, and not at the next day's 09:00, although no working time lies between the two.

import { assert } from './assert.ts'
import type { CalendarSpec, Windows } from './calendar-spec.ts'
import { makeTally } from './day-tally.ts'
import {
  type Day,
  dayFromCivil,
  dayOf,
  type Instant,
  instant,
  msPerMinute,
  parseDay,
  plusDays,
  startOfDay,
  weekdayOf,
} from './instant.ts'

export { type CalendarSpec, calendarSpecsFrom } from './calendar-spec.ts'

export type WorkingCalendar = {
  readonly id: string
  readonly version: string
  isWorkingDay(day: Day): boolean
  /** False where no official notice exists yet: dates there follow the weekly rule and are provisional. */
  isCovered(day: Day): boolean
  /** First working day after `day`. */
  nextWorkingDay(day: Day): Day
  /** The `n`-th working day after `day`, which itself does not count; `day` when `n` is 0. */
  addWorkingDays(day: Day, n: number): Day
  /** End of the last window of a working day. */
  endOfWork(day: Day): Instant
  /** Working milliseconds between `from` ≤ `to`. */
  workingMsBetween(from: Instant, to: Instant): number
  /** Earliest moment at which `ms` of working time have passed since `from`; `from` itself when `ms` is 0. */
  addWorkingMs(from: Instant, ms: number): Instant
}

type Schedule = { readonly windows: readonly { startMs: number; endMs: number }[]; readonly totalMs: number }

/** Dies on a spec that `calendarSpecsFrom` would refuse. */
export const makeCalendar = (spec: CalendarSpec): WorkingCalendar => {
  const ordinary = scheduleOf(spec.windows)
  const weekly = [0, 1, 2, 3, 4, 5, 6].map(weekday => {
    if (spec.weekend.includes(weekday)) return noWork
    const own = spec.windowsByWeekday?.[weekday]
    return own ? scheduleOf(own) : ordinary
  })
  const ruleOf = (day: Day): Schedule => weekly[weekdayOf(day)]!

  const firstDay = dayFromCivil({ year: spec.firstYear, month: 1, dayOfMonth: 1 })
  const lastDay = dayFromCivil({ year: spec.lastYear, month: 12, dayOfMonth: 31 })
  assert(
    firstDay !== undefined && lastDay !== undefined && firstDay < lastDay,
    `calendar ${spec.id}: bad years`,
  )
  const table = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => ruleOf((firstDay + i) as Day))
  const lay = (dates: readonly string[], schedule: Schedule) => {
    for (const date of dates) {
      const day = parseDay(date)
      assert(
        day !== undefined && day >= firstDay && day <= lastDay,
        `calendar ${spec.id}: ${date} is no day of ${spec.firstYear}–${spec.lastYear}`,
      )
      table[day - firstDay] = schedule
    }
  }
  lay(spec.restDays, noWork)
  lay(spec.workDays, ordinary)

  const scheduleOn = (day: Day): Schedule => table[day - firstDay] ?? ruleOf(day)
  const workMs = makeTally(
    firstDay,
    Float64Array.from(table, s => s.totalMs),
    day => ruleOf(day).totalMs,
  )
  const workDays = makeTally(firstDay, Float64Array.from(table, isWorked), day => isWorked(ruleOf(day)))

  const workMsUntil = (at: Instant): number => {
    const day = dayOf(at)
    return workMs.before(day) + passedMs(scheduleOn(day), at - startOfDay(day))
  }
  const addWorkingDays = (day: Day, n: number): Day => {
    assert(Number.isInteger(n) && n >= 0, `addWorkingDays ${n}: want a whole number from 0`)
    if (n === 0) return day
    const from = plusDays(day, 1)
    return workDays.firstReaching(from, workDays.before(from) + n)
  }
  return {
    id: spec.id,
    version: spec.version,
    isWorkingDay: day => scheduleOn(day).totalMs > 0,
    isCovered: day => spec.ignoresNotices === true || (day >= firstDay && day <= lastDay),
    nextWorkingDay: day => addWorkingDays(day, 1),
    addWorkingDays,
    endOfWork: day => {
      const last = scheduleOn(day).windows.at(-1)
      assert(last !== undefined, `endOfWork: day ${day} is not a working day`)
      return instant(startOfDay(day) + last.endMs)
    },
    workingMsBetween: (from, to) => {
      assert(from <= to, `workingMsBetween ${from}, ${to}: want the earlier moment first`)
      return workMsUntil(to) - workMsUntil(from)
    },
    addWorkingMs: (from, ms) => {
      assert(Number.isSafeInteger(ms) && ms >= 0, `addWorkingMs ${ms}: want whole milliseconds from 0`)
      if (ms === 0) return from
      const total = workMsUntil(from) + ms
      const day = workMs.firstReaching(dayOf(from), total)
      return instant(startOfDay(day) + momentOf(scheduleOn(day), total - workMs.before(day)))
    },
  }
}

const noWork: Schedule = { windows: [], totalMs: 0 }
const isWorked = (schedule: Schedule): number => (schedule.totalMs > 0 ? 1 : 0)

const scheduleOf = (minutes: Windows): Schedule => {
  const windows = minutes.map(([start, end]) => ({ startMs: start * msPerMinute, endMs: end * msPerMinute }))
  windows.forEach(({ startMs, endMs }, i) => {
    const freeFromMs = windows[i - 1]?.endMs ?? 0
    assert(
      freeFromMs <= startMs && startMs < endMs && endMs <= 1440 * msPerMinute,
      `windows ${minutes}: not in order`,
    )
  })
  return { windows, totalMs: windows.reduce((sum, w) => sum + w.endMs - w.startMs, 0) }
}

const passedMs = ({ windows }: Schedule, msOfDay: number): number => {
  let passed = 0
  for (const { startMs, endMs } of windows) {
    if (msOfDay <= startMs) break
    passed += (msOfDay < endMs ? msOfDay : endMs) - startMs
  }
  return passed
}

/** Millisecond of the day at which `workedMs` > 0 have passed: the inverse of `passedMs`, earliest answer. */
const momentOf = ({ windows }: Schedule, workedMs: number): number => {
  let left = workedMs
  for (const { startMs, endMs } of windows) {
    if (left <= endMs - startMs) return startMs + left
    left -= endMs - startMs
  }
  assert(false, `momentOf ${workedMs}: the day holds less working time`)
}
