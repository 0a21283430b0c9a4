// Which day and second a report comes: months as busy as the published closings, seasons of single kinds of trouble, rain
// that was invented with the district, real holidays. Weekdays and hours are dealt from decks and keep their quotas.
import {
  civilOf,
  type Day,
  type Instant,
  instant,
  plusDays,
  startOfDay,
  weekdayOf,
} from '#core/kit/instant.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import type { Chance } from '../../chance.ts'
import { drawn, sumOf } from './cards.ts'
import type { Month } from './quotas.ts'

/** Chance of heavy rain (over 40 mm in an hour) on a day, per cent, January … December. */
const heavyRain: readonly number[] = [0, 0, 0, 2, 7, 12, 14, 10, 6, 1, 0, 0]

export type Days = {
  fromOn: Day
  untilOn: Day
  fromAt: Instant
  untilAt: Instant
  monthOf: (day: Day) => number
  /** Days on which it rained more than 40 mm in an hour. */
  heavy: ReadonlySet<Day>
  /**
   * A day with this weekday. `month` keeps it in that month of closings; without one it is a report that takes days, and
   * comes as much earlier than the closings of its month.
   */
  dayFor: (weekday: number, type: string, chance: Chance, month?: number) => Day
  /** A second of that hour which no other report has. */
  secondIn: (day: Day, hour: number, chance: Chance) => number
  /** The first free second from `at` on. */
  freeFrom: (at: number) => number
}

/** From a report to its closing, where it is not closed at once. */
const usualDays = 5

type Season = {
  types: readonly string[]
  factor: (month: number, dayOfMonth: number, heavy: boolean) => number
}

const seasons: readonly Season[] = [
  { types: ['ER01', 'ER02', 'GS07'], factor: (m, _, heavy) => (m >= 5 && m <= 9 && heavy ? 6 : 1) },
  { types: ['EE01'], factor: m => (m === 5 || m === 9 || m === 10 ? 4 : 1) },
  { types: ['MD04', 'EN01'], factor: m => (m === 1 ? 2.5 : 1) },
  { types: ['SP03', 'ER04', 'GS01'], factor: m => (m <= 2 ? 2 : 1) },
  { types: ['SP01'], factor: m => (m >= 11 || m <= 2 ? 1.6 : 1) },
  { types: ['CM09', 'EE05'], factor: (m, d) => (m === 6 && d <= 10 ? 2 : 1) },
  { types: ['CM02', 'EE06'], factor: m => (m >= 6 && m <= 8 ? 1.5 : 1) },
  { types: ['CM03'], factor: (m, d) => (m === 9 || (m === 2 && d >= 20) ? 1.5 : 1) },
]

export const daysOf = (months: readonly Month[], calendar: WorkingCalendar, rain: Chance): Days => {
  const fromOn = months[0]!.firstOn
  const last = months.at(-1)!
  const untilOn = plusDays(last.firstOn, last.days)
  const all = Array.from({ length: untilOn - fromOn }, (_, i) => plusDays(fromOn, i))
  const monthOf = (day: Day): number => months.findLastIndex(m => m.firstOn <= day)
  const heavy = new Set(all.filter(day => rain.below(100) < heavyRain[civilOf(day).month - 1]!))
  const busyOn = (day: Day, leadDays: number) => {
    const m = months[monthOf(plusDays(day, leadDays))]!
    const rest = !calendar.isWorkingDay(day) && ![0, 6].includes(weekdayOf(day))
    return (m.closed / m.days) * (rest ? 0.8 : 1)
  }
  const byGroup = new Map<string, { days: Day[]; weights: number[] }>()
  const groupFor = (weekday: number, type: string, month: number | undefined) => {
    const s = seasons.findIndex(season => season.types.includes(type))
    const key = `${weekday} ${s} ${month ?? ''}`
    const known = byGroup.get(key)
    if (known) return known
    const days = all.filter(d => weekdayOf(d) === weekday && (month === undefined || monthOf(d) === month))
    const weights = days.map(day => {
      const { month: m, dayOfMonth } = civilOf(day)
      return (
        busyOn(day, month === undefined ? usualDays : 0) *
        (s < 0 ? 1 : seasons[s]!.factor(m, dayOfMonth, heavy.has(day)))
      )
    })
    const made = { days, weights }
    byGroup.set(key, made)
    return made
  }
  const taken = new Set<number>()
  const freeFrom = (at: number): number => {
    let free = Math.ceil(at / 1000) * 1000
    while (taken.has(free)) free += 1000
    taken.add(free)
    return free
  }
  return {
    fromOn,
    untilOn,
    fromAt: startOfDay(fromOn),
    untilAt: startOfDay(untilOn),
    monthOf,
    heavy,
    dayFor: (weekday, type, chance, month) => {
      const { days, weights } = groupFor(weekday, type, month)
      return sumOf(weights) > 0 ? days[drawn(weights, chance)]! : chance.pick(days)
    },
    secondIn: (day, hour, chance) => {
      const from = instant(startOfDay(day) + hour * 3_600_000)
      for (;;) {
        const at = from + chance.below(3600) * 1000
        if (!taken.has(at)) return freeFrom(at)
      }
    },
    freeFrom,
  }
}
