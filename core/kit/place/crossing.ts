// How often the edges of a run are crossed on the way from a point to the middle of its square: level first, then up or
// down. All that counts is odd or even. The way and the point are moved a hair (see isLeft), so nothing is ever touched.
//
// The way is handed over in an array, not as arguments: a double handed to a function may become an object of its own,
// which cost more than the rest of the answer.
import { perDegreeKept } from './chains.ts'
import { isLeft } from './robust.ts'

/** Longitude and latitude of the point, then of the middle of its square. */
export type Way = Float64Array
export const makeWay = (): Way => new Float64Array(4)

/** Of `count` edges from the corner at `at`, corners kept as whole numbers of 10⁻⁷ degrees. 1 for odd, 0 for even. */
export const oddInWhole = (points: Int32Array, at: number, count: number, way: Way): number => {
  const lng = way[0]!
  const lat = way[1]!
  const midLng = way[2]!
  const midLat = way[3]!
  let odd = 0
  let ax = points[at]! / perDegreeKept
  let ay = points[at + 1]! / perDegreeKept
  const end = at + 2 * count
  for (let i = at + 2; i <= end; i += 2) {
    const bx = points[i]! / perDegreeKept
    const by = points[i + 1]! / perDegreeKept
    if (ay > lat !== by > lat) {
      const east = ax > lng
      if (east !== bx > lng || east !== ax > midLng || east !== bx > midLng) {
        if (isLeft(ax, ay, bx, by, lng, lat) !== isLeft(ax, ay, bx, by, midLng, lat)) odd ^= 1
      }
    }
    if (ax > midLng !== bx > midLng) {
      const north = ay > lat
      if (north !== by > lat || north !== ay > midLat || north !== by > midLat) {
        if (isLeft(ax, ay, bx, by, midLng, lat) !== isLeft(ax, ay, bx, by, midLng, midLat)) odd ^= 1
      }
    }
    ax = bx
    ay = by
  }
  return odd
}

/** The same for corners kept as doubles; written out twice, because code for two kinds of array is slow for both. */
export const oddInWide = (points: Float64Array, at: number, count: number, way: Way): number => {
  const lng = way[0]!
  const lat = way[1]!
  const midLng = way[2]!
  const midLat = way[3]!
  let odd = 0
  let ax = points[at]!
  let ay = points[at + 1]!
  const end = at + 2 * count
  for (let i = at + 2; i <= end; i += 2) {
    const bx = points[i]!
    const by = points[i + 1]!
    if (ay > lat !== by > lat) {
      const east = ax > lng
      if (east !== bx > lng || east !== ax > midLng || east !== bx > midLng) {
        if (isLeft(ax, ay, bx, by, lng, lat) !== isLeft(ax, ay, bx, by, midLng, lat)) odd ^= 1
      }
    }
    if (ax > midLng !== bx > midLng) {
      const north = ay > lat
      if (north !== by > lat || north !== ay > midLat || north !== by > midLat) {
        if (isLeft(ax, ay, bx, by, midLng, lat) !== isLeft(ax, ay, bx, by, midLng, midLat)) odd ^= 1
      }
    }
    ax = bx
    ay = by
  }
  return odd
}
