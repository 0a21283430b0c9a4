// A fix: where a mover was at a moment, how certain that is, and when we heard of it. The same (source, mover, moment)
// is the same fix, however often it comes. Columns carry many fixes without an object each.

import type { Instant } from '#core/kit/instant.ts'

/** Officers on shift only; a detection is a track of radar, camera or UWB with nobody's name to it. */
export const moverClasses = ['vehicle', 'officer', 'detection'] as const
export type MoverClass = (typeof moverClasses)[number]

export type Fix = {
  readonly source: string
  /** An opaque key. For an officer it is the key of the shift, so that nothing here leads from day to day. */
  readonly mover: string
  readonly moverClass: MoverClass
  readonly at: Instant
  readonly receivedAt: Instant
  /** [lng, lat] in degrees, WGS-84/CGCS2000. */
  readonly point: readonly [number, number]
  /** Radius in metres that holds 68 % of such fixes, as phones report it. */
  readonly accuracyM?: number
  readonly speedMps?: number
}

/** Fixes by column. `mover` and `source` are slots given by `moverSlot` and `sourceSlot`; NaN where not known. */
export type FixColumns = {
  readonly length: number
  readonly mover: Int32Array
  readonly source: Int32Array
  readonly at: Float64Array
  readonly receivedAt: Float64Array
  readonly lng: Float64Array
  readonly lat: Float64Array
  readonly accuracyM: Float64Array
  readonly speedMps: Float64Array
}

/** Why a fix was not used; the caller may keep it, the fences do not read it. */
export type Unused = 'repeated' | 'too-late' | 'from-the-future' | 'not-a-position'
