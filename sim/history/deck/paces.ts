// Who is late, who returns, what is done twice: every quota of quality is filled by trying matters in an order that
// habits decide, and keeping those whose line can be had under their own limits.
import { assert } from '#core/kit/assert.ts'
import { type Chance, chanceOf } from '../../chance.ts'
import { cardsOf, sharedOut, shuffled } from './cards.ts'
import type { LineGround } from './course.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'
import { lineOf, type Pace, type Wish } from './line.ts'

/** Features that exclude each other on one matter, so that each figure has matters of its own. */
export const isPlain = (d: Draft): boolean => {
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

export const fill = (
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
