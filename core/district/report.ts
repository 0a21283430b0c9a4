// What the checks of a pack share: noting a problem, finding doubles and suggesting what was meant.
import type { PackProblem } from './pack-problem.ts'

/** Notes a problem with one entry: `index` -1 stands for a single value such as `code`. */
export type Report = (
  at: readonly [table: string, index: number, field?: string],
  problemZh: string,
  problemEn: string,
  rightWould: string,
  severity?: PackProblem['severity'],
) => void

/** Reports every value of a list that stands in it twice. */
export const checkUnique = <T>(
  table: string,
  items: readonly T[],
  field: string,
  value: (item: T) => string,
  report: Report,
) => {
  const seen = new Set<string>()
  items.forEach((item, index) => {
    const here = value(item)
    if (seen.has(here))
      report(
        [table, index, field],
        `${here} 重复`,
        `${here} stands twice`,
        '每个值只出现一次 each value once',
      )
    seen.add(here)
  })
}

/** A few values that come nearest to a wrong one, for "did you mean". */
export const nearest = (wrong: string, right: Iterable<string>): string => {
  const common = (other: string) => {
    let same = 0
    while (same < wrong.length && wrong[same] === other[same]) same++
    return same * 100 - Math.abs(other.length - wrong.length)
  }
  return [...right]
    .sort((a, b) => common(b) - common(a))
    .slice(0, 4)
    .join(' | ')
}
