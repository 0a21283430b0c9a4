// The first stretch of a line: dispatch, returns and their rulings, signing, the first call.
import { instant, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import { type Timer, turnAt } from '#core/kit/time-limit.ts'
import { arbiterOf, byDay, type Course, calendarFor, isDepartment, soon, up } from './course.ts'

export const send = (c: Course): boolean => {
  const { wish, ground, steps, limits } = c
  const { chance, type, urgency } = wish
  const co = c.co === undefined ? {} : { co: [c.co] }
  steps.push({ at: c.dispatchedAt, by: wish.desk, move: 'dispatch', lead: c.lead, type, urgency, ...co })
  const returns = wish.returns ?? []
  for (const [i, asked] of returns.entries()) {
    if (asked.by !== c.lead) return false
    const timer: Timer = { startAt: c.givenAt, limit: limits.sign, pauses: c.signPauses }
    const askedAt = up(turnAt(timer, 0.15 + 0.4 * chance.next(), calendarFor(c.lead, ground))!)
    const arbiter = arbiterOf(c.lead, ground)
    const ruledAt = c.isHot ? soon(c, askedAt, 6, 25, arbiter) : soon(c, askedAt, 12, 85, arbiter)
    steps.push({ at: askedAt, by: c.lead, move: 'return', reason: asked.reason })
    if (asked.upheld) {
      c.lead = returns[i + 1]?.by ?? wish.lead
      steps.push({ at: ruledAt, by: arbiter, move: 'rule', ruling: 'upheld', next: c.lead })
      c.givenAt = ruledAt
      c.signPauses = []
    } else {
      steps.push({ at: ruledAt, by: arbiter, move: 'rule', ruling: 'rejected' })
      c.signPauses = [...c.signPauses, { fromAt: askedAt, toAt: ruledAt }]
    }
  }
  return c.lead === wish.lead
}

export const signTimer = ({ givenAt, limits, signPauses }: Course): Timer => ({
  startAt: givenAt,
  limit: limits.sign,
  pauses: signPauses,
})

export const sign = (c: Course): boolean => {
  const { wish, ground, steps, lead, givenAt, isHot } = c
  const { chance } = wish
  const ruledAt = c.signPauses.at(-1)?.toAt
  const inHoursAt =
    ruledAt === undefined
      ? up(turnAt(signTimer(c), wish.signShare, calendarFor(lead, ground))!)
      : soon(c, ruledAt, isHot ? 1 : 3, isHot ? 4 : 20, lead)
  // Communities and towns are on duty on evenings and weekends too: seldom does a matter lie until Monday.
  const onDutyAt =
    isDepartment(c) || wish.signShare >= 1 || ruledAt !== undefined || chance.isSo(0.2)
      ? inHoursAt
      : up(byDay(givenAt + (12 + chance.below(80)) * msPerMinute, chance))
  c.signedAt = onDutyAt < inHoursAt - 3 * msPerHour ? onDutyAt : inHoursAt
  steps.push({ at: c.signedAt, by: lead, move: 'sign' })
  c.lastAt = c.signedAt
  if (!wish.hasCaller) return true
  c.lastAt =
    isHot || c.signedAt === onDutyAt
      ? up(c.signedAt + (2 + 12 * chance.next()) * msPerMinute)
      : soon(c, c.signedAt, 3, 45, lead)
  steps.push({ at: instant(c.lastAt), by: lead, move: 'contact' })
  return true
}
