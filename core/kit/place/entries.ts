// What a square of the tree says of shapes, in one word or a list. A word is 0 for nothing, one shape that holds the
// whole square, a list, or a node of 4 × 4 smaller squares. In a list a shape that holds the square is one word; one
// whose border runs through is two for every run of edges that follow each other: what it is, and where the run starts.
import { chunkBits, type Pool, type Ref, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'

export const tagMask = 3
export const tagInside = 1
export const tagList = 2
export const tagNode = 3
export const tagBits = 2
/** In an inside word: the shape has several pieces, so another square may name it too. */
export const wordShared = 4
export const wordHandleBits = 3

export const entryBorder = 1
/** The middle of the square lies in the piece. */
export const entryHoldsMiddle = 2
/** The next run belongs to the same piece. */
export const entryMore = 4
/** Corners are doubles. */
export const entryWide = 8
export const entryShared = 16
export const entryCountBits = 5
export const longestRun = 31
/** The 22 bits above are the handle. */
export const entryHandleBits = 10

export const insideEntry = (handle: Handle, shared: boolean): number =>
  (handle << entryHandleBits) | (shared ? entryShared : 0)

/** A list: [used, next list or 0, entries…]. Lists longer than this go on in another, so that adding stays cheap. */
export const listHead = 2
const fullAt = 128

export type Entries = {
  /** Adds entries of one shape to what a square says and returns what it says then. */
  add: (word: number, entries: Int32Array, count: number) => number
  remove: (word: number, handle: Handle) => number
}

export const makeEntries = ({ chunks, take, give }: Pool): Entries => {
  const chunkOf = (ref: Ref) => chunks[ref >>> chunkBits]!
  const placeOf = (ref: Ref) => (ref & unitMask) << 1
  const unitsFor = (used: number) => (listHead + used + 1) >> 1

  const newList = (next: Ref, entries: Int32Array, count: number): number => {
    const ref = take(unitsFor(count))
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    chunk[at] = count
    chunk[at + 1] = next
    for (let i = 0; i < count; i++) chunk[at + listHead + i] = entries[i]!
    return (ref << tagBits) | tagList
  }
  const one = new Int32Array(1)

  const add = (word: number, entries: Int32Array, count: number): number => {
    if (word === 0) {
      const first = entries[0]!
      if (count > 1 || (first & entryBorder) !== 0) return newList(0, entries, count)
      return (
        ((first >>> entryHandleBits) << wordHandleBits) |
        ((first & entryShared) === 0 ? 0 : wordShared) |
        tagInside
      )
    }
    if ((word & tagMask) === tagInside) {
      one[0] = insideEntry(word >>> wordHandleBits, (word & wordShared) !== 0)
      return add(newList(0, one, 1), entries, count)
    }
    const ref = word >>> tagBits
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    const used = chunk[at]!
    if (used + count > fullAt) return newList(ref, entries, count)
    let target = chunk
    let to = at
    let result = word
    if (unitsFor(used + count) > unitsFor(used)) {
      const bigger = take(unitsFor(used + count))
      target = chunkOf(bigger)
      to = placeOf(bigger)
      for (let i = 1; i < listHead + used; i++) target[to + i] = chunk[at + i]!
      give(ref, unitsFor(used))
      result = (bigger << tagBits) | tagList
    }
    target[to] = used + count
    for (let i = 0; i < count; i++) target[to + listHead + used + i] = entries[i]!
    return result
  }

  /** The list without a shape; runs of one shape may go on from a full list into the next. */
  const removeFromList = (ref: Ref, handle: Handle): Ref => {
    if (ref === 0) return 0
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    const used = chunk[at]!
    const next = removeFromList(chunk[at + 1]!, handle)
    let kept = 0
    for (let i = 0; i < used; ) {
      const size = (chunk[at + listHead + i]! & entryBorder) === 0 ? 1 : 2
      if (chunk[at + listHead + i]! >>> entryHandleBits !== handle) {
        chunk[at + listHead + kept] = chunk[at + listHead + i]!
        if (size === 2) chunk[at + listHead + kept + 1] = chunk[at + listHead + i + 1]!
        kept += size
      }
      i += size
    }
    if (kept === 0) {
      give(ref, unitsFor(used))
      return next
    }
    chunk[at + 1] = next
    chunk[at] = kept
    if (unitsFor(kept) === unitsFor(used)) return ref
    const shorter = newList(next, chunk.subarray(at + listHead, at + listHead + kept), kept) >>> tagBits
    give(ref, unitsFor(used))
    return shorter
  }

  return {
    add,
    remove: (word, handle) => {
      if ((word & tagMask) === tagInside) return word >>> wordHandleBits === handle ? 0 : word
      if ((word & tagMask) !== tagList) return word
      const ref = removeFromList(word >>> tagBits, handle)
      return ref === 0 ? 0 : (ref << tagBits) | tagList
    },
  }
}
