// Most movers stand, stroll, or drive where nothing happens. After a fix has been read it is known how far its mover may go,
// until when and how fast, before anything can be said of what it has open. Fixes within these bounds, on ground where
// nothing else is, wait in a row of plain numbers and are read eight at a time: to fetch all that is remembered of a mover
// costs more than to read a fix. Nothing is said later than without this, and nothing else.

import {
  bend,
  classBit,
  firstKnown,
  freeLat,
  freeLng,
  freeM,
  type Grounds,
  isClear,
  mostKnown,
  newestAccuracyM,
  newestAt,
  newestLat,
  newestLng,
} from './clear.ts'
import type { FixColumns } from './fix.ts'
import type { Laid } from './laid.ts'
import type { Pair } from './pair.ts'
import { metresPerDegree } from './signed-distance.ts'
import type { MoverState } from './states.ts'
import { spareOf, steadyAccuracyM, steadyUntilAt } from './steady.ts'
import { iAccuracy, iAt, iLat, iLng, openAt, stride, type Track } from './track.ts'

const mostWaiting = 8
/** Of a row: the bounds, the newest fix, how many wait, then `clear` ground, and after all that the waiting fixes. */
const [calmLng, calmLat, calmM, perLng, untilAt, mostAccuracyM, mostMps, waiting] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const
const head = 24
const rowLength = head + mostWaiting * stride

export const newRows = (movers: number): Float64Array => new Float64Array(movers * rowLength)

/** Rows for at least so many movers. */
export const grownRows = (rows: Float64Array, movers: number): Float64Array => {
  if (movers * rowLength <= rows.length) return rows
  const grown = newRows(movers * 2)
  grown.set(rows)
  return grown
}

/** Puts a fix into its mover's row when it is certain that it says nothing; false when it must be read. */
export const waits = (
  rows: Float64Array,
  fixes: FixColumns,
  index: number,
  accuracyM: number,
  map: Grounds,
): boolean => {
  const row = fixes.mover[index]! * rowLength
  const count = rows[row + waiting]!
  const at = fixes.at[index]!
  const speedMps = fixes.speedMps[index]!
  if (!(rows[row + calmM]! > 0 && count < mostWaiting)) return false
  if (!(at > rows[row + newestAt]! && at < rows[row + untilAt]!)) return false
  if (!(accuracyM <= rows[row + mostAccuracyM]!)) return false
  if (!(speedMps <= rows[row + mostMps]! || rows[row + mostMps] === Infinity)) return false
  const lng = fixes.lng[index]!
  const lat = fixes.lat[index]!
  const dx = (lng - rows[row + calmLng]!) * rows[row + perLng]!
  const dy = (lat - rows[row + calmLat]!) * metresPerDegree
  if (dx * dx + dy * dy > rows[row + calmM]! ** 2) return false
  if (!isClear(map, rows, row, at, lng, lat, accuracyM)) return false
  rows[row + newestAt] = at
  rows[row + newestLng] = lng
  rows[row + newestLat] = lat
  rows[row + newestAccuracyM] = accuracyM
  rows[row + waiting] = count + 1
  const p = row + head + count * stride
  rows[p] = at
  rows[p + 1] = lng
  rows[p + 2] = lat
  rows[p + 3] = accuracyM
  rows[p + 4] = speedMps
  rows[p + 5] = fixes.receivedAt[index]!
  rows[p + 6] = fixes.source[index]!
  return true
}

export const isRowFull = (rows: Float64Array, slot: number): boolean =>
  rows[slot * rowLength + waiting] === mostWaiting

/** No further fix waits; answers the newest moment of those that do, or −Infinity. */
export const stir = (rows: Float64Array, slot: number): number => {
  const row = slot * rowLength
  rows[row + calmM] = -1
  return rows[row + waiting]! > 0 ? rows[row + newestAt]! : -Infinity
}

/** Moves the fixes that wait to the end of a track and answers how many; nothing waits then. */
export const takeWaiting = (rows: Float64Array, slot: number, track: Track): number => {
  const row = slot * rowLength
  const count = rows[row + waiting]!
  rows[row + calmM] = -1
  rows[row + waiting] = 0
  for (let k = 0; k < count; k++) {
    const from = row + head + k * stride
    const to = openAt(track, track.end)
    for (let n = 0; n < stride; n++) track.data[to + n] = rows[from + n]!
  }
  return count
}

/** Works out the bounds from the newest fix of a mover, all of whose fixes have been read. */
export const rest = (rows: Float64Array, slot: number, laid: readonly Laid[], mover: MoverState): void => {
  const { data, start, end } = mover.track
  const p = (end - 1) * stride
  if (end <= start) return
  const at = data[p + iAt]!
  const lng = data[p + iLng]!
  const lat = data[p + iLat]!
  if (mover.silentAt > at || mover.settledAt > at || mover.pairs.length > mostKnown) return
  const metresPerLng = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  let farM = Infinity
  let until = Infinity
  let accuracyM = Infinity
  let mps = Infinity
  for (const pair of mover.pairs) {
    if (pair.isSteady) {
      farM = Math.min(farM, spareOf(pair.sounding, lng, lat, metresPerLng))
      until = Math.min(until, steadyUntilAt(pair.sounding))
      accuracyM = Math.min(accuracyM, steadyAccuracyM(pair.sounding))
      continue
    }
    const one = laid[pair.slot]!
    if (pair.presence === 'unknown' || pair.over) return
    farM = Math.min(farM, farOf(pair, one, lng, lat))
    until = Math.min(until, untilOf(pair, one))
    accuracyM = Math.min(accuracyM, one.maxAccuracyM)
    if (one.kind === 'speed' && pair.presence === 'inside') mps = Math.min(mps, one.limitMps)
  }
  if (!(farM > 0)) return
  const row = slot * rowLength
  rows[row + calmLng] = lng
  rows[row + calmLat] = lat
  rows[row + calmM] = farM / bend
  rows[row + perLng] = metresPerLng
  rows[row + untilAt] = until
  rows[row + mostAccuracyM] = accuracyM
  rows[row + mostMps] = mps
  rows[row + newestAt] = at
  rows[row + newestLng] = lng
  rows[row + newestLat] = lat
  rows[row + newestAccuracyM] = data[p + iAccuracy]!
  rows[row + freeLng] = mover.freeLng
  rows[row + freeLat] = mover.freeLat
  rows[row + freeM] = mover.freeM
  rows[row + classBit] = mover.classBit
  for (let k = 0; k < mostKnown; k++) rows[row + firstKnown + k] = mover.pairs[k]?.slot ?? -1
}

const awayM = (lng: number, lat: number, metresPerLng: number): number => {
  const [dx, dy] = [lng * metresPerLng, lat * metresPerDegree]
  return Math.sqrt(dx * dx + dy * dy)
}

/** So far from here nothing is read as out for whoever is inside, nor as in for whoever is outside; NaN: not known. */
const farOf = ({ presence, sounding }: Pair, one: Laid, lng: number, lat: number): number => {
  const movedM = awayM(lng - sounding[0]!, lat - sounding[1]!, one.metresPerLng)
  return (presence === 'inside' ? one.outBufferM - sounding[3]! : sounding[2]! + one.inBufferM) - movedM
}

/** Nothing happens here by time alone before this. Counted from the last fix it heard, since others told it nothing. */
const untilOf = (pair: Pair, one: Laid): number => {
  const silentAt = pair.seenAt + one.lostAfterMs
  const edgeAt = Math.min(one.isOn.untilAt(pair.seenAt), one.expiresAt)
  const dwells = one.kind === 'dwell' && pair.presence === 'inside' && !pair.breach
  return Math.min(silentAt, edgeAt, dwells ? pair.visitAt + one.dwellMs : Infinity)
}
