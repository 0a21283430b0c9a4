// Writes a shape into the tree and takes it out again. Each shape chooses its squares by how many corners it has, so that
// a square on its border holds a few edges whatever the size of the shape, and all tables grow with the corners alone.
import { assert } from '../assert.ts'
import { margin, shifts, sides, stepBelow } from './cells.ts'
import type { Chain, Chains } from './chains.ts'
import {
  entryBorder,
  entryHandleBits,
  entryHoldsKnown,
  entryShared,
  entrySizeBits,
  entryWide,
  insideEntry,
  mostRefs,
  runMore,
  runRefBits,
} from './entries.ts'
import type { Ref } from './pool.ts'
import { makeRaster } from './raster.ts'
import type { Handle } from './shape.ts'
import type { Box } from './table.ts'
import type { Tree } from './tree.ts'

/** What must be remembered of a shape to find its squares again. */
export type Placed = { readonly shift: number; readonly topShift: number; readonly shared: boolean }

export type Placing = {
  /** `detail` 1: squares with about four edges; 2: half as wide. */
  place: (handle: Handle, first: Ref, detail: number) => Placed
  lift: (handle: Handle, first: Ref, placed: Placed) => void
}

/** Squares along the longer side of a shape of so many corners, before rounding to the sizes there are. */
const squaresAlong = (corners: number, detail: number): number =>
  Math.min(160, Math.max(8, corners / 16) * detail)
/** A shape that would write into more words than these, some 4 ms, writes its inside into the roof. */
const worthRoof = 2 ** 17

/** From so many squares below those of the table on, writing and a change should stay quick: the roof is used sooner. */
const manyParts = 2 ** 21

export const makePlacing = (tree: Tree, chains: Chains): Placing => {
  const raster = makeRaster()
  let entries = new Int32Array(64)
  // The shape being drawn.
  let handle = 0
  let placed: Placed = { shift: 0, topShift: 0, shared: false }
  let isLifting = false

  /** There are few ways to be placed, so all shapes placed alike share one object. */
  const settledWays = new Map<number, Placed>()
  const settled = (shift: number, topShift: number, shared: boolean): Placed => {
    const key = shift * 64 + topShift * 2 + (shared ? 1 : 0)
    const way = settledWays.get(key) ?? { shift, topShift, shared }
    settledWays.set(key, way)
    return way
  }

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
    const { column, row, width, height, firstRun, holdsKnown } = raster
    const left = x - column
    const low = y - row
    if (left < 0 || low < 0 || left + side > width || low + side > height) return false
    for (let v = low; v < low + side; v++) {
      for (let cell = v * width + left; cell < v * width + left + side; cell++) {
        if (firstRun[cell]! >= 0 || holdsKnown[cell] === 0) return false
      }
    }
    return true
  }

  const sayOne = (x: number, y: number): void => {
    const { column, row, width, firstRun, holdsKnown, runAt, runCount, nextRun } = raster
    const cell = (y - row) * width + x - column
    const known = holdsKnown[cell]!
    const first = firstRun[cell]!
    if (first < 0) {
      if (known === 0) return
      entries[0] = insideEntry(handle, placed.shared)
      say(placed.shift, x, y, 1)
      return
    }
    entries[0] =
      (handle << entryHandleBits) |
      ((placed.shift >> 1) << entrySizeBits) |
      (raster.wide ? entryWide : 0) |
      (placed.shared ? entryShared : 0) |
      (known === 1 ? entryHoldsKnown : 0) |
      entryBorder
    entries[1] = raster.partsOf(cell)
    let count = 2
    for (let run = first; run >= 0; run = nextRun[run]!) {
      if (count === entries.length) entries = doubled(entries)
      entries[count++] = (runAt[run]! << runRefBits) | (nextRun[run]! >= 0 ? runMore : 0) | runCount[run]!
    }
    say(placed.shift, x, y, count)
  }

  return {
    place: (newHandle, first, detail) => {
      const box = emptyBox()
      let corners = 0
      let highest = 0
      let pieces = 0
      chains.read(first, chain => {
        stretch(box, chain)
        corners += chain.count
        highest = Math.max(highest, chain.at + chain.count * 2)
        pieces = chain.piece + 1
      })
      assert(
        highest < mostRefs,
        `shape ${newHandle}: all corners together take more than ${mostRefs * 8} bytes`,
      )
      assert(pieces > 0, `shape ${newHandle}: it has no ring; an empty shape is refused before`)
      tree.reach({
        west: box.west - margin,
        south: box.south - margin,
        east: box.east + margin,
        north: box.north + margin,
      })
      const widest = Math.max(box.east - box.west, box.north - box.south)
      const wanted = widest / squaresAlong(corners / pieces, detail)
      const { shift, roof, width, height } = tree.root()
      const squares = ((box.east - box.west) * (box.north - box.south)) / sides[shift]! ** 2
      // Few corners are no reason to use the roof: all fixes would have to look there.
      const top = shifts.indexOf(squares > worthRoof / 2 ? roof.shift : shift)
      let size = shifts.length - 1
      // To the nearer of two sizes, by their ratio.
      while (size > top && sides[shifts[size]!]! * sides[shifts[size - 1]!]! < wanted * wanted) size--
      const border = shifts[size]!
      const parts = Math.min(tree.parts(), (squares * tree.parts()) / (width * height))
      placed = settled(
        border,
        border > shift || squares + parts > (tree.parts() > manyParts ? worthRoof / 16 : worthRoof)
          ? roof.shift
          : shift,
        pieces > 1,
      )
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
