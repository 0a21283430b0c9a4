// Who hears of what happens to a petition. Of a sealed accusation the reader lets through only the accuser and the organ
// it was routed to.
import type { PetitionDoc } from '../petition/doc.ts'
import { type Context, datum, due, number, officerUnit, publicUnit, type Rule, why } from './rule.ts'

type Row = Rule<PetitionDoc>
type C = Context<PetitionDoc>

const lead = (c: C) => [c.standing.doc.lead]
const registrar = (c: C) => [c.standing.doc.registrar]
const reporters = (wording: string, fill: Row['fill'] = number): Row => ({ to: 'reporters', wording, fill })
const withReason = (c: C) => ({ ...number(c), reason: datum(c, 'words') })
const withUnit = (clock: string) => (c: C) => ({
  ...number(c),
  unit: publicUnit(c, c.standing.doc.lead),
  due: due(c, clock),
})

export const petitionNotices: Readonly<Record<string, readonly Row[]>> = {
  registered: [
    reporters('reporter-petition-registered'),
    {
      to: lead,
      wording: 'officer-petition-registered',
      fill: c => ({ ...number(c), due: due(c, 'forward') }),
    },
  ],
  'sealed-in': [reporters('reporter-accusation-received')],
  forwarded: [
    reporters('reporter-petition-forwarded', withUnit('notice')),
    {
      to: lead,
      wording: 'officer-petition-forwarded',
      fill: c => ({ ...number(c), due: due(c, 'notice'), until: due(c, 'objection') }),
    },
  ],
  objected: [
    {
      to: c => [datum(c, 'arbiter')],
      wording: 'officer-arbitrate',
      fill: c => ({ ...number(c), reason: why(c, 'reason', 'zh'), due: due(c, 'consent') }),
    },
  ],
  'objection-raised': [
    {
      to: c => [datum(c, 'arbiter')],
      wording: 'officer-arbitrate',
      fill: c => ({ ...withReason(c), due: due(c, 'consent') }),
    },
  ],
  'objection-ruled': [
    {
      to: c => [datum(c, 'unit'), ...registrar(c)],
      wording: 'officer-ruled',
      fill: c => ({
        ...number(c),
        ruling: `${datum(c, 'ruling') === 'agreed' ? '同意异议' : '不同意异议，请受理'}；${datum(c, 'words')}`,
      }),
    },
  ],
  accepted: [reporters('reporter-petition-accepted', withUnit('settle'))],
  'not-accepted': [
    reporters('reporter-petition-declined', c => ({ ...number(c), reason: why(c, 'reason') })),
  ],
  diverted: [reporters('reporter-petition-diverted', withReason)],
  'hearing-opened': [reporters('reporter-petition-hearing', withReason)],
  extended: [reporters('reporter-petition-extended', c => ({ ...withReason(c), due: due(c, 'settle') }))],
  'opinion-issued': [
    reporters('reporter-petition-opinion', c => ({ ...number(c), due: due(c, 'window') })),
    { to: registrar, wording: 'officer-petition-answered', fill: number },
  ],
  'review-asked': [
    reporters('reporter-petition-review', withUnit('review')),
    { to: lead, wording: 'officer-petition-review', fill: c => ({ ...number(c), due: due(c, 'review') }) },
  ],
  'review-answered': [
    reporters('reporter-petition-reviewed', c => ({ ...number(c), due: due(c, 'window') })),
  ],
  'final-asked': [
    reporters('reporter-petition-review', withUnit('review')),
    { to: lead, wording: 'officer-petition-review', fill: c => ({ ...number(c), due: due(c, 'review') }) },
  ],
  'final-answered': [reporters('reporter-petition-concluded')],
  concluded: [reporters('reporter-petition-concluded')],
  routed: [
    reporters('reporter-accusation-routed'),
    { to: lead, wording: 'officer-accusation-routed', fill: c => ({ ...number(c), due: due(c, 'result') }) },
  ],
  'result-told': [reporters('reporter-accusation-result')],
  'called-back': [
    {
      to: lead,
      wording: 'officer-petition-registered',
      fill: c => ({ ...number(c), due: due(c, 'forward') }),
    },
  ],
  nudged: [{ to: c => [datum(c, 'unit')], wording: 'officer-nudge', fill: withReason }],
  supervised: [
    {
      to: c => [datum(c, 'unit')],
      wording: 'officer-supervise',
      fill: c => ({ ...withReason(c), due: due(c, 'settle') || due(c, 'notice') }),
      when: c => Number(c.fact.data.rank) !== 2,
    },
    {
      to: c => [datum(c, 'unit'), ...registrar(c)],
      wording: 'officer-list',
      fill: c => ({
        ...number(c),
        person: officerUnit(c, datum(c, 'unit')),
        due: due(c, 'settle') || due(c, 'notice'),
      }),
      when: c => Number(c.fact.data.rank) === 2,
    },
  ],
  'light-turned': [
    {
      to: lead,
      wording: 'officer-yellow',
      fill: c => ({ ...number(c), due: due(c, datum(c, 'clock')) }),
      when: c => c.fact.data.share === 0.75,
    },
    {
      to: lead,
      wording: 'officer-red',
      fill: number,
      when: c => c.fact.data.share === 1 && !['window', 'objection'].includes(datum(c, 'clock')),
    },
  ],
}
