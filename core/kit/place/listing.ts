// Reads what a list of a square says of one point: shapes that hold the whole square as they are, shapes whose border runs
// through after counting the edges between the point and the middle of the square.
import type { Chains } from './chains.ts'
import { makeMarks, makeWay, mark, oddInWhole, oddInWide, type Way } from './crossing.ts'
import {
  entryBorder,
  entryCountBits,
  entryHandleBits,
  entryMore,
  entryShared,
  entryWide,
  listHead,
  longestRun,
} from './entries.ts'
import { chunkBits, type Pool, type Ref, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'

export type Listing = {
  /** To be set before: the point, and the middle of the square the list belongs to. */
  way: Way
  /** Adds handles to `out` from `from` and returns where they end; those from `begin` are known of this point already. */
  listed: (lists: Ref, out: Int32Array, begin: number, from: number) => number
}

export const makeListing = (pool: Pool, { chunks: points, wideChunks }: Chains): Listing => {
  const cells = pool.chunks
  const way = makeWay()
  const marks = makeMarks()

  const listed = (lists: Ref, out: Int32Array, begin: number, from: number): number => {
    let found = from
    let odd = 0
    let isMarked = false
    for (let ref = lists; ref !== 0; ) {
      const list = cells[ref >>> chunkBits]!
      const at = ((ref & unitMask) << 1) + listHead
      const end = at + list[at - listHead]!
      for (let i = at; i < end; i++) {
        const entry = list[i]!
        if ((entry & entryBorder) !== 0) {
          const run = list[++i]!
          const count = (entry >>> entryCountBits) & longestRun
          if ((entry & entryWide) !== 0) {
            odd ^= oddInWide(wideChunks[run >>> chunkBits]!, run & unitMask, count, way)
          } else {
            if (!isMarked) mark(way, marks)
            isMarked = true
            odd ^= oddInWhole(points[run >>> chunkBits]!, (run & unitMask) << 1, count, way, marks)
          }
          if ((entry & entryMore) !== 0) continue
          const holds = odd !== ((entry >>> 1) & 1)
          odd = 0
          if (!holds) continue
        }
        const handle = entry >>> entryHandleBits
        if ((entry & entryShared) !== 0 && isAmong(out, begin, found, handle)) continue
        out[found++] = handle
      }
      ref = list[at - listHead + 1]!
    }
    return found
  }
  return { way, listed }
}

export const isAmong = (out: Int32Array, begin: number, found: number, handle: Handle): boolean => {
  for (let i = begin; i < found; i++) if (out[i] === handle) return true
  return false
}
