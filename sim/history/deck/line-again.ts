// The second round of a matter that was closed and had to be done again.
import { dayOf, type Instant, instant, msPerDay, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import { type Timer, turnAt, usedShare } from '#core/kit/time-limit.ts'
import { type Course, calendarFor, down, second, up } from './course.ts'
import type { Line } from './line.ts'

/** The second round of a matter reopened: the same unit, new clocks, calmly. */
export const again = (line: Line, course: Course): Line | undefined => {
  const { wish, limits, ground, isHot, checker } = course
  const { chance, lead, desk } = wish
  const { promise } = ground
  const calendar = calendarFor(lead, ground)
  const steps = [...line.steps]
  const hour = 9 + chance.below(11)
  const askedOn = dayOf(instant(line.closedAt)) + 1 + chance.below(6)
  const askedAt = up(askedOn * msPerDay - 8 * msPerHour + hour * msPerHour + chance.below(3600) * second)
  if (wish.reopen === 'found') {
    const topId = ground.top
    steps.push({ at: down(askedAt - 90 * second), by: topId, move: 'note', topic: 'sample-false' })
    steps.push({ at: askedAt, by: topId, move: 'reopen' })
  } else if (wish.reopen === 'asked') steps.push({ at: askedAt, by: 'reporter', move: 'reopen' })
  else steps.push({ at: askedAt, by: 'reporter', move: 'rate', solved: false, satisfied: 'yes' })
  const signedAt = up(
    turnAt({ startAt: askedAt, limit: limits.sign, pauses: [] }, 0.1 + 0.5 * chance.next(), calendar)!,
  )
  const contactedAt = up(signedAt + (1 + chance.below(4)) * msPerMinute)
  const handleTimer: Timer = { startAt: askedAt, limit: limits.handle, pauses: [] }
  const fedBackAt = up(turnAt(handleTimer, 0.65 + 0.15 * chance.next(), calendar)!)
  const checks = calendarFor(desk, ground)
  const after = (at: Instant, minutes: number): Instant =>
    isHot ? up(at + minutes * 6_000) : up(checks.addWorkingMs(at, minutes * msPerMinute))
  const verifiedAt = after(fedBackAt, 10 + chance.below(60))
  const closedAt = after(verifiedAt, 10 + chance.below(40))
  if (contactedAt >= fedBackAt) return undefined
  const whole = usedShare({ startAt: askedAt, limit: limits.whole, pauses: [] }, closedAt, promise)
  if (whole >= 0.89) return undefined
  steps.push(
    { at: signedAt, by: lead, move: 'sign' },
    { at: contactedAt, by: lead, move: 'contact' },
    { at: fedBackAt, by: lead, move: 'feedback' },
    { at: verifiedAt, by: checker, move: 'verify', outcome: 'pass' },
    { at: closedAt, by: checker, move: 'close' },
  )
  return { ...line, steps, closedAt }
}
