// Whether the way to a fix lies where no fence has anything to say but those its mover has open. Asked of the map alone and
// of a few numbers in the mover's row (see calm.ts); in doubt the answer is no, and the fix is read.

import type { Field } from './field.ts'
import { farthestAwayM, type Ground } from './ground.ts'
import type { Laid } from './laid.ts'
import { metresPerDegree } from './signed-distance.ts'

/** Of a row: the newest fix, where the ground is free, the mover's class, and the slots of what it has open. */
export const [
  newestAt,
  newestLng,
  newestLat,
  newestAccuracyM,
  freeLng,
  freeLat,
  freeM,
  classBit,
  firstKnown,
] = [8, 9, 10, 11, 12, 13, 14, 15, 16] as const
export const mostKnown = 8

export type Grounds = {
  readonly laid: readonly Laid[]
  readonly ground: Ground
  readonly field: Field
  readonly found: Int32Array
}

/** Faster than this between two fixes is a jump of the receiver and no way: 216 km/h. */
export const fastestMps = 60
/** Who goes no farther in one step gets a look at what lies around, so that the next steps need none. */
export const strollM = 30
/** The flat maps of two fences differ a little. */
export const bend = 1.02

export const isClear = (
  { laid, ground, field, found }: Grounds,
  rows: Float64Array,
  row: number,
  at: number,
  lng: number,
  lat: number,
  accuracyM: number,
): boolean => {
  const metresPerLng = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  const outX = (lng - rows[row + freeLng]!) * metresPerLng
  const outY = (lat - rows[row + freeLat]!) * metresPerDegree
  const roomM = rows[row + freeM]! / bend
  // Where the ground is free the fix before lies there, too.
  if (roomM > 0 && outX * outX + outY * outY <= roomM * roomM) return true
  const fromLng = rows[row + newestLng]!
  const fromLat = rows[row + newestLat]!
  const fromAccuracyM = rows[row + newestAccuracyM]!
  const ms = at - rows[row + newestAt]!
  const dx = (lng - fromLng) * metresPerLng
  const dy = (lat - fromLat) * metresPerDegree
  const lengthM = Math.sqrt(dx * dx + dy * dy)
  const straight = ms <= 3_600_000 && lengthM * 1000 <= fastestMps * ms
  const awayM = straight && lengthM > strollM ? 0 : farthestAwayM
  const count = straight
    ? ground.near(fromLng, fromLat, lng, lat, awayM, found)
    : ground.near(lng, lat, lng, lat, awayM, found)
  let spaceM = awayM > 0 ? awayM : -1
  for (let k = 0; k < count; k++) {
    const slot = found[k]!
    const one = laid[slot]!
    if ((one.classes & rows[row + classBit]!) === 0 || isKnown(rows, row, slot)) continue
    if (at < one.startsAt || at >= one.expiresAt || accuracyM > one.maxAccuracyM) {
      spaceM = -1
      continue
    }
    field.look(slot, lng, lat)
    const toLeastM = field.leastM
    if (!(toLeastM > -one.inBufferM - one.inCircle * accuracyM)) return false
    spaceM = Math.min(spaceM, toLeastM)
    if (!straight || ms > one.maxGapMs || ms < one.minInsideMs) continue
    const depthM = one.inBufferM + one.inCircle * Math.max(accuracyM, fromAccuracyM)
    if (toLeastM - bend * lengthM > -depthM) continue
    field.look(slot, fromLng, fromLat)
    if (!((toLeastM + field.leastM - bend * lengthM) / 2 > -depthM)) return false
  }
  rows[row + freeLng] = lng
  rows[row + freeLat] = lat
  rows[row + freeM] = spaceM
  return true
}

const isKnown = (rows: Float64Array, row: number, slot: number): boolean => {
  for (let k = 0; k < mostKnown; k++) if (rows[row + firstKnown + k] === slot) return true
  return false
}
