// The map of fences in its plainest form that is still fast: cells of a quarter of a kilometre, each with the fences whose
// reach touches it, and the exact distance to every edge. It is what other maps are compared with.

import type { Shape } from './fence.ts'
import type { GroundOf } from './ground.ts'
import { metresPerDegree, signedDistance } from './signed-distance.ts'

const cellDegrees = 0.0025
const columns = Math.ceil(360 / cellDegrees)
/** A fence over more cells than this is kept in a list that is always looked at. */
const wide = 4096

const column = (lng: number) => Math.floor((lng + 180) / cellDegrees)
const row = (lat: number) => Math.floor((lat + 90) / cellDegrees)

export const plainGround: GroundOf = shapes => {
  const distances = shapes.map(({ shape }) => signedDistance(shape))
  const boxes = Float64Array.from(shapes.flatMap(({ shape, reachM }) => boxOf(shape, reachM)))
  const lists = new Map<number, number[]>()
  const everywhere: number[] = []
  for (let slot = 0; slot < shapes.length; slot++) {
    const [west, south, east, north] = [0, 1, 2, 3].map(i => boxes[slot * 4 + i]!) as [
      number,
      number,
      number,
      number,
    ]
    if ((column(east) - column(west) + 1) * (row(north) - row(south) + 1) > wide) {
      everywhere.push(slot)
      continue
    }
    for (let r = row(south); r <= row(north); r++) {
      for (let c = column(west); c <= column(east); c++) {
        const cell = r * columns + c
        const list = lists.get(cell)
        if (list) list.push(slot)
        else lists.set(cell, [slot])
      }
    }
  }
  const cells = new Map([...lists].map(([cell, list]) => [cell, Int32Array.from(list)]))
  const seen = new Uint32Array(shapes.length)
  let turn = 0
  return {
    distanceM: (slot, lng, lat) => distances[slot]!(lng, lat),
    near: (west, south, east, north, into) => {
      turn = turn === 0xffffffff ? 1 : turn + 1
      if (turn === 1) seen.fill(0)
      let count = 0
      const take = (list: ArrayLike<number>) => {
        for (let i = 0; i < list.length; i++) {
          const slot = list[i]!
          if (seen[slot] === turn) continue
          seen[slot] = turn
          const b = slot * 4
          if (boxes[b]! > east || boxes[b + 2]! < west || boxes[b + 1]! > north || boxes[b + 3]! < south)
            continue
          into[count++] = slot
        }
      }
      const [top, right] = [row(north), column(east)]
      for (let r = row(south); r <= top; r++) {
        for (let c = column(west); c <= right; c++) {
          const list = cells.get(r * columns + c)
          if (list !== undefined) take(list)
        }
      }
      take(everywhere)
      return count
    },
  }
}

/** West, south, east, north in degrees, `reachM` wider than the shape on every side. */
const boxOf = (shape: Shape, reachM: number): number[] => {
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
