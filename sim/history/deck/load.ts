// Years of a busier district, for measuring: the same mixture at any number a day, with a crowd of reports in two hours
// once a year. Dealt a quarter at a time, so that no more than a quarter is in memory.
import type { District } from '#core/district/district.ts'
import { dayFromCivil, type Instant } from '#core/kit/instant.ts'
import type { HistoryStory } from '../story.ts'
import { deal } from './deal.ts'
import { type Burst, slice } from './quotas.ts'

export type Load = {
  fromYear: number
  years: number
  perDay: number
  /** Matters of the crowd; 0 for none. */
  burst: number
  seed: number
}

const quarter = 3
const burstMonth = 7

/** Five years at 600 a day with a crowd of 4,000 each July: about a million matters. */
export const profileC: Load = { fromYear: 2016, years: 5, perDay: 600, burst: 4000, seed: 20_210_814 }

/** Stories in order of time; `progress` hears where each quarter begins. */
export function* loadStories(
  district: District,
  { fromYear, years, perDay, burst, seed }: Load,
  progress: (fromAt: Instant) => void = () => {},
): Generator<HistoryStory> {
  for (let year = fromYear; year < fromYear + years; year++)
    for (let month = 1; month <= 12; month += quarter) {
      const on = dayFromCivil({ year, month: burstMonth, dayOfMonth: 15 })!
      const bursts: readonly Burst[] =
        burst > 0 && month === burstMonth ? [{ on, hour: 15, matters: burst }] : []
      const isLast = year === fromYear + years - 1 && month + quarter > 12
      const quotas = slice(year, month, quarter, perDay, { isLast, bursts })
      const deck = deal(
        district,
        quotas,
        seed + year * 12 + month,
        `l${year}${String(month).padStart(2, '0')}-`,
      )
      progress(deck.fromAt)
      yield* deck.stories
    }
}
