// The map of fences in its plainest form that is still fast: even cells over all of them, each with the fences whose box
// touches it, in two flat arrays, and the exact distance to the border. It is what other maps are compared with.

import type { GroundOf } from './ground.ts'
import { boxOf } from './shape-box.ts'
import { signedDistance } from './signed-distance.ts'

/** About a quarter of a kilometre: a few fences a cell where fences are thick. */
const finestDegrees = 0.0025
/** 4 MB of cells; where fences are spread over a country, cells grow instead. */
const mostCells = 1_000_000

export const plainGround: GroundOf = shapes => {
  const distances = shapes.map(signedDistance)
  const boxes = Float64Array.from(shapes.flatMap(shape => boxOf(shape, 0)))
  const edge = (i: number, pick: (a: number, b: number) => number) =>
    shapes.reduce((far, _, slot) => pick(far, boxes[slot * 4 + i]!), boxes[i] ?? 0)
  const [west0, south0, east0, north0] = [
    edge(0, Math.min),
    edge(1, Math.min),
    edge(2, Math.max),
    edge(3, Math.max),
  ]
  const cellDegrees = Math.max(finestDegrees, Math.sqrt(((east0 - west0) * (north0 - south0)) / mostCells))
  const columns = Math.floor((east0 - west0) / cellDegrees) + 1
  const rows = Math.floor((north0 - south0) / cellDegrees) + 1
  const clamp = (n: number, most: number) => (n < 0 ? 0 : n > most ? most : n)
  const column = (lng: number) => clamp(Math.floor((lng - west0) / cellDegrees), columns - 1)
  const row = (lat: number) => clamp(Math.floor((lat - south0) / cellDegrees), rows - 1)
  const eachCell = (slot: number, visit: (cell: number) => void) => {
    const [bottom, top] = [row(boxes[slot * 4 + 1]!), row(boxes[slot * 4 + 3]!)]
    const [left, right] = [column(boxes[slot * 4]!), column(boxes[slot * 4 + 2]!)]
    for (let r = bottom; r <= top; r++) for (let c = left; c <= right; c++) visit(r * columns + c)
  }
  // Counted first, so that all lists lie one behind the other: those of cell k from starts[k] to starts[k + 1].
  const starts = new Int32Array(rows * columns + 1)
  shapes.forEach((_, slot) => {
    eachCell(slot, cell => {
      starts[cell + 1]!++
    })
  })
  for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!
  const slots = new Int32Array(starts.at(-1)!)
  const filled = starts.slice()
  shapes.forEach((_, slot) => {
    eachCell(slot, cell => {
      slots[filled[cell]!++] = slot
    })
  })
  const seen = new Uint32Array(shapes.length)
  let turn = 0
  return {
    distanceM: (slot, lng, lat) => distances[slot]!(lng, lat),
    near: (west, south, east, north, into) => {
      if (west > east0 || east < west0 || south > north0 || north < south0) return 0
      const [left, right, bottom, top] = [column(west), column(east), row(south), row(north)]
      const several = left !== right || bottom !== top
      if (several) {
        turn = turn === 0xffffffff ? 1 : turn + 1
        if (turn === 1) seen.fill(0)
      }
      let count = 0
      for (let r = bottom; r <= top; r++) {
        for (let i = starts[r * columns + left]!, end = starts[r * columns + right + 1]!; i < end; i++) {
          const slot = slots[i]!
          if (several) {
            if (seen[slot] === turn) continue
            seen[slot] = turn
          }
          const b = slot * 4
          if (boxes[b]! > east || boxes[b + 2]! < west || boxes[b + 1]! > north || boxes[b + 3]! < south)
            continue
          into[count++] = slot
        }
      }
      return count
    },
  }
}
