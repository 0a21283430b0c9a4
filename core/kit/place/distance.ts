// Metres between a point and a border, on the plane that touches the earth at the point: below 0.1 % off within 20 km,
// 2 % within 500 km. Borders are straight lines in longitude and latitude, as GeoJSON says.
const metresPerDegree = (6_371_008.8 * Math.PI) / 180 // mean radius, IUGG

/** Metres per degree of longitude at a latitude. */
export const metresPerLng = (lat: number): number => metresPerDegree * Math.cos((lat * Math.PI) / 180)
export const metresPerLat: number = metresPerDegree

/** Square of the metres from the point (0, 0) to the edge a–b; corners in metres from the point. */
export const toEdgeSquared = (ax: number, ay: number, bx: number, by: number): number => {
  const dx = bx - ax
  const dy = by - ay
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
  const x = ax + along * dx
  const y = ay + along * dy
  return x * x + y * y
}
