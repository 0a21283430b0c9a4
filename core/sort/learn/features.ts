// What a classifier looks at: the words of a text, the characters and pairs of characters inside them (a rare word is
// often made of common ones: 电动车, 电瓶车), and pairs of words next to each other. A row is their counts, damped,
// weighed by rarity and brought to length one.
import type { Lexicon } from './lexicon.ts'
import type { Row } from './linear.ts'

/** Everything needed to turn word ids into a row; JSON-safe apart from the numbers' arrays. */
export type FeatureTable = {
  /** Ids of words that are features themselves. */
  readonly words: readonly number[]
  /** Characters and pairs of characters. */
  readonly grams: readonly string[]
  /** Word ids, two for each pair. */
  readonly pairs: readonly number[]
  /** Rarity of every feature: words, then grams, then pairs. */
  readonly rarity: Float32Array
}

export type Features = {
  readonly size: number
  rowOf(ids: readonly number[]): Row
  /** Features of one word standing alone: itself and what is inside it. */
  ofWord(id: number): Int32Array
  /** The feature of two words next to each other, if they are one. */
  ofPair(first: number, second: number): number | undefined
}

/** A feature seen in fewer rows says nothing that holds for the next one. */
const leastRows = 2
const leastRowsOfPair = 3

export const gramsOf = (word: string): string[] => {
  const characters = [...word]
  return [...characters, ...characters.slice(1).map((c, i) => characters[i]! + c)]
}

const pairKey = (a: number, b: number, words: number): number => a * words + b

/** Learns which features there are from rows of word ids. */
export const learnFeatures = (rows: readonly (readonly number[])[], lexicon: Lexicon): FeatureTable => {
  const { words } = lexicon
  const gramLists = words.map(gramsOf)
  const wordRows = new Map<number, number>()
  const gramRows = new Map<string, number>()
  const pairRows = new Map<number, number>()
  const add = <K>(counts: Map<K, number>, keys: Iterable<K>) => {
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const ids of rows) {
    const unique = new Set(ids)
    add(wordRows, unique)
    add(gramRows, new Set([...unique].flatMap(id => gramLists[id]!)))
    add(pairRows, new Set(ids.slice(1).map((id, i) => pairKey(ids[i]!, id, words.length))))
  }
  const kept = <K>(counts: Map<K, number>, least: number) => [...counts].filter(([, n]) => n >= least)
  const w = kept(wordRows, leastRows)
  const g = kept(gramRows, leastRows)
  const p = kept(pairRows, leastRowsOfPair)
  return {
    words: w.map(([id]) => id),
    grams: g.map(([gram]) => gram),
    pairs: p.flatMap(([key]) => [Math.floor(key / words.length), key % words.length]),
    rarity: Float32Array.from([...w, ...g, ...p], ([, n]) => Math.log((1 + rows.length) / (1 + n)) + 1),
  }
}

export const makeFeatures = (table: FeatureTable, lexicon: Lexicon): Features => {
  const { words } = lexicon
  const { rarity } = table
  const ownOf = new Map(table.words.map((id, feature) => [id, feature]))
  const gramOf = new Map(table.grams.map((gram, i) => [gram, table.words.length + i]))
  const firstPair = table.words.length + table.grams.length
  const pairOf = new Map<number, number>()
  for (let i = 0; i < table.pairs.length; i += 2)
    pairOf.set(pairKey(table.pairs[i]!, table.pairs[i + 1]!, words.length), firstPair + i / 2)
  const insideOf = words.map((word, id) => {
    const own = ownOf.get(id)
    const grams = gramsOf(word).flatMap(gram => gramOf.get(gram) ?? [])
    return Int32Array.from(own === undefined ? grams : [own, ...grams])
  })
  const ofPair = (first: number, second: number) => pairOf.get(pairKey(first, second, words.length))
  const counts = new Uint16Array(rarity.length)

  const rowOf = (ids: readonly number[]): Row => {
    const seen: number[] = []
    const count = (feature: number) => {
      if (counts[feature] === 0) seen.push(feature)
      if (counts[feature]! < mostCounted) counts[feature]!++
    }
    for (let i = 0; i < ids.length; i++) {
      const inside = insideOf[ids[i]!]!
      for (let k = 0; k < inside.length; k++) count(inside[k]!)
      if (i === 0) continue
      const pair = ofPair(ids[i - 1]!, ids[i]!)
      if (pair !== undefined) count(pair)
    }
    const value = new Float32Array(seen.length)
    let squares = 0
    for (let k = 0; k < seen.length; k++) {
      const feature = seen[k]!
      const v = damped[counts[feature]!]! * rarity[feature]!
      counts[feature] = 0
      value[k] = v
      squares += v * v
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let k = 0; k < value.length; k++) value[k]! *= scale
    return { at: Int32Array.from(seen), value }
  }
  return {
    size: rarity.length,
    rowOf,
    ofWord: id => insideOf[id]!,
    ofPair,
  }
}

/** A word told a thousand times is not a thousand times as telling. */
const mostCounted = 1023
const damped = Float32Array.from({ length: mostCounted + 1 }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)))
