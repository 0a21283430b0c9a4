// The same question for many points at once, faster than one by one. One by one a processor waits at every look-up for
// memory and guesses wrongly at every fork. Here points are taken in the order of the ground where there is much of it, and a block of them takes
// each step down the tree together: look-ups that do not depend on each other overlap, forks become sums, and what the
// last step will need is touched before.
import { columnOf, middleLat, middleLng, rowOf, stepBelow } from './cells.ts'
import type { Chains } from './chains.ts'
import { entryBorder, listHead, tagBits, tagInside, tagList, tagMask, wordHandleBits } from './entries.ts'
import type { Listing } from './listing.ts'
import { makeOrdering, type Ordering } from './ordering.ts'
import { chunkBits, unitMask } from './pool.ts'
import { type Handle, mostHandles } from './shape.ts'
import type { Tree } from './tree.ts'

/**
 * Of the first `count` points, writes every pair of a point (its place in the arrays) and a shape that covers it, in no
 * order, and returns how many pairs there are; when that is more than the arrays hold, those that fit.
 */
export type CoveringMany = (
  lngs: Float64Array,
  lats: Float64Array,
  count: number,
  hitPoints: Int32Array,
  hitHandles: Int32Array,
) => number

/** Which shapes have several pieces. */
export type Shared = { count: () => number; has: (handle: Handle) => boolean }

const blockSize = 1024
/** Points put in order at once; 16 bytes each. */
const batchSize = 1 << 18
/** Bytes of corners from which order saves more look-ups into far memory than it costs: between 2,000 and 100,000 fences. */
const worthOrdering = 5e7
/** A point meets at most a word of the roof, one of the table and two of each of six nodes. */
const mostWords = 14

/** 1 for a word of tag 1 or 2: it says something. */
const isSaid = (word: number): number => (((word & tagMask) + 1) >> 1) & 1
/** 1 for tag 3. */
const isNode = (word: number): number => ((word & tagMask) + 1) >> 2

export const makeCoveringMany = (
  tree: Tree,
  { way, listed }: Listing,
  { chunks: points, bytes: chainBytes }: Chains,
  shared: Shared,
): CoveringMany => {
  const cells = tree.pool.chunks
  let ordering: Ordering | undefined
  const xs = new Int32Array(blockSize)
  const ys = new Int32Array(blockSize)
  const openWords = new Int32Array(blockSize + 1)
  const openPoints = new Int32Array(blockSize + 1)
  const saidWords = new Int32Array(blockSize * mostWords)
  const saidPoints = new Int32Array(blockSize * mostWords)
  const saidShifts = new Uint8Array(blockSize * mostWords)
  const touched = new Int32Array(1)
  const pairs = new Set<number>()

  /** Takes a block of points down the tree; returns how many words say something. */
  const descend = (
    lngs: Float64Array,
    lats: Float64Array,
    order: Int32Array,
    start: number,
    count: number,
  ): number => {
    const root = tree.root()
    const { column, row, width, height, words, roof, isRoofed } = root
    let shift = root.shift
    let open = 0
    let said = 0
    for (let i = 0; i < count; i++) {
      const point = order[start + i]!
      const lng = lngs[point]!
      const lat = lats[point]!
      if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) continue
      const x = columnOf(lng)
      const y = rowOf(lat)
      const left = (x >> shift) - column
      const up = (y >> shift) - row
      if (left < 0 || left >= width || up < 0 || up >= height) continue
      xs[i] = x
      ys[i] = y
      if (isRoofed) {
        const over =
          roof.words[((y >> roof.shift) - roof.row) * roof.width + (x >> roof.shift) - roof.column]!
        saidWords[said] = over
        saidPoints[said] = i
        saidShifts[said] = roof.shift
        said += isSaid(over)
      }
      const word = words[up * width + left]!
      openWords[open] = word
      openPoints[open] = i
      open += isNode(word)
      saidWords[said] = word
      saidPoints[said] = i
      saidShifts[said] = shift
      said += isSaid(word)
    }
    while (open > 0) {
      const before = open
      const step = stepBelow(shift)
      const mask = (1 << step) - 1
      const next = shift - step
      open = 0
      for (let k = 0; k < before; k++) {
        const i = openPoints[k]!
        const ref = openWords[k]! >>> tagBits
        const node = cells[ref >>> chunkBits]!
        const at = (ref & unitMask) << 1
        const own = node[at]!
        saidWords[said] = own
        saidPoints[said] = i
        saidShifts[said] = shift
        said += isSaid(own)
        const below = node[at + 1 + ((((ys[i]! >> next) & mask) << step) | ((xs[i]! >> next) & mask))]!
        openWords[open] = below
        openPoints[open] = i
        open += isNode(below)
        saidWords[said] = below
        saidPoints[said] = i
        saidShifts[said] = next
        said += isSaid(below)
      }
      shift = next
    }
    return said
  }

  /** Brings lists and the corners of their first runs near; the sum only keeps the look-ups from being left out. */
  const touch = (said: number): void => {
    let sum = 0
    for (let k = 0; k < said; k++) {
      if ((saidWords[k]! & tagMask) !== tagList) continue
      const ref = saidWords[k]! >>> tagBits
      sum += cells[ref >>> chunkBits]![(ref & unitMask) << 1]!
    }
    for (let k = 0; k < said; k++) {
      if ((saidWords[k]! & tagMask) !== tagList) continue
      const ref = saidWords[k]! >>> tagBits
      const list = cells[ref >>> chunkBits]!
      const at = ((ref & unitMask) << 1) + listHead
      if ((list[at]! & entryBorder) === 0) continue
      const run = list[at + 1]!
      sum += points[run >>> chunkBits]![(run & unitMask) << 1]!
    }
    touched[0] = sum
  }

  /** A shape of several pieces may have been found in two squares; leaves one pair of each from `begin` on. */
  const withoutRepeats = (
    begin: number,
    end: number,
    hitPoints: Int32Array,
    hitHandles: Int32Array,
  ): number => {
    pairs.clear()
    let kept = begin
    for (let i = begin; i < end; i++) {
      const handle = hitHandles[i]!
      if (shared.has(handle)) {
        const pair = hitPoints[i]! * mostHandles + handle
        if (pairs.has(pair)) continue
        pairs.add(pair)
      }
      hitPoints[kept] = hitPoints[i]!
      hitHandles[kept++] = handle
    }
    return kept
  }

  return (lngs, lats, count, hitPoints, hitHandles) => {
    let found = 0
    for (let first = 0; first < count; first += batchSize) {
      const size = Math.min(batchSize, count - first)
      if (!ordering || ordering.order.length < size) ordering = makeOrdering(size)
      const { order, leave, arrange } = ordering
      const kept =
        chainBytes() > worthOrdering ? arrange(tree.root(), lngs, lats, first, size) : leave(first, size)
      for (let start = 0; start < kept; start += blockSize) {
        const said = descend(lngs, lats, order, start, Math.min(blockSize, kept - start))
        touch(said)
        const begin = found
        for (let k = 0; k < said; k++) {
          const word = saidWords[k]!
          const i = saidPoints[k]!
          const point = order[start + i]!
          if ((word & tagMask) === tagInside) {
            hitPoints[found] = point
            hitHandles[found++] = word >>> wordHandleBits
            continue
          }
          const shift = saidShifts[k]!
          way[0] = lngs[point]!
          way[1] = lats[point]!
          way[2] = middleLng(xs[i]! >> shift, shift)
          way[3] = middleLat(ys[i]! >> shift, shift)
          const end = listed(word >>> tagBits, hitHandles, found, found)
          for (; found < end; found++) hitPoints[found] = point
        }
        if (shared.count() > 0) found = withoutRepeats(begin, found, hitPoints, hitHandles)
      }
    }
    return found
  }
}
