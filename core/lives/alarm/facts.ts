// What may happen to an alarm. What the fence says goes on being written down after a person has decided: closing a
// matter and an alarm being over are two things.
import type { Fact } from '../../life/fact.ts'
import type { FactSpec } from '../../life/life.ts'
import type { AlarmDoc } from './doc.ts'

type Spec = FactSpec<AlarmDoc>

/** Enough for a replay of the late window; older crossings cannot come again. */
const mostTold = 400

const heard = (d: AlarmDoc, f: Fact): AlarmDoc => ({
  ...d,
  told: [...d.told, String(f.data.crossing)].slice(-mostTold),
})

/** Back among those to be looked at, as raised or as over. */
const waiting = (d: AlarmDoc): string => (d.isOver ? 'cleared' : 'raised')

const handled = (d: AlarmDoc, f: Fact): AlarmDoc =>
  f.by.kind === 'officer' ? { ...d, involved: [...new Set([...d.involved, f.by.unit])] } : d

const unanswered = ['raised', 'cleared', 'shelved']

export const facts: Readonly<Record<string, Spec>> = {
  raised: {
    zh: '围栏“{fenceName}”第 {geometryVersion} 版告警：{moverClass}{kind}，{why}（{when}）',
    en: 'Fence “{fenceName}” version {geometryVersion}: {moverClass} {kind}, {why} ({when})',
    to: 'raised',
  },
  repeated: {
    zh: '{standing}再次越线，{why}（{when}），共 {count} 次',
    en: '{standing}Again, {why} ({when}), {count} in all',
    fold: (d, f) => ({ ...heard(d, f), count: Math.max(d.count, Number(f.data.count)), isOver: false }),
    to: (_, f) => (f.data.wasState === 'cleared' ? 'raised' : undefined),
    mayLeadTo: ['raised'],
  },
  over: {
    zh: '{standing}告警条件解除，{why}（{when}）',
    en: '{standing}Over by itself, {why} ({when})',
    fold: (d, f) => ({ ...heard(d, f), isOver: true }),
    to: (_, f) => (f.data.wasState === 'raised' ? 'cleared' : undefined),
    mayLeadTo: ['cleared'],
  },
  observed: {
    zh: '{standing}{what}，{why}（{when}）',
    en: '{standing}{what}, {why} ({when})',
    fold: heard,
  },
  corrected: {
    zh: '{standing}{what}，{why}（{when}）',
    en: '{standing}{what}, {why} ({when})',
    fold: (d, f) => ({
      ...heard(d, f),
      ...(typeof f.data.count === 'number' ? { count: f.data.count } : {}),
      ...(f.data.what === 'alarm-ended' ? { isOver: false } : {}),
      ...(f.data.what === 'alarm-raised' ? { startedAt: Number(f.data.at) as AlarmDoc['startedAt'] } : {}),
    }),
    to: (_, f) => (f.data.what === 'alarm-ended' && f.data.wasState === 'cleared' ? 'raised' : undefined),
    mayLeadTo: ['raised'],
  },
  withdrawn: {
    zh: '迟到数据显示没有越线，告警自动撤回（{when}）',
    en: 'Late fixes show that nothing crossed the line; the alarm takes itself back ({when})',
    fold: (d, f) => ({ ...heard(d, f), isRetracted: true, isOver: true }),
    to: (_, f) => (unanswered.includes(String(f.data.wasState)) ? 'retracted' : undefined),
    mayLeadTo: ['retracted'],
  },
  confirmed: {
    zh: '{by} 确认属实，立为事项 {matter}：{words}',
    en: '{by} confirmed it; it became matter {matter}: {words}',
    to: 'matter',
    fold: (d, f) => ({ ...handled(d, f), matter: String(f.data.matter) }),
  },
  attached: {
    zh: '{by} 确认属实，并入事项 {matter}：{words}',
    en: '{by} confirmed it and put it to matter {matter}: {words}',
    to: 'attached',
    fold: (d, f) => ({ ...handled(d, f), matter: String(f.data.matter) }),
  },
  dismissed: {
    zh: '{by} 排除：{reason}；{words}',
    en: '{by} dismissed it: {reason}; {words}',
    to: 'dismissed',
    fold: handled,
  },
  shelved: {
    zh: '{by} 搁置 {minutes} 分钟：{words}',
    en: '{by} put it aside for {minutes} minutes: {words}',
    to: 'shelved',
    fold: (d, f) => ({ ...handled(d, f), shelvedWords: String(f.data.words ?? '') }),
  },
  unshelved: {
    zh: '{by} 取消搁置',
    en: '{by} took it back up',
    to: waiting,
    mayLeadTo: ['raised', 'cleared'],
    fold: handled,
  },
  woke: {
    zh: '搁置时间到，重新提醒',
    en: 'The time put aside is over',
    to: waiting,
    mayLeadTo: ['raised', 'cleared'],
  },
  noted: { zh: '{by} 批注：{words}', en: '{by} noted: {words}', fold: handled },
  'light-turned': { zh: '{clock}{share}', en: '{clock} {share}' },
}
