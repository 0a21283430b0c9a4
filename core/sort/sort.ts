// Sorting: what kind of matter is it? `Sorter` is a port: whatever sorts better later (a segmenter, a learned model)
// takes the place of the keyword baseline without anybody noticing. A sorter only suggests; a person decides.
import type { District, MatterType, Urgency } from '../district/district.ts'
import { normalise } from '../kit/text.ts'

export type SortInput = { title?: string; words: string }

/** Title and words as one text: a model must be asked with what it was trained on. */
export const oneText = ({ title, words }: SortInput): string => (title ? `${title}\n${words}` : words)

/** A word that spoke for a type, and how much. */
export type Hit = { word: string; weight: number }

/**
 * `confidence` 0…1 ranks suggestions of one sorter. Of a learned model it is how often suggestions like it were right;
 * of keywords it is no probability. Without a type it is 0: a person decides.
 */
export type Suggestion = {
  type?: string
  module?: string
  urgency: Urgency
  confidence: number
  /** Measured to be right often enough to be taken as it is; otherwise a person is asked to judge. */
  sure: boolean
  /** The learned model that said it, by the beginning of its hash; absent when the keywords of the pack did. */
  model?: string
  why: readonly Hit[]
  /** Next best types, best first. */
  others: readonly { type: string; weight: number }[]
}

export type Sorter = (input: SortInput) => Suggestion

export const mostOthers = 4
/** Weight at which a lone type is as likely right as wrong; two plain words of the baseline. */
const doubtWeight = 2

type Entry = { word: string; types: readonly string[]; weight: number }

/** The baseline: keywords of the pack. Longer words say more, words of many types say less, the title counts double. */
export const makeKeywordSorter = (district: District): Sorter => {
  const byFirst = indexOf(district.types)
  return ({ title, words }) => {
    const weightOf = new Map<string, number>()
    const hitsOf = new Map<string, Map<string, number>>()
    const hear = (text: string, factor: number) => {
      for (const { word, types, weight } of wordsIn(normalise(text), byFirst)) {
        for (const type of types) {
          weightOf.set(type, (weightOf.get(type) ?? 0) + weight * factor)
          const hits = hitsOf.get(type) ?? new Map<string, number>()
          hitsOf.set(type, hits.set(word, (hits.get(word) ?? 0) + weight * factor))
        }
      }
    }
    if (title) hear(title, 2)
    hear(words, 1)
    const ranked = [...weightOf].sort((a, b) => b[1] - a[1])
    const best = ranked[0]
    const type = best && district.type(best[0])
    if (!best || !type) return { urgency: 'normal', confidence: 0, sure: false, why: [], others: [] }
    const [, weight] = best
    const second = ranked[1]?.[1] ?? 0
    return {
      type: type.code,
      module: type.module,
      urgency: type.urgency,
      // Sure when much was said for it, and when little was said for the next one.
      confidence: (weight / (weight + doubtWeight)) * (weight / (weight + second)),
      // Nobody has measured how often a list of keywords is right.
      sure: false,
      why: [...hitsOf.get(type.code)!]
        .map(([word, w]) => ({ word, weight: w }))
        .sort((a, b) => b.weight - a.weight),
      others: ranked.slice(1, 1 + mostOthers).map(([code, w]) => ({ type: code, weight: w })),
    }
  }
}

const indexOf = (types: readonly MatterType[]): ReadonlyMap<string, readonly Entry[]> => {
  const typesOf = new Map<string, string[]>()
  for (const { code, keywords } of types) {
    for (const keyword of new Set(keywords.map(normalise))) {
      if (keyword === '') continue
      const same = typesOf.get(keyword)
      if (same) same.push(code)
      else typesOf.set(keyword, [code])
    }
  }
  const byFirst = new Map<string, Entry[]>()
  for (const [word, codes] of typesOf) {
    const entry = { word, types: codes, weight: lengthWeight(word) * rarity(codes.length, types.length) }
    const same = byFirst.get(word[0]!)
    if (same) same.push(entry)
    else byFirst.set(word[0]!, [entry])
  }
  for (const same of byFirst.values()) same.sort((a, b) => b.word.length - a.word.length)
  return byFirst
}

// A Chinese word of two characters weighs 1, of four 3; Latin letters carry about a third of a character each.
const lengthWeight = (word: string): number => {
  const length = /\p{Script=Han}/u.test(word) ? word.length : word.length / 3
  return Math.max(0.5, length - 1)
}

/** 1 for a word of one type, 0 for a word of all types, falling by the logarithm (inverse document frequency). */
const rarity = (ofTypes: number, allTypes: number): number =>
  allTypes < 2 ? 1 : Math.log(allTypes / ofTypes) / Math.log(allTypes)

/** Keywords in a text, each once; the longest at a place covers the shorter ones inside it. */
const wordsIn = (text: string, byFirst: ReadonlyMap<string, readonly Entry[]>): ReadonlySet<Entry> => {
  const found = new Set<Entry>()
  for (let i = 0; i < text.length; i++) {
    const hit = byFirst.get(text[i]!)?.find(e => text.startsWith(e.word, i) && isWhole(text, i, e.word))
    if (!hit) continue
    found.add(hit)
    i += hit.word.length - 1
  }
  return found
}

const latin = /[a-z0-9]/
/** Latin keywords match whole words, or the beginning of one (vendor, vendors). */
const isWhole = (text: string, from: number, word: string): boolean =>
  !latin.test(word[0]!) || from === 0 || !latin.test(text[from - 1]!)
