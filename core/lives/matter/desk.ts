// The moves at the desk before a matter is in anybody's hands, and the ways out: accept, sort, place, decline, divert.
import type { Urgency } from '../../district/district.ts'
import type { ClockStart } from '../../life/fact.ts'
import { refuse } from '../../life/refusal.ts'
import {
  byDesk,
  cannotTake,
  type Here,
  type Move,
  needWords,
  notCommanding,
  said,
  str,
  urgencyFor,
  urgencyNeed,
  words,
} from './here.ts'
import { kept, limitsFor, step } from './limits.ts'
import { resting } from './resting.ts'
import { atDesk, inHand } from './states.ts'

/** Re-sorting keeps every clock's used time and pauses; only limits follow the new type or urgency. */
const resortClocks = (s: Here, type: string, urgency: Urgency): ClockStart[] => {
  const { whole, handle } = s.standing.clocks
  const { doc } = s.standing
  if (type === doc.type && urgency === doc.urgency) return []
  const limits = limitsFor(type, urgency, type === doc.type ? doc.row : undefined, s.district)
  return [
    ...(whole && whole.stopAt === undefined ? [kept(s, whole, limits.whole)] : []),
    ...(handle && handle.stopAt === undefined ? [kept(s, handle, limits.handle)] : []),
  ]
}

export const deskMoves: Readonly<Record<string, Move>> = {
  submit: {
    zh: '提交',
    en: 'Submit',
    from: ['draft'],
    by: [{ relation: 'holding' }, { relation: 'place' }, { relation: 'reporter' }],
    whoZh: '起草人',
    whoEn: 'the writer',
    needs: {},
    makes: ['reported'],
    facts: s => {
      const { channel, lead, words, photos, accused, urgency } = s.standing.doc
      return [
        {
          type: 'reported',
          data: { channel, lead, words, photos, accused, urgency },
          clocks: [step('triage', lead, s.district)],
        },
      ]
    },
  },
  accept: {
    zh: '受理',
    en: 'Accept',
    key: 'a',
    from: ['reported'],
    ...byDesk,
    needs: { words },
    check: notCommanding,
    makes: ['accepted'],
    facts: s => [{ type: 'accepted', data: said(s) }],
  },
  sort: {
    zh: '重新分类',
    en: 'Sort',
    key: 's',
    from: [...atDesk, ...inHand],
    ...byDesk,
    needs: {
      type: { zh: '事项类型', en: 'Type', kind: 'type', required: true },
      urgency: urgencyNeed,
      words,
    },
    check: notCommanding,
    makes: ['sorted'],
    facts: s => {
      const type = str(s, 'type')!
      const { doc, clocks } = s.standing
      const urgency = urgencyFor(s, type)
      const no = clocks.whole ? cannotTake(s, doc.lead, type, true) : undefined
      if (no) return no
      return [
        {
          type: 'sorted',
          data: {
            type,
            module: s.district.type(type)!.module,
            urgency,
            before: doc.type ?? null,
            rules: s.district.version,
            ...said(s),
          },
          clocks: resortClocks(s, type, urgency),
        },
      ]
    },
  },
  locate: {
    zh: '更正地点',
    en: 'Correct the place',
    key: 'p',
    from: [...atDesk, ...inHand],
    ...byDesk,
    needs: {
      place: { zh: '地域', en: 'Territory', kind: 'place', required: true },
      point: { zh: '坐标', en: 'Point', kind: 'point' },
      words,
    },
    makes: ['located'],
    facts: s => [
      {
        type: 'located',
        data: {
          place: str(s, 'place')!,
          ...(s.input.point ? { point: s.input.point } : {}),
          before: s.standing.doc.place,
          ...said(s),
        },
      },
    ],
  },
  ask: {
    zh: '请反映人补充',
    en: 'Ask the reporter',
    key: 'w',
    from: atDesk,
    ...byDesk,
    needs: { words: { ...needWords, zh: '要问的一句话', en: 'The question' } },
    // One question that is answered saves a round of the district; the triage clock runs on meanwhile.
    check: s =>
      s.standing.doc.reporters.length === 0
        ? refuse('no-such-duty', { what: { zh: '可以问的反映人', en: 'reporter who could be asked' } })
        : notCommanding(s),
    makes: ['asked'],
    facts: s => [{ type: 'asked', data: said(s) }],
  },
  decline: {
    zh: '不予受理',
    en: 'Do not accept',
    key: 'x',
    from: atDesk,
    ...byDesk,
    needs: {
      reason: { zh: '理由', en: 'Reason', kind: 'choice', from: 'declineReasons', required: true },
      words: needWords,
    },
    check: notCommanding,
    makes: ['not-accepted'],
    facts: s => [resting(s, { type: 'not-accepted', data: { reason: str(s, 'reason')!, ...said(s) } })],
  },
  divert: {
    zh: '转法定途径',
    en: 'Divert',
    key: 'e',
    from: [...atDesk, ...inHand],
    ...byDesk,
    needs: {
      exit: { zh: '出口', en: 'Exit', kind: 'choice', from: 'exits', required: true },
      words: needWords,
    },
    check: notCommanding,
    makes: ['diverted'],
    facts: s => [
      {
        type: 'diverted',
        data: { exit: str(s, 'exit')!, ...said(s) },
        clocks: [{ ...step('reply', s.standing.doc.lead, s.district), name: 'receipt' }],
      },
    ],
  },
  receipt: {
    zh: '登记回执',
    en: 'Record the receipt',
    key: 'k',
    from: ['diverted'],
    ...byDesk,
    needs: { words: needWords },
    check: s =>
      s.standing.clocks.receipt?.done
        ? refuse('no-such-duty', { what: { zh: '待收的回执', en: 'receipt to wait for' } })
        : notCommanding(s),
    makes: ['receipted'],
    facts: s => [resting(s, { type: 'receipted', data: said(s) })],
  },
  'take-back': {
    zh: '对方不接收，收回',
    en: 'Take back: not received there',
    key: 'K',
    from: ['diverted'],
    ...byDesk,
    needs: { words: needWords },
    // What the other side would not take comes back to the desk that sent it: an exit is no hole either.
    check: s =>
      s.standing.clocks.receipt?.done
        ? refuse('no-such-duty', { what: { zh: '待收的回执', en: 'receipt to wait for' } })
        : notCommanding(s),
    makes: ['taken-back'],
    facts: s => [
      { type: 'taken-back', data: said(s), clocks: [step('triage', s.standing.doc.lead, s.district)] },
    ],
  },
}
