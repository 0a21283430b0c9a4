// What the watch asks of a map: how far a point is from the border of a fence, and which fences may matter near a box.
// Two questions, so that any index can stand behind them.

import type { Shape } from './fence.ts'

export type Ground = {
  /** Metres to the border of the fence at `slot`, negative inside; never falls faster than the point moves. */
  distanceM(slot: number, lng: number, lat: number): number
  /**
   * Writes the slots of all fences that touch the box (degrees), each once, perhaps with a few more that only come near;
   * returns how many. `into` has room for every fence.
   */
  near(west: number, south: number, east: number, north: number, into: Int32Array): number
}

/** Shapes by slot. */
export type GroundOf = (shapes: readonly Shape[]) => Ground
