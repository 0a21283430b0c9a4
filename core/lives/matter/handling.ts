// The moves of those who handle a matter: sign, call the reporter, ask for co-handlers, finish a part, feed back.
import { named, refuse } from '../../life/refusal.ts'
import {
  byLead,
  cannotTake,
  commanders,
  type Move,
  needWords,
  notCommanding,
  photos,
  said,
  shots,
  str,
  unitOf,
  units,
} from './here.ts'
import { step } from './limits.ts'
import { working } from './states.ts'

export const handlingMoves: Readonly<Record<string, Move>> = {
  sign: {
    zh: '签收',
    en: 'Sign for it',
    key: 'q',
    from: ['dispatched', 'reopened'],
    ...byLead,
    needs: {},
    makes: ['signed'],
    facts: s => [{ type: 'signed', data: { unit: s.standing.doc.lead } }],
  },
  contact: {
    zh: '联系反映人',
    en: 'Contact the reporter',
    key: 'c',
    from: ['dispatched', 'reopened', ...working],
    ...byLead,
    needs: { words: { ...needWords, zh: '联系情况', en: 'What was said' } },
    makes: ['contacted'],
    facts: s => [{ type: 'contacted', data: { unit: s.standing.doc.lead, ...said(s) } }],
  },
  'add-co': {
    zh: '请求协办',
    en: 'Ask co-handlers',
    key: 'o',
    from: [...working],
    by: [{ relation: 'holding' }, { relation: 'over', roles: commanders }],
    whoZh: '主办单位或上级中心',
    whoEn: 'the lead unit or a centre above',
    needs: { units: { zh: '协办单位', en: 'Co-handlers', kind: 'units', required: true }, words: needWords },
    check: notCommanding,
    makes: ['co-added'],
    facts: s => {
      const { doc } = s.standing
      const asked = units(s, 'units').filter(u => !doc.co.includes(u))
      if (asked.length === 0) return refuse('missing', { field: { zh: '协办单位', en: 'Co-handlers' } })
      if (asked.includes(doc.lead))
        return refuse('lead-not-co', {
          unit: named(s.district.unit(doc.lead) ?? { zh: doc.lead, en: doc.lead }),
        })
      const no = asked.map(u => cannotTake(s, u, doc.type, false)).find(r => r !== undefined)
      if (no) return no
      return [
        {
          type: 'co-added',
          data: { units: asked, ...said(s) },
          clocks: asked.map(u => step('part', u, s.district, u)),
        },
      ]
    },
  },
  'finish-part': {
    zh: '完成协办',
    en: 'Finish my part',
    key: 'j',
    from: ['dispatched', 'reopened', ...working],
    by: [{ relation: 'co' }],
    whoZh: '协办单位',
    whoEn: 'a co-handler',
    needs: { result: { zh: '协办结果', en: 'Result of the part', kind: 'text', required: true }, photos },
    makes: ['part-done'],
    stays: ['dispatched', 'reopened', 'rework'],
    facts: s => [
      {
        type: 'part-done',
        data: { unit: unitOf(s)!.id, result: str(s, 'result')!, state: s.standing.state, ...shots(s) },
      },
    ],
  },
  feedback: {
    zh: '反馈结果',
    en: 'Feed back',
    key: 'f',
    from: [...working],
    ...byLead,
    needs: { result: { zh: '办理结果', en: 'Result', kind: 'text', required: true }, photos },
    check: s =>
      s.standing.doc.co.length > 0
        ? refuse('parts-open', {
            units: {
              zh: s.standing.doc.co.map(u => s.district.unit(u)?.zh ?? u).join('、'),
              en: s.standing.doc.co.map(u => s.district.unit(u)?.en ?? u).join(', '),
            },
          })
        : undefined,
    makes: ['fed-back'],
    facts: s => {
      const checker = s.standing.doc.dispatcher ?? s.district.centreOver(s.standing.doc.place, 'town').id
      return [
        {
          type: 'fed-back',
          data: { unit: s.standing.doc.lead, result: str(s, 'result')!, ...shots(s) },
          clocks: [step('verify', checker, s.district)],
        },
      ]
    },
  },
}
