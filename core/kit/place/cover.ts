// The question asked millions of times an hour: which shapes cover this point. Down the tree along one way to the square
// that is not divided; a shape that holds it is an answer at once, and where a border runs through, edges are counted on
// the way from the point to one of which is known whether it lies inside. Every count is exact.
import { columnOf, rowOf, stepBelow } from './cells.ts'
import type { Listing } from './listing.ts'
import { chunkBits, unitMask } from './pool.ts'
import type { Tree } from './tree.ts'
import { isNodeWord, refOf } from './words.ts'

/**
 * Writes the handles of all shapes that cover a point to `out` from 0, in no order, and returns how many there are;
 * when that is more than `out` holds, those that fit. Nothing covers what is not on earth, or no number.
 */
export type Covering = (lng: number, lat: number, out: Int32Array) => number

export const makeCovering = (tree: Tree, listing: Listing): Covering => {
  const cells = tree.nodes.chunks
  const { point, begin, said } = listing

  return (lng, lat, out) => {
    point[0] = lng
    point[1] = lat
    const { shift, column, row, width, words, roof, isRoofed, reached } = tree.root()
    const { west, south, east, north } = reached
    if (!(lng >= west && lng <= east && lat >= south && lat <= north)) return 0
    const x = columnOf(lng)
    const y = rowOf(lat)
    begin(x, y)
    let found = 0
    if (isRoofed) {
      const word = roof.words[((y >> roof.shift) - roof.row) * roof.width + (x >> roof.shift) - roof.column]!
      found = said(word, out, 0)
    }
    let word = words[((y >> shift) - row) * width + (x >> shift) - column]!
    for (let above = shift; isNodeWord(word); ) {
      const step = stepBelow(above)
      const mask = (1 << step) - 1
      const ref = refOf(word)
      above -= step
      word =
        cells[ref >>> chunkBits]![
          ((ref & unitMask) << 1) + ((((y >> above) & mask) << step) | ((x >> above) & mask))
        ]!
    }
    return said(word, out, found)
  }
}
