// A running total over days, answered in one look-up and inverted in a few: the engine under working calendars.
//
// Inside the table the totals are prefix sums; before and after it every week is like every other, so the total
// follows from one multiplication. Both ends are therefore exact for any date, however far, at no cost in memory.

import { assert } from './assert.ts'
import type { Day } from './instant.ts'

export type DayTally = {
  /** Total of all days before `day`, counted from an arbitrary common zero. Only differences mean anything. */
  before(day: Day): number
  /** First day from `from` on at whose end the total is at least `total`. Needs `before(from) < total`. */
  firstReaching(from: Day, total: number): Day
}

/**
 * @param firstDay the day of `values[0]`
 * @param values whole numbers ≥ 0, one a day
 * @param ruleOf the value of a day outside the table; must repeat every 7 days and not be zero all week
 */
export const makeTally = (firstDay: Day, values: Float64Array, ruleOf: (day: Day) => number): DayTally => {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!
  const endDay = (firstDay + values.length) as Day
  const endSum = sums[values.length]!

  const week = Array.from({ length: 8 }, () => 0)
  for (let i = 0; i < 7; i++) week[i + 1] = week[i]! + ruleOf(i as Day)
  const weekSum = week[7]!
  assert(weekSum > 0, 'a tally needs at least one weekday with a value above zero')
  const byRule = (day: Day) => {
    const weeks = Math.floor(day / 7)
    return weeks * weekSum + week[day - weeks * 7]!
  }
  const ruleAtFirst = byRule(firstDay)
  const ruleAtEnd = byRule(endDay)

  const before = (day: Day): number => {
    if (day < firstDay) return byRule(day) - ruleAtFirst
    if (day > endDay) return endSum + byRule(day) - ruleAtEnd
    return sums[day - firstDay]!
  }
  const reached = (day: number, total: number) => before((day + 1) as Day) >= total

  // Most limits end within days, so strides that double from the start beat a search of the whole table.
  const firstReaching = (from: Day, total: number): Day => {
    let low: number = from
    let high: number = from
    for (let stride = 1; !reached(high, total); stride *= 2) {
      low = high + 1
      high += stride
    }
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (reached(middle, total)) high = middle
      else low = middle + 1
    }
    return low as Day
  }
  return { before, firstReaching }
}
