// What every recount of the deck works with: a row of wanted and found, counting, shares, digits as published.
import { msPerHour } from '#core/kit/instant.ts'
import type { HistoryStory, Step } from '../story.ts'

/** One published figure: what was wanted and what is there. */
export type Row = { name: string; want: number | string; got: number | string }

export const count = <T>(items: readonly T[], is: (item: T) => boolean): number =>
  items.reduce((n, item) => n + (is(item) ? 1 : 0), 0)
export const tally = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
export const rounded = (n: number, digits: number): string => n.toFixed(digits)
/** Per cent. */
export const per = (n: number, of: number, digits = 1): string => rounded((100 * n) / of, digits)

/** China time. */
export const hourOf = (s: HistoryStory): number => Math.floor((s.reportedAt + 8 * msPerHour) / msPerHour) % 24
export const has = (s: HistoryStory, is: (step: Step) => boolean): boolean => s.steps.some(is)
export const hasNote = (s: HistoryStory, topic: string): boolean =>
  has(s, step => step.move === 'note' && step.topic === topic)
