// One fix against all fences that may matter to it: those near its way since the last fix, and those that remember it.

import { calm, raise } from './alarm.ts'
import { deepOnTheWay } from './between.ts'
import { brokenAt, hasArrived, isBroken, whyBroken, whyCalm } from './breach.ts'
import { bend, fastestMps, strollM } from './clear.ts'
import { farthestAwayM } from './ground.ts'
import type { Laid } from './laid.ts'
import { type Change, isIdle, newPair, type Pair, type Presence, see, seeSpeed } from './pair.ts'
import { passTime } from './pass-time.ts'
import { inside, near, outside, type Reading, uncertain } from './reading.ts'
import { lookBack, type Scene, tell } from './scene.ts'
import { metresPerDegree } from './signed-distance.ts'
import { heldBit, type MoverState } from './states.ts'
import { staysSteady, steady } from './steady.ts'
import { iAccuracy, iAt, iLat, iLng, iSpeed, stride } from './track.ts'

const radians = Math.PI / 180

/** The way from the fix before to this one; lengthM is NaN when there is none. One for all, to be quick. */
const way = {
  fromLng: 0,
  fromLat: 0,
  toLng: 0,
  toLat: 0,
  lengthM: Number.NaN,
  metresPerLng: 0,
  ms: 0,
  fromAccuracyM: 0,
  straight: false,
}

/** `isClear`: only the fences of its pairs have anything to say. */
export const readFix = (scene: Scene, i: number, found: Int32Array, isClear = false): void => {
  const { mover, laid: fences, ground, field } = scene
  const { data } = mover.track
  const p = i * stride
  const at = data[p + iAt]!
  const accuracyM = data[p + iAccuracy]!
  scene.i = i
  lookBackAlong(data, p, i > mover.track.start)

  const { toLng, toLat } = way
  // Before the known pairs are read, since reading them may end some: a fence is new to this mover or it is not.
  if (isClear) mover.freeM = -1
  const isFree = isClear || isFreeOf(mover)
  const awayM = way.straight && way.lengthM > strollM ? 0 : farthestAwayM
  const count = isFree
    ? 0
    : way.straight
      ? ground.near(way.fromLng, way.fromLat, toLng, toLat, awayM, found)
      : ground.near(toLng, toLat, toLng, toLat, awayM, found)
  let freeM = awayM
  const { pairs } = mover
  const known = pairs.length
  for (let k = 0; k < known; k++) {
    const pair = pairs[k]!
    if (staysSteady(pair, at, toLng, toLat, accuracyM, way.metresPerLng)) continue
    pair.isSteady = false
    const laid = fences[pair.slot]!
    if (!passTime(scene, laid, pair, at)) pair.ended = true
    else if (accuracyM <= laid.maxAccuracyM) {
      const reading = field.readBy(pair.sounding, laid, toLng, toLat, accuracyM)
      const { leastM, mostM } = field
      if (reading !== inside) tryWay(scene, laid, pair, accuracyM)
      take(scene, laid, pair, reading, at)
      if (reading === outside) steady(pair, laid, at, [toLng, toLat], [leastM, mostM])
    }
  }
  for (let k = 0; k < count; k++) {
    const laid = fences[found[k]!]!
    if ((laid.classes & mover.classBit) === 0 || isKnown(pairs, known, laid.slot)) continue
    if (at < laid.startsAt || at >= laid.expiresAt || accuracyM > laid.maxAccuracyM) {
      freeM = -1
      continue
    }
    if (field.isInside(laid, toLng, toLat, accuracyM)) {
      const pair = newPair(laid.slot, presenceBefore(scene, laid, i))
      mover.heldBits |= heldBit(laid.slot)
      pairs.push(pair)
      take(scene, laid, pair, inside, at)
      continue
    }
    freeM = Math.min(freeM, field.leastM)
    tryWay(scene, laid, undefined, accuracyM)
  }
  if (!isFree) {
    mover.freeLng = toLng
    mover.freeLat = toLat
    mover.freeM = awayM > 0 ? freeM : -1
  }
  for (let k = pairs.length - 1; k >= 0; k--) {
    const pair = pairs[k]!
    if (pair.isSteady || (!pair.ended && !isIdle(pair, fences[pair.slot]!, at))) continue
    pairs.splice(k, 1)
    mover.freeM = -1
  }
}

/** Whether the way to this fix lies wholly where only its pairs matter. */
const isFreeOf = ({ freeLng, freeLat, freeM }: MoverState): boolean => {
  if (!(freeM > 0)) return false
  const most = (freeM / bend) ** 2
  const toX = (way.toLng - freeLng) * way.metresPerLng
  const toY = (way.toLat - freeLat) * metresPerDegree
  if (toX * toX + toY * toY > most) return false
  if (!way.straight) return true
  const fromX = (way.fromLng - freeLng) * way.metresPerLng
  const fromY = (way.fromLat - freeLat) * metresPerDegree
  return fromX * fromX + fromY * fromY <= most
}

const lookBackAlong = (data: Float64Array, p: number, hasLast: boolean): void => {
  way.toLng = data[p + iLng]!
  way.toLat = data[p + iLat]!
  way.metresPerLng = metresPerDegree * Math.cos(way.toLat * radians)
  way.straight = false
  way.lengthM = Number.NaN
  if (!hasLast) return
  const q = p - stride
  way.fromLng = data[q + iLng]!
  way.fromLat = data[q + iLat]!
  way.fromAccuracyM = data[q + iAccuracy]!
  way.ms = data[p + iAt]! - data[q + iAt]!
  const dx = (way.toLng - way.fromLng) * way.metresPerLng
  const dy = (way.toLat - way.fromLat) * metresPerDegree
  way.lengthM = Math.sqrt(dx * dx + dy * dy)
  way.straight = way.ms > 0 && way.ms <= 3_600_000 && way.lengthM * 1000 <= fastestMps * way.ms
}

const isKnown = (pairs: readonly Pair[], known: number, slot: number): boolean => {
  for (let k = 0; k < known; k++) if (pairs[k]!.slot === slot) return true
  return false
}

const take = (scene: Scene, laid: Laid, pair: Pair, reading: Reading, at: number): void => {
  const first = pair.presence
  const change = see(pair, laid, reading, at)
  const changedAt = change === 'left' ? pair.goingOutAt : change === 'none' ? Number.NaN : pair.goingInAt
  pair.knownSilent = false
  if (reading === inside) {
    pair.inLng = way.toLng
    pair.inLat = way.toLat
  }
  if (change !== 'none') sayVisit(scene, laid, pair, change, changedAt, first)
  if (laid.kind === 'speed' && pair.presence === 'inside' && reading !== outside) {
    seeSpeed(pair, laid, speedOf(scene, laid), at)
  }
  const broken = isBroken(pair, laid, change, at)
  if (broken === pair.breach) return
  if (broken) raise(scene, laid, pair, brokenAt(pair, laid, change, changedAt, at), whyBroken(laid))
  else calm(scene, laid, pair, change === 'none' ? at : changedAt, whyCalm(pair, laid, at))
}

const sayVisit = (
  scene: Scene,
  laid: Laid,
  pair: Pair,
  change: Change,
  at: number,
  first: Presence,
): void => {
  if (change === 'entered') {
    pair.visitAt = at
    tell(scene, laid, 'entered', first === 'outside' ? 'seen-crossing' : 'first-seen-inside', at, {
      visitAt: at,
    })
  } else if (change === 'found') {
    tell(scene, laid, 'found', 'heard-again-inside', at, { visitAt: pair.visitAt })
  } else if (change === 'left') {
    const whyLeft = pair.lost ? 'heard-again-outside' : hasArrived(pair, laid) ? 'arrived' : 'seen-crossing'
    tell(scene, laid, 'left', whyLeft, at, {
      visitAt: pair.visitAt,
    })
    pair.visitAt = Number.NaN
    pair.lost = false
    pair.over = false
    pair.overBits = pair.knownBits = 0
  }
}

/** Without a reported speed, the least that the two circles allow. */
const speedOf = (scene: Scene, laid: Laid): number => {
  const { data } = scene.mover.track
  const p = scene.i * stride
  const told = data[p + iSpeed]!
  if (!Number.isNaN(told) || !(way.ms > 0 && way.ms <= laid.maxGapMs)) return told
  const leastM = way.lengthM - laid.circle * (data[p + iAccuracy]! + way.fromAccuracyM)
  return (Math.max(0, leastM) * 1000) / way.ms
}

/** Where a mover without a pair was before it is first read as in: outside, unless nothing says so. */
const presenceBefore = ({ mover, field }: Scene, laid: Laid, i: number): Presence => {
  const { data, start } = mover.track
  for (let k = i - 1; k > i - lookBack; k--) {
    if (k < start) return mover.hasOlder ? 'outside' : 'unknown'
    const p = k * stride
    if (data[p + iAt]! < laid.startsAt || data[p + stride + iAt]! - data[p + iAt]! >= laid.lostAfterMs)
      return 'unknown'
    const reading = field.read(laid, data[p + iLng]!, data[p + iLat]!, data[p + iAccuracy]!)
    if (reading !== near && reading !== uncertain) return reading === outside ? 'outside' : 'unknown'
  }
  return 'outside'
}

/** Through the fence and out again between two fixes. */
const tryWay = (scene: Scene, laid: Laid, pair: Pair | undefined, accuracyM: number): void => {
  if (!way.straight || way.ms > laid.maxGapMs || way.ms < laid.minInsideMs) return
  if (pair !== undefined && (pair.presence !== 'outside' || pair.inBits !== 0)) return
  const depthM = laid.inBufferM + laid.inCircle * Math.max(accuracyM, way.fromAccuracyM)
  const { field, ground } = scene
  const toLeastM = field.leastM
  if (toLeastM - 1.01 * way.lengthM > -depthM || way.fromAccuracyM > laid.maxAccuracyM) return
  field.look(laid.slot, way.fromLng, way.fromLat)
  if ((toLeastM + field.leastM - 1.01 * way.lengthM) / 2 > -depthM) return
  const { data } = scene.mover.track
  const fromAt = data[(scene.i - 1) * stride + iAt]!
  if (fromAt < laid.startsAt) return
  const share = deepOnTheWay(laid.slot, field, ground.distanceM, way, depthM)
  if (Number.isNaN(share)) return
  const at = fromAt + Math.round(share * way.ms)
  tell(scene, laid, 'passed', 'straight-way-between-fixes', at, { visitAt: at })
  if (laid.kind !== 'must-not-enter' || !laid.isOn(at)) return
  let passing = pair
  if (passing === undefined) {
    passing = newPair(laid.slot, 'outside')
    passing.seenAt = data[scene.i * stride + iAt]!
    scene.mover.pairs.push(passing)
    scene.mover.heldBits |= heldBit(laid.slot)
  }
  raise(scene, laid, passing, at, 'straight-way-between-fixes')
  calm(scene, laid, passing, at, 'outside')
}
