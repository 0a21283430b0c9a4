// The question asked millions of times an hour: which shapes cover this point. Down the tree along one way; a shape that
// holds a square is an answer at once, and where a border runs through, the edges in the square are counted on the way
// from the point to the middle of the square, of which is known whether it lies inside. Every count is exact.
import { columnOf, middleLat, middleLng, rowOf, stepBelow } from './cells.ts'
import { tagBits, tagInside, tagMask, tagNode, wordHandleBits, wordShared } from './entries.ts'
import { isAmong, type Listing } from './listing.ts'
import { chunkBits, unitMask } from './pool.ts'
import type { Tree } from './tree.ts'

/**
 * Writes the handles of all shapes that cover a point to `out` from 0, in no order, and returns how many there are;
 * when that is more than `out` holds, those that fit. Nothing covers what is not on earth, or no number.
 */
export type Covering = (lng: number, lat: number, out: Int32Array) => number

export const makeCovering = (tree: Tree, listing: Listing): Covering => {
  const cells = tree.pool.chunks
  const { way, listed } = listing

  const walk = (out: Int32Array, begin: number): number => {
    const lng = way[0]!
    const lat = way[1]!
    if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) return begin
    const root = tree.root()
    const x = columnOf(lng)
    const y = rowOf(lat)
    let shift = root.shift
    const left = (x >> shift) - root.column
    const up = (y >> shift) - root.row
    if (left < 0 || left >= root.width || up < 0 || up >= root.height) return begin
    let found = begin
    let said = 0
    let below = root.words[up * root.width + left]!
    let next = shift
    if (root.isRoofed) {
      const { roof } = root
      shift = roof.shift
      said = roof.words[((y >> shift) - roof.row) * roof.width + (x >> shift) - roof.column]!
    }
    for (;;) {
      if (said !== 0) {
        if ((said & tagMask) === tagInside) {
          const handle = said >>> wordHandleBits
          if ((said & wordShared) === 0 || !isAmong(out, begin, found, handle)) out[found++] = handle
        } else {
          way[2] = middleLng(x >> shift, shift)
          way[3] = middleLat(y >> shift, shift)
          found = listed(said >>> tagBits, out, begin, found)
        }
      }
      if (below === 0) break
      shift = next
      said = below
      below = 0
      if ((said & tagMask) === tagNode) {
        const ref = said >>> tagBits
        const node = cells[ref >>> chunkBits]!
        const at = (ref & unitMask) << 1
        const step = stepBelow(shift)
        const mask = (1 << step) - 1
        said = node[at]!
        next = shift - step
        below = node[at + 1 + ((((y >> next) & mask) << step) | ((x >> next) & mask))]!
      }
    }
    return found
  }

  return (lng, lat, out) => {
    way[0] = lng
    way[1] = lat
    return walk(out, 0)
  }
}
