// What goes back and forth or is done twice: returns, rework, reopening, waits. Quotas filled by trying, as with paces.
import { assert } from '#core/kit/assert.ts'
import type { Chance } from '../../chance.ts'
import { shuffled } from './cards.ts'
import { arbiterOf } from './course.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'
import { fill, isPlain, type Stage, tryWish } from './paces.ts'

const wrongUnit: Readonly<Record<string, readonly string[]>> = {
  GS: ['D-ga', 'D-yj', 'D-zj'],
  MD: ['D-sf', 'D-zj', 'D-rs'],
  SP: ['D-yj', 'D-zj', 'D-sj'],
  ER: ['D-yj', 'D-sl'],
  CL: ['D-yj'],
  CM: ['D-cg', 'D-jt', 'D-zj'],
  EE: ['D-hb', 'D-cg', 'D-zj'],
  EN: ['D-rs', 'D-sj', 'D-zj'],
  AS: ['D-mz', 'D-rs', 'D-wj'],
  SC: ['D-sf', 'D-wj', 'D-mz'],
}

/** Units it was wrongly given to first, none twice and never the one that handles it. */
const wrongFirst = (d: Draft, count: number, town: string, chance: Chance): string[] => {
  const lead = d.wish!.lead
  const pool = shuffled([...wrongUnit[d.module]!, 'D-cg', 'D-zj', 'D-ga'], chance)
  const first = d.level === 'department' && chance.isSo(0.3) ? [town] : []
  return [...new Set([...first, ...pool])].filter(u => u !== lead).slice(0, count)
}

export const makeReturned = (stage: Stage, open: number) => {
  const { drafts, ground, untilAt, scale, chance } = stage
  const pingPong = Math.round(figures.returns.pingPong * scale)
  const upheld = Math.round(figures.returns.upheld * scale) - 2 * pingPong
  const asked = Math.round(figures.returns.asked * scale) - open - 3 * pingPong
  const townOf = (d: Draft) => ground.district.centreOver(d.territory, 'town').id
  const order = shuffled(
    drafts.filter(
      d => d.urgency !== 'flash' && isPlain(d) && d.wish!.signShare < 1 && d.wish!.lead !== ground.top,
    ),
    chance,
  )
  const wanders = order.filter(d => d.level === 'department' || d.level === 'town')
  const toTheTop = shuffled(
    drafts.filter(d => d.level === 'upper' && isPlain(d) && d.wish!.signShare < 1),
    chance,
  ).slice(0, Math.round(60 * scale))
  for (const d of fill('ping-pong', wanders, pingPong, d => {
    const wrong = wrongFirst(d, 2, townOf(d), chance)
    return tryWish(
      d,
      {
        returns: [
          ...wrong.map(by => ({ by, upheld: true, reason: 'not-competent' })),
          { by: d.wish!.lead, upheld: false, reason: 'not-competent' },
        ],
      },
      ground,
      untilAt,
    )
  }))
    d.trap = 'ping-pong'
  fill('returns upheld', [...toTheTop, ...wanders.filter(isPlain)], upheld, d => {
    const [by] = wrongFirst(d, 1, townOf(d), chance) as [string]
    const reason =
      d.level === 'upper' ? 'needs-higher' : by.startsWith('C') ? 'needs-higher' : 'not-competent'
    return tryWish(d, { returns: [{ by, upheld: true, reason }] }, ground, untilAt)
  })
  fill('returns refused', order.filter(isPlain), asked - upheld, d =>
    tryWish(
      d,
      {
        returns: [
          {
            by: d.wish!.lead,
            upheld: false,
            reason: chance.isSo(0.2) ? 'wrong-territory' : 'not-competent',
          },
        ],
      },
      ground,
      untilAt,
    ),
  )
  assert(arbiterOf('D-cg', ground) === ground.top, 'the district centre rules on the returns of departments')
}

/** `open`: what was fed back and sent back among what is still open counts, too. */
export const makeReworked = (
  { drafts, ground, untilAt, scale, chance }: Stage,
  open: { fedBack: number; sentBack: number },
) => {
  const again = Math.round((figures.reopened + figures.sampling.falseClosures) * scale)
  const share = figures.reworkPerMille / 1000
  const results = drafts.length + again + open.fedBack
  const count = Math.round((share * results - open.sentBack) / (1 - share))
  fill('rework', shuffled(drafts.filter(isPlain), chance), count, d =>
    tryWish(d, { rework: true }, ground, untilAt),
  )
}

export const makeReopened = ({ drafts, ground, untilAt, scale, chance }: Stage) => {
  const order = shuffled(
    drafts.filter(d => isPlain(d) && d.caller !== undefined && d.wish!.signShare < 1),
    chance,
  )
  const notSolved = Math.round((figures.rated.answered - figures.rated.solved) * scale)
  const asked = Math.round(figures.reopened * scale) - notSolved
  fill('not solved', order, notSolved, d => tryWish(d, { reopen: 'rated' }, ground, untilAt))
  fill('reopened', order.filter(isPlain), asked, d => tryWish(d, { reopen: 'asked' }, ground, untilAt))
  fill('closed falsely', order.filter(isPlain), Math.round(figures.sampling.falseClosures * scale), d =>
    tryWish(d, { reopen: 'found' }, ground, untilAt),
  )
}

const waitReasons = [
  'weather',
  'procurement',
  'owner-absent',
  'owner-absent',
  'legal-procedure',
  'reporter-asks',
]

/** Whole days of waiting, cards of a deck whose sum is dealt before. */
export const makeWaiting = (stage: Stage, days: readonly number[]) => {
  const { drafts, ground, untilAt, chance } = stage
  const left = [...days]
  const order = shuffled(
    drafts.filter(
      d => isPlain(d) && (d.urgency === 'normal' || d.urgency === 'complex') && d.wish!.signShare < 1,
    ),
    chance,
  )
  fill('waits', order, days.length, d => {
    const n = left.at(-1)!
    const isDone = tryWish(d, { pause: { days: n, reason: chance.pick(waitReasons) } }, ground, untilAt)
    if (isDone) left.pop()
    return isDone
  })
}
