// The little geometry the rules need: is a point inside a polygon, how far apart are two points. Longitude and
// latitude are taken as a plane, which is exact enough inside one district; only distances know that earth is round.
//
// Border rule: half open. A point on a border shared by two neighbours lies in exactly one of them, the eastern or,
// on a level border, the northern one; so no matter falls between two grids or into both. For this the crossing of an
// edge is computed from its southern end whichever way round the ring runs, so that both neighbours round alike. It
// holds where neighbours share their corners; a corner of one in the middle of the other's edge is exact to rounding.

/** [lng, lat] in degrees, WGS-84/CGCS2000. */
type Point = readonly [number, number]
type Ring = readonly Point[]
/** Outer ring first, then holes; even-odd, so the direction of rings does not matter. */
type Polygon = readonly Ring[]

const earthRadiusM = 6_371_008.8 // mean radius, IUGG
const radians = Math.PI / 180

const crossings = (ring: Ring, [x, y]: Point): number => {
  let count = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1] > y === b[1] > y) continue
    const [south, north] = a[1] < b[1] ? [a, b] : [b, a]
    const crossingX = south[0] + ((north[0] - south[0]) * (y - south[1])) / (north[1] - south[1])
    if (x < crossingX) count++
  }
  return count
}

/** Even-odd over all rings: inside a hole is outside. Rings may be open or closed. */
export const isInPolygon = (point: Point, polygon: Polygon): boolean => {
  let count = 0
  for (const ring of polygon) count += crossings(ring, point)
  return count % 2 === 1
}

/** Metres along the great circle (haversine). */
export const distanceM = (a: Point, b: Point): number => {
  const halfLat = Math.sin(((b[1] - a[1]) * radians) / 2)
  const halfLng = Math.sin(((b[0] - a[0]) * radians) / 2)
  const h = halfLat ** 2 + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * halfLng ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Degrees of longitude −180…180 and latitude −90…90, both finite. */
export const isOnEarth = ([lng, lat]: Point): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90
