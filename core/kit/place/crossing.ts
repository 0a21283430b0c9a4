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

/** For each number of a way, the largest whole number of 10⁻⁷ degrees that, read as degrees, is not greater. */
export type Marks = Int32Array
export const makeMarks = (): Marks => new Int32Array(4)

/** So corners kept as whole numbers are compared as they are, and only edges in question become degrees. */
export const mark = (way: Way, marks: Marks): void => {
  for (let i = 0; i < 4; i++) {
    const scaled = way[i]! * perDegreeKept
    let whole = Math.floor(scaled)
    const part = scaled - whole
    // Near a whole number rounding may have stepped over it.
    if (!(part > 1e-5 && part < 1 - 1e-5)) {
      whole += 2
      while (whole / perDegreeKept > way[i]!) whole--
    }
    marks[i] = whole
  }
}

/** Of `count` edges from the corner at `at`, corners kept as whole numbers of 10⁻⁷ degrees. 1 for odd, 0 for even. */
export const oddInWhole = (points: Int32Array, at: number, count: number, way: Way, marks: Marks): number => {
  const lng = marks[0]!
  const lat = marks[1]!
  const midLng = marks[2]!
  const midLat = marks[3]!
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
        odd ^= isLevelWayCrossed(ax, ay, bx, by, way)
      }
    }
    if (ax > midLng !== bx > midLng) {
      const north = ay > lat
      if (north !== by > lat || north !== ay > midLat || north !== by > midLat) {
        odd ^= isUprightWayCrossed(ax, ay, bx, by, way)
      }
    }
    ax = bx
    ay = by
  }
  return odd
}

const isLevelWayCrossed = (ax: number, ay: number, bx: number, by: number, way: Way): number => {
  const [px, py, qx, qy] = [ax / perDegreeKept, ay / perDegreeKept, bx / perDegreeKept, by / perDegreeKept]
  return isLeft(px, py, qx, qy, way[0]!, way[1]!) !== isLeft(px, py, qx, qy, way[2]!, way[1]!) ? 1 : 0
}

const isUprightWayCrossed = (ax: number, ay: number, bx: number, by: number, way: Way): number => {
  const [px, py, qx, qy] = [ax / perDegreeKept, ay / perDegreeKept, bx / perDegreeKept, by / perDegreeKept]
  return isLeft(px, py, qx, qy, way[2]!, way[1]!) !== isLeft(px, py, qx, qy, way[2]!, way[3]!) ? 1 : 0
}

/** The same for corners kept as doubles. */
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
