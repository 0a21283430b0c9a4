// Where the corners of all shapes lie: rings cut into chains of at most 4,096 corners, each one block of the pool. Corners
// with up to seven decimals – what receivers and drawing tools write – are kept as whole numbers of 10⁻⁷ degrees, in half
// the room and without loss; a shape with any other number is kept as the doubles it has.
import { chunkBits, makePool, type Ref, unitMask } from './pool.ts'
import type { Ring, Shape } from './shape.ts'

export const perDegreeKept = 1e7
const longestChain = 4096
const headUnits = 2

export type Chains = {
  chunks: Int32Array[]
  /** The same memory read as doubles: one a unit. */
  wideChunks: Float64Array[]
  /** Writes a shape down and returns its first chain. */
  write: (shape: Shape) => Ref
  /** Calls for each chain in order; `points` is x, y … and only good until the next call. `at` is its first corner. */
  read: (first: Ref, each: (chain: Chain) => void) => void
  free: (first: Ref) => void
  bytes: () => number
}

/** `count` corners, so `count − 1` edges; the corner n lies at `at + n × stride`. */
export type Chain = {
  piece: number
  points: Float64Array
  count: number
  at: Ref
  wide: boolean
  /** The first chain of its ring. */
  opensRing: boolean
}

export const makeChains = (): Chains => {
  const pool = makePool()
  const wideChunks: Float64Array[] = []
  const scratch = new Float64Array(longestChain * 2)
  const chunkOf = (ref: Ref) => pool.chunks[ref >>> chunkBits]!
  const placeOf = (ref: Ref) => (ref & unitMask) << 1

  const writeChain = (points: Ring, from: number, count: number, piece: number, kind: number): Ref => {
    const wide = (kind & 1) === 1
    const ref = pool.take(headUnits + (wide ? count * 2 : count))
    while (wideChunks.length < pool.chunks.length) {
      wideChunks.push(new Float64Array(pool.chunks[wideChunks.length]!.buffer))
    }
    const chunk = chunkOf(ref)
    const at = placeOf(ref)
    chunk[at] = 0
    chunk[at + 1] = piece
    chunk[at + 2] = count
    chunk[at + 3] = kind
    const body = at + headUnits * 2
    if (wide) {
      const doubles = wideChunks[ref >>> chunkBits]!
      for (let i = 0; i < count * 2; i++) doubles[(body >> 1) + i] = points[from * 2 + i]!
    } else {
      for (let i = 0; i < count * 2; i++) chunk[body + i] = Math.round(points[from * 2 + i]! * perDegreeKept)
    }
    return ref
  }

  return {
    chunks: pool.chunks,
    wideChunks,
    bytes: pool.bytes,
    write: shape => {
      const wide = shape.pieces.some(piece => piece.some(ring => !isKeptWhole(ring))) ? 1 : 0
      let first = 0
      let last = 0
      shape.pieces.forEach((piece, number) => {
        for (const ring of piece) {
          const corners = ring.length / 2
          for (let from = 0; from < corners - 1; from += longestChain - 1) {
            const count = Math.min(longestChain, corners - from)
            const ref = writeChain(ring, from, count, number, wide | (from === 0 ? 2 : 0))
            if (first === 0) first = ref
            else chunkOf(last)[placeOf(last)] = ref
            last = ref
          }
        }
      })
      return first
    },
    read: (first, each) => {
      for (let ref = first; ref !== 0; ) {
        const chunk = chunkOf(ref)
        const at = placeOf(ref)
        const count = chunk[at + 2]!
        const wide = (chunk[at + 3]! & 1) === 1
        const body = at + headUnits * 2
        if (wide) {
          const doubles = wideChunks[ref >>> chunkBits]!
          for (let i = 0; i < count * 2; i++) scratch[i] = doubles[(body >> 1) + i]!
        } else {
          for (let i = 0; i < count * 2; i++) scratch[i] = chunk[body + i]! / perDegreeKept
        }
        each({
          piece: chunk[at + 1]!,
          points: scratch,
          count,
          at: ref + headUnits,
          wide,
          opensRing: (chunk[at + 3]! & 2) === 2,
        })
        ref = chunk[at]!
      }
    },
    free: first => {
      for (let ref = first; ref !== 0; ) {
        const chunk = chunkOf(ref)
        const at = placeOf(ref)
        const next = chunk[at]!
        pool.give(ref, headUnits + chunk[at + 2]! * ((chunk[at + 3]! & 1) === 1 ? 2 : 1))
        ref = next
      }
    },
  }
}

/** Whether dividing the rounded number gives back the very same double. −0 does not come back, and is no loss. */
const isKeptWhole = (points: Ring): boolean => {
  for (let i = 0; i < points.length; i++) {
    if (Math.round(points[i]! * perDegreeKept) / perDegreeKept !== points[i]) return false
  }
  return true
}
