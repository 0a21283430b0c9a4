// Squares divided into smaller ones. A divided square says nothing itself: what is written into it goes into all its parts,
// and what it said before is handed down when it is divided, by what lists know of the parts of their squares.
import { stepBelow } from './cells.ts'
import {
  type Entries,
  entryBorder,
  entryHandleBits,
  entryShared,
  entryShift,
  insideEntry,
  partBorder,
  partOf,
  partOutside,
} from './entries.ts'
import { chunkBits, type Pool, type Ref, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'
import { isNodeWord, nodeWord, refOf } from './words.ts'

/** A square is told by the array and the place of its word, its size, and its column and row. */
export type Nodes = {
  /** A node of squares that all say the same. */
  make: (step: number, own: number) => Ref
  free: (ref: Ref, step: number) => void
  /** Writes a group into a square. */
  write: (
    array: Int32Array,
    place: number,
    shift: number,
    column: number,
    row: number,
    group: Int32Array,
    count: number,
  ) => void
  /** Writes a group into all parts of a square of size `above`, by its node. */
  writeBelow: (ref: Ref, above: number, column: number, row: number, group: Int32Array, count: number) => void
  /** Divides a square: returns the word of its parts, which say together what it said. */
  divide: (word: number, shift: number, column: number, row: number) => number
  /** Takes a shape out of a square and of all its parts. */
  erase: (array: Int32Array, place: number, shift: number, handle: Handle) => void
  /** Gives back a node all of whose squares say the same, unless it is of the shape that is being taken out. */
  merge: (array: Int32Array, place: number, step: number, handle: Handle) => boolean
  /** How many squares there are in all nodes. */
  parts: () => number
}

export const makeNodes = (pool: Pool, entries: Entries): Nodes => {
  let parts = 0

  /** A node: what is said of the parts of a square, row by row from the south-west. */
  const make = (step: number, own: number): Ref => {
    parts += 1 << (2 * step)
    const ref = pool.take(unitsOf(step))
    const at = (ref & unitMask) << 1
    pool.chunks[ref >>> chunkBits]!.fill(own, at, at + unitsOf(step) * 2)
    return ref
  }

  const free = (ref: Ref, step: number): void => {
    parts -= 1 << (2 * step)
    pool.give(ref, unitsOf(step))
  }

  const insideGroup = new Int32Array(1)
  const write = (
    array: Int32Array,
    place: number,
    shift: number,
    x: number,
    y: number,
    group: Int32Array,
    count: number,
  ): void => {
    const word = array[place]!
    if (isNodeWord(word)) writeBelow(refOf(word), shift, x, y, group, count)
    else array[place] = entries.add(word, group, count)
  }

  const writeBelow = (
    ref: Ref,
    above: number,
    column: number,
    row: number,
    group: Int32Array,
    count: number,
  ): void => {
    const step = stepBelow(above)
    const shift = above - step
    const side = 1 << step
    const array = pool.chunks[ref >>> chunkBits]!
    const at = (ref & unitMask) << 1
    const entry = group[0]!
    for (let i = 0; i < side * side; i++) {
      const x = (column << step) | (i & (side - 1))
      const y = (row << step) | (i >> step)
      const part =
        (entry & entryBorder) === 0
          ? partBorder
          : partOf(group[1]!, entryShift(entry), x << shift, y << shift)
      if (part === partOutside) continue
      if (part === partBorder) {
        write(array, at + i, shift, x, y, group, count)
      } else {
        insideGroup[0] = insideEntry(entry >>> entryHandleBits, (entry & entryShared) !== 0)
        write(array, at + i, shift, x, y, insideGroup, 1)
      }
    }
  }

  const divide = (word: number, shift: number, column: number, row: number): number => {
    const groups: Int32Array[] = []
    const rest = entries.unlist(word, group => groups.push(group))
    const step = stepBelow(shift)
    const node = make(step, rest)
    entries.name(rest, (1 << (2 * step)) - 1)
    for (const group of groups) writeBelow(node, shift, column, row, group, group.length)
    return nodeWord(node)
  }

  const erase = (array: Int32Array, place: number, shift: number, handle: Handle): void => {
    const word = array[place]!
    if (!isNodeWord(word)) {
      array[place] = entries.remove(word, handle)
      return
    }
    const ref = refOf(word)
    const step = stepBelow(shift)
    const node = pool.chunks[ref >>> chunkBits]!
    const at = (ref & unitMask) << 1
    for (let i = 0; i < 1 << (2 * step); i++) erase(node, at + i, shift - step, handle)
    merge(array, place, step, handle)
  }

  const merge = (array: Int32Array, place: number, step: number, handle: Handle): boolean => {
    const ref = refOf(array[place]!)
    const node = pool.chunks[ref >>> chunkBits]!
    const at = (ref & unitMask) << 1
    const own = node[at]!
    if (!entries.isHeldByOthers(own, handle)) return false
    for (let i = 1; i < 1 << (2 * step); i++) if (node[at + i] !== own) return false
    array[place] = own
    entries.name(own, 1 - (1 << (2 * step)))
    free(ref, step)
    return true
  }

  return { make, free, write, writeBelow, divide, erase, merge, parts: () => parts }
}

const unitsOf = (step: number): number => 1 << (2 * step - 1)
