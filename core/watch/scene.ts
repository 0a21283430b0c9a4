// One mover at one fix, as the rules see it, and how they speak: every crossing is told here, with the fixes it stands on.

import type { Instant } from '#core/kit/instant.ts'
import { type Crossing, type Evidence, nameOf, type What, type Why } from './crossing.ts'
import type { Field } from './field.ts'
import type { Ground } from './ground.ts'
import type { Laid } from './laid.ts'
import type { Pair } from './pair.ts'
import { readingOf, wordOf } from './reading.ts'
import type { MoverState } from './states.ts'
import { iAccuracy, iAt, iLat, iLng, iReceived, iSource, stride } from './track.ts'

/** Readings older than this many fixes are never looked back at. */
export const lookBack = 16

export type Scene = {
  readonly laid: readonly Laid[]
  readonly ground: Ground
  readonly field: Field
  readonly sources: readonly string[]
  mover: MoverState
  /** Index of the fix in the mover's track; −1 when only time passes. */
  i: number
  /** When that fix, or the news of silence, reached us. */
  receivedAt: number
}

/** Without a −0, which prints and compares badly. */
export const decimetres = (m: number): number => Math.round(m * 10) / 10 + 0

export const readAgain = (scene: Scene, laid: Laid, i: number): Evidence => {
  const { data } = scene.mover.track
  const p = i * stride
  const distanceM = scene.ground.distanceM(laid.slot, data[p + iLng]!, data[p + iLat]!)
  const accuracyM = data[p + iAccuracy]!
  return {
    source: scene.sources[data[p + iSource]!]!,
    at: data[p + iAt]! as Instant,
    distanceM: decimetres(distanceM),
    accuracyM,
    reading: wordOf(readingOf(laid, distanceM, accuracyM)),
  }
}

const evidence = (scene: Scene, laid: Laid, most: number): Evidence[] => {
  const found: Evidence[] = []
  const { data, start } = scene.mover.track
  for (let i = scene.i; i >= start && i > scene.i - lookBack && found.length < most; i--) {
    if (data[i * stride + iAccuracy]! <= laid.maxAccuracyM) found.push(readAgain(scene, laid, i))
  }
  return found.reverse()
}

export type Telling = { readonly visitAt?: number; readonly pair?: Pair; readonly decidedAt?: number }

/** `visitAt` for crossings of a visit, `pair` for those of its alarm. */
export const tell = (scene: Scene, laid: Laid, what: What, why: Why, at: number, t: Telling): void => {
  const { mover, i } = scene
  const { fence } = laid
  const seen = i >= 0 && t.decidedAt === undefined
  const visit = t.visitAt === undefined ? undefined : nameOf(fence.id, t.visitAt, mover.id)
  const alarm = t.pair && nameOf(fence.id, t.pair.alarmAt, mover.id)
  const crossing: Crossing = {
    id: `${what}@${at.toString(36)}:${visit ?? alarm}`,
    what,
    why,
    standing: 'first',
    fence: fence.id,
    geometryVersion: fence.geometryVersion,
    kind: laid.kind,
    severity: fence.severity,
    mover: mover.id,
    ...(visit !== undefined && { visit }),
    ...(alarm !== undefined && t.pair && { alarm, count: t.pair.alarmCount }),
    at: at as Instant,
    decidedAt: (seen ? mover.track.data[i * stride + iAt]! : (t.decidedAt ?? at)) as Instant,
    receivedAt: (i >= 0 ? mover.track.data[i * stride + iReceived]! : scene.receivedAt) as Instant,
    evidence: seen ? evidence(scene, laid, what === 'passed' ? 2 : laid.of) : [],
  }
  mover.told.push(crossing)
}
