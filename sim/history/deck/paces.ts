// Who is late, who returns, what is done twice: every quota of quality is filled by trying matters in an order that
// habits decide, and keeping those whose line can be had under their own limits.
import { assert } from '#core/kit/assert.ts'
import { type Chance, chanceOf } from '../../chance.ts'
import { cardsOf, sharedOut, shuffled } from './cards.ts'
import { arbiterOf, type LineGround } from './course.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'
import { lineOf, type Pace, type Wish } from './line.ts'

/** Features that exclude each other on one matter, so that each figure has matters of its own. */
const isPlain = (d: Draft): boolean => {
  const w = d.wish!
  return (
    w.pace === 'calm' &&
    !w.rework &&
    !w.pause &&
    !w.returns &&
    !w.reopen &&
    !w.extendDays &&
    !d.mediated &&
    !d.accused &&
    !d.storm
  )
}

/** Tries the wish changed in this way; the draft keeps it when a line comes of it. */
export const tryWish = (d: Draft, change: Partial<Wish>, ground: LineGround, untilAt: number): boolean => {
  const wish: Wish = { ...d.wish!, ...change, chance: chanceOf(20_210_814, `line ${d.id}`) }
  const line = lineOf(wish, ground)
  if (!line || line.closedAt >= untilAt) return false
  d.wish = wish
  d.line = line
  return true
}

export type Stage = {
  /** Every closed matter that was dispatched, with a wish. */
  drafts: readonly Draft[]
  ground: LineGround
  untilAt: number
  scale: number
  chance: Chance
}

const fill = (
  what: string,
  from: readonly Draft[],
  count: number,
  attempt: (d: Draft) => boolean,
): Draft[] => {
  const got: Draft[] = []
  for (const d of from) {
    if (got.length === count) break
    if (attempt(d)) got.push(d)
  }
  assert(got.length === count, `${what}: only ${got.length} of ${count} among ${from.length} matters`)
  return got
}

const groupOf = (d: Draft): string => (d.level === 'department' ? d.department! : d.level!)

/** Late matters by who closes them; the worst department has its own share. */
export const lateQuotas = (drafts: readonly Draft[], scale: number): Map<string, number> => {
  const { late, worst } = figures.onTime
  const quotas = new Map<string, number>()
  for (const level of ['community', 'town', 'upper'] as const)
    quotas.set(level, Math.round(late[level] * scale))
  const departments = [...new Set(drafts.filter(d => d.level === 'department').map(groupOf))].sort()
  const others = departments.filter(id => id !== worst.unit)
  const worstLate = departments.includes(worst.unit) ? Math.round(worst.late * scale) : 0
  quotas.set(worst.unit, worstLate)
  // Habits: the police hand clues on at once; inspections that need a laboratory take their time.
  const habits: Readonly<Record<string, number>> = {
    'D-ga': 0.5,
    'D-cg': 1.1,
    'D-hb': 1.4,
    'D-sj': 1.2,
    'D-rs': 1.3,
    'D-yj': 0.9,
  }
  const shares = sharedOut(
    Math.round(late.department * scale) - worstLate,
    others.map(id => drafts.filter(d => groupOf(d) === id).length * (habits[id] ?? 1)),
  )
  others.forEach((id, i) => {
    quotas.set(id, shares[i]!)
  })
  return quotas
}

export const makeLate = ({ drafts, ground, untilAt, scale, chance }: Stage) => {
  const quotas = [...lateQuotas(drafts, scale)]
  const total = quotas.reduce((sum, [, n]) => sum + n, 0)
  const paces: Pace[] = ['late', 'supervised', 'listed']
  const listed = Math.round((figures.pressed.listed - figures.pressed.talked) * scale)
  const supervised = Math.round(331 * scale)
  const deck = shuffled(cardsOf(paces, [total - listed - supervised, supervised, listed]), chance)
  const lateSigners = Math.round(800 * scale)
  const signs = shuffled(cardsOf([true, false], [lateSigners, total - lateSigners]), chance)
  for (const [group, count] of quotas) {
    const cards = deck.splice(0, count)
    const own = shuffled(
      drafts.filter(d => groupOf(d) === group && isPlain(d)),
      chance,
    )
    let n = 0
    for (const d of own) {
      if (n === count) break
      const isLateSigner = signs.at(-1)!
      const signShare = isLateSigner ? 1.02 + 0.14 * chance.next() : d.wish!.signShare
      if (tryWish(d, { pace: cards[n]!, pressure: chance.next(), signShare }, ground, untilAt)) {
        n++
        signs.pop()
      }
    }
    assert(n === count, `${group}: only ${n} of ${count} can be late`)
  }
}

/** Late at signing for it and yet in time with everything else; and a few that came in at the last moment. */
export const makeHurried = ({ drafts, ground, untilAt, scale, chance }: Stage) => {
  const late = Math.round(figures.signedLate * scale) - Math.round(800 * scale)
  const order = () => shuffled(drafts.filter(isPlain), chance)
  fill('signed late', order(), late, d =>
    tryWish(d, { signShare: 1.02 + 0.14 * chance.next() }, ground, untilAt),
  )
  fill(
    'in time at the last moment',
    order().filter(d => d.wish!.signShare < 1),
    Math.round(30 * scale),
    d => tryWish(d, { pace: 'close', pressure: chance.next() }, ground, untilAt),
  )
}

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
