// The libraries most would take, asked the same question on one thread: a packed tree of boxes (flatbush), then the whole
// ring of every box the fix lies in (point-in-polygon-hao, which does not round either). As quick as a GEOS prepared
// geometry where that was measured beside it.
import Flatbush from 'flatbush'
import pointInPolygon from 'point-in-polygon-hao'
import { median } from './bench.ts'
import type { Ground } from './place-ground.ts'
import type { Asked } from './place-postgis.ts'

export const askFlatbush = (
  ground: Ground,
  lngs: Float64Array,
  lats: Float64Array,
  workedMs: () => number,
): Asked => {
  const boxes = new Flatbush(ground.shapes)
  const polygons: number[][][][] = []
  ground.each(ring => {
    const corners = Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!])
    const [xs, ys] = [corners.map(corner => corner[0]!), corners.map(corner => corner[1]!)]
    boxes.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
    polygons.push([corners])
  })
  boxes.finish()
  const times: number[] = []
  let pairs = 0
  for (let round = 0; round < 3; round++) {
    pairs = 0
    const begin = workedMs()
    for (let i = 0; i < lngs.length; i++) {
      const [lng, lat] = [lngs[i]!, lats[i]!]
      const fix = [lng, lat]
      for (const number of boxes.search(lng, lat, lng, lat)) {
        if (pointInPolygon(fix, polygons[number]!) === true) pairs++
      }
    }
    times.push(workedMs() - begin)
  }
  return { nsPerFix: (median(times) * 1e6) / lngs.length, pairs }
}
