// The moves of the person who reported, and of the grid leader on their behalf: rate, reopen, object. Solved and
// satisfied are two facts; the handler can neither see nor touch the answer before closing.
import type { NewFact } from '../../life/fact.ts'
import { type Refusal, refuse } from '../../life/refusal.ts'
import { type Here, type Move, needWords, str, type Who, words } from './here.ts'
import { calendarOf, limitsFor, promiseCalendar, step } from './limits.ts'
import { atDesk, inHand } from './states.ts'
import { unaccusedOver } from './wall.ts'

const byReporter: Who = { by: [{ relation: 'reporter' }], whoZh: '反映人', whoEn: 'the reporter' }

/** The centre that answers for a disputed closing: above the unit that closed it. */
const above = (s: Here): string => {
  const lead = s.district.unit(s.standing.doc.lead)
  const parent = lead?.kind === 'centre' ? lead.parent : undefined
  return parent && !s.standing.doc.accused.includes(parent)
    ? parent
    : unaccusedOver(s.district.code, s.standing.doc.accused, s.district)
}

/** Filed means too late to reopen; a new report is linked instead. */
const tooLate = (s: Here): Refusal | undefined =>
  s.standing.state === 'archived'
    ? refuse('too-late-to-reopen', { days: String(s.district.reopenDays) })
    : undefined

/** "Not solved" reopens by itself; the second time the centre above takes it, not the same unit again. */
const nextLead = (s: Here): string => (s.standing.doc.round === 0 ? s.standing.doc.lead : above(s))

/** A reopened matter gets new clocks and an answerable unit at once: it never escalates for time used before. */
export const reopening = (s: Here, reason: string, lead: string): NewFact => {
  const { type, urgency, row } = s.standing.doc
  const limits = limitsFor(type, urgency, row, s.district)
  const calendar = calendarOf(lead, s.district)
  return {
    type: 'reopened',
    data: { reason, lead },
    clocks: [
      { name: 'whole', limit: limits.whole, calendar: promiseCalendar(s.district) },
      { name: 'sign', limit: limits.sign, calendar },
      { name: 'contact', limit: limits.contact, calendar },
      { name: 'handle', limit: limits.handle, calendar },
    ],
  }
}

export const reporterMoves: Readonly<Record<string, Move>> = {
  rate: {
    zh: '评价',
    en: 'Rate',
    from: ['closed', 'callback_done'],
    ...byReporter,
    needs: {
      solved: { zh: '问题解决了吗', en: 'Solved?', kind: 'yes-no', required: true },
      satisfied: {
        zh: '满意吗',
        en: 'Satisfied?',
        kind: 'choice',
        required: true,
        from: ['very', 'yes', 'fair', 'no', 'very-no'],
        labels: {
          very: ['非常满意', 'Very satisfied'],
          yes: ['满意', 'Satisfied'],
          fair: ['一般', 'Fair'],
          no: ['不满意', 'Dissatisfied'],
          'very-no': ['非常不满意', 'Very dissatisfied'],
        },
      },
      words,
    },
    otherwise: tooLate,
    // Everyone who reported it is asked, also those whose report was merged into it; each answers once a round.
    check: s =>
      s.standing.doc.ratings.some(
        r => r.round === s.standing.doc.round && s.actor.kind === 'reporter' && r.by === s.actor.ref,
      )
        ? refuse('already-rated')
        : undefined,
    makes: ['rated', 'reopened'],
    facts: s => {
      const solved = s.input.solved === true
      const rated = {
        type: 'rated',
        data: {
          solved,
          satisfied: str(s, 'satisfied')!,
          ...(str(s, 'words') === undefined ? {} : { words: str(s, 'words')! }),
        },
      }
      return solved ? [rated] : [rated, reopening(s, str(s, 'words') ?? '反映人答复没解决', nextLead(s))]
    },
  },
  'tell-more': {
    zh: '补充说明',
    en: 'Tell more',
    from: [...atDesk, ...inHand],
    ...byReporter,
    needs: { words: { ...needWords, zh: '补充的内容', en: 'What there is to add' } },
    makes: ['told-more'],
    facts: s => [{ type: 'told-more', data: { unit: s.standing.doc.lead, words: str(s, 'words')! } }],
  },
  reopen: {
    zh: '要求重办',
    en: 'Reopen',
    key: 'R',
    from: ['closed', 'callback_done'],
    by: [{ relation: 'reporter' }, { relation: 'place', roles: ['grid_leader'] }, { relation: 'over' }],
    whoZh: '反映人、网格长或上级中心',
    whoEn: 'the reporter, the grid leader or a centre above',
    needs: { reason: { zh: '理由', en: 'Reason', kind: 'text', required: true, max: 500 } },
    otherwise: tooLate,
    makes: ['reopened'],
    facts: s => [reopening(s, str(s, 'reason')!, nextLead(s))],
  },
  object: {
    zh: '对不予受理提出异议',
    en: 'Object',
    from: ['not_accepted'],
    ...byReporter,
    needs: { words: needWords },
    makes: ['objected'],
    facts: s => {
      const lead = above(s)
      return [
        {
          type: 'objected',
          data: { words: str(s, 'words')!, lead },
          clocks: [step('triage', lead, s.district)],
        },
      ]
    },
  },
}
