// The organ that has to handle a petition: accept within 15 days or object within 5 working days, look into it, hold a
// hearing, answer with an opinion that holds what the law asks.
import { dueAt } from '../../kit/time-limit.ts'
import { timerOf } from '../../life/clock.ts'
import type { Need } from '../../life/life.ts'
import { refuse } from '../../life/refusal.ts'
import { byHead, byOrgan, type Here, inProgressElsewhere, type Move, needWords, str, words } from './here.ts'
import { consentCalendar } from './office.ts'
import { paths } from './paths.ts'
import { limits, longestExtensionDays, statutory } from './states.ts'

const text = (zh: string, en: string, max = 2000): Need => ({ zh, en, kind: 'text', required: true, max })
const pathLabels: NonNullable<Need['labels']> = paths

const isOver = (s: Here, clock: string): boolean => {
  const c = s.standing.clocks[clock]
  const due = c ? dueAt(timerOf(c), s.district.calendar(c.calendar)) : undefined
  return due !== undefined && due <= s.now
}

export const organMoves: Readonly<Record<string, Move>> = {
  object: {
    zh: '提出受理异议',
    en: 'Object',
    key: 'r',
    from: ['forwarded'],
    ...byOrgan,
    needs: {
      reason: { zh: '理由', en: 'Reason', kind: 'choice', from: 'returnReasons', required: true },
      basis: text('依据（法律、三定或职责清单条目）', 'Legal basis', 300),
      // Art. 23 asks for detailed reasons.
      words: { ...needWords, zh: '详细理由', en: 'Detailed reasons', min: 10 },
    },
    check: s => {
      if (s.standing.doc.ruled.includes(s.standing.doc.lead)) return refuse('already-arbitrated')
      return isOver(s, 'objection')
        ? refuse('return-too-late', {
            limit: {
              zh: `${limits.objection.amount} 个工作日`,
              en: `${limits.objection.amount} working days`,
            },
          })
        : undefined
    },
    makes: ['objected'],
    facts: s => {
      const arbiter = s.standing.doc.registrar
      return [
        {
          type: 'objected',
          data: {
            reason: str(s, 'reason')!,
            basis: str(s, 'basis')!,
            words: str(s, 'words')!,
            unit: s.standing.doc.lead,
            arbiter,
          },
          clocks: [
            { name: 'consent', limit: s.district.steps.arbitrate, calendar: consentCalendar(s, arbiter) },
          ],
        },
      ]
    },
  },
  accept: {
    zh: '受理',
    en: 'Accept',
    key: 'a',
    from: ['registered', 'forwarded'],
    ...byOrgan,
    needs: { words },
    makes: ['accepted'],
    facts: s =>
      inProgressElsewhere(s) ?? [
        {
          type: 'accepted',
          data: { unit: s.standing.doc.lead, ...(str(s, 'words') ? { words: str(s, 'words')! } : {}) },
          clocks: [{ ...statutory('settle', s.district), keep: true }],
        },
      ],
  },
  decline: {
    zh: '不予受理',
    en: 'Do not accept',
    key: 'x',
    from: ['registered', 'forwarded'],
    ...byOrgan,
    needs: {
      reason: { zh: '理由', en: 'Reason', kind: 'choice', from: 'declineReasons', required: true },
      words: needWords,
    },
    makes: ['not-accepted'],
    facts: s => [{ type: 'not-accepted', data: { reason: str(s, 'reason')!, words: str(s, 'words')! } }],
  },
  divert: {
    zh: '告知法定途径',
    en: 'Lead to its legal path',
    key: 'e',
    from: ['registered', 'forwarded'],
    ...byOrgan,
    needs: {
      path: {
        zh: '法定途径',
        en: 'Legal path',
        kind: 'choice',
        required: true,
        from: Object.keys(paths),
        labels: pathLabels,
      },
      basis: text('法律依据', 'Legal basis', 300),
      words: needWords,
    },
    makes: ['diverted'],
    facts: s => [
      {
        type: 'diverted',
        data: { path: str(s, 'path')!, basis: str(s, 'basis')!, words: str(s, 'words')! },
      },
    ],
  },
  investigate: {
    zh: '开始调查',
    en: 'Look into it',
    key: 'i',
    from: ['accepted'],
    ...byOrgan,
    needs: { words },
    makes: ['investigating'],
    facts: s => [{ type: 'investigating', data: { unit: s.standing.doc.lead } }],
  },
  'open-hearing': {
    zh: '举行听证',
    en: 'Open a hearing',
    key: 'h',
    from: ['investigating', 'final_review'],
    ...byOrgan,
    needs: { words: needWords },
    makes: ['hearing-opened'],
    facts: s => [{ type: 'hearing-opened', data: { words: str(s, 'words')!, state: s.standing.state } }],
  },
  'close-hearing': {
    zh: '听证结束',
    en: 'Close the hearing',
    key: 'H',
    from: ['hearing'],
    ...byOrgan,
    needs: { words: needWords },
    makes: ['hearing-closed'],
    facts: s => [{ type: 'hearing-closed', data: { words: str(s, 'words')! } }],
  },
  extend: {
    zh: '批准延期',
    en: 'Extend',
    key: 'y',
    from: ['accepted', 'investigating'],
    ...byHead,
    needs: {
      days: {
        zh: '延长日数',
        en: 'Days',
        kind: 'number',
        required: true,
        min: 1,
        max: longestExtensionDays,
      },
      told: { zh: '已告知信访人延期理由', en: 'The petitioner was told why', kind: 'yes-no', required: true },
      words: { ...needWords, zh: '延期理由', en: 'Why' },
    },
    check: s => {
      if (s.standing.doc.extended) return refuse('extended-once')
      return isOver(s, 'settle') ? refuse('already-red') : undefined
    },
    makes: ['extended'],
    facts: s => {
      const days = Number(s.input.days)
      if (!Number.isInteger(days))
        return refuse('bad-value', {
          field: { zh: '延长日数', en: 'Days' },
          value: String(days),
          right: { zh: '要整天数', en: 'whole days are wanted' },
        })
      if (s.input.told !== true)
        return refuse('missing', { field: { zh: '已告知信访人延期理由', en: 'Petitioner told why' } })
      const limit = { amount: limits.settle.amount + days, unit: limits.settle.unit }
      return [
        {
          type: 'extended',
          data: { days, words: str(s, 'words')! },
          clocks: [{ ...statutory('settle', s.district, limit), keep: true }],
        },
      ]
    },
  },
  'issue-opinion': {
    zh: '出具处理意见书',
    en: 'Issue the opinion',
    key: 'w',
    from: ['investigating'],
    ...byOrgan,
    // Art. 32: the request, the facts, the reasons, the decision and the law it rests on.
    needs: {
      request: text('信访人的请求', 'The request'),
      found: text('查明的事实', 'Facts found'),
      reasons: text('理由', 'Reasons'),
      decision: text('处理意见', 'Decision'),
      basis: text('法律法规政策依据', 'Law it rests on', 500),
    },
    makes: ['opinion-issued'],
    facts: s => [
      {
        type: 'opinion-issued',
        data: {
          request: str(s, 'request')!,
          found: str(s, 'found')!,
          reasons: str(s, 'reasons')!,
          decision: str(s, 'decision')!,
          basis: str(s, 'basis')!,
        },
        clocks: [statutory('window', s.district)],
      },
    ],
  },
}
