// How alike the words of two reports are: the same text, the same text with something changed, or other words for the
// same thing. For the last, words that stand in many other reports weigh less: “积水” says more than “小区”.
import { normalise } from '../kit/text.ts'
import { tellingPairs } from './likeness.ts'

export type Read = { words: string; pairs: ReadonlySet<number> }
export const read = (words: string): Read => ({ words, pairs: tellingPairs(words) })

/** How much a pair of characters says, more than 0 up to 1. */
export type Weight = (pair: number) => number

export type WordsAlike = {
  kind: 'same' | 'changed' | 'other'
  /** 0…1 */
  share: number
}

/** The same text, word for word, is hardly chance from here on; shorter ones (“停水了”) are everybody's. */
const tellingCharacters = 10
const tellingMost = 12
/** Of the pairs of both texts, so many are in common when one was made from the other; see bench/README.md, `sort`. */
export const changedFrom = 0.75

export const wordsAlike = (a: Read, b: Read, weight: Weight): WordsAlike => {
  const [few, many] = a.pairs.size < b.pairs.size ? [a.pairs, b.pairs] : [b.pairs, a.pairs]
  let [common, shared] = [0, 0]
  for (const pair of few) {
    if (!many.has(pair)) continue
    common++
    shared += weight(pair)
  }
  if (common === 0) return { kind: 'other', share: 0 }
  if (common === many.size) {
    const plain = normalise(a.words)
    if (plain === normalise(b.words))
      return { kind: plain.length >= tellingCharacters ? 'same' : 'other', share: 1 }
  }
  const dice = (2 * common) / (few.size + many.size)
  if (dice >= changedFrom && few.size >= tellingMost) return { kind: 'changed', share: dice }
  // The cosine of two weighted sets: a short report of a thing is like a long one of it.
  return { kind: 'other', share: shared / Math.sqrt(sumOf(few, weight) * sumOf(many, weight)) }
}

const sumOf = (pairs: ReadonlySet<number>, weight: Weight): number => {
  let sum = 0
  for (const pair of pairs) sum += weight(pair)
  return sum
}

/** Fewer others than this say nothing about which words are rare. */
const fewestOthers = 20

/** Of words that are only in the other text, all that is known is that they are like any. */
const anyWord = 0.7

/**
 * Weights of the words of `own`, from reports of other things; those must not be of the same place and time, because a
 * storm makes its own words common.
 */
export const weightsFrom = (own: Read, others: readonly Read[]): Weight => {
  if (others.length < fewestOthers) return () => 1
  const rarest = Math.log(others.length + 1)
  const weights = new Map<number, number>()
  for (const pair of own.pairs) {
    let seen = 0
    for (const { pairs } of others) if (pairs.has(pair)) seen++
    weights.set(pair, Math.max(0.1, Math.log((others.length + 1) / (1 + seen)) / rarest))
  }
  return pair => weights.get(pair) ?? anyWord
}
