// A fence laid out for reading millions of fixes: its options as plain numbers, its schedule as a question.

import { assert } from '#core/kit/assert.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import type { Fence, Rule } from './fence.ts'
import { type MoverClass, moverClasses } from './fix.ts'
import { type Gate, gateOf } from './schedule.ts'
import { metresPerLngOf } from './signed-distance.ts'

export type Laid = {
  readonly fence: Fence
  readonly slot: number
  readonly kind: Rule['kind']
  readonly classes: number
  readonly inBufferM: number
  readonly outBufferM: number
  /** Error circle per metre of accuracy, for going in and for going out. */
  readonly inCircle: number
  readonly outCircle: number
  readonly circle: number
  readonly maxAccuracyM: number
  readonly n: number
  readonly of: number
  readonly mask: number
  readonly minInsideMs: number
  readonly minOutsideMs: number
  readonly maxGapMs: number
  readonly lostAfterMs: number
  readonly mergeWithinMs: number
  readonly startsAt: number
  readonly expiresAt: number
  /** NaN for other kinds. */
  readonly limitMps: number
  readonly dwellMs: number
  readonly isOn: Gate
  /** Farther out than this every usable fix is out. */
  readonly reachM: number
  /** On the flat map of its shape. */
  readonly metresPerLng: number
}

export const classBit = (moverClass: MoverClass): number => 1 << moverClasses.indexOf(moverClass)

/** Gates by schedule: fences that keep the same hours share one, and what it remembers. */
export type Gates = Map<string, Gate>

export const lay = (
  fence: Fence,
  slot: number,
  calendarOf: (id: string) => WorkingCalendar | undefined,
  gates: Gates = new Map(),
): Laid => {
  const { tuning: t, rule, schedule } = fence
  const calendar = schedule.kind === 'hours' ? calendarOf(schedule.calendar) : undefined
  assert(
    schedule.kind === 'always' || schedule.days === 'all' || calendar !== undefined,
    `fence ${fence.id}: schedule.calendar ${JSON.stringify(schedule)}: want a calendar of this district`,
  )
  const hours = JSON.stringify(schedule)
  const isOn = gates.get(hours) ?? gateOf(schedule, calendar)
  gates.set(hours, isOn)
  return {
    fence,
    slot,
    kind: rule.kind,
    classes: fence.watches.reduce((bits, c) => bits | classBit(c), 0),
    inBufferM: t.inBufferM,
    outBufferM: t.outBufferM,
    inCircle: t.enterBy === 'circle' ? t.circleFactor : 0,
    outCircle: t.leaveBy === 'circle' ? t.circleFactor : 0,
    circle: t.circleFactor,
    maxAccuracyM: t.maxAccuracyM,
    n: t.confirm.n,
    of: t.confirm.of,
    mask: (1 << t.confirm.of) - 1,
    minInsideMs: t.minInsideMs,
    minOutsideMs: t.minOutsideMs,
    maxGapMs: t.maxGapMs,
    lostAfterMs: t.lostAfterMs,
    mergeWithinMs: t.mergeWithinMs,
    startsAt: fence.startsAt,
    expiresAt: fence.expiresAt,
    limitMps: rule.kind === 'speed' ? rule.limitKmh / 3.6 : Number.NaN,
    dwellMs: rule.kind === 'dwell' ? rule.forMs : Number.NaN,
    isOn,
    reachM: t.outBufferM + t.circleFactor * t.maxAccuracyM + 1,
    metresPerLng: metresPerLngOf(fence.shape),
  }
}
