// Puts many points in the order of the ground, so that what one point has brought near, its neighbour finds near: two
// passes of a radix sort over the square of the roof and the square of the table in it.
import { columnOf, rowOf } from './cells.ts'
import type { Root } from './tree.ts'

/** A roof has at most 129 × 129 squares of 16 × 16 squares of the table: 23 bits. */
const digitBits = 12
const digits = 1 << digitBits

export type Ordering = {
  /** Places of the points in the order of the ground, as many as `arrange` returned; the rest lie outside the table. */
  order: Int32Array
  /** As they come; returns `count`. */
  leave: (start: number, count: number) => number
  arrange: (root: Root, lngs: Float64Array, lats: Float64Array, start: number, count: number) => number
}

/** For at most `size` points at once. */
export const makeOrdering = (size: number): Ordering => {
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
    const { shift, column, row, width, height, roof } = root
    let kept = 0
    lows.fill(0)
    highs.fill(0)
    for (let i = start; i < start + count; i++) {
      const lng = lngs[i]!
      const lat = lats[i]!
      if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) continue
      const x = columnOf(lng) >> shift
      const y = rowOf(lat) >> shift
      if (x < column || x >= column + width || y < row || y >= row + height) continue
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
      order[highs[keys[point]! >> digitBits]!++] = places[point]!
    }
    return kept
  }
  const leave = (start: number, count: number): number => {
    for (let i = 0; i < count; i++) order[i] = start + i
    return count
  }
  return { order, leave, arrange }
}
