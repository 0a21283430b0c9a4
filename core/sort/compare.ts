// Two sorters on the same matters, of which a person has said the type: who was right how often, and what would change.
import type { Sorter, SortInput } from './sort.ts'

export type Typed = SortInput & { number: string; typed: string }

export type Score = {
  right: number
  /** Suggestions said to be sure, and how many of them were right. */
  sure: number
  sureRight: number
  /** Had no type to suggest. */
  silent: number
}

export type Comparison = {
  matters: number
  before: Score
  after: Score
  /** Right now and wrong before; wrong now and right before. */
  gained: number
  lost: number
  /** Where the two differ most often, by the type a person confirmed. */
  changes: readonly { typed: string; gained: number; lost: number; example: string }[]
}

export const compareSorters = (matters: Iterable<Typed>, before: Sorter, after: Sorter): Comparison => {
  const scores = [newScore(), newScore()] as const
  const changes = new Map<string, { typed: string; gained: number; lost: number; example: string }>()
  let count = 0
  for (const matter of matters) {
    count++
    const input = { words: matter.words, ...(matter.title === undefined ? {} : { title: matter.title }) }
    const was = mark(scores[0], before(input), matter.typed)
    const is = mark(scores[1], after(input), matter.typed)
    if (was === is) continue
    const { typed, number } = matter
    const change = changes.get(typed) ?? { typed, gained: 0, lost: 0, example: number }
    changes.set(typed, change)
    if (is) change.gained++
    else change.lost++
  }
  const list = [...changes.values()]
  return {
    matters: count,
    before: scores[0],
    after: scores[1],
    gained: list.reduce((sum, c) => sum + c.gained, 0),
    lost: list.reduce((sum, c) => sum + c.lost, 0),
    changes: list.sort((a, b) => b.gained + b.lost - a.gained - a.lost || (a.typed < b.typed ? -1 : 1)),
  }
}

const newScore = (): Score => ({ right: 0, sure: 0, sureRight: 0, silent: 0 })

const mark = (score: Score, said: ReturnType<Sorter>, typed: string): boolean => {
  const right = said.type === typed
  if (right) score.right++
  if (said.type === undefined) score.silent++
  if (said.sure) {
    score.sure++
    if (right) score.sureRight++
  }
  return right
}
