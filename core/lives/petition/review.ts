// Review 复查 and final review 复核 by another organ one level up (arts. 35, 36), and accusations under seal (arts. 30, 41).
import type { Need } from '../../life/life.ts'
import { type Refusal, refuse } from '../../life/refusal.ts'
import {
  byPetitioner,
  byReviewer,
  cannotTake,
  type Here,
  type Move,
  needWords,
  str,
  unaccusedUnit,
} from './here.ts'
import { statutory } from './states.ts'

/**
 * The organ above the one that answered, never one that had a hand in it. Above the district's own centre stands the
 * city: the petition office carries the request there and writes down the answer.
 */
const reviewerOf = (s: Here): string | undefined => {
  const { doc } = s.standing
  const unit = s.district.unit(doc.lead)
  const above = [
    unit?.kind === 'centre' ? unit.parent : undefined,
    s.district.centreOver(s.district.code, 'district').id,
  ]
  const fresh = above.find(
    id => id !== undefined && id !== doc.lead && !doc.accused.includes(id) && !doc.handlerUnits.includes(id),
  )
  if (fresh !== undefined) return fresh
  return doc.accused.includes(doc.registrar)
    ? unaccusedUnit(s.district.code, doc.accused, s.district)
    : doc.registrar
}

const answers: Move['needs'] = {
  outcome: {
    zh: '结论',
    en: 'Outcome',
    kind: 'choice',
    required: true,
    from: ['kept', 'changed', 'revoked'],
    labels: {
      kept: ['维持原意见', 'The opinion stands'],
      changed: ['变更原意见', 'The opinion is changed'],
      revoked: ['撤销原意见', 'The opinion is revoked'],
    },
  } satisfies Need,
  decision: { zh: '意见', en: 'Decision', kind: 'text', required: true, max: 2000 },
  basis: { zh: '依据', en: 'Law it rests on', kind: 'text', required: true, max: 500 },
}
const answerData = (s: Here) => ({
  outcome: str(s, 'outcome')!,
  decision: str(s, 'decision')!,
  basis: str(s, 'basis')!,
})

const ownWork = (s: Here): Refusal | undefined =>
  s.actor.kind === 'officer' && s.standing.doc.handlers.includes(s.actor.person)
    ? refuse('own-work')
    : undefined

export const reviewMoves: Readonly<Record<string, Move>> = {
  'ask-review': {
    zh: '请求复查复核',
    en: 'Ask for review',
    from: ['opinion_issued'],
    ...byPetitioner,
    needs: { words: { ...needWords, zh: '不服的理由', en: 'Why you disagree' } },
    makes: ['review-asked', 'final-asked'],
    facts: s => {
      const lead = reviewerOf(s)
      if (lead === undefined) return refuse('accused-is-all')
      return [
        {
          type: s.standing.doc.stage === 'handling' ? 'review-asked' : 'final-asked',
          data: { lead, words: str(s, 'words')! },
          clocks: [statutory('review', s.district)],
        },
      ]
    },
  },
  'answer-review': {
    zh: '出具复查意见',
    en: 'Answer the review',
    key: 'w',
    from: ['review'],
    ...byReviewer,
    needs: answers,
    check: ownWork,
    makes: ['review-answered'],
    facts: s => [{ type: 'review-answered', data: answerData(s), clocks: [statutory('window', s.district)] }],
  },
  'answer-final': {
    zh: '出具复核意见',
    en: 'Answer the final review',
    key: 'w',
    from: ['final_review'],
    ...byReviewer,
    needs: answers,
    check: ownWork,
    makes: ['final-answered'],
    facts: s => [{ type: 'final-answered', data: answerData(s) }],
  },
}

export const sealedMoves: Readonly<Record<string, Move>> = {
  route: {
    zh: '密封转送',
    en: 'Route under seal',
    key: 'd',
    from: ['sealed_in'],
    by: [{ relation: 'holding', roles: ['petition_keyholder'] }],
    whoZh: '检举控告专责人员',
    whoEn: 'the key-holder',
    needs: { lead: { zh: '有权处理机关', en: 'Organ', kind: 'unit', required: true } },
    makes: ['routed'],
    facts: s => {
      const lead = str(s, 'lead')!
      // Only an organ that sits in the net can tell the result; elsewhere the accusation would stand open for ever.
      return (
        cannotTake(s, lead) ?? [{ type: 'routed', data: { lead }, clocks: [statutory('result', s.district)] }]
      )
    },
  },
  'tell-result': {
    zh: '反馈结果',
    en: 'Tell the result',
    key: 'w',
    from: ['routed'],
    by: [{ relation: 'holding' }, { relation: 'involved', roles: ['petition_keyholder'] }],
    whoZh: '有权处理机关或检举控告专责人员',
    whoEn: 'the organ, or the key-holder',
    needs: { words: needWords },
    makes: ['result-told'],
    facts: s => [{ type: 'result-told', data: { words: str(s, 'words')! } }],
  },
}
