// Everything the watch remembers between two fixes: plain data, so that it can be cloned, written away and read again.
// Whoever has the same states and the same fixes gets the same crossings.

import type { Ledger } from './capacity.ts'
import type { Crossing } from './crossing.ts'
import type { Fence } from './fence.ts'
import type { Pair } from './pair.ts'
import type { Track } from './track.ts'

/** How it stood after some fix: from here the fixes that follow can be read again. */
export type Mark = {
  /** Index in the track of the fix that comes next. */
  next: number
  readonly pairs: readonly Pair[]
  /** Crossings told until then, since the beginning. */
  readonly toldCount: number
}

export type MoverState = {
  readonly id: string
  readonly classBit: number
  readonly track: Track
  /** Fixes have been dropped from the front of the track. */
  hasOlder: boolean
  pairs: Pair[]
  /** Oldest first; never empty. */
  marks: Mark[]
  /** Fixes read since the newest mark. */
  sinceMark: number
  /** What was told since the oldest mark, and how many crossings before. */
  told: Crossing[]
  toldBefore: number
  /** Newest moment that something was decided at without a fix. */
  silentAt: number
  /** Newest moment that `tick` was called with. */
  tickedAt: number
  /** Fixes up to here are settled: too late for more. */
  settledAt: number
  /** One bit of every slot that it has a pair of, now or at a mark, and perhaps more; see `heldBit`. */
  heldBits: number
  /** Newest fix with something open after it, or at which something was said. */
  busyAt: number
  /**
   * Within `freeM` of this point lies no fence that may matter but those of its pairs; negative when that is not known.
   * It saves asking the map at every fix of who stands or strolls, and changes no answer.
   */
  freeLng: number
  freeLat: number
  freeM: number
}

export type States = {
  /** Fences by slot: states are read with the fences they were written with. */
  readonly fences: Fence[]
  readonly movers: MoverState[]
  readonly moverSlots: Map<string, number>
  readonly sources: string[]
  readonly sourceSlots: Map<string, number>
  /** Head counts by fence slot. */
  readonly ledgers: Map<number, Ledger>
  /** Fixes that wait to be read, see calm.ts. */
  rows: Float64Array
}

/** So that of thousands of movers few are looked into when a fence is changed. */
export const heldBit = (slot: number): number => 1 << (slot % 31)

export const newMover = (id: string, classBit: number, track: Track): MoverState => ({
  id,
  classBit,
  track,
  hasOlder: false,
  pairs: [],
  marks: [{ next: 0, pairs: [], toldCount: 0 }],
  sinceMark: 0,
  told: [],
  toldBefore: 0,
  silentAt: -Infinity,
  tickedAt: -Infinity,
  settledAt: -Infinity,
  heldBits: 0,
  busyAt: -Infinity,
  freeLng: Number.NaN,
  freeLat: Number.NaN,
  freeM: -1,
})
