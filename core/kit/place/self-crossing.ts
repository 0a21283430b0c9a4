// Where a ring crosses itself, for the person who drew it. Nothing needs it to answer: see repair.ts.
import { orient } from './robust.ts'
import type { Ring } from './shape.ts'

export type Crossing = {
  /** The two edges, each by its first corner. */
  edges: readonly [number, number]
  /** Where, to rounding. */
  near: readonly [lng: number, lat: number]
}

/** Every pair of edges of a closed ring that properly cross each other; touching is not crossing. */
export const selfCrossings = (ring: Ring): Crossing[] => {
  const west = (edge: number) => Math.min(ring[2 * edge]!, ring[2 * edge + 2]!)
  const east = (edge: number) => Math.max(ring[2 * edge]!, ring[2 * edge + 2]!)
  const edges = Array.from({ length: ring.length / 2 - 1 }, (_, i) => i).sort((a, b) => west(a) - west(b))
  const found: Crossing[] = []
  let open: number[] = []
  for (const edge of edges) {
    open = open.filter(other => east(other) >= west(edge))
    for (const other of open) {
      const near = crossingOf(ring, other, edge)
      if (near) found.push({ edges: [Math.min(edge, other), Math.max(edge, other)], near })
    }
    open.push(edge)
  }
  return found.sort((a, b) => a.edges[0] - b.edges[0] || a.edges[1] - b.edges[1])
}

const crossingOf = (ring: Ring, first: number, second: number): readonly [number, number] | undefined => {
  const [ax, ay, bx, by] = ring.subarray(2 * first) as unknown as [number, number, number, number]
  const [cx, cy, dx, dy] = ring.subarray(2 * second) as unknown as [number, number, number, number]
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return undefined
  const [c, d] = [orient(ax, ay, bx, by, cx, cy), orient(ax, ay, bx, by, dx, dy)]
  if (c === 0 || d === 0 || c > 0 === d > 0) return undefined
  const [a, b] = [orient(cx, cy, dx, dy, ax, ay), orient(cx, cy, dx, dy, bx, by)]
  if (a === 0 || b === 0 || a > 0 === b > 0) return undefined
  const share = Math.abs(a) / (Math.abs(a) + Math.abs(b))
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}
