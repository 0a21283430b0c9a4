// What people and the watch may do with an alarm. A person's confirmation is the only way to a matter.
import type { Role } from '../../district/district.ts'
import type { Payload } from '../../life/fact.ts'
import type { MoveSpec, Situation } from '../../life/life.ts'
import { needWords, said, str, words } from '../matter/here.ts'
import type { AlarmDoc } from './doc.ts'
import { answerClock } from './states.ts'
import { dismissals, kindWords, moverWords, standingWords, whatWords, whyWords } from './words.ts'

type Move = MoveSpec<AlarmDoc>
type Here = Situation<AlarmDoc>

/** Those who sit at a command centre's alarms. */
const watchers: readonly Role[] = [
  'watch_director',
  'operator',
  'dispatcher',
  'town_commander',
  'town_dispatcher',
  'community_worker',
]
const byWatcher: Pick<Move, 'by' | 'whoZh' | 'whoEn'> = {
  by: [
    { relation: 'over', roles: watchers },
    { relation: 'holding', roles: watchers },
  ],
  whoZh: '管这片地方的指挥中心值守人员',
  whoEn: 'the watch of a command centre over the place',
}
const waiting = ['raised', 'cleared', 'shelved']

/** An hour and a day: shorter than the one it may wait for, and never for good. */
const longestShelfMinutes = 1440

const told = (s: Here): Payload => ({ ...s.input, wasState: s.standing.state })

export const moves: Readonly<Record<string, Move>> = {
  confirm: {
    zh: '确认并立项',
    en: 'Confirm, make a matter',
    key: 'c',
    from: waiting,
    ...byWatcher,
    needs: { words },
    ownDoor: true,
    makes: ['confirmed'],
    facts: s => [{ type: 'confirmed', data: { matter: String(s.input.matter), ...said(s) } }],
  },
  attach: {
    zh: '确认并入已有事项',
    en: 'Confirm, put to a matter',
    key: 'm',
    from: waiting,
    ...byWatcher,
    needs: { matter: { zh: '事项编号', en: 'Matter', kind: 'subject', required: true, max: 40 }, words },
    ownDoor: true,
    makes: ['attached'],
    facts: s => [{ type: 'attached', data: { matter: str(s, 'matter')!, ...said(s) } }],
  },
  dismiss: {
    zh: '排除',
    en: 'Dismiss',
    key: 'x',
    from: waiting,
    ...byWatcher,
    needs: {
      reason: {
        zh: '理由',
        en: 'Reason',
        kind: 'choice',
        required: true,
        from: Object.keys(dismissals),
        labels: dismissals,
      },
      words,
    },
    makes: ['dismissed'],
    facts: s => [{ type: 'dismissed', data: { reason: str(s, 'reason')!, ...said(s) } }],
  },
  shelve: {
    zh: '搁置',
    en: 'Put aside',
    key: 'h',
    from: ['raised', 'cleared'],
    ...byWatcher,
    needs: {
      minutes: {
        zh: '搁置分钟数',
        en: 'Minutes',
        kind: 'number',
        required: true,
        min: 5,
        max: longestShelfMinutes,
      },
      words: { ...needWords, zh: '搁置原因', en: 'Why' },
    },
    makes: ['shelved'],
    facts: s => {
      const minutes = Math.round(Number(s.input.minutes))
      return [
        {
          type: 'shelved',
          data: { minutes, ...said(s) },
          clocks: [
            {
              ...answerClock(s.standing.doc.urgency, s.district),
              name: 'shelf',
              limit: { amount: minutes, unit: 'minutes' },
            },
          ],
        },
      ]
    },
  },
  unshelve: {
    zh: '取消搁置',
    en: 'Take back up',
    key: 'u',
    from: ['shelved'],
    ...byWatcher,
    needs: {},
    makes: ['unshelved'],
    facts: () => [{ type: 'unshelved', data: {} }],
  },
  note: {
    zh: '批注',
    en: 'Note',
    key: 'b',
    from: [...waiting, 'matter', 'attached', 'dismissed', 'retracted'],
    ...byWatcher,
    needs: { words: needWords },
    makes: ['noted'],
    facts: s => [{ type: 'noted', data: said(s) }],
  },
  hear: {
    zh: '围栏后续',
    en: 'What the fence says next',
    from: [...waiting, 'matter', 'attached', 'dismissed', 'retracted'],
    by: [{ relation: 'system' }],
    whoZh: '系统',
    whoEn: 'the system',
    quiet: true,
    // The form nobody fills in: the watch does, and the timeline finds its words here.
    needs: {
      what: {
        zh: '事件',
        en: 'What',
        kind: 'choice',
        required: true,
        from: Object.keys(whatWords),
        labels: whatWords,
      },
      why: {
        zh: '依据',
        en: 'Why',
        kind: 'choice',
        required: true,
        from: Object.keys(whyWords),
        labels: whyWords,
      },
      standing: {
        zh: '更正',
        en: 'Correction',
        kind: 'choice',
        required: true,
        from: Object.keys(standingWords),
        labels: standingWords,
      },
      kind: { zh: '围栏种类', en: 'Kind', kind: 'choice', from: Object.keys(kindWords), labels: kindWords },
      moverClass: {
        zh: '对象',
        en: 'Who',
        kind: 'choice',
        from: Object.keys(moverWords),
        labels: moverWords,
      },
    },
    makes: ['repeated', 'over', 'observed', 'corrected', 'withdrawn'],
    facts: s => {
      const { what, standing } = s.input
      if (standing === 'retracted')
        return [{ type: what === 'alarm-raised' ? 'withdrawn' : 'corrected', data: told(s) }]
      if (what === 'alarm-repeated') return [{ type: 'repeated', data: told(s) }]
      if (what === 'alarm-ended') return [{ type: 'over', data: told(s) }]
      return [{ type: what === 'alarm-raised' ? 'corrected' : 'observed', data: told(s) }]
    },
  },
}
