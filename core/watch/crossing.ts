// What the watch says: somebody entered, left, passed through, fell silent; an alarm began, repeated, ended. Each says
// by which rule and on which fixes, and none says where: a crossing holds distances to a border, no position (G-03).

import type { Instant } from '#core/kit/instant.ts'
import type { Rule, Severity } from './fence.ts'

export type What =
  | 'entered'
  | 'left'
  /** In and out again between two fixes. */
  | 'passed'
  /** Fell silent inside: not known to have left. */
  | 'lost'
  /** Heard again inside: the same visit goes on. */
  | 'found'
  /** The fence ended with somebody inside. */
  | 'ended'
  | 'alarm-raised'
  | 'alarm-repeated'
  | 'alarm-ended'

export type Why =
  | 'seen-crossing'
  | 'first-seen-inside'
  | 'straight-way-between-fixes'
  | 'silent'
  | 'heard-again-inside'
  | 'heard-again-outside'
  | 'arrived'
  | 'inside'
  | 'outside'
  | 'too-fast'
  | 'slow-again'
  | 'too-long'
  | 'too-many'
  | 'few-again'
  | 'schedule'
  | 'expired'
  | 'withdrawn'

export type ReadingWord = 'in' | 'out' | 'near' | 'too-uncertain'

/** A fix as one fence read it. Metres, negative inside, to a decimetre. */
export type Evidence = {
  readonly source: string
  readonly at: Instant
  readonly distanceM: number
  readonly accuracyM: number
  readonly reading: ReadingWord
}

export type Standing =
  | 'first'
  /** Found only when a late fix came. */
  | 'late'
  /** Takes the place of the crossing `replaces`, which was told too early or otherwise. */
  | 'revised'
  /** Was told and, as a late fix shows, did not happen. */
  | 'retracted'

export type Crossing = {
  /** The same crossing has the same id in every replay. */
  readonly id: string
  readonly what: What
  readonly why: Why
  readonly standing: Standing
  readonly replaces?: string
  readonly fence: string
  readonly geometryVersion: number
  readonly kind: Rule['kind']
  readonly severity: Severity
  /** Absent for alarms about how many are inside. */
  readonly mover?: string
  /** One visit, one id: fence, first crossing, mover. */
  readonly visit?: string
  /** One alarm, one id, however often it repeats. */
  readonly alarm?: string
  /** Breaches in this alarm so far; for `too-many` and `few-again`, how many are inside. */
  readonly count?: number
  /** When it happened. */
  readonly at: Instant
  /** Fix time at which it was certain enough to be said. */
  readonly decidedAt: Instant
  /** When that fix reached us; for silence, when it was noticed. */
  readonly receivedAt: Instant
  readonly evidence: readonly Evidence[]
}

export const nameOf = (fence: string, at: number, mover: string): string =>
  `${fence}:${at.toString(36)}:${mover}`
