// Pins: a median or percentile brought to its published value by hurrying or holding back as few matters as are needed.
import { assert } from '#core/kit/assert.ts'
import type { Chance } from '../../chance.ts'
import { shuffled } from './cards.ts'

/** Nearest rank: the least value with at least this share at or below it. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

/**
 * Moves items until the percentile lies in [low, high). `alter` tries to give an item another value and says whether it
 * came about; items go to values between `floor` and `low` or between `high` and `ceiling`.
 */
export const pin = <T>(
  what: string,
  items: readonly T[],
  share: number,
  measure: (item: T) => number,
  band: { floor: number; low: number; high: number; ceiling: number },
  alter: (item: T, from: number, to: number) => boolean,
  chance: Chance,
) => {
  const rank = Math.ceil(share * items.length)
  const { floor, low, high, ceiling } = band
  const count = (limit: number) => items.reduce((n, i) => n + (measure(i) < limit ? 1 : 0), 0)
  let below = count(low)
  let upTo = count(high)
  for (const item of shuffled(items, chance)) {
    if (below < rank && rank <= upTo) return
    const value = measure(item)
    const isTooMany = below >= rank
    const isFit = isTooMany ? value >= floor && value < low : value >= high && value < ceiling
    if (!isFit) continue
    if (isTooMany ? !alter(item, high, ceiling) : !alter(item, floor, low)) continue
    below = count(low)
    upTo = count(high)
  }
  const got = percentile(items.map(measure), share)
  assert(got >= low && got < high, `${what}: ${got} is not between ${low} and ${high}`)
}
