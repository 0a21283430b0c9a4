// What somebody else than the handler does: check the result, answer the reporter, look at a sample of what was closed
// on the spot.
import type { NewFact } from '../../life/fact.ts'
import { refuse } from '../../life/refusal.ts'
import {
  atTheDesk,
  byDesk,
  type Here,
  type Move,
  needWords,
  photos,
  said,
  shots,
  str,
  type Who,
  words,
} from './here.ts'
import { step } from './limits.ts'
import { reopening } from './reporter.ts'
import { resting } from './resting.ts'

const byChecker: Who = {
  by: [{ relation: 'checker' }],
  whoZh: '经办人以外的核查人员',
  whoEn: 'a checker who is not the handler',
}

/** The level that ended it, from who handled it – never typed by anyone. */
const closingLevel = (s: Here): string => {
  const unit = s.district.unit(s.standing.doc.lead)
  return unit === undefined || unit.kind === 'department' ? 'district' : unit.level
}

export const checkingMoves: Readonly<Record<string, Move>> = {
  verify: {
    zh: '核查',
    en: 'Check',
    key: 'v',
    from: ['feedback'],
    ...byChecker,
    needs: {
      outcome: {
        zh: '核查结论',
        en: 'Outcome',
        kind: 'choice',
        required: true,
        from: ['pass', 'fail'],
        labels: { pass: ['通过', 'It holds'], fail: ['不通过，返工', 'Not done; redo'] },
      },
      words: { ...words, zh: '核查情况', en: 'What was seen' },
      photos,
    },
    makes: ['verified', 'sent-back'],
    facts: s => {
      const pass = str(s, 'outcome') === 'pass'
      if (!pass && str(s, 'words') === undefined)
        return refuse('missing', { field: { zh: '核查情况', en: 'What was seen' } })
      return pass
        ? [
            {
              type: 'verified',
              data: { outcome: 'pass', ...said(s), ...shots(s) },
              clocks: [step('answer', s.standing.doc.dispatcher ?? s.standing.doc.lead, s.district)],
            },
          ]
        : [{ type: 'sent-back', data: { outcome: 'fail', ...said(s), ...shots(s) } }]
    },
  },
  close: {
    zh: '答复并办结',
    en: 'Answer and close',
    key: 'w',
    from: ['verified'],
    ...byDesk,
    by: [...atTheDesk, { relation: 'checker' }],
    needs: {
      answer: { zh: '给反映人的答复', en: 'Answer to the reporter', kind: 'text', required: true, max: 2000 },
    },
    makes: ['closed'],
    facts: s => [
      resting(s, {
        type: 'closed',
        data: { answer: str(s, 'answer')!, level: closingLevel(s) },
      }),
    ],
  },
  'spot-check': {
    zh: '抽查当场办结',
    en: 'Check the spot closing',
    key: 'V',
    from: ['closed', 'callback_done'],
    ...byChecker,
    needs: {
      outcome: {
        zh: '抽查结论',
        en: 'Outcome',
        kind: 'choice',
        required: true,
        from: ['pass', 'fail'],
        labels: { pass: ['属实', 'True'], fail: ['不实，重办', 'Not true; reopen'] },
      },
      words: needWords,
    },
    check: s =>
      s.standing.doc.sampled
        ? undefined
        : refuse('no-such-duty', { what: { zh: '抽查任务', en: 'sample to check' } }),
    makes: ['spot-checked', 'reopened'],
    facts: s => {
      const checked: NewFact = { type: 'spot-checked', data: { outcome: str(s, 'outcome')!, ...said(s) } }
      return str(s, 'outcome') === 'pass'
        ? [checked]
        : [checked, reopening(s, str(s, 'words')!, s.standing.doc.lead)]
    },
  },
}
