// Who hears of what happens to a matter. Reporters of merged matters stand in the parent's `reporters`, so they hear
// everything the parent's own reporter hears.
import type { MatterDoc } from '../matter/doc.ts'
import { type Context, datum, due, list, number, officerUnit, publicUnit, type Rule, why } from './rule.ts'

type Row = Rule<MatterDoc>
type C = Context<MatterDoc>

const lead = (c: C) => [c.standing.doc.lead]
const desk = (c: C) => [c.standing.doc.dispatcher ?? c.standing.doc.lead]
const typeName = (c: C) =>
  c.standing.doc.type === undefined
    ? '未分类'
    : (c.district.type(c.standing.doc.type)?.zh ?? c.standing.doc.type)
const withUnit = (c: C) => ({
  ...number(c),
  unit: publicUnit(c, c.standing.doc.lead),
  due: due(c, 'whole'),
})
const withReason = (c: C) => ({ ...number(c), reason: datum(c, 'words') })

/** Who approves what the lead asks: the unit's own approver sits in it, so both the unit and the centre above hear. */
const approvers = (c: C): readonly string[] => {
  const unit = c.district.unit(c.standing.doc.lead)
  return [c.standing.doc.lead, unit?.parent ?? c.district.centreOver(c.district.code, 'district').id]
}

const reporters = (wording: string, fill: Row['fill'] = number, when?: Row['when']): Row => ({
  to: 'reporters',
  wording,
  fill,
  ...(when ? { when } : {}),
})

export const matterNotices: Readonly<Record<string, readonly Row[]>> = {
  reported: [reporters('reporter-received')],
  accepted: [reporters('reporter-accepted')],
  asked: [reporters('reporter-asked', withReason)],
  'told-more': [{ to: lead, wording: 'officer-told-more', fill: withReason }],
  dispatched: [
    reporters('reporter-dispatched', withUnit, c => c.standing.doc.hops <= 1),
    reporters('reporter-rerouted', withUnit, c => c.standing.doc.hops > 1),
    {
      to: lead,
      wording: 'officer-dispatched',
      fill: c => ({
        ...number(c),
        type: typeName(c),
        sign: due(c, 'sign'),
        contact: due(c, 'contact'),
        due: due(c, 'handle'),
      }),
    },
    {
      to: c => list(c, 'co'),
      wording: 'officer-co-handling',
      fill: c => ({
        ...number(c),
        type: typeName(c),
        unit: officerUnit(c, c.standing.doc.lead),
        due: list(c, 'co').map(u => due(c, `part:${u}`))[0] ?? '',
      }),
    },
    {
      to: c => list(c, 'copies'),
      wording: 'officer-copy',
      fill: c => ({ ...number(c), type: typeName(c), unit: officerUnit(c, c.standing.doc.lead) }),
    },
  ],
  'co-added': [
    {
      to: c => list(c, 'units'),
      wording: 'officer-co-handling',
      fill: c => ({
        ...number(c),
        type: typeName(c),
        unit: officerUnit(c, c.standing.doc.lead),
        due: list(c, 'units').map(u => due(c, `part:${u}`))[0] ?? '',
      }),
    },
  ],
  'part-done': [
    {
      to: lead,
      wording: 'officer-part-done',
      fill: c => ({ ...number(c), unit: officerUnit(c, datum(c, 'unit')) }),
    },
  ],
  'return-requested': [
    reporters('reporter-returned'),
    {
      to: c => [datum(c, 'arbiter')],
      wording: 'officer-arbitrate',
      fill: c => ({ ...number(c), reason: why(c, 'reason', 'zh'), due: due(c, 'arbitrate') }),
    },
  ],
  'return-ruled': [
    {
      to: c => [datum(c, 'unit')],
      wording: 'officer-ruled',
      fill: c => ({
        ...number(c),
        ruling: `${datum(c, 'ruling') === 'upheld' ? '退单成立' : '退单不成立，请办理'}；${datum(c, 'words')}`,
      }),
    },
    // An upheld return is followed by the dispatch to the next unit, which tells the reporter.
    reporters('reporter-return-rejected', withUnit, c => datum(c, 'ruling') !== 'upheld'),
  ],
  'extension-asked': [{ to: approvers, wording: 'officer-application', fill: withReason }],
  'suspension-asked': [{ to: approvers, wording: 'officer-application', fill: withReason }],
  'application-denied': [{ to: lead, wording: 'officer-denied', fill: withReason }],
  extended: [
    reporters('reporter-extended', c => ({ ...withReason(c), due: due(c, 'whole') })),
    { to: lead, wording: 'officer-extended', fill: c => ({ ...number(c), due: due(c, 'handle') }) },
  ],
  suspended: [
    reporters('reporter-suspended', c => ({
      ...number(c),
      reason: why(c, 'reason'),
      until: datum(c, 'untilOn'),
    })),
    { to: lead, wording: 'officer-suspended', fill: c => ({ ...number(c), until: datum(c, 'untilOn') }) },
  ],
  resumed: [
    reporters('reporter-resumed', c => ({ ...number(c), due: due(c, 'whole') })),
    { to: lead, wording: 'officer-resumed', fill: c => ({ ...number(c), due: due(c, 'handle') }) },
  ],
  'fed-back': [{ to: desk, wording: 'officer-verify', fill: c => ({ ...number(c), due: due(c, 'verify') }) }],
  'sent-back': [{ to: lead, wording: 'officer-rework', fill: withReason }],
  closed: [
    reporters('reporter-closed', c => ({
      ...number(c),
      result: datum(c, 'answer'),
      days: String(c.district.reopenDays),
    })),
  ],
  'closed-on-spot': [
    reporters('reporter-closed', c => ({
      ...number(c),
      result: datum(c, 'answer'),
      days: String(c.district.reopenDays),
    })),
  ],
  reopened: [
    reporters('reporter-reopened'),
    {
      to: c => [...lead(c), ...desk(c)],
      wording: 'officer-reopened',
      fill: c => ({ ...number(c), reason: datum(c, 'reason') }),
    },
  ],
  'not-accepted': [reporters('reporter-declined', c => ({ ...number(c), reason: why(c, 'reason') }))],
  objected: [{ to: lead, wording: 'officer-objected', fill: withReason }],
  diverted: [reporters('reporter-diverted', c => ({ ...number(c), reason: why(c, 'exit') }))],
  merged: [reporters('reporter-merged', c => ({ ...number(c), related: datum(c, 'intoNumber') }))],
  unmerged: [reporters('reporter-unmerged')],
  nudged: [{ to: c => [datum(c, 'unit')], wording: 'officer-nudge', fill: withReason }],
  supervised: [
    {
      to: c => [datum(c, 'unit')],
      wording: 'officer-supervise',
      fill: c => ({ ...withReason(c), due: due(c, 'whole') }),
      when: c => Number(c.fact.data.rank) !== 2,
    },
    {
      to: c => [datum(c, 'unit'), ...desk(c)],
      wording: 'officer-list',
      fill: c => ({
        ...number(c),
        person: officerUnit(c, datum(c, 'unit')),
        due: due(c, 'whole'),
      }),
      when: c => Number(c.fact.data.rank) === 2,
    },
  ],
  'light-turned': [
    {
      to: c => [datum(c, 'of') || c.standing.doc.lead],
      wording: 'officer-yellow',
      fill: c => ({ ...number(c), due: due(c, datum(c, 'clock')) }),
      when: c => c.fact.data.share === 0.75,
    },
    {
      to: c => [datum(c, 'of') || c.standing.doc.lead],
      wording: 'officer-red',
      fill: number,
      // The end of a wait or of the time to reopen is no red light.
      when: c => c.fact.data.share === 1 && !['wait', 'rest'].includes(datum(c, 'clock')),
    },
  ],
}
