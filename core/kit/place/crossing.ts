// How often the edges of a run are crossed on the way from a point to the known point of a square: level first, then up or
// down. All that counts is odd or even. The way and the point are moved a hair (see isLeft), so nothing is ever touched.
//
// The way is handed over in an array, not as arguments: a double handed to a function may become an object of its own,
// which cost more than the rest of the answer.
import { perDegreeKept } from './chains.ts'
import { doubtFloor, doubtShare, isLeft } from './robust.ts'

/** Longitude and latitude of the point, then of the known point of the square. */
export type Way = Float64Array
export const makeWay = (): Way => new Float64Array(4)

/** For each number of a way, the largest whole number of 10⁻⁷ degrees that, read as degrees, is not greater. */
export type Marks = Int32Array
export const makeMarks = (): Marks => new Int32Array(4)

/** Marks two numbers of a way, so that corners kept as whole numbers are compared as they are, and only edges in
 * question become degrees. */
export const mark = (way: Way, marks: Marks, from: number): void => {
  for (let i = from; i < from + 2; i++) {
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
  const knownLng = marks[2]!
  const knownLat = marks[3]!
  let odd = 0
  let ax = points[at]!
  let ay = points[at + 1]!
  const end = at + 2 * count
  for (let i = at + 2; i <= end; i += 2) {
    const bx = points[i]!
    const by = points[i + 1]!
    // The edge passes the line the way follows, and does not lie beside the way with both its ends.
    if (ay > lat !== by > lat) {
      const east = ax > lng
      if (east !== bx > lng || east !== ax > knownLng || east !== bx > knownLng) {
        odd ^= isCrossed(ax, ay, bx, by, way, 0, 1, 1)
      }
    }
    if (ax > knownLng !== bx > knownLng) {
      const north = ay > lat
      if (north !== by > lat || north !== ay > knownLat || north !== by > knownLat) {
        odd ^= isCrossed(ax, ay, bx, by, way, 2, 1, 3)
      }
    }
    ax = bx
    ay = by
  }
  return odd
}

/**
 * Whether the edge lies between two points of the way, that at `x` and `y` in it and the next corner of the way. Plain
 * arithmetic first, as in robust.ts, and here, so that no double has to become an object on its way to a function.
 */
const isCrossed = (
  ax: number,
  ay: number,
  bx: number,
  by: number,
  way: Way,
  x: number,
  y: number,
  nextY: number,
): number => {
  const [px, py] = [ax / perDegreeKept, ay / perDegreeKept]
  const [qx, qy] = [bx / perDegreeKept, by / perDegreeKept]
  const [fromX, fromY, toX, toY] = [way[x]!, way[y]!, way[2]!, way[nextY]!]
  const up = (px - fromX) * (qy - fromY)
  const down = (py - fromY) * (qx - fromX)
  const side = up - down
  const nextUp = (px - toX) * (qy - toY)
  const nextDown = (py - toY) * (qx - toX)
  const nextSide = nextUp - nextDown
  if (
    Math.abs(side) > (Math.abs(up) + Math.abs(down)) * doubtShare + doubtFloor &&
    Math.abs(nextSide) > (Math.abs(nextUp) + Math.abs(nextDown)) * doubtShare + doubtFloor
  ) {
    return side > 0 === nextSide > 0 ? 0 : 1
  }
  return isLeft(px, py, qx, qy, fromX, fromY) !== isLeft(px, py, qx, qy, toX, toY) ? 1 : 0
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
