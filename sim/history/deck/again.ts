// Trouble that comes back: pairs of reports with one point and one type.
import { msPerDay } from '#core/kit/instant.ts'
import type { Chance } from '../../chance.ts'
import { shuffled } from './cards.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'
import type { Quotas } from './quotas.ts'

const againWithinMs = 30 * msPerDay

/** Pairs of the same type in the same grid, the second within 30 days of the first one's closing: the same point. */
export const reportAgain = (sorted: readonly Draft[], { scale }: Quotas, chance: Chance) => {
  const groups = new Map<string, Draft[]>()
  for (const d of sorted) {
    // Nobody sorts what is merged or turned away, so it has no type to be the same as.
    if (d.outcome === 'merged' || d.outcome === 'declined' || d.outcome === 'diverted' || d.storm || d.trap)
      continue
    const key = `${d.territory} ${d.type}`
    groups.set(key, [...(groups.get(key) ?? []), d])
  }
  const parents = new Set(sorted.flatMap(d => (d.into ? [d.into] : [])))
  let left = Math.round(figures.reportedAgain * scale)
  const paired = new Set<Draft>()
  for (const group of shuffled([...groups.values()], chance))
    for (const [i, first] of group.entries()) {
      if (left === 0) return
      if (first.closedAt === undefined || paired.has(first) || parents.has(first)) continue
      const second = group
        .slice(i + 1)
        .find(
          d =>
            !paired.has(d) &&
            !parents.has(d) &&
            d.reportedAt > first.closedAt! &&
            d.reportedAt < first.closedAt! + againWithinMs,
        )
      if (!second || chance.isSo(0.5)) continue
      second.point = first.point
      second.again = first
      paired.add(first).add(second)
      left--
    }
  if (left > 0) throw new Error(`${left} of ${figures.reportedAgain} found no second report`)
}
