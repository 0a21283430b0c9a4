// What is remembered of one mover at one fence, and how a reading changes it. Nothing is remembered while a mover is
// plainly outside: with thousands of fences a mover has a handful of these. Inside, outside and unknown are three states;
// silence leads to unknown and leaves the visit open.

import type { Laid } from './laid.ts'
import { inside, outside, type Reading, uncertain } from './reading.ts'

export type Presence = 'inside' | 'outside' | 'unknown'

/** Moments are NaN when there is none. */
export type Pair = {
  slot: number
  presence: Presence
  /** Usable readings, the newest in the lowest bit. */
  inBits: number
  outBits: number
  overBits: number
  knownBits: number
  /** First reading of the change that is not confirmed yet. */
  goingInAt: number
  goingOutAt: number
  goingOverAt: number
  /** Last usable fix. */
  seenAt: number
  /** First crossing of the open visit. */
  visitAt: number
  lost: boolean
  /** Silence has been noticed, and no usable fix came since. */
  knownSilent: boolean
  /** Must answer for leaving. */
  bound: boolean
  over: boolean
  /** Where it was last in. */
  inLng: number
  inLat: number
  /** The alarm: open, when it began, breaches so far, end of the last breach. */
  breach: boolean
  alarmAt: number
  alarmCount: number
  calmAt: number
  /** The fence has ended; it goes with this fix. */
  ended: boolean
  /** Another reading of out changes nothing but `seenAt`, within what `sounding` says. */
  isSteady: boolean
  /** What was last found out about the distance to the border, see field.ts; shared by copies, since it holds for all. */
  readonly sounding: Sounding
}

/**
 * lng, lat of a point, and between which metres its distance lies; NaN when nothing is known. Then, for a pair that is
 * steady, see steady.ts: room, metres of it for one of accuracy, until when, and the worst accuracy.
 */
export type Sounding = Float64Array

export const noSounding = (): Sounding => new Float64Array(8).fill(Number.NaN)

export const newPair = (slot: number, presence: Presence): Pair => ({
  slot,
  presence,
  inBits: 0,
  outBits: 0,
  overBits: 0,
  knownBits: 0,
  goingInAt: Number.NaN,
  goingOutAt: Number.NaN,
  goingOverAt: Number.NaN,
  seenAt: Number.NaN,
  visitAt: Number.NaN,
  lost: false,
  knownSilent: false,
  bound: false,
  over: false,
  inLng: Number.NaN,
  inLat: Number.NaN,
  breach: false,
  alarmAt: Number.NaN,
  alarmCount: 0,
  calmAt: Number.NaN,
  ended: false,
  isSteady: false,
  sounding: noSounding(),
})

export const copyOf = (pair: Pair): Pair => ({ ...pair, isSteady: false })

const bitsIn = (bits: number): number => {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

export type Change = 'none' | 'entered' | 'found' | 'left' | 'not-there'

/** Takes a usable reading in; says what is certain now that was not before. */
export const see = (pair: Pair, laid: Laid, reading: Reading, at: number): Change => {
  if (reading === uncertain) return 'none'
  const { mask } = laid
  pair.inBits = ((pair.inBits << 1) & mask) | (reading === inside ? 1 : 0)
  pair.outBits = ((pair.outBits << 1) & mask) | (reading === outside ? 1 : 0)
  pair.seenAt = at
  if (pair.inBits === 0 || pair.presence === 'inside') pair.goingInAt = Number.NaN
  if (pair.outBits === 0 || pair.presence === 'outside') pair.goingOutAt = Number.NaN
  if (reading === inside && pair.presence !== 'inside') {
    if (Number.isNaN(pair.goingInAt)) pair.goingInAt = at
    if (bitsIn(pair.inBits) >= laid.n && at - pair.goingInAt >= laid.minInsideMs) {
      pair.presence = 'inside'
      pair.lost = false
      return Number.isNaN(pair.visitAt) ? 'entered' : 'found'
    }
  }
  if (reading === outside && pair.presence !== 'outside') {
    if (Number.isNaN(pair.goingOutAt)) pair.goingOutAt = at
    if (bitsIn(pair.outBits) >= laid.n && at - pair.goingOutAt >= laid.minOutsideMs) {
      pair.presence = 'outside'
      return Number.isNaN(pair.visitAt) ? 'not-there' : 'left'
    }
  }
  return 'none'
}

/** Takes in whether it was too fast; NaN where the fix does not tell. */
export const seeSpeed = (pair: Pair, laid: Laid, speedMps: number, at: number): void => {
  if (Number.isNaN(speedMps)) return
  const over = speedMps > laid.limitMps
  pair.overBits = ((pair.overBits << 1) & laid.mask) | (over ? 1 : 0)
  pair.knownBits = ((pair.knownBits << 1) & laid.mask) | 1
  if (pair.overBits === 0) pair.goingOverAt = Number.NaN
  if (over && Number.isNaN(pair.goingOverAt)) pair.goingOverAt = at
  if (over && bitsIn(pair.overBits) >= laid.n) pair.over = true
  if (!over && bitsIn(pair.knownBits & ~pair.overBits) >= laid.n) pair.over = false
}

/** Silence: nothing is known any more, and no visit ends. */
export const forget = (pair: Pair): void => {
  pair.presence = 'unknown'
  pair.inBits = pair.outBits = pair.overBits = pair.knownBits = 0
  pair.goingInAt = pair.goingOutAt = pair.goingOverAt = Number.NaN
  pair.over = false
}

/** Nothing left worth remembering at `at`. */
export const isIdle = (pair: Pair, laid: Laid, at: number): boolean =>
  pair.presence === 'outside' &&
  pair.inBits === 0 &&
  !pair.bound &&
  !pair.breach &&
  !(at - pair.calmAt <= laid.mergeWithinMs)
