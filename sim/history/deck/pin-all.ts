// The published medians and percentiles, each to the digits it is published with.
import { instant, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import { limitsFor } from '#core/lives/matter/limits.ts'
import type { Draft } from './draft.ts'
import { type Stage, tryWish } from './paces.ts'
import { pin } from './pins.ts'

type Band = { floor: number; low: number; high: number; ceiling: number }

/** Hours: median and ninetieth percentile, as far as rounding lets them go. */
export const handlingBands: Readonly<Record<string, { median: Band; p90: Band }>> = {
  community: {
    median: { floor: 1, low: 6.5, high: 7.5, ceiling: 30 },
    p90: { floor: 20, low: 2.55 * 24, high: 2.65 * 24, ceiling: 200 },
  },
  town: {
    median: { floor: 4, low: 25.5, high: 26.5, ceiling: 70 },
    p90: { floor: 60, low: 4.5 * 24, high: 5.5 * 24, ceiling: 400 },
  },
  department: {
    median: { floor: 16, low: 2.75 * 24, high: 2.85 * 24, ceiling: 130 },
    p90: { floor: 120, low: 8.5 * 24, high: 9.5 * 24, ceiling: 500 },
  },
}
export const mediationBands: { median: Band; p90: Band } = {
  median: { floor: 48, low: 5.5 * 24, high: 6.5 * 24, ceiling: 240 },
  p90: { floor: 240, low: 20.5 * 24, high: 21.5 * 24, ceiling: 700 },
}
/** Minutes. */
export const signBand: Band = { floor: 15, low: 37.5, high: 38.5, ceiling: 110 }

const hoursOf = (d: Draft): number => d.line!.handleMs / msPerHour
export const signMinutesOf = (d: Draft): number => (d.line!.signedAt - d.line!.givenAt) / msPerMinute

const isFree = (d: Draft): boolean => {
  const w = d.wish!
  return w.pace === 'calm' && !d.storm && !d.isHeld && !w.pause && !w.rework && !w.reopen && !w.returns
}

export const pinAll = ({ drafts, ground, untilAt, chance }: Stage, mediated: readonly Draft[]) => {
  const toHours = (d: Draft, from: number, to: number): boolean => {
    if (!isFree(d)) return false
    const before = { wish: d.wish!, line: d.line! }
    for (const share of [0.15, 0.4, 0.65, 0.9]) {
      const handleHours = from + (Math.min(to, from * 1.4) - from) * share
      if (tryWish(d, { handleHours }, ground, untilAt) && hoursOf(d) >= from && hoursOf(d) < to) return true
    }
    Object.assign(d, before)
    return false
  }
  const withoutMediation = (d: Draft, from: number, to: number) => !d.mediated && toHours(d, from, to)
  for (const [what, { median, p90 }] of Object.entries(handlingBands)) {
    const own = drafts.filter(d => d.level === what)
    pin(`${what} p90`, own, 0.9, hoursOf, p90, withoutMediation, chance)
    pin(`${what} median`, own, 0.5, hoursOf, median, withoutMediation, chance)
  }
  pin('mediation p90', mediated, 0.9, hoursOf, mediationBands.p90, toHours, chance)
  pin('mediation median', mediated, 0.5, hoursOf, mediationBands.median, toHours, chance)
  const inOffice = drafts.filter(d => {
    const at = instant(d.line!.givenAt)
    return ground.promise.workingMsBetween(at, instant(at + 1)) > 0
  })
  const toMinutes = (d: Draft, from: number, to: number): boolean => {
    if (!isFree(d) || d.wish!.signShare >= 1) return false
    const { amount, unit } = limitsFor(d.type, d.urgency, undefined, ground.district).sign
    const allowed = unit.endsWith('hours') ? amount * 60 : amount
    const signShare = (from + (Math.min(to, from * 1.5) - from) * chance.next()) / allowed
    if (signShare > 0.84 || signShare < 0.05) return false
    const before = { wish: d.wish!, line: d.line! }
    const isDone =
      tryWish(d, { signShare }, ground, untilAt) &&
      signMinutesOf(d) >= from &&
      signMinutesOf(d) < to &&
      d.line!.handleMs === before.line.handleMs
    if (!isDone) Object.assign(d, before)
    return isDone
  }
  pin('sign-off median', inOffice, 0.5, signMinutesOf, signBand, toMinutes, chance)
}
