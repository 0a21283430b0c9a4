// The tree of squares: a flat table over all there is, and under those squares that need it nodes of smaller ones, and so
// on. A shape writes itself into squares of the size that suits it, so a point finds all shapes on one way down. Over the
// table lies a roof of squares 16 times as wide, so that the inside of a whole district is not written into every square.
import { columnOf, largestTableShift, rowOf, shiftAbove, smallestTableShift, stepBelow } from './cells.ts'
import { makeEntries, tagBits, tagMask, tagNode } from './entries.ts'
import { chunkBits, makePool, type Pool, type Ref, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'

/** The table is at most so many squares along a side; more ground makes its squares larger. */
const longestSide = 2048

export type Box = { west: number; south: number; east: number; north: number }

/** A flat table of squares of one size, row by row. */
export type Table = {
  shift: number
  column: number
  row: number
  width: number
  height: number
  words: Int32Array
}

export type Root = Table & {
  roof: Table
  /** Whether the roof says anything at all. */
  isRoofed: boolean
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
  let root: Root = roofed(tableOf(smallestTableShift, 0, 0, -1, -1))

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
    depth = 0
    if (shift > root.shift) {
      const { roof } = root
      wayArrays[0] = roof.words
      wayPlaces[0] = (row - roof.row) * roof.width + column - roof.column
      root.isRoofed = true
      return true
    }
    const down = root.shift - shift
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

  /** The roof becomes the table, and what the table said goes into nodes under it. */
  const coarsen = (): void => {
    const { shift, column, row, width, height, words, roof } = root
    const step = roof.shift - shift
    const mask = (1 << step) - 1
    for (let y = row; y < row + height; y++) {
      for (let x = column; x < column + width; x++) {
        const word = words[(y - row) * width + x - column]!
        if (word === 0) continue
        const cell = ((y >> step) - roof.row) * roof.width + (x >> step) - roof.column
        const above = roof.words[cell]!
        if ((above & tagMask) !== tagNode) {
          roof.words[cell] = (newNode(above, step) << tagBits) | tagNode
        }
        const ref = roof.words[cell]! >>> tagBits
        const at = (ref & unitMask) << 1
        pool.chunks[ref >>> chunkBits]![at + 1 + (((y & mask) << step) | (x & mask))] = word
      }
    }
    root = roofed(roof)
  }

  const reach = (box: Box): void => {
    let [west, south] = [columnOf(box.west), rowOf(box.south)]
    let [east, north] = [columnOf(box.east), rowOf(box.north)]
    const { shift, column, row, width, height } = root
    if (width > 0) {
      const first = { x: column * 2 ** shift, y: row * 2 ** shift }
      const last = { x: (column + width) * 2 ** shift - 1, y: (row + height) * 2 ** shift - 1 }
      if (west >= first.x && south >= first.y && east <= last.x && north <= last.y) return
      // A little more than asked for, so that ground which grows step by step is not copied at every step.
      const [slackX, slackY] = [(last.x - first.x) / 8, (last.y - first.y) / 8]
      west = west < first.x ? Math.max(0, west - slackX) : first.x
      south = south < first.y ? Math.max(0, south - slackY) : first.y
      east = east > last.x ? Math.min(2 ** 30, east + slackX) : last.x
      north = north > last.y ? Math.min(2 ** 29, north + slackY) : last.y
    }
    const fits = (size: number) =>
      (east >> size) - (west >> size) < longestSide && (north >> size) - (south >> size) < longestSide
    let wanted = shift
    while (wanted < largestTableShift && !fits(wanted)) wanted = shiftAbove(wanted)
    while (width > 0 && root.shift < wanted) coarsen()
    const before = root
    const table = tableOf(wanted, west >> wanted, south >> wanted, east >> wanted, north >> wanted)
    root = roofed(table)
    if (width === 0) return
    copy(before, table)
    copy(before.roof, root.roof)
    root.isRoofed = before.isRoofed
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
    bytes: () => pool.bytes() + root.words.byteLength + root.roof.words.byteLength,
  }
}

const unitsOf = (step: number): number => ((1 << (2 * step)) + 2) >> 1

const tableOf = (shift: number, column: number, row: number, lastColumn: number, lastRow: number): Table => {
  const width = lastColumn - column + 1
  const height = lastRow - row + 1
  return { shift, column, row, width, height, words: new Int32Array(width * height) }
}

const roofed = (table: Table): Root => {
  const { shift, column, row, width, height } = table
  const above = shiftAbove(shift)
  const step = above - shift
  const roof = tableOf(
    above,
    column >> step,
    row >> step,
    (column + width - 1) >> step,
    (row + height - 1) >> step,
  )
  return { ...table, roof, isRoofed: false }
}

const copy = (from: Table, to: Table): void => {
  for (let y = 0; y < from.height; y++) {
    to.words.set(
      from.words.subarray(y * from.width, (y + 1) * from.width),
      (from.row + y - to.row) * to.width + from.column - to.column,
    )
  }
}
