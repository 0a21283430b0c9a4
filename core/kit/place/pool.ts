// Blocks of whole numbers in a few large typed arrays: no object per block, nothing for the garbage collector to walk,
// and growth by one more array, never by copying, so that no edit pauses. A freed block waits for the next of its size.
import { assert } from '../assert.ts'

/** A place in a pool, counted in units of two numbers (8 bytes); 0 is no place. */
export type Ref = number

export const chunkBits = 17
/** Units of a chunk; 1 MB. */
const chunkUnits = 1 << chunkBits
export const unitMask = chunkUnits - 1
export const chunkNumberBits = chunkBits + 1
export const chunkNumbers = 1 << chunkNumberBits

export type Pool = {
  /** Number n of the block at `ref` is `chunks[ref >>> chunkBits][((ref & unitMask) << 1) + n]`. */
  chunks: Int32Array[]
  /** The content is left as it was. */
  take: (units: number) => Ref
  give: (ref: Ref, units: number) => void
  bytes: () => number
}

const exactSizes = 256

export const makePool = (): Pool => {
  const chunks: Int32Array[] = []
  const freeSmall = new Uint32Array(exactSizes)
  const freeLarge = new Map<number, Ref>()
  let next = 1
  let end = 0

  const give = (ref: Ref, units: number): void => {
    const at = (ref & unitMask) << 1
    const chunk = chunks[ref >>> chunkBits]!
    chunk[at] = units < exactSizes ? freeSmall[units]! : (freeLarge.get(units) ?? 0)
    if (units < exactSizes) freeSmall[units] = ref
    else freeLarge.set(units, ref)
  }

  const take = (units: number): Ref => {
    const waiting = units < exactSizes ? freeSmall[units]! : (freeLarge.get(units) ?? 0)
    if (waiting !== 0) {
      const after = chunks[waiting >>> chunkBits]![(waiting & unitMask) << 1]!
      if (units < exactSizes) freeSmall[units] = after
      else freeLarge.set(units, after >>> 0)
      return waiting
    }
    assert(units < chunkUnits, `block of ${units} units: at most ${chunkUnits - 1} fit together`)
    if (next + units > end) {
      if (end > next) give(next, end - next)
      next = chunks.length * chunkUnits
      end = next + chunkUnits
      if (next === 0) next = 1
      chunks.push(new Int32Array(chunkUnits * 2))
    }
    const ref = next
    next += units
    return ref
  }
  return { chunks, take, give, bytes: () => chunks.length * chunkUnits * 8 }
}
