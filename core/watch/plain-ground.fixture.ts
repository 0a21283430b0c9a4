// The map of fences in its plainest form: every fence is looked at every time. What the index is held against.
import type { Shape } from './fence.ts'
import type { GroundOf } from './ground.ts'
import { boxOf } from './shape-box.ts'
import { type SignedDistance, signedDistance } from './signed-distance.ts'

export const plainGround: GroundOf = shapes => {
  const fences: ({ distance: SignedDistance; shape: Shape } | undefined)[] = []
  const put = (slot: number, shape: Shape | undefined) => {
    fences[slot] = shape && { shape, distance: signedDistance(shape) }
  }
  shapes.forEach((shape, slot) => {
    put(slot, shape)
  })
  return {
    put,
    distanceM: (slot, lng, lat) => fences[slot]!.distance(lng, lat),
    near: (fromLng, fromLat, toLng, toLat, awayM, into) => {
      let count = 0
      fences.forEach((fence, slot) => {
        if (fence === undefined) return
        const [west, south, east, north] = boxOf(fence.shape, awayM)
        const apart = west > Math.max(fromLng, toLng) || east < Math.min(fromLng, toLng)
        if (!apart && south <= Math.max(fromLat, toLat) && north >= Math.min(fromLat, toLat))
          into[count++] = slot
      })
      return count
    },
  }
}
