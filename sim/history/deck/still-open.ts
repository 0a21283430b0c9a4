// What is open on the last evening: each with the light it shows then, found by trying when it may have come in.
import { assert } from '#core/kit/assert.ts'
import { dayOf, formatDay, type Instant, instant, msPerDay, msPerHour, plusDays } from '#core/kit/instant.ts'
import { turnAt, usedShare } from '#core/kit/time-limit.ts'
import { limitsFor } from '#core/lives/matter/limits.ts'
import type { Chance } from '../../chance.ts'
import type { Step } from '../story.ts'
import { cardsOf, sharedOut, shuffled } from './cards.ts'
import { arbiterOf, calendarFor, checkerOf, type LineGround } from './course.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import { hourShares, openLights } from './figures.ts'
import { cardsOfHours } from './hours.ts'
import { setTime } from './planted.ts'
import { triageSpread, valueAt } from './spread.ts'

const lights = ['green', 'yellow', 'red', 'grey'] as const
const ranges: Readonly<Record<(typeof lights)[number], readonly [number, number]>> = {
  green: [0.01, 0.71],
  yellow: [0.77, 0.97],
  red: [1.03, 1.9],
  grey: [0.1, 0.6],
}
/** Days back within which a matter of this urgency can still be open. */
const furthest = { flash: 0.4, urgent: 2, normal: 14, complex: 34 } as const

export const layOpen = (
  drafts: readonly Draft[],
  deskOf: (d: Draft) => string,
  leadOf: (d: Draft) => string,
  ground: LineGround,
  days: Days,
  chance: Chance,
) => {
  const counts = sharedOut(
    drafts.length,
    lights.map(l => openLights[l]),
  )
  const deck = shuffled(cardsOf(lights, counts), chance)
  let asked = 0
  // What must be done soonest is dealt first: not every light can be had by it on the last evening.
  const quickFirst = [...drafts].sort((a, b) => furthest[a.urgency] - furthest[b.urgency])
  for (const d of quickFirst) {
    const light = [...new Set(deck)].find(
      light =>
        (light !== 'grey' || d.urgency === 'complex' || d.urgency === 'normal') &&
        comeIn(d, light, leadOf(d), ground, days, chance),
    )
    assert(light !== undefined, `open matter of ${d.type} can show none of ${[...new Set(deck)]}`)
    deck.splice(deck.indexOf(light), 1)
    const steps = stepsOf(d, light, deskOf(d), leadOf(d), ground, days.untilAt, chance, {
      mayAsk: asked < 9,
    })
    if (steps.at(-1)!.move === 'return') asked++
    d.steps = steps
  }
}

const hours = cardsOfHours(hourShares)
const tries = 400

/** Sets a time at which it may have come in to show this light at the end; false when none was found. */
const comeIn = (
  d: Draft,
  light: (typeof lights)[number],
  lead: string,
  ground: LineGround,
  days: Days,
  chance: Chance,
): boolean => {
  const { promise, district } = ground
  const limits = limitsFor(d.type, d.urgency, undefined, district)
  const [low, high] = ranges[light]
  for (let n = 0; n < tries; n++) {
    const back = chance.next() * furthest[d.urgency] * (light === 'red' ? 1.6 : 1)
    const on = dayOf(instant(Math.floor(days.untilAt - back * msPerDay)))
    const hour = d.urgency === 'flash' ? 20 + chance.below(4) : chance.pick(hours)
    const triageMs = Math.round(valueAt(triageSpread(hour), chance.next())) * 1000
    const at = days.secondIn(on, hour, chance)
    const from = instant(at + triageMs)
    if (from >= days.untilAt - msPerHour) continue
    const share = usedShare({ startAt: from, limit: limits.whole, pauses: [] }, days.untilAt, promise)
    if (share < low || share > high) continue
    // Red, but not so long that anybody would have been listed for it.
    const handled = usedShare(
      { startAt: from, limit: limits.handle, pauses: [] },
      days.untilAt,
      calendarFor(lead, ground),
    )
    if (handled > 1.9) continue
    setTime(d, at, { days })
    d.triageMs = triageMs
    return true
  }
  return false
}

const stepsOf = (
  d: Draft,
  light: (typeof lights)[number],
  desk: string,
  lead: string,
  ground: LineGround,
  untilAt: Instant,
  chance: Chance,
  room: { mayAsk: boolean },
): Step[] => {
  const { district } = ground
  const at = instant(d.reportedAt + d.triageMs)
  const limits = limitsFor(d.type, d.urgency, undefined, district)
  const calendar = calendarFor(lead, ground)
  const steps: Step[] = [{ at, by: desk, move: 'dispatch', lead, type: d.type, urgency: d.urgency }]
  const secs = (ms: number) => instant(Math.ceil(ms / 1000) * 1000)
  const signedAt = secs(
    turnAt({ startAt: at, limit: limits.sign, pauses: [] }, 0.1 + 0.6 * chance.next(), calendar)!,
  )
  if (signedAt >= untilAt) return steps
  steps.push({ at: signedAt, by: lead, move: 'sign' })
  if (d.caller !== undefined && signedAt + 20 * 60_000 < untilAt)
    steps.push({ at: instant(signedAt + (3 + chance.below(12)) * 60_000), by: lead, move: 'contact' })
  const lastAt = steps.at(-1)!.at
  const handle = { startAt: at, limit: limits.handle, pauses: [] }
  if (light === 'grey') {
    const askedAt = secs(turnAt(handle, 0.1, calendar)!)
    const approver = district.unit(lead)?.kind === 'department' ? lead : arbiterOf(lead, ground)
    const fromAt = secs(calendarFor(approver, ground).addWorkingMs(askedAt, 25 * 60_000))
    if (askedAt > signedAt && fromAt < untilAt)
      return [
        ...steps,
        {
          at: askedAt,
          by: lead,
          move: 'ask-suspension',
          reason: 'procurement',
          untilOn: formatDay(plusDays(dayOf(untilAt), 6 + chance.below(15))),
        },
        { at: fromAt, by: approver, move: 'approve' },
      ]
  }
  if (light === 'grey') return steps
  // The last afternoon anybody was in an office: results and returns of that day still wait on the last evening.
  const afternoon = lastAfternoon(untilAt, ground)
  const askedAt = instant(afternoon.endAt - (6 + chance.below(60)) * 60_000)
  if (room.mayAsk && light === 'green' && lead !== ground.top && askedAt > lastAt && chance.isSo(0.08))
    return [...steps, { at: askedAt, by: lead, move: 'return', reason: 'not-competent' }]
  const doneAt = instant(afternoon.startAt + chance.below(afternoon.endAt - afternoon.startAt - 600_000))
  if (doneAt <= lastAt + 15 * 60_000 || !chance.isSo(0.3)) return steps
  steps.push({ at: secs(doneAt), by: lead, move: 'feedback' })
  const seenAt = secs(calendarFor(desk, ground).addWorkingMs(secs(doneAt), 50 * 60_000))
  if (seenAt < afternoon.endAt && chance.isSo(0.4)) {
    const outcome = chance.isSo(0.5) ? 'pass' : 'fail'
    steps.push({ at: seenAt, by: checkerOf(desk, d.territory, ground), move: 'verify', outcome })
  }
  return steps
}

const lastAfternoon = (untilAt: Instant, { promise }: LineGround): { startAt: Instant; endAt: Instant } => {
  let day = plusDays(dayOf(untilAt), -1)
  while (!promise.isWorkingDay(day)) day = plusDays(day, -1)
  const endAt = promise.endOfWork(day)
  return { startAt: instant(endAt - 4 * msPerHour), endAt }
}
