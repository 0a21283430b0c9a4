// After the closing: who answers the invitation and how, who is rung up independently, which closings are looked at again,
// who was nudged or supervised by hand. Counts are quotas; who it is, is chance.
import { instant, msPerDay, msPerHour } from '#core/kit/instant.ts'
import type { Chance } from '../../chance.ts'
import type { Discontent, Step, Topic } from '../story.ts'
import { cardsOf, shuffled } from './cards.ts'
import type { LineGround } from './course.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'

export type After = {
  drafts: readonly Draft[]
  days: Days
  ground: LineGround
  scale: number
  chance: Chance
}

const scaled = (n: number, scale: number) => Math.round(n * scale)

/** Between 9 and 20 o'clock, some days after the closing; undefined when the history ends before. */
const later = (d: Draft, low: number, high: number, { days, chance }: After): number | undefined => {
  const day = Math.floor((d.closedAt! - days.fromAt) / msPerDay) + low + chance.below(high - low + 1)
  const at = days.fromAt + day * msPerDay + 9 * msPerHour + chance.below(11 * 3600) * 1000
  const soonest = d.closedAt! + 600_000 + chance.below(7200) * 1000
  const moment = at > soonest ? at : soonest
  return moment < days.untilAt ? moment : undefined
}

const isClosed = (d: Draft) => d.outcome === 'closed' || d.outcome === 'on-spot'

export const rate = (after: After) => {
  const { drafts, scale, chance } = after
  const notSolved = drafts.filter(d => d.wish?.reopen === 'rated')
  const answered = scaled(figures.rated.answered, scale)
  const reasons = (from: readonly Discontent[]) =>
    from.flatMap(why => Array<Discontent>(scaled(figures.discontents[why], scale)).fill(why))
  const angry = reasons(['not-solved'])
  for (const d of shuffled(notSolved, chance)) {
    const why = angry.pop()
    const i = d.steps.findIndex(s => s.move === 'rate')
    const step = d.steps[i] as Step & { move: 'rate' }
    if (why) d.steps[i] = { ...step, satisfied: chance.isSo(0.3) ? 'very-no' : 'no', why }
  }
  const rest = shuffled(reasons(['too-slow', 'no-contact', 'attitude', 'contradiction']), chance)
  const pool = shuffled(
    drafts.filter(d => isClosed(d) && d.caller !== undefined && d.wish?.reopen !== 'rated'),
    chance,
  )
  // Whoever waited longest complains of it.
  pool.sort((a, b) => Number(isLate(b)) - Number(isLate(a)))
  let left = answered - notSolved.length
  const discontentAmong = 4
  for (const d of [
    ...pool.filter(isLate),
    ...shuffled(
      pool.filter(d => !isLate(d)),
      chance,
    ),
  ]) {
    if (left === 0) break
    const at = later(d, 0, 9, after)
    if (at === undefined || chance.isSo(0.15)) continue
    const why = rest.length > 0 && chance.below(discontentAmong) === 0 ? rest.pop() : undefined
    const satisfied = why ? (chance.isSo(0.35) ? 'fair' : 'no') : chance.isSo(0.42) ? 'very' : 'yes'
    d.steps.push({
      at: instant(at),
      by: 'reporter',
      move: 'rate',
      solved: true,
      satisfied,
      ...(why ? { why } : {}),
    })
    left--
  }
  if (left > 0) throw new Error(`${left} of ${answered} answers found nobody to give them`)
}

const isLate = (d: Draft): boolean =>
  d.wish !== undefined && d.wish.pace !== 'calm' && d.wish.pace !== 'close'

const noteOn = (d: Draft, at: number, by: string, topic: Topic) =>
  d.steps.push({ at: instant(at), by, move: 'note', topic })

export const lookAgain = (after: After) => {
  const { drafts, ground, scale, chance } = after
  const dispatched = shuffled(
    drafts.filter(d => d.outcome === 'closed' && d.wish!.reopen !== 'found'),
    chance,
  )
  let left = scaled(figures.sampling.others, scale) - scaled(figures.sampling.falseClosures, scale)
  for (const d of dispatched) {
    if (left === 0) break
    const at = later(d, 1, 12, after)
    if (at === undefined) continue
    noteOn(d, at, ground.top, 'sample-true')
    left--
  }
  const pleased = shuffled(
    cardsOf(
      [true, false],
      [
        scaled(figures.phoned.satisfied, scale),
        scaled(figures.phoned.asked, scale) - scaled(figures.phoned.satisfied, scale),
      ],
    ),
    chance,
  )
  for (const d of shuffled(
    drafts.filter(d => isClosed(d) && d.caller !== undefined),
    chance,
  )) {
    if (pleased.length === 0) break
    const at = later(d, 5, 20, after)
    if (at === undefined) continue
    noteOn(d, at, ground.top, pleased.pop() ? 'phone-satisfied' : 'phone-not-satisfied')
  }
}

/** What people add to the ladder: nudges of reporters, and supervision by hand up to the talk. */
export const press = (after: After) => {
  const { drafts, ground, scale, chance } = after
  const within = (d: Draft, share: number) => {
    const { signedAt, fedBackAt } = d.line!
    return instant(Math.round((signedAt + (fedBackAt - signedAt) * share) / 1000) * 1000)
  }
  const paced = drafts.filter(d => d.line && d.wish)
  // Late ones are nudged by the ladder already; these few are in time and nobody else spoke.
  const inTime = scaled(figures.pressed.nudged, scale) - paced.filter(isLate).length
  const spoken = paced.filter(d => d.wish!.pace === 'close' || (!isLate(d) && d.wish!.signShare >= 1)).length
  const slow = shuffled(
    paced.filter(
      d =>
        d.wish!.pace === 'calm' &&
        d.wish!.signShare < 1 &&
        d.caller !== undefined &&
        !d.wish!.returns &&
        !d.wish!.pause &&
        d.line!.fedBackAt - d.line!.signedAt > 6 * msPerHour,
    ),
    chance,
  )
  for (const d of slow.slice(0, inTime - spoken))
    d.steps.push({ at: within(d, 0.7), by: 'reporter', move: 'nudge' })
  const byLadder = paced.filter(d => d.wish!.pace === 'supervised' || d.wish!.pace === 'listed').length
  const late = shuffled(
    paced.filter(d => d.wish!.pace === 'late' && !d.wish!.returns),
    chance,
  )
  const byHand = late.slice(0, scaled(figures.pressed.supervised, scale) - byLadder)
  byHand.forEach((d, i) => {
    d.steps.push({ at: within(d, 0.6), by: ground.top, move: 'supervise', rung: 'supervise' })
    if (i >= scaled(figures.pressed.talked, scale)) return
    d.steps.push({ at: within(d, 0.75), by: ground.top, move: 'supervise', rung: 'list' })
    d.steps.push({ at: within(d, 0.88), by: ground.top, move: 'supervise', rung: 'talk' })
  })
}

/** Sessions of mediation, what came of them, and whether it was kept. */
export const mediate = (mediated: readonly Draft[], after: After) => {
  const { scale, chance } = after
  const n = mediated.length
  if (n === 0) return
  const agreed = scaled(figures.mediation.agreed, scale)
  const kept = scaled(figures.mediation.kept, scale)
  const confirmed = scaled(figures.mediation.confirmed, scale)
  const outcomes = shuffled(cardsOf([true, false], [agreed, n - agreed]), chance)
  const keeps = shuffled(cardsOf([true, false], [kept, agreed - kept]), chance)
  const confirms = shuffled(cardsOf([true, false], [confirmed, agreed - confirmed]), chance)
  const sessions = Array<number>(n).fill(1)
  for (let left = scaled(figures.mediation.sessions, scale) - n; left > 0; ) {
    const i = chance.below(n)
    if (sessions[i]! < 5) {
      sessions[i]!++
      left--
    }
  }
  mediated.forEach((d, i) => {
    const { lead } = d.wish!
    const { signedAt, fedBackAt } = d.line!
    const from = Math.max(
      signedAt,
      ...d
        .line!.steps.filter(s => ['contact', 'approve', 'finish-part'].includes(s.move))
        .map(s => s.at)
        .filter(at => at < fedBackAt),
    )
    const span = fedBackAt - from
    const count = sessions[i]!
    for (let k = 1; k <= count; k++)
      noteOn(d, Math.round((from + (span * k) / (count + 2)) / 1000) * 1000, lead, 'mediation-session')
    const isAgreed = outcomes.pop()!
    noteOn(
      d,
      Math.round((from + (span * (count + 1)) / (count + 2)) / 1000) * 1000,
      lead,
      isAgreed ? 'mediation-agreed' : 'mediation-failed',
    )
    if (!isAgreed) return
    const isKept = keeps.pop()!
    const isConfirmed = confirms.pop()!
    const at = later(d, 2, 14, after)
    const seenAt = at ?? d.closedAt! + 60_000
    noteOn(
      d,
      Math.min(seenAt, after.days.untilAt - 5000),
      lead,
      isKept ? 'agreement-kept' : 'agreement-broken',
    )
    if (isConfirmed)
      noteOn(d, Math.min(seenAt + 1000, after.days.untilAt - 2000), lead, 'agreement-confirmed')
  })
}
