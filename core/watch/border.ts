// The border of a shape as edges on a flat map, cut into short runs with a box around each.

import type { Point, Shape } from './fence.ts'

const edgesPerRun = 12

export type Border = {
  /** x, y of both ends of each edge. */
  readonly edges: Float64Array
  /** First edge of each run, and at the end the number of edges. */
  readonly runs: Int32Array
  /** West, south, east, north of each run. */
  readonly boxes: Float64Array
}

type Flat = (point: Point) => readonly [x: number, y: number]

export const edgesOf = (shape: Exclude<Shape, { kind: 'circle' }>, flat: Flat): Border => {
  const chains = shape.kind === 'line' ? [shape.points] : shape.polygons.flat().map(closed)
  const edges: number[] = []
  const runs: number[] = []
  const boxes: number[] = []
  for (const chain of chains) {
    const points = chain.map(flat)
    for (let from = 0; from + 1 < points.length; from += edgesPerRun) {
      const run = points.slice(from, from + edgesPerRun + 1)
      runs.push(edges.length / 4)
      for (let i = 1; i < run.length; i++) edges.push(...run[i - 1]!, ...run[i]!)
      const [xs, ys] = [run.map(p => p[0]), run.map(p => p[1])]
      boxes.push(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
    }
  }
  return {
    edges: Float64Array.from(edges),
    runs: Int32Array.from([...runs, edges.length / 4]),
    boxes: Float64Array.from(boxes),
  }
}

const closed = (ring: readonly Point[]): readonly Point[] => {
  const [first, last] = [ring[0]!, ring.at(-1)!]
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
}
