// Metres from a point to the border of a shape, negative inside. Each shape lies on its own flat map around its first
// point: within 50 km of it the error is below a part in a hundred, and at the border itself it does not matter.
//
// The border is cut into short runs of edges with a box each. A run is looked into only when its box is nearer than the
// nearest edge so far. Whether a ray to the east crosses a run that lies wholly east of the point, an odd or an even
// number of times, follows from the run's two ends alone.

import { edgesOf } from './border.ts'
import type { Shape } from './fence.ts'

export type SignedDistance = (lng: number, lat: number) => number

export const metresPerDegree = (6_371_008.8 * Math.PI) / 180 // mean radius, IUGG

/** Of the flat map of a shape. */
export const metresPerLngOf = (shape: Shape): number =>
  metresPerDegree * Math.cos((firstOf(shape)[1] * Math.PI) / 180)

export const signedDistance = (shape: Shape): SignedDistance => {
  const [lng0, lat0] = firstOf(shape)
  const kx = metresPerLngOf(shape)
  if (shape.kind === 'circle') {
    return (lng, lat) => {
      const dx = (lng - lng0) * kx
      const dy = (lat - lat0) * metresPerDegree
      return Math.sqrt(dx * dx + dy * dy) - shape.radiusM
    }
  }
  const halfWidthM = shape.kind === 'line' ? shape.widthM / 2 : Number.NaN
  const flat = ([lng, lat]: readonly [number, number]) =>
    [(lng - lng0) * kx, (lat - lat0) * metresPerDegree] as const
  const { edges, runs, boxes } = edgesOf(shape, flat)
  const bounds = new Float64Array(boxes.length / 4)

  let inside = false
  let least = Infinity
  /** Edges of run `k` against the point: the nearest, and, where asked, crossings of the ray. */
  const lookInto = (k: number, x: number, y: number, crosses: boolean): void => {
    for (let i = runs[k]! * 4, end = runs[k + 1]! * 4; i < end; i += 4) {
      const ax = edges[i]!
      const ay = edges[i + 1]!
      const ex = edges[i + 2]! - ax
      const ey = edges[i + 3]! - ay
      if (crosses && ay > y !== edges[i + 3]! > y && x < ax + (ex * (y - ay)) / ey) inside = !inside
      const length = ex * ex + ey * ey
      let t = length > 0 ? ((x - ax) * ex + (y - ay) * ey) / length : 0
      t = t < 0 ? 0 : t > 1 ? 1 : t
      const dx = x - ax - t * ex
      const dy = y - ay - t * ey
      const far = dx * dx + dy * dy
      if (far < least) least = far
    }
  }
  return (lng, lat) => {
    const x = (lng - lng0) * kx
    const y = (lat - lat0) * metresPerDegree
    inside = false
    least = Infinity
    let nearest = 0
    for (let k = 0, b = 0; b < boxes.length; k++, b += 4) {
      const dx = x < boxes[b]! ? boxes[b]! - x : x > boxes[b + 2]! ? x - boxes[b + 2]! : 0
      const dy = y < boxes[b + 1]! ? boxes[b + 1]! - y : y > boxes[b + 3]! ? y - boxes[b + 3]! : 0
      bounds[k] = dx * dx + dy * dy
      if (bounds[k]! < bounds[nearest]!) nearest = k
    }
    lookInto(nearest, x, y, false)
    for (let k = 0, b = 0; b < boxes.length; k++, b += 4) {
      const level = y >= boxes[b + 1]! && y <= boxes[b + 3]! && x <= boxes[b + 2]!
      const crosses = level && x >= boxes[b]!
      if (bounds[k]! < least || crosses) lookInto(k, x, y, crosses)
      if (level && !crosses && edges[runs[k]! * 4 + 1]! > y !== edges[runs[k + 1]! * 4 - 1]! > y)
        inside = !inside
    }
    const far = Math.sqrt(least)
    return shape.kind === 'line' ? far - halfWidthM : inside ? -far : far
  }
}

const firstOf = (shape: Shape): readonly [number, number] =>
  shape.kind === 'circle'
    ? shape.centre
    : shape.kind === 'line'
      ? shape.points[0]!
      : shape.polygons[0]![0]![0]!
