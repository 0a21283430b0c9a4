// When many tell of one thing at once, hardly two use the same words: what each has in common with one other is too
// little to say so, but what all have in common is not. Several reports from one spot within hours that share a word which
// is rare elsewhere are one event, and whoever uses that word there and then tells of it.
import type { Read } from './words-alike.ts'

/** As many as these within hours, from one spot, are no coincidence. */
const fewestReports = 5
export const stormHours = 3
/** A word of the event is in so many of its reports, and in hardly any other. */
const topicShare = 0.3
const elsewhereShare = 0.1
/** Two pairs of characters are a word of three; one may be chance, unless the type agrees. */
const fewestTopics = 2

export type Here = { words: Read; sameType: boolean }
export type Storm = {
  /** Reports of it, the one asked for not counted. */
  reports: number
  isOf: (report: Here) => boolean
}

/** So few reports of elsewhere do not show which words are rare. */
const fewestElsewhere = 20

/**
 * `here`: what else was told of the spot within hours; `elsewhere`: of other spots at other times, for the same rain may
 * flood many. Undefined when `own` is not one of many.
 */
export const stormAround = (
  own: Read,
  here: readonly Here[],
  elsewhere: readonly Read[],
): Storm | undefined => {
  if (here.length < fewestReports) return undefined
  const count = (pair: number, reads: readonly Read[]): number =>
    reads.reduce((sum, { pairs }) => sum + (pairs.has(pair) ? 1 : 0), 0)
  const words = here.map(h => h.words)
  const topics = [...own.pairs].filter(
    pair =>
      count(pair, words) >= Math.max(2, here.length * topicShare) &&
      (elsewhere.length < fewestElsewhere || count(pair, elsewhere) <= elsewhere.length * elsewhereShare),
  )
  const alikeInType = here.filter(h => h.sameType).length * 2 > here.length
  if (topics.length < (alikeInType ? 1 : fewestTopics)) return undefined
  const isOf = ({ words: { pairs }, sameType }: Here) =>
    topics.some(pair => pairs.has(pair)) || (sameType && alikeInType)
  const reports = here.filter(isOf).length
  return reports < fewestReports ? undefined : { reports, isOf }
}
