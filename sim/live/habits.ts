// What simulated people do next with a matter and when: units have queues, nights and mistakes, residents answer or do
// not. Everything follows from the matter as it stands and a seed, so that it is the same plan whoever asks, and another
// one as soon as somebody – a visitor, too – has made a move. The medians are those of ../history/deck.
import type { District } from '#core/district/district.ts'
import { dayOf, formatDay, type Instant, instant, msPerMinute, plusDays } from '#core/kit/instant.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Loaded } from '#desk/desk.ts'
import { nowRowOf } from '#desk/now-row.ts'
import type { Post } from '../actors.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { Step } from '../history/story.ts'
import { awakeAt } from '../when.ts'

type Steps<M> = Extract<Step, { move: M }>
type Filled<M extends Step['move']> = { [K in M]: Omit<Steps<K>, 'at' | 'by'> }[M]
/** A step of the past without its instant and hand; a desk sorts and sends only once it looks. */
export type Wish = { move: 'look-through' } | Filled<Exclude<Step['move'], 'dispatch' | 'merge'>>

export type Plan = { at: Instant; units: readonly string[]; wish: Wish }

/** Minutes: half of all cases take less than `median`, nine in ten less than `p90`. */
type Takes = { median: number; p90: number; who: Post }

const takes = {
  desk: { median: 6, p90: 30, who: 'desk' },
  sign: { median: 38, p90: 150, who: 'lead' },
  contact: { median: 35, p90: 120, who: 'lead' },
  part: { median: 300, p90: 1500, who: 'helper' },
  rule: { median: 55, p90: 200, who: 'arbiter' },
  approve: { median: 70, p90: 300, who: 'approver' },
  community: { median: 7 * 60, p90: 2.6 * 1440, who: 'lead' },
  town: { median: 26 * 60, p90: 5 * 1440, who: 'lead' },
  department: { median: 2.8 * 1440, p90: 9 * 1440, who: 'lead' },
  verify: { median: 130, p90: 600, who: 'checker' },
  close: { median: 35, p90: 180, who: 'checker' },
  receipt: { median: 600, p90: 2000, who: 'checker' },
  rate: { median: 400, p90: 2000, who: 'reporter' },
} as const satisfies Record<string, Takes>

/** Standard normal quantile of 0.9. */
const z90 = 1.2816

const minutesOf = ({ median, p90 }: Takes, chance: Chance): number => {
  const z = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
  return median * Math.exp((Math.log(p90 / median) / z90) * z)
}

/** Shares of what goes another way. */
const shares = {
  returned: 0.078,
  upheld: 0.46,
  extension: 0.04,
  suspension: 0.028,
  approved: 0.9,
  failed: 0.056,
  answered: 0.45,
  solved: 0.97,
  satisfied: 0.993,
  onTime: 0.93,
}

/** Undefined: nobody does anything with it by themselves. `tries`: plans of this standing that were refused. */
export const planFor = (
  loaded: Loaded,
  district: District,
  seed: number,
  tries: number,
): Plan | undefined => {
  const { standing, facts } = loaded
  const doc = standing.doc as MatterDoc
  // Lights and ladders turn by themselves and change nobody's mind.
  const last = facts.findLast(f => f.by.kind !== 'system')!
  const from = instant(Math.max(last.at, standing.sinceAt))
  const chance = chanceOf(seed, `${standing.subject}|${standing.state}|${last.seq}|${tries}`)
  const { dueAt } = nowRowOf(loaded.life, standing, district)
  /** Whoever sees the light turn yellow hurries, at night too; some do not. */
  const at = (how: Takes): Instant => {
    const wished = awakeAt(
      instant(from + Math.ceil(minutesOf(how, chance) + tries * 120) * msPerMinute),
      how.who,
    )
    const isLate = chance.isSo(1 - shares.onTime)
    const [inTime, tooLate] = [chance.between(0.3, 0.9), chance.between(1.02, 1.8)]
    if (how.who === 'reporter' || dueAt === null || wished < dueAt || dueAt <= from) return wished
    // Few let it come to being listed for supervision.
    return instant(Math.min(wished, from + Math.ceil((dueAt - from) * (isLate ? tooLate : inTime))))
  }
  const lead = [doc.lead]
  const over = (['town', 'district'] as const).map(level => district.centreOver(doc.place, level).id)
  const checkers = [...(doc.dispatcher === undefined ? [] : [doc.dispatcher]), ...over]
  const plan = (how: Takes, units: readonly string[], wish: Wish): Plan => ({ at: at(how), units, wish })

  switch (standing.state) {
    case 'reported':
    case 'accepted':
      return plan(takes.desk, lead, { move: 'look-through' })
    case 'dispatched': {
      const mayReturn =
        doc.lead !== over[1] && doc.hops < 3 && !doc.ruled.includes(doc.lead) && chance.isSo(shares.returned)
      if (mayReturn && tries === 0)
        return plan(takes.sign, lead, { move: 'return', reason: chance.pick(district.returnReasons).code })
      return plan(takes.sign, lead, { move: 'sign' })
    }
    case 'reopened':
      return plan(takes.sign, lead, { move: 'sign' })
    case 'return_requested':
      return plan(takes.rule, [doc.arbiter ?? over[1]!], {
        move: 'rule',
        ruling: chance.isSo(shares.upheld) ? 'upheld' : 'rejected',
      })
    case 'in_progress':
    case 'co_handling':
    case 'extended':
    case 'rework':
      return working()
    case 'feedback':
      return plan(takes.verify, checkers, {
        move: 'verify',
        outcome: chance.isSo(shares.failed) ? 'fail' : 'pass',
      })
    case 'verified':
      return plan(takes.close, checkers, { move: 'close' })
    case 'diverted':
      return standing.clocks.receipt?.stopAt === undefined
        ? plan(takes.receipt, [...lead, ...checkers], { move: 'receipt' })
        : undefined
    case 'closed':
      return doc.ownReporters.length > 0 && doc.ratings.length === 0 && chance.isSo(shares.answered)
        ? plan(takes.rate, ['reporter'], rating())
        : undefined
    default:
      return undefined
  }

  function working(): Plan {
    if (doc.application) return plan(takes.approve, [doc.lead, ...over], { move: 'approve' })
    if (!doc.contacted && doc.reporters.length > 0) return plan(takes.contact, lead, { move: 'contact' })
    const [co] = doc.co
    if (co !== undefined) return plan(takes.part, [co], { move: 'finish-part' })
    const unit = district.unit(doc.lead)
    const how =
      unit?.kind !== 'centre' ? takes.department : unit.level === 'community' ? takes.community : takes.town
    const first = standing.state !== 'rework' && tries === 0
    if (first && !doc.extended && chance.isSo(shares.extension))
      return plan(how, lead, { move: 'ask-extension', days: 1 + chance.below(3) })
    if (first && chance.isSo(shares.suspension))
      return plan(takes.contact, lead, {
        move: 'ask-suspension',
        reason: chance.pick(district.suspendReasons).code,
        untilOn: formatDay(plusDays(dayOf(from), 3 + chance.below(14))),
      })
    return plan(how, lead, { move: 'feedback' })
  }

  function rating(): Wish {
    if (!chance.isSo(shares.solved))
      return { move: 'rate', solved: false, satisfied: 'no', why: 'not-solved' }
    return chance.isSo(shares.satisfied)
      ? { move: 'rate', solved: true, satisfied: chance.isSo(0.4) ? 'very' : 'yes' }
      : { move: 'rate', solved: true, satisfied: 'no', why: 'too-slow' }
  }
}
