// Returns that cannot become ping-pong: a reason from the list and a legal basis, a named arbiter with a clock, one
// ruling a unit, and that ruling is final both ways – who must handle it cannot return it again, who was released
// cannot be given it again.
import type { NewFact } from '../../life/fact.ts'
import { named, refuse } from '../../life/refusal.ts'
import { byLead, deskRoles, type Here, type Move, needWords, said, str, words } from './here.ts'
import { step } from './limits.ts'
import { dispatchFacts } from './sending.ts'
import { working } from './states.ts'
import { unaccusedOver } from './wall.ts'

/** The centre that rules on a return: the one above a centre, the district's for a department. Never an accused one. */
const arbiterOf = (s: Here): string => {
  const lead = s.district.unit(s.standing.doc.lead)
  const parent = lead?.kind === 'centre' ? lead.parent : undefined
  const named = parent ?? s.district.centreOver(s.district.code, 'district').id
  const { accused } = s.standing.doc
  return accused.includes(named) ? unaccusedOver(s.district.code, accused, s.district) : named
}

const shortestBasis = 4

export const returningMoves: Readonly<Record<string, Move>> = {
  return: {
    zh: '申请退单',
    en: 'Ask to return it',
    key: 'r',
    from: ['dispatched', ...working],
    ...byLead,
    needs: {
      reason: { zh: '退单理由', en: 'Reason', kind: 'choice', from: 'returnReasons', required: true },
      basis: {
        zh: '依据（法律、三定或职责清单条目）',
        en: 'Legal basis',
        kind: 'text',
        required: true,
        max: 300,
      },
      words,
    },
    check: s => {
      if (s.standing.doc.ruled.includes(s.standing.doc.lead)) return refuse('already-arbitrated')
      if (arbiterOf(s) === s.standing.doc.lead)
        return refuse('no-such-duty', {
          what: {
            zh: '上级裁定单位；区中心是最后一站',
            en: 'arbiter above: the district centre is the last stop',
          },
        })
      return undefined
    },
    makes: ['return-requested'],
    facts: s => {
      const basis = str(s, 'basis')!
      if (basis.length < shortestBasis) return refuse('basis-required')
      const arbiter = arbiterOf(s)
      return [
        {
          type: 'return-requested',
          data: {
            reason: str(s, 'reason')!,
            basis,
            arbiter,
            unit: s.standing.doc.lead,
            state: s.standing.state,
            ...said(s),
          },
          clocks: [step('arbitrate', arbiter, s.district)],
        },
      ]
    },
  },
  rule: {
    zh: '裁定退单',
    en: 'Rule on the return',
    key: 'u',
    from: ['return_requested'],
    by: [{ relation: 'arbiter', roles: deskRoles }],
    whoZh: '指定的裁定单位',
    whoEn: 'the named arbiter',
    needs: {
      ruling: {
        zh: '裁定',
        en: 'Ruling',
        kind: 'choice',
        required: true,
        from: ['upheld', 'rejected'],
        labels: {
          upheld: ['退单成立', 'Return upheld'],
          rejected: ['退单不成立，由原单位办理', 'Return refused; the unit handles it'],
        },
      },
      lead: {
        zh: '改派给（留空则由本中心承担）',
        en: 'New lead (empty: this centre takes it)',
        kind: 'unit',
      },
      words: needWords,
    },
    makes: ['return-ruled', 'dispatched'],
    passes: ['accepted'],
    facts: s => {
      const { doc } = s.standing
      const ruling = str(s, 'ruling')!
      const arbiter = doc.arbiter!
      const ruled: NewFact = {
        type: 'return-ruled',
        data: { ruling, unit: doc.lead, ...(ruling === 'upheld' ? { lead: arbiter } : {}), ...said(s) },
      }
      if (ruling !== 'upheld') return [ruled]
      // A matter no unit takes stays with the arbiter, never in a hole; the next unit gets its full time.
      const lead = str(s, 'lead') ?? arbiter
      if (lead === doc.lead) return refuse('same-lead', { unit: named(s.district.unit(lead)!) })
      const sent = dispatchFacts(s, lead)
      return 'refused' in sent ? sent : [ruled, ...sent]
    },
  },
}
