// From presence to alarm, kind by kind: whether the fence is broken now, and on a change since when and why. What cannot be
// told now stays as it is: silence neither raises an alarm nor ends one.

import { unreachable } from '#core/kit/assert.ts'
import { distanceM } from '#core/kit/geometry.ts'
import type { Why } from './crossing.ts'
import type { Laid } from './laid.ts'
import type { Change, Pair } from './pair.ts'

/** Also binds and releases: whoever enters must answer for leaving, whoever leaves lawfully need not. */
export const isBroken = (pair: Pair, laid: Laid, change: Change, at: number): boolean => {
  const on = laid.isOn(at)
  const { presence } = pair
  switch (laid.kind) {
    case 'must-not-enter':
      return on && (presence === 'unknown' ? pair.breach : presence === 'inside')
    case 'must-not-leave':
    case 'corridor':
      if (presence === 'inside') pair.bound = true
      if (presence === 'outside' && (!on || (change === 'left' && hasArrived(pair, laid)))) pair.bound = false
      return on && (presence === 'unknown' ? pair.breach : presence === 'outside' && pair.bound)
    case 'speed':
      return on && (presence === 'unknown' ? pair.breach : presence === 'inside' && pair.over)
    case 'dwell':
      if (presence === 'unknown') return on && pair.breach
      return on && presence === 'inside' && at >= pair.visitAt + laid.dwellMs
    case 'capacity':
      return false
    default:
      return unreachable(laid.kind)
  }
}

/** When a breach that is found at `at` began: with what broke it, but not before the fence was on. */
export const brokenAt = (pair: Pair, laid: Laid, change: Change, changedAt: number, at: number): number => {
  const began =
    laid.kind === 'dwell'
      ? pair.visitAt + laid.dwellMs
      : laid.kind === 'speed'
        ? pair.goingOverAt
        : change === 'none' || change === 'found'
          ? at
          : changedAt
  return laid.isOn(began) ? began : at
}

export const whyBroken = ({ kind }: Laid): Why =>
  kind === 'speed'
    ? 'too-fast'
    : kind === 'dwell'
      ? 'too-long'
      : kind === 'must-not-enter'
        ? 'inside'
        : 'outside'

export const whyCalm = (pair: Pair, laid: Laid, at: number): Why =>
  !laid.isOn(at)
    ? 'schedule'
    : pair.presence === 'inside' && laid.kind === 'speed'
      ? 'slow-again'
      : pair.presence === 'inside'
        ? 'inside'
        : 'outside'

/** Left a corridor at one of its ends. */
export const hasArrived = (pair: Pair, { fence: { rule, shape } }: Laid): boolean => {
  if (rule.kind !== 'corridor' || shape.kind !== 'line') return false
  const last = [pair.inLng, pair.inLat] as const
  return [shape.points[0]!, shape.points.at(-1)!].some(end => distanceM(last, end) <= rule.endRadiusM)
}
