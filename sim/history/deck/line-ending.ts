// The last stretch of a line: the result, the check by somebody else, the answer. Calmly, the hours of handling decide and
// the rest follows; under pressure the closing is set against the promise and the rest is worked back from it.
import { type Instant, instant, msPerDay, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import { type Limit, turnAt, usedShare } from '#core/kit/time-limit.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import {
  byDay,
  type Course,
  calendarFor,
  down,
  handleTimer,
  isDepartment,
  isWorkedAt,
  second,
  soon,
  up,
  wholeTimer,
} from './course.ts'
import type { Line, Pace } from './line.ts'
import { signTimer } from './line-sending.ts'

type Ending = {
  fedBackAt: Instant
  /** Sent back, and fed back again. */
  redone?: { failedAt: Instant; fedBackAt: Instant }
  verifiedAt: Instant
  closedAt: Instant
}

/** Shares of the promise each pace ends at: from, to. */
const ends: Readonly<Record<Exclude<Pace, 'calm'>, readonly [number, number]>> = {
  close: [0.905, 0.985],
  late: [1.01, 1.17],
  supervised: [1.22, 1.6],
  listed: [2.03, 2.5],
}
/** No share of the handler's clock above this, so that it does not speak louder than the promise. */
const handleCap: Readonly<Record<Pace, number>> = {
  calm: 0.88,
  close: 1.12,
  late: 1.16,
  supervised: 1.9,
  listed: 3,
}
/** Below the first rung of the ladder, with room for whole seconds. */
const quiet = 0.88

/** Minutes a check and an answer take. */
const checkIn = { flash: [4, 16], urgent: [12, 70], normal: [12, 150], complex: [12, 150] } as const
const answerIn = { flash: [3, 9], urgent: [5, 40], normal: [8, 80], complex: [8, 80] } as const

export const end = (c: Course): Line | undefined => {
  const { wish, ground, steps, lead, checker, pauses } = c
  const calendar = calendarFor(lead, ground)
  const earliest = c.lastAt + (2 + wish.chance.below(9)) * msPerMinute
  const cap = down(turnAt(handleTimer(c), handleCap[wish.pace], calendar)!)
  const ending = wish.pace === 'calm' ? calmly(c, earliest, cap) : pressed(c, wish.pace, cap)
  if (!ending || !isCheckedInTime(c, ending)) return undefined
  const { fedBackAt, redone, verifiedAt, closedAt } = ending
  steps.push({ at: fedBackAt, by: lead, move: 'feedback' })
  if (redone) {
    steps.push({ at: redone.failedAt, by: checker, move: 'verify', outcome: 'fail' })
    steps.push({ at: redone.fedBackAt, by: lead, move: 'feedback' })
  }
  steps.push({ at: verifiedAt, by: checker, move: 'verify', outcome: 'pass' })
  steps.push({ at: closedAt, by: checker, move: 'close' })
  // The handler's clock stands while somebody else looks at the result.
  const stood = redone ? [...pauses, { fromAt: fedBackAt, toAt: redone.failedAt }] : pauses
  const shares = {
    sign: usedShare(signTimer(c), c.signedAt, calendar),
    handle: usedShare({ ...handleTimer(c), pauses: stood }, redone?.fedBackAt ?? fedBackAt, calendar),
    whole: usedShare(wholeTimer(c), closedAt, ground.promise),
  }
  if (!isAsWished(wish.pace, shares)) return undefined
  const { dispatchedAt, givenAt, signedAt } = c
  const handleMs = fedBackAt - givenAt - c.pausedMs
  return {
    steps,
    dispatchedAt,
    givenAt,
    signedAt,
    fedBackAt,
    firstClosedAt: closedAt,
    closedAt,
    handleMs,
    shares,
  }
}

// A check and an answer are due in the hours of the desk that sent it, and done in them.
const calmly = (c: Course, earliest: number, cap: Instant): Ending => {
  const { wish, lead, isHot } = c
  const { chance, urgency } = wish
  const check = checkIn[urgency]
  const answer = answerIn[urgency]
  const wanted = awake(c, Math.max(c.givenAt + wish.handleHours * msPerHour + c.pausedMs, earliest))
  const fedBackAt = up(Math.max(earliest, Math.min(wanted, cap)))
  let redone: Ending['redone']
  if (wish.rework) {
    const failedAt = soon(c, fedBackAt, check[0], check[1], wish.desk)
    const again = isHot
      ? failedAt + (20 + chance.below(100)) * msPerMinute
      : calendarFor(lead, c.ground).addWorkingMs(failedAt, (40 + chance.below(240)) * msPerMinute)
    redone = { failedAt, fedBackAt: up(again) }
  }
  const verifiedAt = soon(c, redone?.fedBackAt ?? fedBackAt, check[0], check[1], wish.desk)
  const closedAt = soon(c, verifiedAt, answer[0], answer[1], wish.desk)
  return { fedBackAt, ...(redone ? { redone } : {}), verifiedAt, closedAt }
}

const pressed = (c: Course, pace: Exclude<Pace, 'calm'>, cap: Instant): Ending | undefined => {
  const { wish, isHot } = c
  const { promise } = c.ground
  const [low, high] = ends[pace]
  const closedAt = up(turnAt(wholeTimer(c), low + wish.pressure * (high - low), promise)!)
  const lag = (wish.urgency === 'flash' ? 6 : 20) * msPerMinute * (1 + wish.chance.next())
  const fedBackAt = down(Math.min(isHot ? closedAt - lag : backBy(closedAt, lag, promise), cap))
  if (fedBackAt <= c.lastAt || wish.rework) return undefined
  const between = down(fedBackAt + (closedAt - fedBackAt) * 0.6)
  const verifiedAt =
    isHot || isWorkedAt(between, promise) ? between : up(promise.addWorkingMs(between, msPerMinute))
  return verifiedAt >= closedAt || verifiedAt <= fedBackAt ? undefined : { fedBackAt, verifiedAt, closedAt }
}

/** Nobody feeds back in the night what can wait; offices keep office hours. */
const awake = (c: Course, wanted: number): number => {
  const at = instant(Math.round(wanted))
  const { chance } = c.wish
  if (c.isHot) return at
  if (!isDepartment(c)) return byDay(at, chance)
  const calendar = calendarFor(c.lead, c.ground)
  return isWorkedAt(at, calendar) ? at : calendar.addWorkingMs(at, (4 + chance.below(50)) * msPerMinute)
}

const isCheckedInTime = (c: Course, { fedBackAt, redone, verifiedAt, closedAt }: Ending): boolean => {
  const { verify, answer } = c.ground.district.steps
  const calendar = calendarFor(c.wish.desk, c.ground)
  const checks: readonly (readonly [Instant, Instant, Limit])[] = [
    [fedBackAt, redone?.failedAt ?? verifiedAt, verify],
    [redone?.fedBackAt ?? fedBackAt, verifiedAt, verify],
    [verifiedAt, closedAt, answer],
  ]
  return checks.every(
    ([startAt, stopAt, limit]) => usedShare({ startAt, limit, pauses: [] }, stopAt, calendar) < quiet,
  )
}

const isAsWished = (pace: Pace, { handle, whole }: Line['shares']): boolean => {
  switch (pace) {
    case 'calm':
      return handle < 0.89 && whole < 0.89
    case 'close':
      return handle < 1.19 && whole >= 0.9 && whole < 0.995
    case 'late':
      return handle < 1.19 && whole > 1 && whole < 1.19
    case 'supervised':
      return handle < 1.98 && whole > 1.2 && whole < 1.98
    case 'listed':
      return whole > 2.01
  }
}

/** The latest working moment with this much work between it and `at`; for hours within a fortnight. */
const backBy = (at: Instant, ms: number, calendar: WorkingCalendar): number => {
  let low = at - 14 * msPerDay
  let high = at as number
  while (high - low > second) {
    const middle = Math.floor((low + high) / 2)
    if (calendar.workingMsBetween(instant(middle), at) > ms) low = middle
    else high = middle
  }
  return low
}
