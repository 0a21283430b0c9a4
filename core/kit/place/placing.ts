// Writes a shape into the tree and takes it out again. Each shape chooses its squares by how many corners it has, so that
// a square on its border holds a few edges whatever the size of the shape, and all tables grow with the corners alone.
import { assert } from '../assert.ts'
import { margin, shifts, sides, stepBelow } from './cells.ts'
import type { Chain, Chains } from './chains.ts'
import {
  entryBorder,
  entryCountBits,
  entryHandleBits,
  entryHoldsMiddle,
  entryMore,
  entryShared,
  entryWide,
  insideEntry,
} from './entries.ts'
import type { Ref } from './pool.ts'
import { makeRaster } from './raster.ts'
import type { Handle } from './shape.ts'
import type { Box, Tree } from './tree.ts'

/** What must be remembered of a shape to find its squares again. */
export type Placed = { shift: number; topShift: number; shared: boolean }

export type Placing = {
  /** `detail` 1: squares with about four edges; 2: half as wide. */
  place: (handle: Handle, first: Ref, detail: number) => Placed
  lift: (handle: Handle, first: Ref, placed: Placed) => void
}

/** Squares along the longer side of a shape of so many corners, before rounding to the sizes there are. */
const squaresAlong = (corners: number, detail: number): number =>
  Math.min(300, Math.max(8, corners / 16) * detail)
/** By how many sizes a square held whole may be larger than those of the border. */
const sizesAbove = 3

export const makePlacing = (tree: Tree, chains: Chains): Placing => {
  const raster = makeRaster()
  let entries = new Int32Array(64)
  // The shape being drawn.
  let handle = 0
  let placed: Placed = { shift: 0, topShift: 0, shared: false }
  let isLifting = false

  const say = (size: number, x: number, y: number, count: number): void => {
    if (isLifting) tree.drop(size, x, y, handle)
    else tree.put(size, x, y, entries, count)
  }

  const draw = (first: Ref): void => {
    const boxes: Box[] = []
    chains.read(first, chain => {
      boxes[chain.piece] ??= emptyBox()
      stretch(boxes[chain.piece]!, chain)
    })
    boxes.forEach((box, piece) => {
      raster.begin(box, placed.shift)
      chains.read(first, chain => {
        if (chain.piece === piece) raster.draw(chain)
      })
      raster.finish()
      const { column, row, width, height } = raster
      settle(placed.topShift, column, row, column + width - 1, row + height - 1)
    })
  }

  /** Says what the raster shows inside a box of its squares, in squares as large as may be. */
  const settle = (size: number, left: number, low: number, right: number, high: number): void => {
    const bits = size - placed.shift
    for (let y = low >> bits; y <= high >> bits; y++) {
      for (let x = left >> bits; x <= right >> bits; x++) {
        if (bits === 0) {
          sayOne(x, y)
        } else if (isHeldWhole(x << bits, y << bits, 1 << bits)) {
          entries[0] = insideEntry(handle, placed.shared)
          say(size, x, y, 1)
        } else {
          settle(
            size - stepBelow(size),
            Math.max(left, x << bits),
            Math.max(low, y << bits),
            Math.min(right, ((x + 1) << bits) - 1),
            Math.min(high, ((y + 1) << bits) - 1),
          )
        }
      }
    }
  }

  const isHeldWhole = (x: number, y: number, side: number): boolean => {
    const { column, row, width, height, firstRun, holdsMiddle } = raster
    const left = x - column
    const low = y - row
    if (left < 0 || low < 0 || left + side > width || low + side > height) return false
    for (let v = low; v < low + side; v++) {
      for (let cell = v * width + left; cell < v * width + left + side; cell++) {
        if (firstRun[cell]! >= 0 || holdsMiddle[cell] === 0) return false
      }
    }
    return true
  }

  const sayOne = (x: number, y: number): void => {
    const { column, row, width, firstRun, holdsMiddle, runAt, runCount, runWide, nextRun } = raster
    const cell = (y - row) * width + x - column
    const middle = holdsMiddle[cell]!
    const first = firstRun[cell]!
    if (first < 0) {
      if (middle === 0) return
      entries[0] = insideEntry(handle, placed.shared)
      say(placed.shift, x, y, 1)
      return
    }
    const common =
      (handle << entryHandleBits) |
      (placed.shared ? entryShared : 0) |
      (middle === 1 ? entryHoldsMiddle : 0) |
      entryBorder
    let count = 0
    for (let run = first; run >= 0; run = nextRun[run]!) {
      if (count + 2 > entries.length) entries = doubled(entries)
      entries[count++] =
        common |
        (runCount[run]! << entryCountBits) |
        (runWide[run] ? entryWide : 0) |
        (nextRun[run]! >= 0 ? entryMore : 0)
      entries[count++] = runAt[run]!
    }
    say(placed.shift, x, y, count)
  }

  return {
    place: (newHandle, first, detail) => {
      const box = emptyBox()
      let corners = 0
      let pieces = 0
      chains.read(first, chain => {
        stretch(box, chain)
        corners += chain.count
        pieces = chain.piece + 1
      })
      assert(pieces > 0, `shape ${newHandle}: it has no ring; an empty shape is refused before`)
      tree.reach({
        west: box.west - margin,
        south: box.south - margin,
        east: box.east + margin,
        north: box.north + margin,
      })
      const wanted =
        Math.max(box.east - box.west, box.north - box.south) / squaresAlong(corners / pieces, detail)
      const top = shifts.indexOf(tree.root().roof.shift)
      let size = shifts.length - 1
      // To the nearer of two sizes, by their ratio.
      while (size > top && sides[shifts[size]!]! * sides[shifts[size - 1]!]! < wanted * wanted) size--
      placed = {
        shift: shifts[size]!,
        topShift: shifts[Math.max(top, size - sizesAbove)]!,
        shared: pieces > 1,
      }
      handle = newHandle
      isLifting = false
      draw(first)
      return placed
    },
    lift: (oldHandle, first, where) => {
      handle = oldHandle
      placed = where
      isLifting = true
      draw(first)
    },
  }
}

const emptyBox = (): Box => ({ west: Infinity, south: Infinity, east: -Infinity, north: -Infinity })

const stretch = (box: Box, { points, count }: Chain): void => {
  let { west, south, east, north } = box
  for (let i = 0; i < count * 2; i += 2) {
    const x = points[i]!
    const y = points[i + 1]!
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  box.west = west
  box.south = south
  box.east = east
  box.north = north
}

const doubled = (array: Int32Array): Int32Array<ArrayBuffer> => {
  const longer = new Int32Array(array.length * 2)
  longer.set(array)
  return longer
}
