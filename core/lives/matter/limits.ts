// Which limits a matter gets. Order: the catalogue row that sent it, its type, its urgency – the narrower rule wins.
// The limits decided here are written into the fact, so an edit of the pack never reaches a matter already running.
import type { District, Limits, Urgency } from '../../district/district.ts'
import type { ClockStart } from '../../life/fact.ts'

export const limitsFor = (
  type: string | undefined,
  urgency: Urgency,
  row: string | undefined,
  district: District,
): Limits => ({
  ...district.limitsByUrgency[urgency],
  ...(type === undefined ? {} : district.type(type)?.limits),
  ...(row === undefined ? {} : district.dispatch.find(r => r.id === row)?.limits),
})

/** Step clocks run in the working time of the unit that must act; the promise in that of the district centre. */
export const calendarOf = (unit: string, district: District): string =>
  district.calendarKey(district.unit(unit)?.calendar ?? district.calendars[0]!.id)

export const promiseCalendar = (district: District): string =>
  calendarOf(district.centreOver(district.code, 'district').id, district)

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

/** Clocks a dispatch starts. The promise starts once and is kept through every later dispatch. */
export const dispatchClocks = (
  limits: Limits,
  lead: string,
  first: boolean,
  contacted: boolean,
  district: District,
): ClockStart[] => {
  const calendar = calendarOf(lead, district)
  return [
    {
      name: 'whole',
      limit: limits.whole,
      calendar: promiseCalendar(district),
      ...(first ? {} : { keep: true }),
    },
    { name: 'sign', limit: limits.sign, calendar },
    ...(contacted
      ? []
      : [{ name: 'contact', limit: limits.contact, calendar, ...(first ? {} : { keep: true }) }]),
    { name: 'handle', limit: limits.handle, calendar },
  ]
}
