// A fence 电子围栏: a line around a hazard, and what must not happen at it. It is about a place, a facility or an event
// and never about a person: there is no field that could hold one, and it watches classes of movers, never a named one
// (guardrail G-07). It always ends.

import type { Instant } from '#core/kit/instant.ts'
import type { MoverClass } from './fix.ts'
import type { Schedule } from './schedule.ts'

export const subjectTypes = ['place', 'facility', 'event'] as const
export type SubjectType = (typeof subjectTypes)[number]

/** The words of CAP 1.2, so that an alarm can be told to the outside without a table. */
export const severities = ['minor', 'moderate', 'severe', 'extreme'] as const
export type Severity = (typeof severities)[number]

/** [lng, lat] in degrees, WGS-84/CGCS2000. */
export type Point = readonly [number, number]

export type Shape =
  /** Outer ring first, then holes; rings open or closed. */
  | { readonly kind: 'area'; readonly polygons: readonly (readonly (readonly Point[])[])[] }
  | { readonly kind: 'circle'; readonly centre: Point; readonly radiusM: number }
  /** A line of a width: half of it lies on either side, with round ends. */
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly widthM: number }

export type Rule =
  | { readonly kind: 'must-not-enter' }
  /** Binds whoever has been inside, until it leaves while the schedule is off. */
  | { readonly kind: 'must-not-leave' }
  /** As must-not-leave along a line, except that it may be left within `endRadiusM` of either end: it has arrived. */
  | { readonly kind: 'corridor'; readonly endRadiusM: number }
  | { readonly kind: 'speed'; readonly limitKmh: number }
  /** More than `most` inside at once; over again at `clearAt` or fewer. */
  | { readonly kind: 'capacity'; readonly most: number; readonly clearAt: number }
  | { readonly kind: 'dwell'; readonly forMs: number }

export type Tuning = {
  /** How deep inside, beyond the error circle, counts as in. */
  readonly inBufferM: number
  /** How far outside, beyond the error circle, counts as out. */
  readonly outBufferM: number
  readonly minInsideMs: number
  readonly minOutsideMs: number
  /** `n` of the last `of` usable readings, the newest among them, confirm a change. */
  readonly confirm: { readonly n: number; readonly of: number }
  /** A fix less certain than this says nothing to this fence. */
  readonly maxAccuracyM: number
  /** The error circle is the reported accuracy times this. */
  readonly circleFactor: number
  /** What must be across the line: the whole error circle, or its centre. */
  readonly enterBy: 'circle' | 'centre'
  readonly leaveBy: 'circle' | 'centre'
  /** Longest time between two fixes over which a straight way between them is believed; 0: never. */
  readonly maxGapMs: number
  /** Silence after which a mover is lost – which is no exit. */
  readonly lostAfterMs: number
  /** A breach this soon after the last one ended counts into the same alarm. */
  readonly mergeWithinMs: number
}

export type Fence = {
  readonly id: string
  /** Goes up by one with every change of the shape; every crossing carries it. */
  readonly geometryVersion: number
  readonly name: string
  /** What it is about; whom it watches is `watches`. */
  readonly subjectType: SubjectType
  readonly subjectId: string
  readonly shape: Shape
  readonly rule: Rule
  readonly watches: readonly MoverClass[]
  readonly severity: Severity
  readonly schedule: Schedule
  readonly startsAt: Instant
  readonly expiresAt: Instant
  readonly tuning: Tuning
}

/** Why each is what it is: docs/fences.md. */
export const defaultTuning: Tuning = {
  inBufferM: 0,
  outBufferM: 5,
  minInsideMs: 0,
  minOutsideMs: 0,
  confirm: { n: 2, of: 3 },
  maxAccuracyM: 30,
  circleFactor: 3, // measured: 0 false alarms in 50 h of standing 5 m off, even where a receiver flatters itself
  enterBy: 'circle',
  leaveBy: 'circle',
  maxGapMs: 120_000,
  lostAfterMs: 660_000, // two missed reports of the slowest sender, 5 minutes apart (G-10), and a minute of grace
  mergeWithinMs: 600_000,
}
