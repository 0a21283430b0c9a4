// The upright box around a shape and everything within its reach.

import type { Shape } from './fence.ts'
import { metresPerDegree } from './signed-distance.ts'

/** West, south, east, north in degrees, `reachM` wider than the shape on every side. */
export const boxOf = (
  shape: Shape,
  reachM: number,
): [west: number, south: number, east: number, north: number] => {
  const points =
    shape.kind === 'circle' ? [shape.centre] : shape.kind === 'line' ? shape.points : shape.polygons.flat(2)
  const grownM =
    1.01 * (reachM + (shape.kind === 'circle' ? shape.radiusM : shape.kind === 'line' ? shape.widthM / 2 : 0))
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lng, lat] of points) {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const tall = grownM / metresPerDegree
  const broad = tall / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  return [west - broad, south - tall, east + broad, north + tall]
}
