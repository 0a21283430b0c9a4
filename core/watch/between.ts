// Did the straight way between two fixes go through a fence that neither of them is in? Only distances to the border are
// asked: they fall no faster than a point moves, so most stretches are ruled out without looking, and the rest halved.

const finestM = 0.5

export type Stretch = {
  readonly fromLng: number
  readonly fromLat: number
  readonly toLng: number
  readonly toLat: number
  readonly lengthM: number
}

/** Share of the way (0…1) of some point at least `depthM` inside, or NaN. Distances at both ends in metres. */
export const deepOnTheWay = (
  distanceAt: (lng: number, lat: number) => number,
  way: Stretch,
  fromM: number,
  toM: number,
  depthM: number,
): number => {
  const look = (start: number, end: number, startM: number, endM: number): number => {
    const longM = (end - start) * way.lengthM
    // A hundredth more, since the flat maps of two fences differ a little.
    if ((startM + endM - 1.01 * longM) / 2 > -depthM) return Number.NaN
    const middle = (start + end) / 2
    const middleM = distanceAt(
      way.fromLng + (way.toLng - way.fromLng) * middle,
      way.fromLat + (way.toLat - way.fromLat) * middle,
    )
    if (middleM <= -depthM) return middle
    if (longM < finestM) return Number.NaN
    const first = look(start, middle, startM, middleM)
    return Number.isNaN(first) ? look(middle, end, middleM, endM) : first
  }
  return look(0, 1, fromM, toM)
}
