// Lists of shapes whose border runs through a square: a group for each piece, of a word of what it is, one of the 4 × 4
// parts of its square – two bits each: outside, inside, border – and a word for every run of edges that follow each other.
// Its square is the one it was drawn on; the list may belong to a smaller one in it, which then needs no drawing of its
// own. Shapes that hold the square are said by one more word at the head of the list.
import { partBits } from './cells.ts'
import { chunkBits, type Pool, type Ref, unitMask } from './pool.ts'
import type { Sets } from './sets.ts'
import type { Handle } from './shape.ts'
import { insideWord, isListWord, isNodeWord, listWord, refOf, wordHandleBits, wordShared } from './words.ts'

export const entryBorder = 1
/** The known point of the square lies in the piece. */
export const entryHoldsKnown = 2
export const entryShared = 4
/** Corners are doubles. */
export const entryWide = 8
/** Bits 4 to 7: half the shift of the square the piece was drawn on. */
export const entrySizeBits = 4
/** The 22 bits above are the handle. */
export const entryHandleBits = 10
export const entryShift = (entry: number): number => (entry >>> (entrySizeBits - 1)) & 30

export const partOutside = 0
export const partInside = 1
export const partBorder = 3
/** What the parts of a square of size `shift` say of the part a square lies in, both by the numbers of smallest squares. */
export const partOf = (parts: number, shift: number, x: number, y: number): number => {
  const bits = shift - partBits
  return (parts >>> (((((y >> bits) & 3) << 2) | ((x >> bits) & 3)) << 1)) & 3
}

export const longestRun = 15
/** The next word is a run of the same piece. */
export const runMore = 16
export const runRefBits = 5
/** Corners lie below this place of their pool: 1 GB of them. */
export const mostRefs = 2 ** (32 - runRefBits)

export const insideEntry = (handle: Handle, shared: boolean): number =>
  (handle << entryHandleBits) | (shared ? entryShared : 0)

/** Where the group that begins at `at` ends. */
export const groupEnd = (list: Int32Array, at: number): number => {
  let run = at + 2
  while ((list[run]! & runMore) !== 0) run++
  return run + 1
}

/** A list: [used, what else the square says, groups…]. One longer than this goes on in another, so that adding stays cheap. */
export const listHead = 2
const fullAt = 128

export type Entries = {
  /** Adds a group, or one shape that holds the square, to what a square says and returns what it says then. */
  add: (word: number, group: Int32Array, count: number) => number
  remove: (word: number, handle: Handle) => number
  /** Whether nothing but shapes that hold the square are said, and this is none of them. */
  isHeldByOthers: (word: number, handle: Handle) => boolean
  /** So many squares more, or less, say this; not for lists, which belong to one square each. */
  name: (word: number, squares: number) => void
  /** Takes the lists off a word, calls for each of their groups, and returns the rest of it. */
  unlist: (word: number, each: (group: Int32Array) => void) => number
  /** The shapes that hold the square, each as a group. */
  eachInside: (word: number, each: (group: Int32Array) => void) => void
}

export const makeEntries = ({ chunks, take, give }: Pool, sets: Sets): Entries => {
  const chunkOf = (ref: Ref) => chunks[ref >>> chunkBits]!
  const placeOf = (ref: Ref) => (ref & unitMask) << 1
  const unitsFor = (used: number) => (listHead + used + 1) >> 1

  const newList = (rest: number, group: Int32Array, count: number): number => {
    const ref = take(unitsFor(count))
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    chunk[at] = count
    chunk[at + 1] = rest
    for (let i = 0; i < count; i++) chunk[at + listHead + i] = group[i]!
    return listWord(ref)
  }

  const addInside = (word: number, inside: number): number => {
    if (!isListWord(word)) return sets.add(word, inside)
    const chunk = chunkOf(refOf(word))
    const rest = placeOf(refOf(word)) + 1
    chunk[rest] = addInside(chunk[rest]!, inside)
    return word
  }

  const add = (word: number, group: Int32Array, count: number): number => {
    const first = group[0]!
    if ((first & entryBorder) === 0) {
      return addInside(word, insideWord(first >>> entryHandleBits, (first & entryShared) !== 0))
    }
    if (!isListWord(word)) return newList(word, group, count)
    const ref = refOf(word)
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    const used = chunk[at]!
    if (used + count > fullAt) return newList(word, group, count)
    let target = chunk
    let to = at
    let result = word
    if (unitsFor(used + count) > unitsFor(used)) {
      const bigger = take(unitsFor(used + count))
      target = chunkOf(bigger)
      to = placeOf(bigger)
      for (let i = 1; i < listHead + used; i++) target[to + i] = chunk[at + i]!
      give(ref, unitsFor(used))
      result = listWord(bigger)
    }
    target[to] = used + count
    for (let i = 0; i < count; i++) target[to + listHead + used + i] = group[i]!
    return result
  }

  /** Groups of one shape may lie in several of the lists that follow each other. */
  const remove = (word: number, handle: Handle): number => {
    if (!isListWord(word)) return sets.remove(word, handle)
    const ref = refOf(word)
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    const used = chunk[at]!
    const rest = remove(chunk[at + 1]!, handle)
    const end = at + listHead + used
    let kept = at + listHead
    for (let i = at + listHead; i < end; ) {
      const after = groupEnd(chunk, i)
      if (chunk[i]! >>> entryHandleBits === handle) i = after
      else while (i < after) chunk[kept++] = chunk[i++]!
    }
    const left = kept - at - listHead
    if (left === 0) {
      give(ref, unitsFor(used))
      return rest
    }
    chunk[at + 1] = rest
    chunk[at] = left
    if (unitsFor(left) === unitsFor(used)) return word
    const shorter = newList(rest, chunk.subarray(at + listHead, kept), left)
    give(ref, unitsFor(used))
    return shorter
  }

  const unlist = (word: number, each: (group: Int32Array) => void): number => {
    if (!isListWord(word)) return word
    const ref = refOf(word)
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    const rest = unlist(chunk[at + 1]!, each)
    const end = at + listHead + chunk[at]!
    for (let i = at + listHead; i < end; ) {
      const after = groupEnd(chunk, i)
      each(chunk.slice(i, after))
      i = after
    }
    give(ref, unitsFor(chunk[at]!))
    return rest
  }

  return {
    add,
    remove,
    isHeldByOthers: (word, handle) => !isNodeWord(word) && !isListWord(word) && !sets.has(word, handle),
    name: sets.name,
    unlist,
    eachInside: (word, each) => {
      for (const inside of [...sets.namesOf(word)]) {
        each(Int32Array.of(insideEntry(inside >>> wordHandleBits, (inside & wordShared) !== 0)))
      }
    },
  }
}
