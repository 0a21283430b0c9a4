// A rough map of distances around each fence: cells that know how far their middle is from the border, measured when first
// asked for. Most readings follow from that alone, since a distance changes no faster than a point moves; only a fix
// near one of the two lines at which readings change is measured exactly. Whoever has been read at a fence before is
// read by that sounding first: who stands or strolls is seldom measured twice. Rough or exact, the reading is the same.

import type { Ground } from './ground.ts'
import type { Laid } from './laid.ts'
import type { Sounding } from './pair.ts'
import { inside, near, outside, type Reading, readingOf, uncertain } from './reading.ts'
import { boxOf } from './shape-box.ts'
import { metresPerDegree } from './signed-distance.ts'

const cells = 32 // each way: 4 kB a fence, and cells of 10–20 m for the usual hazard
/** All is measured on the flat map of the fence itself; middles are kept as 32-bit floats. */
const slackM = 0.02

type Sheet = {
  readonly west: number
  readonly south: number
  readonly perLng: number
  readonly perLat: number
  readonly cellEastM: number
  readonly cellNorthM: number
  readonly reachM: number
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
  /** The same by the last sounding where that is enough; otherwise a new one is taken. */
  readBy(sounding: Sounding, laid: Laid, lng: number, lat: number, accuracyM: number): Reading
  /** Whether `read` gives `inside`; asks for less. `leastM` holds afterwards. */
  isInside(laid: Laid, lng: number, lat: number, accuracyM: number): boolean
  /** The fence at a slot has another shape, or the slot another fence. */
  forget(slot: number): void
}

/** What lies between the two bounds, or undefined when that is not one reading. */
const between = (one: Laid, leastM: number, mostM: number, accuracyM: number): Reading | undefined => {
  const inM = -one.inBufferM - one.inCircle * accuracyM
  if (mostM < inM) return inside
  if (!(leastM > inM)) return undefined
  const outM = one.outBufferM + one.outCircle * accuracyM
  return leastM > outM ? outside : mostM < outM ? near : undefined
}

export const makeField = (laid: readonly Laid[], ground: Ground): Field => {
  const sheets: (Sheet | undefined)[] = laid.map(() => undefined)
  const sheetOf = (slot: number): Sheet => {
    const { fence, reachM, metresPerLng } = laid[slot]!
    const [west, south, east, north] = boxOf(fence.shape, reachM)
    return {
      west,
      south,
      perLng: cells / (east - west),
      perLat: cells / (north - south),
      cellEastM: ((east - west) / cells) * metresPerLng,
      cellNorthM: ((north - south) / cells) * metresPerDegree,
      reachM,
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
        // Beyond the box is beyond reach, and farther by the way to the box.
        const beyondX = (x < 0 ? -x : x > cells ? x - cells : 0) * sheet.cellEastM
        const beyondY = (y < 0 ? -y : y > cells ? y - cells : 0) * sheet.cellNorthM
        field.leastM = sheet.reachM + Math.sqrt(beyondX * beyondX + beyondY * beyondY) - slackM
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
      const awayM = Math.sqrt(dx * dx + dy * dy) + slackM
      field.leastM = middleM - awayM
      field.mostM = middleM + awayM
    },
    read: (one, lng, lat, accuracyM) => {
      if (accuracyM > one.maxAccuracyM) return uncertain
      field.look(one.slot, lng, lat)
      const reading = between(one, field.leastM, field.mostM, accuracyM)
      if (reading !== undefined) return reading
      const distanceM = ground.distanceM(one.slot, lng, lat)
      field.leastM = field.mostM = distanceM
      return readingOf(one, distanceM, accuracyM)
    },
    readBy: (sounding, one, lng, lat, accuracyM) => {
      if (accuracyM > one.maxAccuracyM) return uncertain
      const dx = (lng - sounding[0]!) * one.metresPerLng
      const dy = (lat - sounding[1]!) * metresPerDegree
      const awayM = Math.sqrt(dx * dx + dy * dy) + slackM
      field.leastM = sounding[2]! - awayM
      field.mostM = sounding[3]! + awayM
      const known = between(one, field.leastM, field.mostM, accuracyM)
      if (known !== undefined) return known
      const reading = field.read(one, lng, lat, accuracyM)
      sounding[0] = lng
      sounding[1] = lat
      sounding[2] = field.leastM
      sounding[3] = field.mostM
      return reading
    },
    isInside: (one, lng, lat, accuracyM) => {
      if (accuracyM > one.maxAccuracyM) return false
      field.look(one.slot, lng, lat)
      const inM = -one.inBufferM - one.inCircle * accuracyM
      if (field.leastM > inM) return false
      if (field.mostM < inM) return true
      const distanceM = ground.distanceM(one.slot, lng, lat)
      field.leastM = field.mostM = distanceM
      return readingOf(one, distanceM, accuracyM) === inside
    },
    forget: slot => {
      sheets[slot] = undefined
    },
  }
  return field
}
