// The second stretch of a line: more time, a wait, the part of a co-handler.
import { dayOf, formatDay, instant, msPerDay } from '#core/kit/instant.ts'
import { turnAt, usedShare } from '#core/kit/time-limit.ts'
import { approverOf, type Course, calendarFor, handleTimer, soon, up, wholeTimer } from './course.ts'

export const ask = (c: Course): boolean => {
  if (!extend(c) || !wait(c)) return false
  if (c.co === undefined) return true
  c.lastAt = soon(c, c.lastAt, c.isHot ? 6 : 20, c.isHot ? 30 : 160, c.co)
  c.steps.push({ at: c.lastAt, by: c.co, move: 'finish-part' })
  return true
}

/** More time is granted before the promise turns yellow, so that no light takes back its word. */
const latestGrant = 0.7

const extend = (c: Course): boolean => {
  const { wish, ground, steps, lead, whole, handle } = c
  const days = wish.extendDays
  if (days === undefined) return true
  if (whole.unit !== 'working-days' || handle.unit !== 'working-days') return false
  const askedAt = up(turnAt(handleTimer(c), 0.35 + 0.3 * wish.chance.next(), calendarFor(lead, ground))!)
  if (askedAt <= c.lastAt) return false
  const approver = approverOf(lead, ground)
  const approvedAt = soon(c, askedAt, 20, 120, approver)
  if (usedShare(wholeTimer(c), approvedAt, ground.promise) >= latestGrant) return false
  steps.push({ at: askedAt, by: lead, move: 'ask-extension', days })
  steps.push({ at: approvedAt, by: approver, move: 'approve' })
  c.whole = { amount: whole.amount + days, unit: whole.unit }
  c.handle = { amount: handle.amount + days, unit: handle.unit }
  c.lastAt = approvedAt
  return true
}

const wait = (c: Course): boolean => {
  const { wish, ground, steps, lead } = c
  if (!wish.pause) return true
  const askedAt = up(turnAt(handleTimer(c), 0.12 + 0.25 * wish.chance.next(), calendarFor(lead, ground))!)
  if (askedAt <= c.lastAt) return false
  const approver = approverOf(lead, ground)
  const fromAt = soon(c, askedAt, 10, 70, approver)
  const toAt = instant(fromAt + wish.pause.days * msPerDay)
  const untilOn = formatDay(dayOf(toAt))
  steps.push({ at: askedAt, by: lead, move: 'ask-suspension', reason: wish.pause.reason, untilOn })
  steps.push({ at: fromAt, by: approver, move: 'approve' }, { at: toAt, by: lead, move: 'resume' })
  c.pauses.push({ fromAt, toAt })
  c.pausedMs = toAt - fromAt
  c.lastAt = toAt
  return true
}
