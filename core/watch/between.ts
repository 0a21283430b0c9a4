// Did the straight way between two fixes go through a fence that neither of them is in? Only distances to the border are
// asked: they fall no faster than a point moves, so most stretches are ruled out without looking, and the rest halved.

import type { Field } from './field.ts'

const finestM = 0.5
/** Below this the cells of a field are coarser than the stretch, and exact distances rule out more. */
const coarseM = 40

export type Stretch = {
  readonly fromLng: number
  readonly fromLat: number
  readonly toLng: number
  readonly toLat: number
  readonly lengthM: number
}

/** Share of the way (0…1) of some point at least `depthM` inside, or NaN. `distanceAt` is exact. */
export const deepOnTheWay = (
  slot: number,
  field: Pick<Field, 'look' | 'leastM' | 'mostM'>,
  distanceAt: (slot: number, lng: number, lat: number) => number,
  way: Stretch,
  depthM: number,
): number => {
  /** A distance that the true one is not below, or below −depthM when the true one is. */
  const leastAt = (share: number, longM: number): number => {
    const lng = way.fromLng + (way.toLng - way.fromLng) * share
    const lat = way.fromLat + (way.toLat - way.fromLat) * share
    if (longM > coarseM) {
      field.look(slot, lng, lat)
      if (field.leastM > -depthM) return field.leastM
      if (field.mostM <= -depthM) return field.mostM
    }
    return distanceAt(slot, lng, lat)
  }
  const look = (start: number, end: number, startM: number, endM: number): number => {
    const longM = (end - start) * way.lengthM
    // A hundredth more, since the flat maps of two fences differ a little.
    if ((startM + endM - 1.01 * longM) / 2 > -depthM) return Number.NaN
    if (longM < finestM) return Number.NaN
    const middle = (start + end) / 2
    const middleM = leastAt(middle, longM)
    if (middleM <= -depthM) return middle
    const first = look(start, middle, startM, middleM)
    return Number.isNaN(first) ? look(middle, end, middleM, endM) : first
  }
  return look(0, 1, leastAt(0, way.lengthM), leastAt(1, way.lengthM))
}
