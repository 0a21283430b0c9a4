// A mover that is surely and for good outside a fence it must answer for – it left where it must not – keeps that pair for
// days. Its next readings of out change only when it was last heard, so they need nothing but the sounding.

import type { Laid } from './laid.ts'
import type { Pair, Sounding } from './pair.ts'
import { metresPerDegree } from './signed-distance.ts'

const [lng, lat, leastM, mostM, roomM, perAccuracyM, untilAt, mostAccuracyM] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const
/** The flat maps of two fences differ a little. */
const bend = 1.02

/** After a reading of out at a point whose distance lies between the two. */
export const steady = (
  pair: Pair,
  laid: Laid,
  at: number,
  [toLng, toLat]: readonly [number, number],
  [least, most]: readonly [number, number],
): void => {
  // NaN when no alarm has ended: then it is idle, and goes.
  const idleAt = pair.bound || pair.breach ? Infinity : pair.calmAt + laid.mergeWithinMs
  pair.isSteady =
    pair.presence === 'outside' && pair.inBits === 0 && pair.outBits === laid.mask && at < idleAt
  if (!pair.isSteady) return
  const { sounding } = pair
  sounding[lng] = toLng
  sounding[lat] = toLat
  sounding[leastM] = least
  sounding[mostM] = most
  sounding[roomM] = least - laid.outBufferM
  sounding[perAccuracyM] = laid.outCircle
  sounding[untilAt] = Math.min(at + laid.lostAfterMs, laid.expiresAt, laid.isOn.untilAt(at), idleAt)
  sounding[mostAccuracyM] = laid.maxAccuracyM
}

/** Takes the fix in when it changes nothing else; false when it must be read. */
export const staysSteady = (
  pair: Pair,
  at: number,
  toLng: number,
  toLat: number,
  accuracyM: number,
  metresPerLng: number,
): boolean => {
  const { sounding } = pair
  if (!(pair.isSteady && at < sounding[untilAt]! && accuracyM <= sounding[mostAccuracyM]!)) return false
  const dx = (toLng - sounding[lng]!) * metresPerLng
  const dy = (toLat - sounding[lat]!) * metresPerDegree
  const leftM = sounding[roomM]! - sounding[perAccuracyM]! * accuracyM
  if (!(leftM > 0 && (dx * dx + dy * dy) * bend * bend < leftM * leftM)) return false
  pair.seenAt = at
  return true
}

/** How far from a point nothing is read as in, whatever the accuracy. */
export const spareOf = (sounding: Sounding, toLng: number, toLat: number, metresPerLng: number): number => {
  const dx = (toLng - sounding[lng]!) * metresPerLng
  const dy = (toLat - sounding[lat]!) * metresPerDegree
  return sounding[leastM]! - bend * Math.sqrt(dx * dx + dy * dy)
}
export const steadyUntilAt = (sounding: Sounding): number => sounding[untilAt]!
export const steadyAccuracyM = (sounding: Sounding): number => sounding[mostAccuracyM]!
