// Metres from a point to the border of a shape, negative inside. Each shape lies on its own flat map around its first
// point: within 50 km of it the error is below a part in a hundred, and at the border itself it does not matter.

import type { Point, Shape } from './fence.ts'

export type SignedDistance = (lng: number, lat: number) => number

export const metresPerDegree = (6_371_008.8 * Math.PI) / 180 // mean radius, IUGG

export const signedDistance = (shape: Shape): SignedDistance => {
  const origin =
    shape.kind === 'circle'
      ? shape.centre
      : shape.kind === 'line'
        ? shape.points[0]!
        : shape.polygons[0]![0]![0]!
  const [lng0, lat0] = origin
  const kx = metresPerDegree * Math.cos((lat0 * Math.PI) / 180)
  if (shape.kind === 'circle') {
    return (lng, lat) => Math.hypot((lng - lng0) * kx, (lat - lat0) * metresPerDegree) - shape.radiusM
  }
  const chains = shape.kind === 'line' ? [shape.points] : shape.polygons.flat().map(closed)
  const edges = Float64Array.from(
    chains.flatMap(chain =>
      chain.slice(1).flatMap((b, i) => {
        const a = chain[i]!
        return [
          (a[0] - lng0) * kx,
          (a[1] - lat0) * metresPerDegree,
          (b[0] - lng0) * kx,
          (b[1] - lat0) * metresPerDegree,
        ]
      }),
    ),
  )
  const halfWidthM = shape.kind === 'line' ? shape.widthM / 2 : Number.NaN
  return (lng, lat) => {
    const x = (lng - lng0) * kx
    const y = (lat - lat0) * metresPerDegree
    let least = Infinity
    let inside = false
    for (let i = 0; i < edges.length; i += 4) {
      const ax = edges[i]!
      const ay = edges[i + 1]!
      const bx = edges[i + 2]!
      const by = edges[i + 3]!
      const ex = bx - ax
      const ey = by - ay
      if (ay > y !== by > y && x < ax + (ex * (y - ay)) / ey) inside = !inside
      const length = ex * ex + ey * ey
      let t = length > 0 ? ((x - ax) * ex + (y - ay) * ey) / length : 0
      t = t < 0 ? 0 : t > 1 ? 1 : t
      const dx = x - ax - t * ex
      const dy = y - ay - t * ey
      const far = dx * dx + dy * dy
      if (far < least) least = far
    }
    const far = Math.sqrt(least)
    return shape.kind === 'line' ? far - halfWidthM : inside ? -far : far
  }
}

const closed = (ring: readonly Point[]): readonly Point[] => {
  const [first, last] = [ring[0]!, ring.at(-1)!]
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
}
