// Looking at personal data is itself a fact: who, for what purpose, with what reason. The reporter sees it. The vault is
// opened only after this fact is kept.
import { type Move, str, words } from './here.ts'
import { states } from './states.ts'

const wanted = Object.keys(states).filter(s => s !== 'draft')

/** Purposes a reporter's contact may be looked at for; there is no “other”. */
export const lookPurposes: Readonly<Record<string, readonly [string, string]>> = {
  contact: ['联系反映人', 'to contact the reporter'],
  verify: ['核查办理情况', 'to check the result'],
  safety: ['紧急救助', 'emergency help'],
  correct: ['按本人要求更正或删除', "to correct or delete at the person's request"],
}

export const lookingMoves: Readonly<Record<string, Move>> = {
  look: {
    zh: '查看联系方式',
    en: 'Look at the contact',
    from: wanted,
    by: [{ relation: 'holding' }, { relation: 'over' }, { relation: 'co' }],
    whoZh: '正在办理或分拨的单位',
    whoEn: 'units handling or dispatching it',
    quiet: true,
    needs: {
      purpose: {
        zh: '用途',
        en: 'Purpose',
        kind: 'choice',
        required: true,
        from: Object.keys(lookPurposes),
        labels: lookPurposes,
      },
      reason: { ...words, zh: '理由', en: 'Reason', required: true, min: 4, max: 200 },
    },
    makes: ['looked'],
    facts: s => [{ type: 'looked', data: { purpose: str(s, 'purpose')!, words: str(s, 'reason')! } }],
  },
}
