// The ground within some metres of a shape, as upright rectangles that cover all of it and little more: one around a
// shape of a few hundred metres; around a long road or a whole district squares along it, so that a fence is not
// looked at wherever its box reaches.

import type { Shape as Placed } from '#core/kit/place/shape.ts'
import type { Shape } from './fence.ts'
import { boxOf } from './shape-box.ts'
import { metresPerDegree, type SignedDistance } from './signed-distance.ts'

/** Sides up to so many times the reach are not worth cutting. */
const wholeSides = 8
/** 64 × 64 at the finest: a road across a district in squares of half a kilometre. */
const mostHalvings = 12

type Box = readonly [west: number, south: number, east: number, north: number]

/** `distanceOf` is asked for only when the shape is large. */
export const patchesOf = (shape: Shape, reachM: number, distanceOf: () => SignedDistance): Placed => {
  const pieces: Float64Array[][] = []
  const wholeM = wholeSides * reachM
  const cut = (box: Box, halvings: number): void => {
    const [west, south, east, north] = box
    const [lng, lat] = [(west + east) / 2, (south + north) / 2]
    const least = Math.min(Math.abs(south), Math.abs(north))
    const wideM = (east - west) * metresPerDegree * Math.cos((least * Math.PI) / 180)
    const tallM = (north - south) * metresPerDegree
    if (Math.max(wideM, tallM) > wholeM && halvings < mostHalvings) {
      const halfM = Math.hypot(wideM, tallM) / 2
      const distanceM = distanceOf()(lng, lat)
      // A twentieth more, since flat maps bend over a hundred kilometres.
      if (distanceM > 1.05 * (halfM + reachM)) return
      if (distanceM > -1.05 * halfM) {
        const isWide = wideM > tallM
        cut([west, south, isWide ? lng : east, isWide ? north : lat], halvings + 1)
        cut([isWide ? lng : west, isWide ? south : lat, east, north], halvings + 1)
        return
      }
    }
    pieces.push([ringAround(box)])
  }
  cut(boxOf(shape, reachM), 0)
  return { pieces }
}

/** Outwards to seven decimals, which the index keeps in half the room. */
const ringAround = ([west, south, east, north]: Box): Float64Array => {
  const [w, s] = [Math.max(-180, Math.floor(west * 1e7) / 1e7), Math.max(-90, Math.floor(south * 1e7) / 1e7)]
  const [e, n] = [Math.min(180, Math.ceil(east * 1e7) / 1e7), Math.min(90, Math.ceil(north * 1e7) / 1e7)]
  return Float64Array.of(w, s, e, s, e, n, w, n, w, s)
}
