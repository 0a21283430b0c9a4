// The tree of squares: a flat table over all there is, and under those squares that need it nodes of smaller ones, and so
// on. A shape writes itself into squares of the size that suits it; where those are divided already, into all their parts.
// So a square that is not divided says everything of its ground, and a point has to look there alone. Over the table lies
// a roof of squares 16 times as wide, so that the inside of a whole district is not written into every square.
import { columnOf, largestTableShift, rowOf, shiftAbove, smallestTableShift, stepBelow } from './cells.ts'
import { makeEntries } from './entries.ts'
import { makeNodes } from './nodes.ts'
import { chunkBits, makePool, type Pool, unitMask } from './pool.ts'
import { makeSets } from './sets.ts'
import type { Handle } from './shape.ts'
import { type Box, copy, type Root, roofed, tableOf } from './table.ts'
import { isNodeWord, nodeWord, refOf } from './words.ts'

/** The table has at most so many squares, 34 MB of them; more ground makes them larger. */
const mostSquares = 2 ** 23

export type Tree = {
  root: () => Root
  /** Each kind of what words point to lies by itself, so that few pages of memory are gone through. */
  nodes: Pool
  lists: Pool
  sets: Pool
  /** Makes the table reach over a box. */
  reach: (box: Box) => void
  /** Writes one group into a square. */
  put: (shift: number, column: number, row: number, group: Int32Array, count: number) => void
  drop: (shift: number, column: number, row: number, handle: Handle) => void
  /** How many squares there are below those of the table. */
  parts: () => number
  bytes: () => number
}

export const makeTree = (): Tree => {
  const nodes = makePool()
  const lists = makePool()
  const sets = makePool()
  const entries = makeEntries(lists, makeSets(sets))
  const { make, free, write, writeBelow, divide, erase, merge, parts } = makeNodes(nodes, entries)
  let root: Root = roofed(tableOf(smallestTableShift, 0, 0, -1, -1))

  // The way from the table to the square last asked for: arrays and places of the words, for pruning on the way back.
  const wayArrays: Int32Array[] = []
  const wayPlaces = new Int32Array(12)
  const waySteps = new Int32Array(12)
  let depth = 0

  /** Returns the size of the square it came to: a larger one when the way ends before and is not to be made. */
  const walk = (shift: number, column: number, row: number, isMade: boolean): number => {
    depth = 0
    if (shift > root.shift) {
      const { roof } = root
      wayArrays[0] = roof.words
      wayPlaces[0] = (row - roof.row) * roof.width + column - roof.column
      root.isRoofed = true
      return shift
    }
    const down = root.shift - shift
    wayArrays[0] = root.words
    wayPlaces[0] = ((row >> down) - root.row) * root.width + (column >> down) - root.column
    for (let s = root.shift; s > shift; ) {
      const word = wayArrays[depth]![wayPlaces[depth]!]!
      let ref = refOf(word)
      if (!isNodeWord(word)) {
        if (!isMade) return s
        const node = divide(word, s, column >> (s - shift), row >> (s - shift))
        wayArrays[depth]![wayPlaces[depth]!] = node
        ref = refOf(node)
      }
      const step = stepBelow(s)
      const mask = (1 << step) - 1
      s -= step
      const below = s - shift
      depth++
      waySteps[depth] = step
      wayArrays[depth] = nodes.chunks[ref >>> chunkBits]!
      wayPlaces[depth] =
        ((ref & unitMask) << 1) + ((((row >> below) & mask) << step) | ((column >> below) & mask))
    }
    return shift
  }

  /** The roof becomes the table, and what the table said goes into nodes under it. */
  const coarsen = (): void => {
    const { shift, column, row, width, height, words, roof } = root
    const step = roof.shift - shift
    const side = 1 << step
    for (let y = 0; y < roof.height; y++) {
      for (let x = 0; x < roof.width; x++) {
        const above = roof.words[y * roof.width + x]!
        const node = make(step, 0)
        const array = nodes.chunks[node >>> chunkBits]!
        const at = (node & unitMask) << 1
        let isSaid = false
        for (let i = 0; i < side * side; i++) {
          const left = (((roof.column + x) << step) | (i & (side - 1))) - column
          const low = (((roof.row + y) << step) | (i >> step)) - row
          if (left < 0 || left >= width || low < 0 || low >= height) continue
          array[at + i] = words[low * width + left]!
          isSaid ||= array[at + i] !== 0
        }
        if (!isSaid) {
          free(node, step)
          continue
        }
        roof.words[y * roof.width + x] = nodeWord(node)
        const into = (group: Int32Array) =>
          writeBelow(node, roof.shift, roof.column + x, roof.row + y, group, group.length)
        const rest = entries.unlist(above, into)
        entries.eachInside(rest, into)
        entries.name(rest, -1)
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
      const [slackX, slackY] = [(last.x - first.x) / 16, (last.y - first.y) / 16]
      west = west < first.x ? Math.max(0, west - slackX) : first.x
      south = south < first.y ? Math.max(0, south - slackY) : first.y
      east = east > last.x ? Math.min(2 ** 30, east + slackX) : last.x
      north = north > last.y ? Math.min(2 ** 29, north + slackY) : last.y
    }
    const fits = (size: number) =>
      ((east >> size) - (west >> size) + 1) * ((north >> size) - (south >> size) + 1) <= mostSquares
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
    nodes,
    lists,
    sets,
    reach,
    put: (shift, column, row, group, count) => {
      walk(shift, column, row, true)
      write(wayArrays[depth]!, wayPlaces[depth]!, shift, column, row, group, count)
    },
    drop: (shift, column, row, handle) => {
      // A larger square that all says the same is held by the shape as a whole, so no part of it is left out.
      const size = walk(shift, column, row, false)
      erase(wayArrays[depth]!, wayPlaces[depth]!, size, handle)
      while (depth > 0 && merge(wayArrays[depth - 1]!, wayPlaces[depth - 1]!, waySteps[depth]!, handle))
        depth--
    },
    parts,
    bytes: () =>
      nodes.bytes() + lists.bytes() + sets.bytes() + root.words.byteLength + root.roof.words.byteLength,
  }
}
