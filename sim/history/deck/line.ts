// The line of one matter that was dispatched: every move at its instant, from the desk to the answer, by the limits and
// working calendars core itself would use. How fast is a wish (how much of which clock, how many hours of handling); the
// line says what came of it, or that the wish cannot be had.
import type { District, Limits, Urgency } from '#core/district/district.ts'
import {
  dayOf,
  formatDay,
  type Instant,
  instant,
  msPerDay,
  msPerHour,
  msPerMinute,
  startOfDay,
} from '#core/kit/instant.ts'
import { type Limit, type Pause, type Timer, turnAt, usedShare } from '#core/kit/time-limit.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import { calendarOf, limitsFor, promiseCalendar } from '#core/lives/matter/limits.ts'
import type { Chance } from '../../chance.ts'
import type { Step } from '../story.ts'

/** How the promise is kept: calmly; only just; late; so late that it is supervised, or listed. */
export type Pace = 'calm' | 'close' | 'late' | 'supervised' | 'listed'

export type Wish = {
  dispatchedAt: number
  desk: string
  lead: string
  type: string
  urgency: Urgency
  territory: string
  hasCaller: boolean
  pace: Pace
  /** 0 … 1: where in its range the pace is. */
  pressure: number
  /** Share of the sign-off clock used. */
  signShare: number
  /** Hours of handling wished for, from the dispatch to its handler to the first result, waits left out. */
  handleHours: number
  rework?: boolean
  pause?: { days: number; reason: string }
  extendDays?: number
  /** Who returns it, in order; after the last upheld one it goes to `lead`. */
  returns?: readonly { by: string; upheld: boolean; reason: string }[]
  /** The reporter has it done again after the first closing. */
  reopen?: 'rated' | 'asked' | 'found'
  co?: string
  /** Stream of its own for the small hours: the same wish gives the same line. */
  chance: Chance
}

export type Line = {
  steps: Step[]
  dispatchedAt: number
  /** Dispatch to the unit that handled it. */
  givenAt: number
  signedAt: number
  fedBackAt: number
  firstClosedAt: number
  closedAt: number
  handleMs: number
  shares: { sign: number; handle: number; whole: number }
}

type Ground = { district: District; promise: WorkingCalendar; top: string }
export const lineGround = (district: District): Ground => ({
  district,
  promise: district.calendar(promiseCalendar(district)),
  top: district.centreOver(district.code, 'district').id,
})
export type { Ground as LineGround }

const second = 1000
const up = (ms: number): Instant => instant(Math.ceil(ms / second) * second)
const down = (ms: number): Instant => instant(Math.floor(ms / second) * second)

export const calendarFor = (unit: string, { district }: Ground): WorkingCalendar =>
  district.calendar(calendarOf(unit, district))

/** The centre above a centre, the district's for a department: it rules on returns. */
export const arbiterOf = (unit: string, { district, top }: Ground): string =>
  district.unit(unit)?.parent ?? top

/** Who looks at the result: the desk that sent it, or the town over a community, which has nobody to check. */
export const checkerOf = (desk: string, territory: string, { district }: Ground): string =>
  district.unit(desk)?.level === 'community' ? district.centreOver(territory, 'town').id : desk

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
export const lineOf = (wish: Wish, ground: Ground): Line | undefined => {
  const { district, promise } = ground
  const { chance, urgency, desk } = wish
  const isHot = urgency === 'flash' || urgency === 'urgent'
  const limits = limitsFor(wish.type, urgency, undefined, district)
  const checker = checkerOf(desk, wish.territory, ground)
  const checkCalendar = calendarFor(desk, ground)
  const steps: Step[] = []
  /** A short while of work: by the clock on the wall when it is urgent, else in the unit's hours. */
  const soon = (fromAt: number, low: number, high: number, unit: string): Instant => {
    const ms = Math.round((low + chance.next() * (high - low)) * 60) * second
    return isHot ? up(fromAt + ms) : up(calendarFor(unit, ground).addWorkingMs(up(fromAt), ms))
  }

  const sent = { type: wish.type, urgency }
  const dispatchedAt = up(wish.dispatchedAt)
  let givenAt = dispatchedAt
  let lead = wish.returns?.[0]?.by ?? wish.lead
  const co = wish.co !== undefined && wish.co !== lead && !wish.returns ? [wish.co] : undefined
  steps.push({ at: dispatchedAt, by: desk, move: 'dispatch', lead, ...sent, ...(co ? { co } : {}) })
  let signPauses: Pause[] = []
  const returns = wish.returns ?? []
  for (const [i, asked] of returns.entries()) {
    if (asked.by !== lead) return undefined
    const askedAt = up(
      turnAt(
        { startAt: givenAt, limit: limits.sign, pauses: signPauses },
        0.15 + 0.4 * chance.next(),
        calendarFor(lead, ground),
      )!,
    )
    const arbiter = arbiterOf(lead, ground)
    const ruledAt = isHot ? soon(askedAt, 6, 25, arbiter) : soon(askedAt, 12, 85, arbiter)
    steps.push({ at: askedAt, by: lead, move: 'return', reason: asked.reason })
    if (asked.upheld) {
      lead = returns[i + 1]?.by ?? wish.lead
      steps.push({ at: ruledAt, by: arbiter, move: 'rule', ruling: 'upheld', next: lead })
      givenAt = ruledAt
      signPauses = []
    } else {
      steps.push({ at: ruledAt, by: arbiter, move: 'rule', ruling: 'rejected' })
      signPauses = [...signPauses, { fromAt: askedAt, toAt: ruledAt }]
    }
  }
  if (lead !== wish.lead) return undefined

  const calendar = calendarFor(lead, ground)
  const signTimer: Timer = { startAt: givenAt, limit: limits.sign, pauses: signPauses }
  const isDepartment = district.unit(lead)?.kind === 'department'
  const ruledAt = signPauses.at(-1)?.toAt
  const inHoursAt =
    ruledAt === undefined
      ? up(turnAt(signTimer, wish.signShare, calendar)!)
      : soon(ruledAt, isHot ? 1 : 3, isHot ? 4 : 20, lead)
  // Communities and towns are on duty on evenings and weekends too: seldom does a matter lie until Monday.
  const onDutyAt =
    isDepartment || wish.signShare >= 1 || ruledAt !== undefined || chance.isSo(0.2)
      ? inHoursAt
      : up(byDay(givenAt + (12 + chance.below(80)) * msPerMinute, chance))
  const signedAt = onDutyAt < inHoursAt - 3 * msPerHour ? onDutyAt : inHoursAt
  steps.push({ at: signedAt, by: lead, move: 'sign' })
  let lastAt = signedAt
  if (wish.hasCaller) {
    const contactedAt =
      isHot || signedAt === onDutyAt
        ? up(signedAt + (2 + 12 * chance.next()) * msPerMinute)
        : soon(signedAt, 3, 45, lead)
    steps.push({ at: contactedAt, by: lead, move: 'contact' })
    lastAt = contactedAt
  }

  let { whole, handle } = limits
  const pauses: { fromAt: Instant; toAt: Instant }[] = []
  const wholeTimer = (): Timer => ({ startAt: dispatchedAt, limit: whole, pauses })
  const handleTimer = (): Timer => ({ startAt: givenAt, limit: handle, pauses })

  if (wish.extendDays !== undefined) {
    if (whole.unit !== 'working-days' || handle.unit !== 'working-days') return undefined
    const askedAt = up(turnAt(handleTimer(), 0.35 + 0.3 * chance.next(), calendar)!)
    if (askedAt <= lastAt) return undefined
    const approver = district.unit(lead)?.kind === 'department' ? lead : arbiterOf(lead, ground)
    const approvedAt = soon(askedAt, 20, 120, approver)
    if (usedShare(wholeTimer(), approvedAt, promise) >= 0.7) return undefined
    steps.push({ at: askedAt, by: lead, move: 'ask-extension', days: wish.extendDays })
    steps.push({ at: approvedAt, by: approver, move: 'approve' })
    whole = { amount: whole.amount + wish.extendDays, unit: whole.unit }
    handle = { amount: handle.amount + wish.extendDays, unit: handle.unit }
    lastAt = approvedAt
  }
  let pausedMs = 0
  if (wish.pause) {
    const askedAt = up(turnAt(handleTimer(), 0.12 + 0.25 * chance.next(), calendar)!)
    if (askedAt <= lastAt) return undefined
    const approver = district.unit(lead)?.kind === 'department' ? lead : arbiterOf(lead, ground)
    const fromAt = soon(askedAt, 10, 70, approver)
    const toAt = instant(fromAt + wish.pause.days * msPerDay)
    const untilOn = formatDay(dayOf(toAt))
    steps.push({ at: askedAt, by: lead, move: 'ask-suspension', reason: wish.pause.reason, untilOn })
    steps.push({ at: fromAt, by: approver, move: 'approve' }, { at: toAt, by: lead, move: 'resume' })
    pauses.push({ fromAt, toAt })
    pausedMs = toAt - fromAt
    lastAt = toAt
  }
  if (co) {
    const doneAt = soon(lastAt, isHot ? 6 : 20, isHot ? 30 : 160, co[0]!)
    steps.push({ at: doneAt, by: co[0]!, move: 'finish-part' })
    lastAt = doneAt
  }

  /** Nobody feeds back in the night what can wait; offices keep office hours. */
  const awake = (wanted: number): number => {
    const at = Math.round(wanted)
    if (isHot) return at
    if (!isDepartment) return byDay(at, chance)
    return calendar.workingMsBetween(instant(at), instant(at + 1)) > 0
      ? at
      : calendar.addWorkingMs(instant(at), (4 + chance.below(50)) * msPerMinute)
  }
  const earliest = lastAt + (2 + chance.below(9)) * msPerMinute
  const cap = down(turnAt(handleTimer(), handleCap[wish.pace], calendar)!)
  const short: readonly [number, number] = urgency === 'flash' ? [4, 16] : isHot ? [12, 70] : [12, 150]
  const answerIn: readonly [number, number] = urgency === 'flash' ? [3, 9] : isHot ? [5, 40] : [8, 80]

  let fedBackAt: Instant
  let firstVerifiedAt: Instant | undefined
  let secondFedAt: Instant | undefined
  let verifiedAt: Instant
  let closedAt: Instant
  if (wish.pace === 'calm') {
    const wanted = awake(Math.max(givenAt + wish.handleHours * msPerHour + pausedMs, earliest))
    fedBackAt = up(Math.max(earliest, Math.min(wanted, cap)))
    let resultAt = fedBackAt
    if (wish.rework) {
      firstVerifiedAt = soon(fedBackAt, short[0], short[1], checker)
      secondFedAt = isHot
        ? up(firstVerifiedAt + (20 + chance.below(100)) * msPerMinute)
        : up(calendar.addWorkingMs(firstVerifiedAt, (40 + chance.below(240)) * msPerMinute))
      resultAt = secondFedAt
    }
    verifiedAt = soon(resultAt, short[0], short[1], checker)
    closedAt = soon(verifiedAt, answerIn[0], answerIn[1], checker)
  } else {
    const [low, high] = ends[wish.pace]
    closedAt = up(turnAt(wholeTimer(), low + wish.pressure * (high - low), promise)!)
    const lag = (urgency === 'flash' ? 6 : 20) * msPerMinute * (1 + chance.next())
    const latest = isHot ? closedAt - lag : backBy(closedAt, lag, promise)
    fedBackAt = down(Math.min(latest, cap))
    if (fedBackAt <= lastAt) return undefined
    if (wish.rework) return undefined
    verifiedAt = instant(Math.floor((fedBackAt + (closedAt - fedBackAt) * 0.6) / second) * second)
    if (!isHot && promise.workingMsBetween(verifiedAt, instant(verifiedAt + 1)) === 0)
      verifiedAt = up(promise.addWorkingMs(verifiedAt, 60_000))
    if (verifiedAt >= closedAt || verifiedAt <= fedBackAt) return undefined
  }

  const firstVerify = firstVerifiedAt ?? verifiedAt
  const checks: readonly (readonly [Instant, Instant, Limit])[] = [
    [fedBackAt, firstVerify, district.steps.verify],
    [secondFedAt ?? fedBackAt, verifiedAt, district.steps.verify],
    [verifiedAt, closedAt, district.steps.answer],
  ]
  for (const [startAt, stopAt, limit] of checks)
    if (usedShare({ startAt, limit, pauses: [] }, stopAt, checkCalendar) >= 0.88) return undefined

  steps.push({ at: fedBackAt, by: lead, move: 'feedback' })
  if (firstVerifiedAt !== undefined && secondFedAt !== undefined) {
    steps.push({ at: firstVerifiedAt, by: checker, move: 'verify', outcome: 'fail' })
    steps.push({ at: secondFedAt, by: lead, move: 'feedback' })
  }
  steps.push({ at: verifiedAt, by: checker, move: 'verify', outcome: 'pass' })
  steps.push({ at: closedAt, by: checker, move: 'close' })

  const handleStop = secondFedAt ?? fedBackAt
  const handlePauses =
    firstVerifiedAt === undefined ? pauses : [...pauses, { fromAt: fedBackAt, toAt: firstVerifiedAt }]
  const shares = {
    sign: usedShare(signTimer, signedAt, calendar),
    handle: usedShare({ ...handleTimer(), pauses: handlePauses }, handleStop, calendar),
    whole: usedShare(wholeTimer(), closedAt, promise),
  }
  if (!isAsWished(wish.pace, shares)) return undefined
  const line: Line = {
    steps,
    dispatchedAt,
    givenAt,
    signedAt,
    fedBackAt,
    firstClosedAt: closedAt,
    closedAt,
    handleMs: fedBackAt - givenAt - pausedMs,
    shares,
  }
  return wish.reopen ? again(line, wish, limits, ground) : line
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

/** Between half past eight in the morning and in the evening, on any day. */
const byDay = (at: number, chance: Chance): number => {
  const morning = startOfDay(dayOf(instant(at))) + 8.5 * msPerHour
  const evening = morning + 12 * msPerHour
  const late = chance.below(70) * msPerMinute
  return at < morning ? morning + late : at > evening ? morning + msPerDay + late : at
}

/** The latest working moment with this much work between it and `at`; for hours within a week. */
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

/** The second round of a matter reopened: the same unit, new clocks, calmly. */
const again = (line: Line, wish: Wish, limits: Limits, ground: Ground): Line | undefined => {
  const { chance, lead, desk } = wish
  const { promise } = ground
  const isHot = wish.urgency === 'flash' || wish.urgency === 'urgent'
  const calendar = calendarFor(lead, ground)
  const checker = checkerOf(desk, wish.territory, ground)
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
