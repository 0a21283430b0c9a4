// The tree of squares: a flat table of large ones over all there is, and under those that need it nodes of 4 × 4 smaller
// ones, and so on. A shape writes itself into squares of the size that suits it, so a point finds all shapes on one way
// down: what holds or crosses a large square is said there once, not in every small one.

import { columnOf, largestShift, rowOf, shifts, smallestShift, stepBelow } from './cells.ts'
import { makeEntries, tagBits, tagMask, tagNode } from './entries.ts'
import { chunkBits, makePool, type Pool, type Ref, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'

/** The table is at most so many squares along a side; more ground makes its squares larger. */
const longestSide = 128

export type Box = { west: number; south: number; east: number; north: number }

export type Root = {
  shift: number
  column: number
  row: number
  width: number
  height: number
  words: Int32Array
}

export type Tree = {
  root: () => Root
  pool: Pool
  /** Makes the table reach over a box. */
  reach: (box: Box) => void
  put: (shift: number, column: number, row: number, entries: Int32Array, count: number) => void
  drop: (shift: number, column: number, row: number, handle: Handle) => void
  bytes: () => number
}

export const makeTree = (): Tree => {
  const pool = makePool()
  const entries = makeEntries(pool)
  let root: Root = { shift: smallestShift, column: 0, row: 0, width: 0, height: 0, words: new Int32Array(0) }

  /** A node: what is said of the square as a whole, then of its parts, row by row from the south-west. */
  const newNode = (own: number, step: number): Ref => {
    const nodeUnits = unitsOf(step)
    const ref = pool.take(nodeUnits)
    const at = (ref & unitMask) << 1
    pool.chunks[ref >>> chunkBits]!.fill(0, at, at + nodeUnits * 2)
    pool.chunks[ref >>> chunkBits]![at] = own
    return ref
  }

  // The way from the table to the square last asked for: arrays and places of the words, for pruning on the way back.
  const wayArrays: Int32Array[] = []
  const wayPlaces = new Int32Array(12)
  const waySteps = new Int32Array(12)
  let depth = 0

  const walk = (shift: number, column: number, row: number, make: boolean): boolean => {
    const down = root.shift - shift
    depth = 0
    wayArrays[0] = root.words
    wayPlaces[0] = ((row >> down) - root.row) * root.width + (column >> down) - root.column
    for (let s = root.shift; s > shift; ) {
      const step = stepBelow(s)
      const mask = (1 << step) - 1
      s -= step
      const word = wayArrays[depth]![wayPlaces[depth]!]!
      let ref = word >>> tagBits
      if ((word & tagMask) !== tagNode) {
        if (!make) return false
        ref = newNode(word, step)
        wayArrays[depth]![wayPlaces[depth]!] = (ref << tagBits) | tagNode
      }
      const below = s - shift
      depth++
      waySteps[depth] = step
      wayArrays[depth] = pool.chunks[ref >>> chunkBits]!
      wayPlaces[depth] =
        ((ref & unitMask) << 1) + 1 + ((((row >> below) & mask) << step) | ((column >> below) & mask))
    }
    // A square with smaller ones under it keeps its own word at the head of their node.
    const word = wayArrays[depth]![wayPlaces[depth]!]!
    if ((word & tagMask) === tagNode) {
      depth++
      waySteps[depth] = stepBelow(shift)
      wayArrays[depth] = pool.chunks[(word >>> tagBits) >>> chunkBits]!
      wayPlaces[depth] = ((word >>> tagBits) & unitMask) << 1
    }
    return true
  }

  /** Gives back nodes none of whose squares says anything any more. */
  const prune = (): void => {
    for (; depth > 0; depth--) {
      const word = wayArrays[depth - 1]![wayPlaces[depth - 1]!]!
      const ref = word >>> tagBits
      const chunk = pool.chunks[ref >>> chunkBits]!
      const at = (ref & unitMask) << 1
      const step = waySteps[depth]!
      for (let i = 1; i <= 1 << (2 * step); i++) if (chunk[at + i] !== 0) return
      const own = chunk[at]!
      wayArrays[depth - 1]![wayPlaces[depth - 1]!] = own
      pool.give(ref, unitsOf(step))
      if (own !== 0) return
    }
  }

  const coarsen = (): void => {
    const { shift, column, row, width, height, words } = root
    const above = shiftAbove(shift)
    const step = above - shift
    const mask = (1 << step) - 1
    const to = reserve(
      above,
      column >> step,
      row >> step,
      (column + width - 1) >> step,
      (row + height - 1) >> step,
    )
    for (let y = row; y < row + height; y++) {
      for (let x = column; x < column + width; x++) {
        const word = words[(y - row) * width + x - column]!
        if (word === 0) continue
        const cell = ((y >> step) - to.row) * to.width + (x >> step) - to.column
        if (to.words[cell] === 0) to.words[cell] = (newNode(0, step) << tagBits) | tagNode
        const ref = to.words[cell]! >>> tagBits
        const at = (ref & unitMask) << 1
        pool.chunks[ref >>> chunkBits]![at + 1 + (((y & mask) << step) | (x & mask))] = word
      }
    }
    root = to
  }

  const reach = (box: Box): void => {
    let [west, south] = [columnOf(box.west), rowOf(box.south)]
    let [east, north] = [columnOf(box.east), rowOf(box.north)]
    if (root.width > 0) {
      const { shift, column, row, width, height } = root
      if (
        west >> shift >= column &&
        east >> shift < column + width &&
        south >> shift >= row &&
        north >> shift < row + height
      ) {
        return
      }
      west = Math.min(west, column << shift)
      south = Math.min(south, row << shift)
      east = Math.max(east, (column + width) * 2 ** shift - 1)
      north = Math.max(north, (row + height) * 2 ** shift - 1)
    }
    const fits = (shift: number) =>
      (east >> shift) - (west >> shift) < longestSide && (north >> shift) - (south >> shift) < longestSide
    if (root.width === 0) {
      let shift = smallestShift
      while (shift < largestShift && !fits(shift)) shift = shiftAbove(shift)
      root = reserve(shift, west >> shift, south >> shift, east >> shift, north >> shift)
      return
    }
    while (root.shift < largestShift && !fits(root.shift)) coarsen()
    const { shift, column, row, width, height, words } = root
    const to = reserve(shift, west >> shift, south >> shift, east >> shift, north >> shift)
    for (let y = 0; y < height; y++) {
      to.words.set(
        words.subarray(y * width, (y + 1) * width),
        (row + y - to.row) * to.width + column - to.column,
      )
    }
    root = to
  }

  return {
    root: () => root,
    pool,
    reach,
    put: (shift, column, row, list, count) => {
      walk(shift, column, row, true)
      const array = wayArrays[depth]!
      array[wayPlaces[depth]!] = entries.add(array[wayPlaces[depth]!]!, list, count)
    },
    drop: (shift, column, row, handle) => {
      if (!walk(shift, column, row, false)) return
      const array = wayArrays[depth]!
      const word = array[wayPlaces[depth]!]!
      const left = entries.remove(word, handle)
      array[wayPlaces[depth]!] = left
      if (left === 0) prune()
    },
    bytes: () => pool.bytes() + root.words.byteLength,
  }
}

const unitsOf = (step: number): number => ((1 << (2 * step)) + 2) >> 1

const shiftAbove = (shift: number): number => shifts[shifts.indexOf(shift) - 1]!

const reserve = (shift: number, column: number, row: number, lastColumn: number, lastRow: number): Root => {
  const width = lastColumn - column + 1
  const height = lastRow - row + 1
  return { shift, column, row, width, height, words: new Int32Array(width * height) }
}
