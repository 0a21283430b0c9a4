// Looking at personal data is itself a fact, in every life that has a reporter: who, for what purpose, with what reason.
// The reporter sees it. The vault is opened only after this fact is kept.
import type { FactSpec, MoveSpec, WhoRule } from '../life/life.ts'
import type { Reach } from '../life/who.ts'

/** Purposes a reporter's contact may be looked at for; there is no “other”. */
const purposes: Readonly<Record<string, readonly [string, string]>> = {
  contact: ['联系反映人', 'to contact the reporter'],
  verify: ['核查办理情况', 'to check the result'],
  safety: ['紧急救助', 'emergency help'],
  correct: ['按本人要求更正或删除', "to correct or delete at the person's request"],
}

/** The move `look` for a life: in which states, by whom. */
export const lookMove = <Doc extends Reach>(
  from: readonly string[],
  by: readonly WhoRule[],
): MoveSpec<Doc> => ({
  zh: '查看联系方式',
  en: 'Look at the contact',
  from,
  by,
  whoZh: '正在办理或分拨的单位',
  whoEn: 'units handling or dispatching it',
  quiet: true,
  needs: {
    purpose: {
      zh: '用途',
      en: 'Purpose',
      kind: 'choice',
      required: true,
      from: Object.keys(purposes),
      labels: purposes,
    },
    reason: { zh: '理由', en: 'Reason', kind: 'text', required: true, min: 4, max: 200 },
  },
  makes: ['looked'],
  facts: s => [
    { type: 'looked', data: { purpose: String(s.input.purpose), words: String(s.input.reason).trim() } },
  ],
})

export const lookedFact = {
  zh: '{by} 查看了反映人联系方式（{purpose}：{words}）',
  en: "{by} looked at the reporter's contact ({purpose}: {words})",
  plainZh: '{unit}查看了您的联系方式，用途：{purpose}',
  plainEn: '{unit} looked at your contact, purpose: {purpose}',
} satisfies FactSpec<Reach>
