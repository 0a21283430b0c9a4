// Which limits a matter gets. Order: the catalogue row that sent it, its type, its urgency – the narrower rule wins.
// A type's limits are made for its usual urgency: raised or lowered by a person, the matter follows its urgency,
// unless the limit is statutory.
// The limits decided here are written into the fact, so an edit of the pack never reaches a matter already running.
import type { District, Limits, Urgency } from '../../district/district.ts'
import { dayOf, type Instant } from '../../kit/instant.ts'
import { dueAt, elapsedMs, type Limit, spanMs } from '../../kit/time-limit.ts'
import { type ClockState, timerOf } from '../../life/clock.ts'
import type { ClockStart } from '../../life/fact.ts'
import type { Here } from './here.ts'

export const limitsFor = (
  type: string | undefined,
  urgency: Urgency,
  row: string | undefined,
  district: District,
): Limits => {
  const t = type === undefined ? undefined : district.type(type)
  const usual = t !== undefined && (t.locked === true || t.urgency === urgency)
  return {
    ...district.limitsByUrgency[urgency],
    ...(usual
      ? { ...t.limits, ...(row === undefined ? {} : district.dispatch.find(r => r.id === row)?.limits) }
      : {}),
  }
}

/** Step clocks run in the working time of the unit that must act. */
export const calendarOf = (unit: string, district: District): string =>
  district.calendarKey(district.unit(unit)?.calendar ?? district.calendars[0]!.id)

/**
 * The promise runs in the district's office time, the first calendar of the pack: a working day promised to a resident
 * is the one in the State Council's notice, also where the centre that promised it never closes.
 */
export const promiseCalendar = (district: District): string => district.calendarKey(district.calendars[0]!.id)

export const step = (
  name: 'triage' | 'arbitrate' | 'verify' | 'answer' | 'reply' | 'part',
  unit: string,
  district: District,
  of?: string,
): ClockStart => ({
  name,
  ...(of === undefined ? {} : { of }),
  limit: district.steps[name],
  calendar: calendarOf(unit, district),
})

/** Clocks every dispatch starts for the unit that gets it: its full time to sign, to call, to handle. */
export const dispatchClocks = (
  limits: Limits,
  lead: string,
  contacted: boolean,
  waiting: boolean,
  district: District,
): ClockStart[] => {
  const calendar = calendarOf(lead, district)
  return [
    { name: 'sign', limit: limits.sign, calendar },
    // The reporter has waited for a call since the first dispatch, whoever has to make it now.
    ...(contacted || waiting ? [] : [{ name: 'contact', limit: limits.contact, calendar }]),
    { name: 'handle', limit: limits.handle, calendar },
  ]
}

/** The promise: its first start, or a new limit over the time used so far, with days granted before granted again. */
export const keptLimits = (s: Here, limits: Limits): ClockStart[] => {
  const { whole } = s.standing.clocks
  if (!whole) return [{ name: 'whole', limit: limits.whole, calendar: promiseCalendar(s.district) }]
  return [kept(s, whole, limits.whole)]
}

/** A running clock under another limit; used time, pauses and calendar stay. */
export const kept = (s: Here, c: ClockState, limit: Limit): ClockStart => ({
  name: c.name,
  limit: s.standing.doc.extendedDays
    ? extendedLimit({ ...c, limit }, s.standing.doc.extendedDays, s.district)
    : limit,
  calendar: c.calendar,
  keep: true,
})

/**
 * The limit of a clock put off by whole working days. A limit in days grows by days; any other ends at the same hour
 * that many working days later.
 */
export const extendedLimit = (c: ClockState, days: number, district: District): Limit => {
  const calendar = district.calendar(c.calendar)
  const { amount, unit } = c.limit
  if (unit === 'working-days') return { amount: amount + days, unit }
  if (unit === 'calendar-days') {
    const startOn = dayOf(c.startAt)
    const lastOn = dayOf((c.startAt + spanMs(c.limit, c.startAt, calendar) - 1) as Instant)
    return { amount: calendar.addWorkingDays(lastOn, days) - startOn, unit }
  }
  // The pauses so far are in the due instant already; an open one cannot be here, since only running clocks are put off.
  const due = dueAt(timerOf(c), calendar)!
  const dueOn = dayOf((due - 1) as Instant) // a due instant at 24:00 still belongs to the day that ends there
  const later = (due + (calendar.addWorkingDays(dueOn, days) - dueOn) * 86_400_000) as Instant
  const allowedMs = spanMs(c.limit, c.startAt, calendar) + elapsedMs(unit, due, later, calendar)
  return {
    amount: Math.round(allowedMs / 60_000),
    unit: unit.startsWith('working') ? 'working-minutes' : 'minutes',
  }
}
