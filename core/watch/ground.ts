// What the watch asks of a map: how far a point is from the border of a fence, and which fences may matter near a way. Two
// questions and one change at a time, so that any index can stand behind them.

import type { Shape } from './fence.ts'

export type Ground = {
  /** Metres to the border of the fence at `slot`, negative inside; never falls faster than the point moves. */
  distanceM(slot: number, lng: number, lat: number): number
  /**
   * Writes the slots of all fences within `awayM` of the straight way between two points (degrees), each once, perhaps with
   * a few more that only come near; returns how many. `awayM` ≤ `farthestAwayM`; `into` has room for every fence.
   */
  near(
    fromLng: number,
    fromLat: number,
    toLng: number,
    toLat: number,
    awayM: number,
    into: Int32Array,
  ): number
  /** Puts a shape at a slot; undefined leaves it empty. */
  put(slot: number, shape: Shape | undefined): void
}

/** 80 m: a walker's minute, and still few fences. */
export const farthestAwayM = 80

/** Shapes by slot. */
export type GroundOf = (shapes: readonly Shape[]) => Ground
