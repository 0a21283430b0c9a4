// Training: rows somebody labelled become a model, tried by cross-validation on rows it had not seen.
import { assert } from '../../kit/assert.ts'
import { normalise } from '../../kit/text.ts'
import { calibrate, surelyFrom, type Tried } from './calibration.ts'
import { learnFeatures, makeFeatures } from './features.ts'
import { type Lexicon, makeLexicon, type WordCount } from './lexicon.ts'
import { scoreOf, trainOne } from './linear.ts'
import { type Model, type Scores, whole } from './model.ts'
import { newWords } from './new-words.ts'

/** Raw text as people write it, or words cut by somebody else. */
export type Labelled = { readonly label: string } & (
  | { readonly text: string }
  | { readonly words: readonly string[] }
)

export type Learned = Omit<Model, 'made'> & { readonly scores: Scores }

const folds = 5
/** Of suggestions that are taken without asking, so many must be right; a little more than the 98 % promised. */
const wantedRight = 0.985
/** Words seen once in rows that came cut are mostly names. */
const leastCount = 2
const weightSteps = 2000

/** Deterministic. `progress` hears the share done. Throws when there are fewer than two labels. */
export const learn = (rows: readonly Labelled[], progress: (share: number) => void = () => {}): Learned => {
  const labels = [...new Set(rows.map(r => r.label))].sort()
  assert(labels.length > 1, `${rows.length} rows with ${labels.length} label(s): want at least two labels`)
  const counted = wordsOf(rows)
  const lexicon = makeLexicon(counted)
  const ids = rows.map(r => idsOf(r, lexicon))
  const mine = rows.map(r => labels.indexOf(r.label))
  const foldOf = foldsOf(rows.length)
  const tried: Tried[] = []
  const confusion = labels.map(() => labels.map(() => 0))
  for (let fold = 0; fold < folds; fold++) {
    const inside = (i: number) => foldOf[i] !== fold
    const made = fit(
      ids.filter((_, i) => inside(i)),
      mine.filter((_, i) => inside(i)),
      labels.length,
      lexicon,
    )
    for (const [i, own] of ids.entries()) {
      if (inside(i)) continue
      const row = made.features.rowOf(own)
      const ranked = made.weights.map((w, k) => ({ k, s: scoreOf(w, row) })).sort((a, b) => b.s - a.s)
      confusion[mine[i]!]![ranked[0]!.k]!++
      tried.push({ margin: ranked[0]!.s - ranked[1]!.s, right: ranked[0]!.k === mine[i] })
    }
    progress((fold + 1) / (folds + 1))
  }
  const final = fit(ids, mine, labels.length, lexicon)
  progress(1)
  const from = surelyFrom(tried, wantedRight)
  return {
    jiewang: 'sort-model',
    version: 1,
    labels,
    lexicon: counted,
    words: final.table.words,
    grams: final.table.grams,
    pairs: final.table.pairs,
    rarity: [...final.table.rarity].map(r => Math.round(r * 1000)),
    weights: final.weights.map(pack),
    calibration: calibrate(tried),
    surelyFrom: from,
    scores: scoresOf(confusion, labels, tried, from),
  }

  function fit(ofIds: readonly number[][], ofLabels: readonly number[], count: number, words: Lexicon) {
    const table = learnFeatures(ofIds, words)
    const features = makeFeatures(table, words)
    const made = ofIds.map(features.rowOf)
    const weights = Array.from({ length: count }, (_, k) =>
      trainOne(
        made,
        ofLabels.map(l => l === k),
        features.size,
        count,
      ),
    )
    return { table, features, weights }
  }
}

const wordsOf = (rows: readonly Labelled[]): WordCount[] => {
  const counts = new Map<string, number>()
  const texts: string[] = []
  for (const row of rows) {
    if ('text' in row) texts.push(whole(row.text))
    else
      for (const word of row.words) {
        const w = normalise(word)
        if (w !== '') counts.set(w, (counts.get(w) ?? 0) + 1)
      }
  }
  const kept = new Map([...counts].filter(([, n]) => n >= leastCount))
  for (const [word, n] of newWords(texts)) kept.set(word, (kept.get(word) ?? 0) + n)
  return [...kept]
}

const idsOf = (row: Labelled, lexicon: Lexicon): number[] =>
  'text' in row ? lexicon.cut(whole(row.text)) : row.words.flatMap(w => lexicon.cut(normalise(w)))

/** Which fold each row is tried in; by a number, so that everybody gets the same. */
const foldsOf = (rows: number): number[] => {
  let state = 7
  return Array.from({ length: rows }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * folds)
  })
}

/** Two bytes a weight are plenty: the next digit never changed an answer. */
const pack = (weights: Float64Array): Model['weights'][number] => {
  const most = weights.reduce((m, w) => Math.max(m, Math.abs(w)), Number.MIN_VALUE)
  return { scale: most / weightSteps, of: Array.from(weights, w => Math.round((w / most) * weightSteps)) }
}

const scoresOf = (
  confusion: readonly (readonly number[])[],
  labels: readonly string[],
  tried: readonly Tried[],
  from: number,
): Scores => {
  const f1 = labels.map((_, k) => {
    const right = confusion[k]![k]!
    const told = confusion.reduce((sum, row) => sum + row[k]!, 0)
    const there = confusion[k]!.reduce((sum, n) => sum + n, 0)
    return told + there === 0 ? 0 : (2 * right) / (told + there)
  })
  const sure = tried.filter(t => t.margin >= from)
  const share = (part: number, all: number) => (all === 0 ? 0 : round(part / all))
  return {
    folds,
    macroF1CrossValidated: round(f1.reduce((sum, f) => sum + f, 0) / f1.length),
    accuracy: share(tried.filter(t => t.right).length, tried.length),
    f1: Object.fromEntries(labels.map((label, k) => [label, round(f1[k]!)])),
    sureShare: share(sure.length, tried.length),
    sureRight: share(sure.filter(t => t.right).length, sure.length),
  }
}

const round = (n: number): number => Math.round(n * 10_000) / 10_000
