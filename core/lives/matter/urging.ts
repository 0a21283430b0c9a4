// Urging: a nudge has a visible effect and a frequency cap, supervision climbs rung by rung, by hand or by the ladder.
import { toIso } from '../../kit/instant.ts'
import type { NewFact } from '../../life/fact.ts'
import { refuse } from '../../life/refusal.ts'
import { type Move, needWords, said, str, supervisors, words } from './here.ts'
import { atDesk, inHand, open } from './states.ts'

const nudgeGapMs = 2 * 3_600_000

const rungs = {
  nudge: [0, '催办'],
  supervise: [1, '督办'],
  list: [2, '挂牌督办'],
  talk: [3, '约谈'],
} as const

/** `clock` where the ladder climbed by itself: the clock that was late. */
export const supervised = (rung: string, unit: string, why: string, clock?: string): NewFact => {
  const [rank, zh] = rungs[rung as keyof typeof rungs] ?? rungs.supervise
  const late = clock === undefined ? {} : { clock }
  return rank === 0
    ? { type: 'nudged', data: { unit, words: why, ...late } }
    : { type: 'supervised', data: { rung: zh, rank, unit, words: why, ...late } }
}

export const urgingMoves: Readonly<Record<string, Move>> = {
  nudge: {
    zh: '催办',
    en: 'Nudge',
    key: 'n',
    from: [...inHand, 'return_requested', 'feedback', 'verified'],
    by: [{ relation: 'over' }, { relation: 'reporter' }],
    whoZh: '上级中心、督办员或反映人',
    whoEn: 'a centre above or the reporter',
    needs: { words },
    check: s => {
      const at = s.standing.doc.nudgedAt
      return at !== undefined && s.now - at < nudgeGapMs
        ? refuse('nudged-lately', { when: toIso(at).slice(11, 16), gap: { zh: '2 小时', en: '2 hours' } })
        : undefined
    },
    makes: ['nudged'],
    facts: s => [{ type: 'nudged', data: { unit: s.standing.doc.lead, ...said(s) } }],
  },
  supervise: {
    zh: '督办',
    en: 'Supervise',
    key: 'g',
    from: [...atDesk, ...inHand, 'return_requested', 'suspended', 'feedback', 'verified'],
    by: [{ relation: 'over', roles: supervisors }],
    whoZh: '督办员、值班长或领导',
    whoEn: 'a supervisor, watch director or leader',
    needs: {
      rung: {
        zh: '督办级别',
        en: 'Rung',
        kind: 'choice',
        required: true,
        from: ['supervise', 'list', 'talk'],
        labels: {
          supervise: ['督办', 'Supervise'],
          list: ['挂牌督办', 'Listed supervision'],
          talk: ['约谈', 'Summons talk'],
        },
      },
      words: needWords,
    },
    makes: ['supervised'],
    facts: s => [supervised(str(s, 'rung')!, s.standing.doc.lead, str(s, 'words')!)],
  },
  note: {
    zh: '批注',
    en: 'Note',
    key: 'b',
    from: [...open, 'closed', 'callback_done'],
    by: [{ relation: 'involved' }, { relation: 'over' }],
    whoZh: '参与办理的单位',
    whoEn: 'units taking part',
    needs: { words: needWords },
    makes: ['noted'],
    facts: s => [{ type: 'noted', data: said(s) }],
  },
}
