// Puts many points in the order of the ground, so that what one point has brought near, its neighbour finds near: two
// passes of a radix sort over the square of the roof and the square of the table in it.
import { columnOf, rowOf } from './cells.ts'
import type { Root } from './table.ts'

/** A roof has less than 2¹⁸ squares, each of 16 × 16 squares of the table: 26 bits. */
const digitBits = 13
const digits = 1 << digitBits

export type Ordering = {
  /** The points in the order of the ground, as many as `arrange` returned; the rest lie outside the table. */
  lngs: Float64Array
  lats: Float64Array
  /** Their places in the arrays they came in. */
  order: Int32Array
  arrange: (root: Root, lngs: Float64Array, lats: Float64Array, start: number, count: number) => number
}

/** For at most `size` points at once. */
export const makeOrdering = (size: number): Ordering => {
  const orderedLngs = new Float64Array(size)
  const orderedLats = new Float64Array(size)
  const order = new Int32Array(size)
  const places = new Int32Array(size)
  const keys = new Int32Array(size)
  const halfOrder = new Int32Array(size)
  const lows = new Int32Array(digits + 1)
  const highs = new Int32Array(digits + 1)

  const arrange = (
    root: Root,
    lngs: Float64Array,
    lats: Float64Array,
    start: number,
    count: number,
  ): number => {
    const { shift, roof, reached } = root
    const { west, south, east, north } = reached
    let kept = 0
    lows.fill(0)
    highs.fill(0)
    for (let i = start; i < start + count; i++) {
      const lng = lngs[i]!
      const lat = lats[i]!
      if (!(lng >= west && lng <= east && lat >= south && lat <= north)) continue
      const x = columnOf(lng) >> shift
      const y = rowOf(lat) >> shift
      const square = ((y >> 4) - roof.row) * roof.width + (x >> 4) - roof.column
      const key = (square << 8) | ((y & 15) << 4) | (x & 15)
      keys[kept] = key
      places[kept++] = i
      lows[(key & (digits - 1)) + 1]!++
      highs[(key >> digitBits) + 1]!++
    }
    for (let d = 0; d < digits; d++) {
      lows[d + 1]! += lows[d]!
      highs[d + 1]! += highs[d]!
    }
    // By the low digit: which of the kept points; then by the high one: which point.
    for (let k = 0; k < kept; k++) halfOrder[lows[keys[k]! & (digits - 1)]!++] = k
    for (let k = 0; k < kept; k++) {
      const point = halfOrder[k]!
      const to = highs[keys[point]! >> digitBits]!++
      const place = places[point]!
      order[to] = place
      orderedLngs[to] = lngs[place]!
      orderedLats[to] = lats[place]!
    }
    return kept
  }
  return { lngs: orderedLngs, lats: orderedLats, order, arrange }
}
