// The map of fences on the spatial index: which fences may matter is one question to it, whether there are five or a
// hundred thousand, and a fence is put there or taken away in microseconds. What is asked is the middle of a way, so the
// index holds the ground within reach of each fence. How far a fence is, is measured on its own border and exactly; what
// that needs is laid out when somebody first comes near.

import { makeCellIndex } from '#core/kit/place/cell-index.ts'
import type { Shape } from './fence.ts'
import { farthestAwayM, type Ground, type GroundOf } from './ground.ts'
import { patchesOf } from './patches.ts'
import { boxOf } from './shape-box.ts'
import { metresPerDegree, type SignedDistance, signedDistance } from './signed-distance.ts'

/** Half a way and the metres beside it must lie within; longer ways are asked in stretches. */
const reachM = farthestAwayM + 40

export const cellGround: GroundOf = shapes => {
  const index = makeCellIndex()
  const standing: (Shape | undefined)[] = []
  const distances: (SignedDistance | undefined)[] = []
  const distanceOf = (slot: number): SignedDistance => {
    let distance = distances[slot]
    if (distance === undefined) distance = distances[slot] = signedDistance(standing[slot]!)
    return distance
  }
  /** Which fence a handle of the index stands for. */
  let slots = new Int32Array(1024)
  /** West, south, east, north of each fence. */
  let boxes = new Float64Array(4096)
  let covered = new Int32Array(256)
  let seen = new Uint32Array(1024)
  let turn = 0

  const put = (slot: number, shape: Shape | undefined): void => {
    const before = index.currentOf(`${slot}`)
    standing[slot] = shape
    distances[slot] = undefined
    if (shape === undefined) index.remove(`${slot}`)
    else {
      const handle = index.put(
        `${slot}`,
        patchesOf(shape, reachM, () => distanceOf(slot)),
      )
      if (handle >= slots.length) slots = grown(slots, new Int32Array(2 * handle))
      slots[handle] = slot
      if (slot >= seen.length) seen = grown(seen, new Uint32Array(2 * slot))
      if (4 * slot >= boxes.length) boxes = grown(boxes, new Float64Array(8 * slot))
      boxes.set(boxOf(shape, 0), 4 * slot)
    }
    // A decision is shown again from the fence's definition, not from here.
    if (before !== undefined) index.forget(before)
  }

  const coveringAt = (lng: number, lat: number): number => {
    const count = index.covering(lng, lat, covered)
    if (count <= covered.length) return count
    covered = new Int32Array(2 * count)
    return index.covering(lng, lat, covered)
  }

  const near: Ground['near'] = (fromLng, fromLat, toLng, toLat, awayM, into) => {
    const tall = awayM / metresPerDegree
    const [low, high] = [Math.abs(fromLat), Math.abs(toLat)]
    const broad = tall / Math.cos((Math.max(low, high) * Math.PI) / 180)
    const west = Math.min(fromLng, toLng) - broad
    const east = Math.max(fromLng, toLng) + broad
    const south = Math.min(fromLat, toLat) - tall
    const north = Math.max(fromLat, toLat) + tall
    const dx = (toLng - fromLng) * Math.cos((Math.min(low, high) * Math.PI) / 180)
    const dy = toLat - fromLat
    const longM = metresPerDegree * Math.sqrt(dx * dx + dy * dy)
    const stretches = Math.max(1, Math.ceil((1.02 * longM) / (2 * (reachM - awayM))))
    if (stretches > 1) {
      turn = turn === 0xffffffff ? 1 : turn + 1
      if (turn === 1) seen.fill(0)
    }
    let count = 0
    for (let k = 0; k < stretches; k++) {
      const share = (k + 0.5) / stretches
      const found = coveringAt(fromLng + (toLng - fromLng) * share, fromLat + (toLat - fromLat) * share)
      for (let i = 0; i < found; i++) {
        const slot = slots[covered[i]!]!
        if (stretches > 1) {
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
  }

  shapes.forEach((shape, slot) => {
    put(slot, shape)
  })
  return { distanceM: (slot, lng, lat) => distanceOf(slot)(lng, lat), near, put }
}

const grown = <T extends Int32Array | Uint32Array | Float64Array>(from: T, into: T): T => {
  into.set(from)
  return into
}
