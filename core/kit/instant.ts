// Moments and days as plain branded numbers, so that rules can calculate with time and never ask for it.
//
// A day is a day of China: UTC+8, without daylight saving. China dropped summer time after 1991 and keeps one
// official time from Kashgar to Fuyuan, so a fixed offset is exact for everything this net can carry, and no
// time-zone table is needed on a phone or in a replay. Moments inside the summers of 1986–1991 read an hour early.
// The calendar arithmetic is Gregorian, done in whole 400-year cycles counted from 1 March, so that the leap day
// is the last day of a cycle's year and needs no branch.

import { assert } from './assert.ts'

declare const instantBrand: unique symbol
declare const dayBrand: unique symbol

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number & { readonly [instantBrand]: true }
/** Days since 1970-01-01 on the calendar of China, a whole number. */
export type Day = number & { readonly [dayBrand]: true }
/** 0 = Sunday … 6 = Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6
/** `month` 1–12, `dayOfMonth` 1–31. */
export type CivilDate = { readonly year: number; readonly month: number; readonly dayOfMonth: number }

export const msPerMinute = 60_000
export const msPerHour = 3_600_000
export const msPerDay = 86_400_000

const chinaOffsetMs = 8 * msPerHour
const daysPerCycle = 146_097 // in 400 Gregorian years
const epochShiftDays = 719_468 // from 0000-03-01 to 1970-01-01
const daysBeforeMonth = (monthFromMarch: number) => Math.floor((153 * monthFromMarch + 2) / 5)

/** Day of a civil date, or undefined when the calendar has no such date. Years 0–9999. */
export const dayFromCivil = ({ year, month, dayOfMonth }: CivilDate): Day | undefined => {
  if (!(year >= 0 && year <= 9999 && month >= 1 && month <= 12)) return undefined
  if (!(dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month))) return undefined
  const marchYear = month > 2 ? year : year - 1
  const cycle = Math.floor(marchYear / 400)
  const yearOfCycle = marchYear - cycle * 400
  const dayOfYear = daysBeforeMonth((month + 9) % 12) + dayOfMonth - 1
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  return (cycle * daysPerCycle + yearOfCycle * 365 + leapDays + dayOfYear - epochShiftDays) as Day
}

export const civilOf = (day: Day): CivilDate => {
  const shifted = day + epochShiftDays
  const cycle = Math.floor(shifted / daysPerCycle)
  const dayOfCycle = shifted - cycle * daysPerCycle
  const leapDays =
    Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365)
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((monthFromMarch + 2) % 12) + 1
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
  return { year, month, dayOfMonth: dayOfYear - daysBeforeMonth(monthFromMarch) + 1 }
}

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysInMonth = (year: number, month: number) =>
  month === 2
    ? isLeapYear(year)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31

// Four-digit years keep every instant writable as ISO-8601 and sortable as text.
const firstDay = dayFromCivil({ year: 0, month: 1, dayOfMonth: 1 })!
const lastDay = dayFromCivil({ year: 9999, month: 12, dayOfMonth: 31 })!
const firstMs = firstDay * msPerDay - chinaOffsetMs
const endMs = (lastDay + 1) * msPerDay - chinaOffsetMs

const isInstant = (n: number): n is Instant => Number.isSafeInteger(n) && n >= firstMs && n <= endMs

/** Brands whole milliseconds; dies on a fraction or outside the years 0000–9999. */
export const instant = (ms: number): Instant => {
  assert(isInstant(ms), `instant ${ms}: want whole milliseconds within the years 0000–9999`)
  return ms
}

/** Brands a day number; dies on a fraction or outside the years 0000–9999 (and the one day after, as an end). */
export const dayNumber = (days: number): Day => {
  assert(
    Number.isInteger(days) && days >= firstDay && days <= lastDay + 1,
    `day ${days}: want a whole number within the years 0000–9999`,
  )
  return days as Day
}

export const plusDays = (day: Day, days: number): Day => dayNumber(day + days)
export const dayOf = (at: Instant): Day => Math.floor((at + chinaOffsetMs) / msPerDay) as Day
export const startOfDay = (day: Day): Instant => (day * msPerDay - chinaOffsetMs) as Instant
/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): Weekday => ((((day + 4) % 7) + 7) % 7) as Weekday

const dayPattern = /^(\d{4})-(\d\d)-(\d\d)$/

/** 'YYYY-MM-DD', or undefined when the text or the date does not exist. */
export const parseDay = (text: string): Day | undefined => {
  const found = dayPattern.exec(text)
  return found
    ? dayFromCivil({ year: Number(found[1]), month: Number(found[2]), dayOfMonth: Number(found[3]) })
    : undefined
}

const padded = (n: number, width: number) => String(n).padStart(width, '0')

export const formatDay = (day: Day): string => {
  const { year, month, dayOfMonth } = civilOf(day)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`
}

const instantPattern =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/**
 * ISO-8601 extended form with `Z` or `±hh:mm`; seconds may be left out, fractions beyond the millisecond are cut
 * off. A text without an offset is refused, unless the sender is known to mean China time (`naive: 'china'`).
 * Undefined for anything else: 24:00, leap seconds and dates that do not exist are not guessed at.
 */
export const parseInstant = (iso: string, naive: 'refuse' | 'china' = 'refuse'): Instant | undefined => {
  const found = instantPattern.exec(iso)
  const day = found ? parseDay(found[1]!) : undefined
  if (!found || day === undefined) return undefined
  const [, , hour, minute, second = '0', fraction = '', zone] = found
  if (zone === undefined && naive === 'refuse') return undefined
  const clockMs = Number(hour) * msPerHour + Number(minute) * msPerMinute + Number(second) * 1000
  const fractionMs = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const ms = day * msPerDay + clockMs + fractionMs - offsetMs(zone ?? '+08:00')
  return isInstant(ms) ? ms : undefined
}

const offsetMs = (zone: string): number => {
  if (zone === 'Z') return 0
  const ms = Number(zone.slice(1, 3)) * msPerHour + Number(zone.slice(4)) * msPerMinute
  return zone.startsWith('-') ? -ms : ms
}

/**
 * 'YYYY-MM-DDTHH:mm:ss+08:00', with '.sss' only where there are milliseconds. Sorts as text in order of time,
 * because '+' comes before '.'.
 */
export const toIso = (at: Instant): string => {
  const day = dayOf(at)
  const ms = at - startOfDay(day)
  const clock = [
    Math.floor(ms / msPerHour),
    Math.floor(ms / msPerMinute) % 60,
    Math.floor(ms / 1000) % 60,
  ].map(n => padded(n, 2))
  const fraction = ms % 1000 === 0 ? '' : `.${padded(ms % 1000, 3)}`
  return `${formatDay(day)}T${clock.join(':')}${fraction}+08:00`
}
