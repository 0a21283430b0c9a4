// What messages are about, beyond the words they happen to use: 油烟, 烧烤 and 夜宵摊 stand beside the same other words, so
// they point the same way. This is latent semantic analysis: the largest directions of the table of messages × words, found
// by a few rounds of multiplying and making orthogonal (randomised subspace iteration; Halko, Martinsson, Tropp 2011).
// The start is a fixed sequence, so the same messages always give the same answer.

export type Row = { readonly words: readonly number[]; readonly weights: readonly number[] }

const rounds = 4

/** One vector of length 1 (or all zeros) a row. `wordCount` is above every word's number. */
export const themesOf = (
  rows: readonly Row[],
  wordCount: number,
  directions: number,
): readonly Float32Array[] => {
  let axes = startOf(wordCount, directions)
  for (let round = 0; round < rounds; round++) {
    for (const axis of axes) {
      const seen = forward(rows, axis)
      axis.fill(0)
      for (const [row, { words, weights }] of rows.entries()) {
        for (let i = 0; i < words.length; i++) axis[words[i]!]! += weights[i]! * seen[row]!
      }
    }
    makeOrthogonal(axes)
  }
  // The first direction is what all messages share; the large ones would drown the telling small ones.
  axes = axes.slice(1)
  const themes = rows.map(() => new Float32Array(axes.length))
  for (const [d, axis] of axes.entries()) {
    const seen = forward(rows, axis)
    const even = Math.sqrt(length(seen)) || 1
    for (const [row, value] of seen.entries()) themes[row]![d] = value / even
  }
  return themes.map(unit)
}

export const cosine = (a: Float32Array, b: Float32Array): number => {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

export const unit = (vector: Float32Array): Float32Array => {
  const length = Math.sqrt(cosine(vector, vector))
  return length === 0 ? vector : vector.map(x => x / length)
}

/** Any start that favours no direction will do; this one is a linear congruential sequence. */
const startOf = (wordCount: number, directions: number): Float64Array[] => {
  let state = 1
  return Array.from({ length: directions }, () =>
    new Float64Array(wordCount).map(() => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 31 - 1
    }),
  )
}

const forward = (rows: readonly Row[], axis: Float64Array): Float64Array => {
  const seen = new Float64Array(rows.length)
  for (const [row, { words, weights }] of rows.entries()) {
    let sum = 0
    for (let i = 0; i < words.length; i++) sum += weights[i]! * axis[words[i]!]!
    seen[row] = sum
  }
  return seen
}

const length = (axis: Float64Array): number => Math.sqrt(axis.reduce((sum, x) => sum + x * x, 0))

/** One after the other (modified Gram–Schmidt), each of length 1. */
const makeOrthogonal = (axes: readonly Float64Array[]): void => {
  for (const [d, axis] of axes.entries()) {
    for (const earlier of axes.slice(0, d)) {
      let share = 0
      for (let i = 0; i < axis.length; i++) share += axis[i]! * earlier[i]!
      for (let i = 0; i < axis.length; i++) axis[i]! -= share * earlier[i]!
    }
    const own = length(axis) || 1
    for (let i = 0; i < axis.length; i++) axis[i]! /= own
  }
}
