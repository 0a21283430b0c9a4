// Sets of shapes that hold a square. Neighbours are held by the same shapes, so they share one set: hundreds of squares
// cost one word each, and a point finds near what another point has brought near. A small memory of what was added to
// which set finds the set that is there already; where it fails, there are two sets of the same shapes, and no harm done.
import { chunkBits, type Pool, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'
import { isInsideWord, isSetWord, refOf, setWord, wordHandleBits } from './words.ts'

/** A set: [squares that name it, where it is remembered, number of shapes, inside words…]. */
export const setHead = 3
/** A set has room for so many shapes at least, so that readers may read as many before they know how many there are. */
export const leastRoom = 5
const rememberedBits = 14

export type Sets = {
  /** The word of a square held by one more shape, given as an inside word; both may have been there. */
  add: (word: number, inside: number) => number
  remove: (word: number, handle: Handle) => number
  has: (word: number, handle: Handle) => boolean
  /** The inside words of a word, in an array good until the next call. */
  namesOf: (word: number) => number[]
  /** So many squares more, or less, say this. */
  name: (word: number, squares: number) => void
}

export const makeSets = ({ chunks, take, give }: Pool): Sets => {
  const remembered = 1 << rememberedBits
  const keys = new Int32Array(remembered)
  const changes = new Int32Array(remembered)
  const results = new Int32Array(remembered)
  const scratch: number[] = []
  const unitsFor = (size: number) => (setHead + Math.max(leastRoom, size) + 1) >> 1
  const slotOf = (word: number) => Math.imul(word, 0x9e3779b1) >>> (32 - rememberedBits)
  const chunkOf = (word: number) => chunks[refOf(word) >>> chunkBits]!
  const placeOf = (word: number) => (refOf(word) & unitMask) << 1
  const forget = (slot: number) => {
    keys[slot] = 0
  }

  const name = (word: number, squares: number): void => {
    if (!isSetWord(word)) return
    const chunk = chunkOf(word)
    const at = placeOf(word)
    const left = chunk[at]! + squares
    chunk[at] = left
    if (left > 0) return
    if (results[chunk[at + 1]!] === word) forget(chunk[at + 1]!)
    if (keys[slotOf(word)] === word) forget(slotOf(word))
    give(refOf(word), unitsFor(chunk[at + 2]!))
  }

  const namesOf = (word: number): number[] => {
    scratch.length = 0
    if (isSetWord(word)) {
      const chunk = chunkOf(word)
      const at = placeOf(word)
      for (let i = 0; i < chunk[at + 2]!; i++) scratch.push(chunk[at + setHead + i]!)
    } else if (word !== 0) {
      scratch.push(word)
    }
    return scratch
  }

  const wordOf = (names: readonly number[], slot: number): number => {
    if (names.length === 0) return 0
    if (names.length === 1) return names[0]!
    const ref = take(unitsFor(names.length))
    const chunk = chunks[ref >>> chunkBits]!
    const at = (ref & unitMask) << 1
    chunk[at] = 0
    chunk[at + 1] = slot
    chunk[at + 2] = names.length
    for (let i = 0; i < names.length; i++) chunk[at + setHead + i] = names[i]!
    return setWord(ref)
  }

  const has = (word: number, handle: Handle): boolean => {
    if (isInsideWord(word)) return word >>> wordHandleBits === handle
    if (!isSetWord(word)) return false
    const chunk = chunkOf(word)
    const at = placeOf(word) + setHead
    const end = at + chunk[at - 1]!
    for (let i = at; i < end; i++) if (chunk[i]! >>> wordHandleBits === handle) return true
    return false
  }

  /** One square goes from one word to another; the change is remembered under a number of its own. */
  const change = (word: number, number: number, changed: (names: number[]) => number[]): number => {
    const slot = slotOf(word)
    let result: number
    if (keys[slot] === word && changes[slot] === number) {
      result = results[slot]!
    } else {
      result = wordOf(changed(namesOf(word)), slot)
      keys[slot] = word
      changes[slot] = number
      results[slot] = result
    }
    name(result, 1)
    name(word, -1)
    return result
  }

  return {
    name,
    namesOf,
    has,
    add: (word, inside) => {
      if (word === 0) return inside
      if (has(word, inside >>> wordHandleBits)) return word
      return change(word, inside, names => {
        names.push(inside)
        return names
      })
    },
    remove: (word, handle) => {
      if (isInsideWord(word)) return word >>> wordHandleBits === handle ? 0 : word
      if (!has(word, handle)) return word
      // No inside word is a multiple of 8.
      return change(word, handle << wordHandleBits, names =>
        names.filter(inside => inside >>> wordHandleBits !== handle),
      )
    },
  }
}
