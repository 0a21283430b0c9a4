// Takes fixes into a mover's track. In order they are read once, at the end. Out of order they are put where they belong,
// and everything after the last mark before them is read again; what differs from what was told is a correction.

import { assert } from '#core/kit/assert.ts'
import { takeWaiting } from './calm.ts'
import type { Crossing } from './crossing.ts'
import type { Unused } from './fix.ts'
import { corrections } from './history.ts'
import { copyOf, type Pair } from './pair.ts'
import { passTime } from './pass-time.ts'
import { readFix } from './read-fix.ts'
import { lookBack, type Scene } from './scene.ts'
import type { MoverState } from './states.ts'
import {
  iAccuracy,
  iAt,
  iLat,
  iLng,
  iReceived,
  iSource,
  iSpeed,
  openAt,
  pack,
  placeOf,
  stride,
} from './track.ts'

/** Few, so that a late fix is soon read; a mark of a mover with nothing open costs next to nothing. */
const fixesPerMark = 16
const nothingOpen: readonly Pair[] = []

export type Works = { readonly scene: Scene; readonly found: Int32Array; readonly lateWindowMs: number }

export type Incoming = {
  at: number
  lng: number
  lat: number
  accuracyM: number
  speedMps: number
  receivedAt: number
  source: number
}

const atOf = ({ track }: MoverState, i: number): number => track.data[i * stride + iAt]!

export const newestAt = (mover: MoverState): number =>
  mover.track.end > mover.track.start ? atOf(mover, mover.track.end - 1) : -Infinity

/** Puts a fix into the track. Answers its index, or why not. */
export const insert = (works: Works, mover: MoverState, fix: Incoming): number | Unused => {
  const { track } = mover
  const newest = newestAt(mover)
  let i = track.end
  if (fix.at <= newest) {
    if (fix.at < newest - works.lateWindowMs || fix.at <= mover.settledAt) return 'too-late'
    i = placeOf(track, fix.at)
    const { sources } = works.scene
    for (; i > track.start && track.data[(i - 1) * stride + iAt] === fix.at; i--) {
      const other = track.data[(i - 1) * stride + iSource]!
      if (other === fix.source) return 'repeated'
      // Fixes of one moment stand in the order of their sources' names, whichever came first.
      if (sources[other]! < sources[fix.source]!) break
    }
    for (let k = i - 1; k >= track.start && track.data[k * stride + iAt] === fix.at; k--) {
      if (track.data[k * stride + iSource] === fix.source) return 'repeated'
    }
  } else if (fix.at <= mover.settledAt) return 'too-late'
  const p = openAt(track, i)
  const { data } = track
  data[p + iAt] = fix.at
  data[p + iLng] = fix.lng
  data[p + iLat] = fix.lat
  data[p + iAccuracy] = fix.accuracyM
  data[p + iSpeed] = fix.speedMps
  data[p + iReceived] = fix.receivedAt
  data[p + iSource] = fix.source
  return i
}

/** Reads the fix at `i`, the newest so far. What it causes is added to `mover.told`. */
const advance = (works: Works, mover: MoverState, i: number, isClear = false): void => {
  works.scene.mover = mover
  const before = mover.told.length
  readFix(works.scene, i, works.found, isClear)
  if (mover.pairs.length > 0 || mover.told.length > before) mover.busyAt = atOf(mover, i)
  mark(mover, i)
}

/** Notes now and then how it stands after the fix at `i`. */
const mark = (mover: MoverState, i: number): void => {
  if (++mover.sinceMark < fixesPerMark) return
  const { marks, told, toldBefore, pairs } = mover
  mover.sinceMark = 0
  marks.push({
    next: i + 1,
    pairs: pairs.length > 0 ? pairs.map(copyOf) : nothingOpen,
    toldCount: toldBefore + told.length,
  })
}

/** Reads a fix that came in order, and forgets what is settled by it. */
export const readInOrder = (works: Works, mover: MoverState, i: number, out: Crossing[]): void => {
  const before = mover.told.length
  advance(works, mover, i)
  for (let k = before; k < mover.told.length; k++) out.push(mover.told[k]!)
  // Only a new mark can make an old one superfluous.
  if (mover.sinceMark === 0) prune(mover, newestAt(mover) - works.lateWindowMs)
}

/**
 * Reads a fix that came late, at `i`, where nothing was open before it and nothing has been since: then it can change
 * nothing but what it says itself, and what the way from it to the next fix says. False when there is more to it.
 */
export const readInQuiet = (works: Works, mover: MoverState, i: number): boolean => {
  const { track, told, marks } = mover
  if (i <= track.start || i >= track.end - 1 || !(atOf(mover, i - 1) > mover.busyAt)) return false
  if (mover.pairs.length > 0) return false
  const before = told.length
  works.scene.mover = mover
  readFix(works.scene, i, works.found)
  if (mover.pairs.length === 0 && told.length === before) readFix(works.scene, i + 1, works.found)
  if (mover.pairs.length === 0 && told.length === before) {
    for (let k = marks.length - 1; k >= 0 && marks[k]!.next > i; k--) marks[k]!.next++
    return true
  }
  mover.pairs = []
  told.length = before
  return false
}

/** Reads everything from `i` on again, time that has passed included, and tells the difference. */
export const readAgainFrom = (
  works: Works,
  mover: MoverState,
  i: number,
  knownUntilAt: number,
  out: Crossing[],
): void => {
  while (mover.marks.length > 1 && mover.marks.at(-1)!.next > i) mover.marks.pop()
  const mark = mover.marks.at(-1)!
  const told = mover.told.splice(mark.toldCount - mover.toldBefore)
  const kept = mover.told.length
  mover.pairs = mark.pairs.map(copyOf)
  mover.silentAt = -Infinity
  mover.sinceMark = 0
  mover.freeM = -1
  mover.busyAt = mark.next > 0 ? Math.min(mover.busyAt, atOf(mover, mark.next - 1)) : -Infinity
  for (let k = mark.next; k < mover.track.end; k++) advance(works, mover, k)
  if (mover.tickedAt > -Infinity) passTimeOf(works, mover, mover.tickedAt, mover.tickedAt)
  out.push(...corrections(told, mover.told.slice(kept), knownUntilAt))
  prune(mover, newestAt(mover) - works.lateWindowMs)
}

/** Lets time pass for all that the mover has open. What it causes is added to `mover.told`. */
export const passTimeOf = ({ scene }: Works, mover: MoverState, at: number, receivedAt: number): void => {
  scene.mover = mover
  scene.i = -1
  scene.receivedAt = receivedAt
  mover.tickedAt = Math.max(mover.tickedAt, at)
  mover.pairs = mover.pairs.filter(pair => passTime(scene, scene.laid[pair.slot]!, pair, at))
  mover.freeM = -1
}

/** Reads the fixes of a mover that wait; see calm.ts, which lets only such wait as say nothing. */
export const readWaiting = (works: Works, mover: MoverState, slot: number, rows: Float64Array): void => {
  const { track } = mover
  const before = mover.told.length
  const start = track.end
  if (takeWaiting(rows, slot, track) === 0) return
  for (let i = start; i < track.end; i++) {
    // With nothing open and nothing near there is nothing to read.
    if (mover.pairs.length > 0) advance(works, mover, i, true)
    else {
      mark(mover, i)
      mover.freeM = -1
    }
  }
  if (mover.told.length > before) assert(false, `mover ${mover.id}: a fix that waited had something to say`)
  if (mover.sinceMark < track.end - start) prune(mover, newestAt(mover) - works.lateWindowMs)
}

const prune = (mover: MoverState, settledBefore: number): void => {
  const { track, marks } = mover
  let drop = 0
  // A mark can go when the next one still lies before every fix that may come late.
  while (drop + 1 < marks.length && atOf(mover, marks[drop + 1]!.next - 1) < settledBefore) drop++
  if (drop === 0) return
  marks.splice(0, drop)
  const base = marks[0]!
  mover.told.splice(0, base.toldCount - mover.toldBefore)
  mover.toldBefore = base.toldCount
  const start = Math.max(track.start, base.next - lookBack)
  mover.hasOlder ||= start > track.start
  track.start = start
  const by = pack(track)
  if (by > 0) for (const mark of marks) mark.next -= by
}
