// The peer of the watch: boxes in flatbush, point-in-polygon for each hit, and who is inside what. No error circle, no N of M,
// no minimum time, no way between fixes, no schedule, nothing late: what is left when all options go.
import Flatbush from 'flatbush'
import pointInPolygon from 'point-in-polygon-hao'
import type { Fence } from '#core/watch/fence.ts'
import type { FixColumns } from '#core/watch/fix.ts'

export type PlainWatch = {
  /** Answers how many entered or left. */
  stepColumns: (fixes: FixColumns) => number
}

export const makePlainWatch = (fences: readonly Fence[], movers: number): PlainWatch => {
  const rings = fences.map(({ shape }): [number, number][][] =>
    shape.kind === 'area'
      ? shape.polygons[0]!.map(ring => [...ring, ring[0]!].map(([x, y]): [number, number] => [x, y]))
      : [],
  )
  const index = new Flatbush(fences.length)
  for (const [ring] of rings) {
    const [xs, ys] = [ring!.map(p => p[0]), ring!.map(p => p[1])]
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
  }
  index.finish()
  const inside = Array.from({ length: movers }, () => new Set<number>())
  const point: [number, number] = [0, 0]
  return {
    stepColumns: ({ length, mover, lng, lat }) => {
      let changes = 0
      for (let i = 0; i < length; i++) {
        point[0] = lng[i]!
        point[1] = lat[i]!
        const known = inside[mover[i]!]!
        const now = index
          .search(point[0], point[1], point[0], point[1])
          .filter(slot => pointInPolygon(point, rings[slot]!) !== false)
        for (const slot of known) {
          if (now.includes(slot)) continue
          known.delete(slot)
          changes++
        }
        for (const slot of now) {
          if (known.has(slot)) continue
          known.add(slot)
          changes++
        }
      }
      return changes
    },
  }
}
