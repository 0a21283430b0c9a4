// A learned model: plain numbers in one small file, and the classifier made of it. Each answer says which words decided.
import { normalise } from '../../kit/text.ts'
import { type Calibration, shareRight } from './calibration.ts'
import { type FeatureTable, makeFeatures } from './features.ts'
import { makeLexicon, type WordCount } from './lexicon.ts'
import type { Row } from './linear.ts'

/** As it is kept, JSON-safe: weights and rarities are whole numbers with a scale. */
export type Model = {
  readonly jiewang: 'sort-model'
  readonly version: 1
  readonly labels: readonly string[]
  readonly lexicon: readonly WordCount[]
  readonly words: readonly number[]
  readonly grams: readonly string[]
  readonly pairs: readonly number[]
  /** Thousandths. */
  readonly rarity: readonly number[]
  /** A row a label, the bias last; multiplied by its scale. */
  readonly weights: readonly { readonly scale: number; readonly of: readonly number[] }[]
  readonly calibration: Calibration
  /** A suggestion at least so far ahead was right at least as often as asked when the model was tried. */
  readonly surelyFrom: number
  readonly made: Made
}

/** Where a model comes from and how good it was on rows kept from it. */
export type Made = {
  /** SHA-256 (hex) of the training rows. */
  readonly dataSha256: string
  /** ISO day. */
  readonly on: string
  readonly rows: number
  readonly scores: Scores
  /** Learned from the district's own matters received on these days, both included. */
  readonly own?: { readonly by: 'type' | 'module'; readonly fromOn: string; readonly toOn: string }
}

export type Scores = {
  readonly folds: number
  readonly macroF1CrossValidated: number
  readonly accuracy: number
  readonly f1: Readonly<Record<string, number>>
  /** Of rows that got a sure suggestion: how many that were, and how many of those were right. */
  readonly sureShare: number
  readonly sureRight: number
}

export type Classified = {
  label: string
  /** How often suggestions so far ahead were right, 0…1. */
  confidence: number
  /** Far enough ahead to be taken without asking. */
  sure: boolean
  /** Words that spoke for the label against the next best, strongest first; weights add up with the unnamed ones. */
  why: readonly { word: string; weight: number }[]
  others: readonly { label: string; margin: number }[]
}

export type Classifier = (text: string) => Classified

const mostWhy = 6
const mostOthers = 3
/** Longer texts say nothing new; a book pasted into a report must not hold up the next one. */
const mostCharacters = 8000

export const whole = (text: string): string => normalise(text.slice(0, mostCharacters))

export const makeClassifier = (model: Model): Classifier => {
  const lexicon = makeLexicon(model.lexicon)
  const table: FeatureTable = { ...model, rarity: Float32Array.from(model.rarity, r => r / 1000) }
  const features = makeFeatures(table, lexicon)
  const width = model.labels.length
  // All labels of a feature lie side by side: a row touches each of its features once.
  const weights = new Float32Array((features.size + 1) * width)
  for (const [label, { scale, of }] of model.weights.entries())
    for (let feature = 0; feature < of.length; feature++)
      weights[feature * width + label] = of[feature]! * scale
  const spoken = new Float32Array(features.size)
  return text => {
    const ids = lexicon.cut(whole(text))
    const row = features.rowOf(ids)
    const ranked = [...scoresOf(row)]
      .map((score, label) => ({ label, score }))
      .sort((a, b) => b.score - a.score)
    const [best, next] = [ranked[0]!, ranked[1] ?? ranked[0]!]
    const margin = best.score - next.score
    return {
      label: model.labels[best.label]!,
      confidence: shareRight(model.calibration, margin),
      sure: margin >= model.surelyFrom,
      why: whyOf(ids, row, best.label, next.label),
      others: ranked
        .slice(1, 1 + mostOthers)
        .map(r => ({ label: model.labels[r.label]!, margin: best.score - r.score })),
    }
  }

  function scoresOf({ at, value }: Row): Float64Array {
    const bias = features.size * width
    const scores = Float64Array.from(weights.subarray(bias, bias + width))
    for (let k = 0; k < at.length; k++) {
      const from = at[k]! * width
      const v = value[k]!
      for (let label = 0; label < width; label++) scores[label]! += weights[from + label]! * v
    }
    return scores
  }

  /** What a word carries by itself and by what is inside it, and what two words next to each other add. */
  function whyOf(ids: readonly number[], { at, value }: Row, best: number, next: number): Classified['why'] {
    for (let k = 0; k < at.length; k++) {
      const from = at[k]! * width
      spoken[at[k]!] = (weights[from + best]! - weights[from + next]!) * value[k]!
    }
    const weightOf = new Map<string, number>()
    const say = (word: string, weight: number) => {
      // A single character explains nothing to a person.
      if (word.length > 1 && weight > 0) weightOf.set(word, weight)
    }
    for (const [i, id] of ids.entries()) {
      let weight = 0
      for (const feature of features.ofWord(id)) weight += spoken[feature]!
      say(lexicon.words[id]!, weight)
      const pair = i === 0 ? undefined : features.ofPair(ids[i - 1]!, id)
      if (pair !== undefined) say(lexicon.words[ids[i - 1]!]! + lexicon.words[id]!, spoken[pair]!)
    }
    const why = [...weightOf].map(([word, weight]) => ({ word, weight: Math.round(weight * 1000) / 1000 }))
    return why.sort((a, b) => b.weight - a.weight).slice(0, mostWhy)
  }
}
