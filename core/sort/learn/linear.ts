// One against the rest by a linear support vector machine with squared loss: dual coordinate descent after Hsieh et al.,
// “A Dual Coordinate Descent Method for Large-scale Linear SVM” (ICML 2008). Deterministic: the order of the rows is
// shuffled by a number, not by chance.

/** A row: places of its features, ascending or not, and their values. */
export type Row = { readonly at: Int32Array; readonly value: Float32Array }

/** Weights of one label; the last one is the bias. */
export type Weights = Float64Array

/** Larger: fewer mistakes on the rows; smaller: plainer. Tried 0.3 … 2 by cross-validation; the score hardly moves. */
const cost = 1
const epochs = 20
/** Rows of a rare label count more: by the root of how much rarer it is than an even share. */
const balance = 0.5

export const trainOne = (
  rows: readonly Row[],
  isMine: readonly boolean[],
  features: number,
  labels: number,
): Weights => {
  const weights = new Float64Array(features + 1)
  const alpha = new Float64Array(rows.length)
  const mine = isMine.filter(Boolean).length
  const mineCost = cost * (rows.length / Math.max(1, mine) / labels) ** balance
  const squares = Float64Array.from(rows, r => r.value.reduce((sum, v) => sum + v * v, 1))
  const order = Int32Array.from(rows.keys())
  let state = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      const j = state % (i + 1)
      const swap = order[i]!
      order[i] = order[j]!
      order[j] = swap
    }
    for (const n of order) {
      const row = rows[n]!
      const y = isMine[n] ? 1 : -1
      const diagonal = 1 / (2 * (y > 0 ? mineCost : cost))
      const gradient = y * scoreOf(weights, row) - 1 + alpha[n]! * diagonal
      const before = alpha[n]!
      const after = Math.max(0, before - gradient / (squares[n]! + diagonal))
      alpha[n] = after
      const step = (after - before) * y
      if (step === 0) continue
      for (let k = 0; k < row.at.length; k++) weights[row.at[k]!]! += step * row.value[k]!
      weights[features]! += step
    }
  }
  return weights
}

export const scoreOf = (weights: Float64Array | Float32Array, { at, value }: Row): number => {
  let sum = weights[weights.length - 1]!
  for (let k = 0; k < at.length; k++) sum += weights[at[k]!]! * value[k]!
  return sum
}
