// The life of a fence 电子围栏: drawn, tried, switched on, changed, ended – each by a person of a command centre, with the
// reason. It always ends: its expiry is a clock like any other. It is about a place, a facility or an event (G-07).
import type { District, Role } from '../district/district.ts'
import { type Instant, msPerMinute } from '../kit/instant.ts'
import type { ClockStart, NewFact, Payload } from '../life/fact.ts'
import type { FactSpec, Life, MoveSpec, Situation, StateSpec } from '../life/life.ts'
import { refuse } from '../life/refusal.ts'
import { defined, emptyFence, type FenceDoc } from './fence/doc.ts'
import { needWords, said, words } from './matter/here.ts'

type Move = MoveSpec<FenceDoc>

const state = (zh: string, en: string, phase: StateSpec['phase']): StateSpec => ({
  zh,
  en,
  plainZh: zh,
  plainEn: en,
  phase,
})

/** A fence binds what happens on the ground: those who command draw it, operators watch it. */
export const fenceRoles: readonly Role[] = [
  'watch_director',
  'dispatcher',
  'town_commander',
  'town_dispatcher',
]
const byCommander: Pick<Move, 'by' | 'whoZh' | 'whoEn'> = {
  by: [{ relation: 'over', roles: fenceRoles }],
  whoZh: '管这片地方的指挥中心的指挥长或分拨员',
  whoEn: 'a commander or dispatcher of a centre over the place',
}
const why = { ...needWords, zh: '理由', en: 'Why' }

const expiry = (expiresAt: number, now: Instant, district: District): readonly ClockStart[] => [
  {
    name: 'expiry',
    limit: { amount: Math.max(1, Math.ceil((expiresAt - now) / msPerMinute)), unit: 'minutes' },
    calendar: district.calendarKey(district.calendars[0]!.id),
  },
]

/** What the desk has read and checked; nobody else can hand it in, since this move has a door of its own. */
export type Definition = Payload & { expiresAt: number }

export const fenceDrafted = (definition: Definition, words: string): NewFact => ({
  type: 'drafted',
  data: { ...definition, geometryVersion: 1, ...(words === '' ? {} : { words }) },
})

const expired = (s: Situation<FenceDoc>) =>
  s.standing.doc.expiresAt <= s.now
    ? refuse('in-the-past', { field: { zh: '失效时间', en: 'Expiry' } })
    : undefined

const moves: Readonly<Record<string, Move>> = {
  change: {
    zh: '修改',
    en: 'Change',
    key: 'e',
    from: ['draft', 'on'],
    ...byCommander,
    needs: { words: why },
    ownDoor: true,
    // Its form is a map.
    quiet: true,
    makes: ['redrawn'],
    facts: s => {
      const { standing, input, now, district } = s
      const { words: said, ...definition } = input
      const isOn = standing.state === 'on'
      return [
        {
          type: 'redrawn',
          data: { ...definition, words: String(said) },
          ...(isOn ? { clocks: expiry(Number(definition.expiresAt), now, district) } : {}),
        },
      ]
    },
  },
  'switch-on': {
    zh: '启用',
    en: 'Switch on',
    key: 'a',
    from: ['draft'],
    ...byCommander,
    needs: { words },
    check: expired,
    makes: ['switched-on'],
    facts: s => [
      { type: 'switched-on', data: said(s), clocks: expiry(s.standing.doc.expiresAt, s.now, s.district) },
    ],
  },
  'switch-off': {
    zh: '停用',
    en: 'Switch off',
    key: 'p',
    from: ['on'],
    ...byCommander,
    needs: { words: why },
    makes: ['switched-off'],
    facts: s => [{ type: 'switched-off', data: said(s) }],
  },
  end: {
    zh: '撤销',
    en: 'End',
    key: 'x',
    from: ['draft', 'on'],
    ...byCommander,
    needs: { words: why },
    makes: ['ended'],
    facts: s => [{ type: 'ended', data: said(s) }],
  },
  tell: {
    zh: '试跑结果',
    en: 'What the trial found',
    from: ['draft', 'on'],
    by: [{ relation: 'system' }],
    whoZh: '系统',
    whoEn: 'the system',
    quiet: true,
    needs: {},
    makes: ['tried'],
    facts: s => [{ type: 'tried', data: s.input }],
  },
}

const facts: Readonly<Record<string, FactSpec<FenceDoc>>> = {
  drafted: { zh: '{by} 画定围栏“{name}”：{words}', en: '{by} drew the fence “{name}”: {words}', to: 'draft' },
  redrawn: {
    zh: '{by} 修改围栏（图形第 {geometryVersion} 版）：{words}',
    en: '{by} changed it (shape version {geometryVersion}): {words}',
    fold: (d, f) => ({ ...defined(d, f), involved: [...new Set([...d.involved, ...unitOf(f.by)])] }),
  },
  'switched-on': { zh: '{by} 启用：{words}', en: '{by} switched it on: {words}', to: 'on' },
  'switched-off': { zh: '{by} 停用：{words}', en: '{by} switched it off: {words}', to: 'draft' },
  ended: { zh: '{by} 撤销：{words}', en: '{by} ended it: {words}', to: 'ended' },
  expired: { zh: '到期，自动失效', en: 'It expired', to: 'ended' },
  tried: {
    zh: '试跑过去 {days} 天：{fixes} 条定位，会告警 {alarms} 次（越线 {breaches} 次），精度不足难判 {doubts} 条',
    en: 'Tried over {days} days: {fixes} fixes, {alarms} alarms ({breaches} breaches), {doubts} fixes in doubt',
    fold: (d, f) => ({ ...d, trial: f.data }),
  },
  'light-turned': { zh: '{clock}{share}', en: '{clock} {share}' },
}

const unitOf = (by: { kind: string; unit?: string }): readonly string[] =>
  by.kind === 'officer' && by.unit !== undefined ? [by.unit] : []

export const fence: Life<FenceDoc> = {
  name: 'fence',
  zh: '电子围栏',
  en: 'Fence',
  states: {
    draft: state('未启用', 'Not on', 'open'),
    on: state('已启用', 'On', 'open'),
    ended: state('已结束', 'Ended', 'ended'),
  },
  clocks: { expiry: { zh: '有效期', en: 'Validity', runsIn: ['on'] } },
  moves,
  facts,
  empty: emptyFence,
  onTurn: (_, turn) => (turn.name === 'expiry' && turn.share === 1 ? [{ type: 'expired', data: {} }] : []),
}
