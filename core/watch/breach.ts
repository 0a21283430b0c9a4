// From presence to alarm, kind by kind: whether the fence is broken now, since when, and why. Repeats soon after one
// another are one alarm with a count, so a mover on the line rings once.

import { unreachable } from '#core/kit/assert.ts'
import { distanceM } from '#core/kit/geometry.ts'
import type { Why } from './crossing.ts'
import type { Laid } from './laid.ts'
import type { Change, Pair } from './pair.ts'

/** `undefined`: cannot be told now, so nothing changes. */
export type Verdict = { readonly broken: boolean; readonly at: number; readonly why: Why } | undefined

/** Also binds and releases: whoever enters must answer for leaving, whoever leaves lawfully need not. */
export const judge = (pair: Pair, laid: Laid, change: Change, changedAt: number, at: number): Verdict => {
  const on = laid.isOn(at)
  const since = (moment: number) => (laid.isOn(moment) ? moment : at)
  const calm = (why: Why): Verdict => ({ broken: false, at, why })
  switch (laid.kind) {
    case 'must-not-enter':
      if (pair.presence === 'unknown') return on ? undefined : calm('schedule')
      if (pair.presence === 'outside')
        return { broken: false, at: change === 'left' ? changedAt : at, why: 'outside' }
      return on
        ? { broken: true, at: since(change === 'entered' ? changedAt : at), why: 'inside' }
        : calm('schedule')
    case 'must-not-leave':
    case 'corridor':
      if (pair.presence === 'inside') {
        pair.bound = true
        return { broken: false, at: Number.isNaN(changedAt) ? at : changedAt, why: 'inside' }
      }
      if (!on || (change === 'left' && hasArrived(pair, laid))) {
        if (pair.presence === 'outside') pair.bound = false
        return calm('schedule')
      }
      if (pair.presence === 'unknown' || !pair.bound) return undefined
      return { broken: true, at: since(change === 'left' ? changedAt : at), why: 'outside' }
    case 'speed':
      if (pair.presence === 'unknown') return on ? undefined : calm('schedule')
      if (pair.presence === 'outside') return calm('outside')
      if (!on) return calm('schedule')
      return pair.over ? { broken: true, at: since(pair.goingOverAt), why: 'too-fast' } : calm('slow-again')
    case 'dwell': {
      if (pair.presence === 'unknown') return on ? undefined : calm('schedule')
      if (pair.presence === 'outside')
        return { broken: false, at: change === 'left' ? changedAt : at, why: 'outside' }
      const dueAt = pair.visitAt + laid.dwellMs
      if (!on) return calm('schedule')
      return at >= dueAt ? { broken: true, at: since(dueAt), why: 'too-long' } : calm('outside')
    }
    case 'capacity':
      return undefined
    default:
      return unreachable(laid.kind)
  }
}

/** Left a corridor at one of its ends. */
export const hasArrived = (pair: Pair, { fence: { rule, shape } }: Laid): boolean => {
  if (rule.kind !== 'corridor' || shape.kind !== 'line') return false
  const last = [pair.inLng, pair.inLat] as const
  return [shape.points[0]!, shape.points.at(-1)!].some(end => distanceM(last, end) <= rule.endRadiusM)
}
