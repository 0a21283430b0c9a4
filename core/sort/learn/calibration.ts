// From how far the best label lies ahead of the second to how often that is right. Learned on rows the model had not
// seen (cross-validation), by pooling neighbours until it only rises (isotonic regression).

/** Steps of a rising staircase: from this margin on, this share was right. */
export type Calibration = readonly (readonly [margin: number, right: number])[]

export type Tried = { readonly margin: number; readonly right: boolean }

/** Fewer rows than this say nothing about a share; a step is at least so wide. */
const leastInStep = 25

export const calibrate = (tried: readonly Tried[]): Calibration => {
  const sorted = [...tried].sort((a, b) => a.margin - b.margin)
  const pools: { from: number; right: number; all: number }[] = []
  for (let i = 0; i < sorted.length; i += leastInStep) {
    const step = sorted.slice(i, i + leastInStep)
    pools.push({ from: step[0]!.margin, right: step.filter(t => t.right).length, all: step.length })
    for (let n = pools.length; n > 1; n = pools.length) {
      const [a, b] = [pools[n - 2]!, pools[n - 1]!]
      if (a.right / a.all < b.right / b.all) break
      pools.splice(n - 2, 2, { from: a.from, right: a.right + b.right, all: a.all + b.all })
    }
  }
  // One more right and one more wrong in each pool: nothing is ever certain.
  return pools.map(p => [p.from, (p.right + 1) / (p.all + 2)])
}

export const shareRight = (calibration: Calibration, margin: number): number => {
  let right = calibration[0]?.[1] ?? 0
  for (const [from, share] of calibration) {
    if (margin < from) break
    right = share
  }
  return right
}

/**
 * The lowest margin from which on all that lies above was right at least so often; infinite when there is none. Sure by a
 * little more than asked, because the next rows are others.
 */
export const surelyFrom = (tried: readonly Tried[], wanted: number): number => {
  const sorted = [...tried].sort((a, b) => b.margin - a.margin)
  let right = 0
  let from = Number.POSITIVE_INFINITY
  for (const [i, t] of sorted.entries()) {
    if (t.right) right++
    if (i + 1 >= leastInStep && right / (i + 1) >= wanted) from = t.margin
  }
  return from
}
