// The moves of the person who reported, and of the grid leader on their behalf: rate, reopen, object. Solved and
// satisfied are two facts; the handler can neither see nor touch the answer before closing.
import { refuse } from '../../life/refusal.ts'
import { reopening } from './handling.ts'
import { step } from './limits.ts'
import { type Here, type Move, needWords, str, unaccusedOver, words } from './moves.ts'

const byReporter: Pick<Move, 'by' | 'whoZh' | 'whoEn'> = {
  by: [{ relation: 'reporter' }],
  whoZh: '反映人',
  whoEn: 'the reporter',
}

/** The centre that answers for a disputed closing: above the unit that closed it. */
const above = (s: Here): string => {
  const lead = s.district.unit(s.standing.doc.lead)
  const parent = lead?.kind === 'centre' ? lead.parent : undefined
  return parent && !s.standing.doc.accused.includes(parent)
    ? parent
    : unaccusedOver(s.district.code, s.standing.doc.accused, s.district)
}

const lateBy = (s: Here) =>
  s.standing.clocks.rest?.stopAt !== undefined ||
  s.now - s.standing.sinceAt > s.district.reopenDays * 86_400_000
    ? refuse('too-late-to-reopen', { days: String(s.district.reopenDays) })
    : undefined

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
    check: s =>
      s.standing.doc.ratings.some(r => r.round === s.standing.doc.round)
        ? refuse('already-rated')
        : undefined,
    facts: s => {
      const solved = s.input.solved === true
      const rated = {
        type: 'rated',
        data: {
          solved,
          solvedWords: solved ? '已解决' : '没解决',
          satisfied: str(s, 'satisfied')!,
          ...(str(s, 'words') === undefined ? {} : { words: str(s, 'words')! }),
        },
      }
      if (solved || lateBy(s)) return [rated]
      // "Not solved" reopens by itself; the second time the centre above takes it, not the same unit again.
      const lead = s.standing.doc.round === 0 ? s.standing.doc.lead : above(s)
      return [rated, reopening(s, str(s, 'words') ?? '反映人答复没解决', lead)]
    },
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
    check: lateBy,
    facts: s => [
      reopening(s, str(s, 'reason')!, s.standing.doc.round === 0 ? s.standing.doc.lead : above(s)),
    ],
  },
  object: {
    zh: '对不予受理提出异议',
    en: 'Object',
    from: ['not_accepted'],
    ...byReporter,
    needs: { words: needWords },
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
