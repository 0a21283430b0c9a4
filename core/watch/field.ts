// A rough map of distances around each fence: cells that know how far their middle is from the border, measured when first
// asked for. Most readings follow from that alone, since a distance changes no faster than a point moves; only a fix
// near one of the two lines at which readings change is measured exactly. Rough or exact, the reading is the same.

import type { Ground } from './ground.ts'
import type { Laid } from './laid.ts'
import { inside, near, outside, type Reading, readingOf, uncertain } from './reading.ts'
import { boxOf } from './shape-box.ts'
import { metresPerDegree } from './signed-distance.ts'

const cells = 32 // each way: 4 kB a fence, and cells of 10–20 m for the usual hazard
/** Flat maps differ by a little from fence to fence, and middles are kept as 32-bit floats. */
const slack = 1.01
const slackM = 0.1

type Sheet = {
  readonly west: number
  readonly south: number
  readonly perLng: number
  readonly perLat: number
  readonly cellEastM: number
  readonly cellNorthM: number
  readonly middles: Float32Array
}

export type Field = {
  /** What `read` or `look` found: the distance lies between these. */
  leastM: number
  mostM: number
  /** Only as exact as the cell. */
  look(slot: number, lng: number, lat: number): void
  /** The reading that the exact distance gives. */
  read(laid: Laid, lng: number, lat: number, accuracyM: number): Reading
}

export const makeField = (laid: readonly Laid[], ground: Ground): Field => {
  const sheets: (Sheet | undefined)[] = laid.map(() => undefined)
  const sheetOf = (slot: number): Sheet => {
    const { fence, reachM } = laid[slot]!
    const [west, south, east, north] = boxOf(fence.shape, reachM)
    return {
      west,
      south,
      perLng: cells / (east - west),
      perLat: cells / (north - south),
      cellEastM:
        ((east - west) / cells) * metresPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180),
      cellNorthM: ((north - south) / cells) * metresPerDegree,
      middles: new Float32Array(cells * cells).fill(Number.NaN),
    }
  }
  const field: Field = {
    leastM: 0,
    mostM: 0,
    look: (slot, lng, lat) => {
      let sheet = sheets[slot]
      if (sheet === undefined) sheet = sheets[slot] = sheetOf(slot)
      const x = (lng - sheet.west) * sheet.perLng
      const y = (lat - sheet.south) * sheet.perLat
      if (!(x >= 0 && x < cells && y >= 0 && y < cells)) {
        field.leastM = laid[slot]!.reachM // beyond the box is beyond reach
        field.mostM = Infinity
        return
      }
      const column = x | 0
      const row = y | 0
      const cell = row * cells + column
      let middleM = sheet.middles[cell]!
      if (Number.isNaN(middleM)) {
        const lngMid = sheet.west + (column + 0.5) / sheet.perLng
        const latMid = sheet.south + (row + 0.5) / sheet.perLat
        middleM = sheet.middles[cell] = ground.distanceM(slot, lngMid, latMid)
      }
      const dx = (x - column - 0.5) * sheet.cellEastM
      const dy = (y - row - 0.5) * sheet.cellNorthM
      const awayM = slack * Math.sqrt(dx * dx + dy * dy) + slackM
      field.leastM = middleM - awayM
      field.mostM = middleM + awayM
    },
    read: (one, lng, lat, accuracyM) => {
      if (accuracyM > one.maxAccuracyM) return uncertain
      field.look(one.slot, lng, lat)
      const inM = -one.inBufferM - one.inCircle * accuracyM
      const outM = one.outBufferM + one.outCircle * accuracyM
      if (field.mostM < inM) return inside
      if (field.leastM > inM) {
        if (field.leastM > outM) return outside
        if (field.mostM < outM) return near
      }
      const distanceM = ground.distanceM(one.slot, lng, lat)
      field.leastM = field.mostM = distanceM
      return readingOf(one, distanceM, accuracyM)
    },
  }
  return field
}
