// Most movers stand, stroll, or drive where nothing is. After a fix has been read it is known how far its mover may go, until
// when and how fast, before anything can be said. Fixes within these bounds wait in a row of plain numbers, and are
// read eight at a time: to fetch all that is remembered of a mover costs more than to read a fix. Nothing is said later
// than without this, and nothing else.

import type { FixColumns } from './fix.ts'
import type { Laid } from './laid.ts'
import type { Pair } from './pair.ts'
import type { Scene } from './scene.ts'
import { metresPerDegree } from './signed-distance.ts'
import { iAt, iLat, iLng, openAt, stride, type Track } from './track.ts'

const mostWaiting = 8
/** Of a row, after which the waiting fixes follow: the bounds, the newest fix, how many wait. */
const [calmLng, calmLat, calmM, perLng, untilAt, mostAccuracyM, mostMps, newestAt, waiting] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const
const head = 16
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
export const waits = (rows: Float64Array, fixes: FixColumns, index: number, accuracyM: number): boolean => {
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
  rows[row + newestAt] = at
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

/** The flat maps of two fences differ a little. */
const bend = 1.02

/** Works out the bounds from the newest fix, which has just been read. */
export const rest = (rows: Float64Array, slot: number, scene: Scene): void => {
  const { mover, laid } = scene
  if (!(mover.freeM > 0)) return
  const { data, end } = mover.track
  const p = (end - 1) * stride
  const [at, lng, lat] = [data[p + iAt]!, data[p + iLng]!, data[p + iLat]!]
  if (mover.silentAt > at || mover.settledAt > at) return
  const metresPerLng = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  let farM = mover.freeM - awayM(lng - mover.freeLng, lat - mover.freeLat, metresPerLng)
  let until = Infinity
  let accuracyM = Infinity
  let mps = Infinity
  for (const pair of mover.pairs) {
    const one = laid[pair.slot]!
    if (pair.presence === 'unknown' || pair.over) return
    farM = Math.min(farM, farOf(pair, one, lng, lat))
    until = Math.min(until, untilOf(pair, one, at))
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

/** Nothing happens here by time alone before this. */
const untilOf = (pair: Pair, one: Laid, at: number): number => {
  const silentAt = pair.seenAt + one.lostAfterMs
  const edgeAt = Math.min(one.isOn.untilAt(at), one.expiresAt)
  const dwells = one.kind === 'dwell' && pair.presence === 'inside' && !pair.breach
  const tooLongAt = dwells && pair.visitAt + one.dwellMs > at ? pair.visitAt + one.dwellMs : Infinity
  return Math.min(silentAt, edgeAt, tooLongAt)
}
