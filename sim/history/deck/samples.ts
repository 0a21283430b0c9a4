// Which closings on the spot are drawn for a check is decided by their numbers, and those follow from the order of a day.
import type { District } from '#core/district/district.ts'
import { dayOf, formatDay, instant, msPerDay, msPerHour } from '#core/kit/instant.ts'
import { isDrawn } from '#core/path/path.ts'
import { numberIn } from '#desk/numbers.ts'
import type { After } from './answers.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'
import type { Quotas } from './quotas.ts'

const numbersOf = (sorted: readonly Draft[], district: District): string[] => {
  let day = -1
  let n = 0
  return sorted.map(d => {
    const on = dayOf(instant(d.reportedAt))
    n = on === day ? n + 1 : 1
    day = on
    return numberIn(district, `matter:${formatDay(dayOf(instant(d.reportedAt))).replaceAll('-', '')}`, n)
  })
}

/**
 * The number decides which closings on the spot are drawn for a check. Where chance drew too many or too few, single
 * reports come a moment later than the one after them, and change numbers with it.
 */
export const drawSamples = (sorted: Draft[], district: District, { scale, isPlanted }: Quotas) => {
  if (!isPlanted) return
  const want = Math.round(figures.sampling.onSpot * scale)
  const drawn = numbersOf(sorted, district).map(number => isDrawn(number, district.samples.onSpot))
  const isSpot = (d: Draft) => d.outcome === 'on-spot'
  let have = sorted.filter((d, i) => isSpot(d) && drawn[i]).length
  const hourOf = (d: Draft) => Math.floor(d.reportedAt / msPerHour)
  for (let i = 0; i + 2 < sorted.length && have !== want; i++) {
    const [a, b, c] = [sorted[i]!, sorted[i + 1]!, sorted[i + 2]!]
    const gains = have < want ? !drawn[i] && drawn[i + 1] : drawn[i] && !drawn[i + 1]
    const moved = b.reportedAt + 1000
    const isFree =
      Math.floor(moved / msPerHour) === hourOf(a) && hourOf(a) === hourOf(b) && moved < c.reportedAt
    if (!isSpot(a) || isSpot(b) || !gains || !isFree || a.isSet) continue
    a.reportedAt = moved
    a.closedAt = moved
    sorted[i] = b
    sorted[i + 1] = a
    have += have < want ? 1 : -1
    i++
  }
  if (have !== want) throw new Error(`${have} closings on the spot are drawn where ${want} are published`)
}

/** What was drawn is looked at by the town within days. */
export const checkSpots = (sorted: readonly Draft[], district: District, { days, chance }: After) => {
  const numbers = numbersOf(sorted, district)
  sorted.forEach((d, i) => {
    if (d.outcome !== 'on-spot' || !isDrawn(numbers[i]!, district.samples.onSpot)) return
    const day = Math.floor((d.reportedAt - days.fromAt) / msPerDay) + 1 + chance.below(4)
    const at = instant(days.fromAt + day * msPerDay + 9 * msPerHour + chance.below(8 * 3600) * 1000)
    if (at >= days.untilAt) return
    d.steps.push({ at, by: district.centreOver(d.territory, 'town').id, move: 'spot-check', outcome: 'pass' })
  })
}
