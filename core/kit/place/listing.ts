// Reads what a list of a square says of one point: shapes that hold the whole square as they are, of others the part of
// their square the point lies in, and where a border runs through that too, the edges between the point and the known
// point of the square are counted.
import { knownLat, knownLng } from './cells.ts'
import type { Chains } from './chains.ts'
import { makeMarks, makeWay, mark, oddInWhole, oddInWide } from './crossing.ts'
import {
  entryHandleBits,
  entryShared,
  entryShift,
  entryWide,
  groupEnd,
  listHead,
  longestRun,
  partBorder,
  partInside,
  partOf,
  runMore,
  runRefBits,
} from './entries.ts'
import { chunkBits, unitMask } from './pool.ts'
import { setHead } from './sets.ts'
import type { Handle } from './shape.ts'
import type { Tree } from './tree.ts'
import { isInsideWord, isListWord, refOf, wordHandleBits, wordShared } from './words.ts'

export type Listing = {
  /** Longitude and latitude of the point; to be set before asking, and `begin` called. */
  point: Float64Array
  begin: (x: number, y: number) => void
  /** Adds what an undivided square says to `out` from `from` and returns where that ends; those before are known. */
  said: (word: number, out: Int32Array, from: number) => number
  /** Whether the border group at `at` of a list holds the point: by counting edges, whatever its parts say. */
  isHeld: (list: Int32Array, at: number) => boolean
}

export const makeListing = (tree: Tree, { chunks: points, wideChunks }: Chains): Listing => {
  const lists = tree.lists.chunks
  const sets = tree.sets.chunks
  const way = makeWay()
  const marks = makeMarks()
  let x = 0
  let y = 0
  let isMarked = false
  /** The size of the square whose known point is the end of the way; 0 for none yet. */
  let markedShift = 0

  const begin = (column: number, row: number): void => {
    x = column
    y = row
    isMarked = false
    markedShift = 0
  }

  const isHeld = (list: Int32Array, at: number): boolean => {
    const entry = list[at]!
    const shift = entryShift(entry)
    if (shift !== markedShift) {
      way[2] = knownLng(x >> shift, shift)
      way[3] = knownLat(y >> shift, shift)
      mark(way, marks, 2)
      markedShift = shift
      if (!isMarked) mark(way, marks, 0)
      isMarked = true
    }
    let odd = (entry >>> 1) & 1
    for (let i = at + 2; ; i++) {
      const run = list[i]!
      const ref = run >>> runRefBits
      const count = run & longestRun
      odd ^=
        (entry & entryWide) === 0
          ? oddInWhole(points[ref >>> chunkBits]!, (ref & unitMask) << 1, count, way, marks)
          : oddInWide(wideChunks[ref >>> chunkBits]!, ref & unitMask, count, way)
      if ((run & runMore) === 0) return odd === 1
    }
  }

  const said = (word: number, out: Int32Array, from: number): number => {
    let found = from
    let rest = word
    while (isListWord(rest)) {
      const ref = refOf(rest)
      const list = lists[ref >>> chunkBits]!
      const at = ((ref & unitMask) << 1) + listHead
      const end = at + list[at - listHead]!
      for (let i = at; i < end; i = groupEnd(list, i)) {
        const entry = list[i]!
        const part = partOf(list[i + 1]!, entryShift(entry), x, y)
        if (part === partBorder ? !isHeld(list, i) : part !== partInside) continue
        const handle = entry >>> entryHandleBits
        if ((entry & entryShared) !== 0 && isAmong(out, found, handle)) continue
        out[found++] = handle
      }
      rest = list[at - listHead + 1]!
    }
    if (rest === 0) return found
    if (isInsideWord(rest)) return saidInside(rest, out, found)
    const ref = refOf(rest)
    const set = sets[ref >>> chunkBits]!
    const at = ((ref & unitMask) << 1) + setHead
    const end = at + set[at - 1]!
    for (let i = at; i < end; i++) found = saidInside(set[i]!, out, found)
    return found
  }
  return { point: way, begin, said, isHeld }
}

const saidInside = (word: number, out: Int32Array, found: number): number => {
  const handle = word >>> wordHandleBits
  if ((word & wordShared) !== 0 && isAmong(out, found, handle)) return found
  out[found] = handle
  return found + 1
}

const isAmong = (out: Int32Array, found: number, handle: Handle): boolean => {
  for (let i = 0; i < found; i++) if (out[i] === handle) return true
  return false
}
