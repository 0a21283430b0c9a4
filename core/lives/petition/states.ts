// The states and clocks of a petition 信访事项 and of an accusation 检举控告. All limits are statutory and locked: they
// stand here with their article and not in the district's data. Source: 信访工作条例 (in force 1 May 2022).
import type { District } from '../../district/district.ts'
import type { Limit } from '../../kit/time-limit.ts'
import type { ClockStart } from '../../life/fact.ts'
import type { ClockSpec, StateSpec } from '../../life/life.ts'

const state = (
  zh: string,
  en: string,
  plainZh: string,
  plainEn: string,
  phase: StateSpec['phase'] = 'open',
): StateSpec => ({ zh, en, plainZh, plainEn, phase })

export const states = {
  registered: state('已登记', 'Registered', '已登记，正在转送', 'Registered, being forwarded'),
  forwarded: state('已转送', 'Forwarded', '已转送有权处理的机关', 'With the organ that may handle it'),
  objected: state(
    '受理有异议',
    'Objected',
    '承办机关有异议，正在协商确定',
    'The organ objects; being settled',
  ),
  accepted: state('已受理', 'Accepted', '已受理', 'Taken up'),
  not_accepted: state(
    '不予受理',
    'Not accepted',
    '没有受理，已告知理由',
    'Not taken up; you were told why',
    'ended',
  ),
  diverted: state(
    '引导法定途径',
    'Led to its legal path',
    '已告知应走的法定途径',
    'Led to its legal path',
    'ended',
  ),
  investigating: state('调查处理中', 'Investigating', '正在调查处理', 'Being looked into'),
  hearing: state(
    '听证中',
    'Hearing',
    '正在听证，听证时间不计入期限',
    'At a hearing; this time is not counted',
  ),
  opinion_issued: state(
    '已出具意见',
    'Opinion issued',
    '已答复，您可以请求复查复核',
    'Answered; you may ask for review',
    'resting',
  ),
  review: state('复查中', 'Under review', '上一级机关正在复查', 'Being reviewed one level up'),
  final_review: state('复核中', 'Under final review', '正在复核', 'Being reviewed for the last time'),
  concluded: state('已终结', 'Concluded', '已终结', 'Concluded', 'ended'),
  sealed_in: state('密封接收', 'Sealed', '已收到，只有专人能看', 'Received; only one person may read it'),
  routed: state('已转有关机关', 'Routed', '已转有权处理的机关', 'With the organ that may handle it'),
  result_notice: state('已反馈结果', 'Result told', '已反馈处理结果', 'You were told the result', 'ended'),
} as const satisfies Record<string, StateSpec>

const days = (amount: number): Limit => ({ amount, unit: 'calendar-days' })

export const limits = {
  forward: days(15), // art. 22: forwarded or assigned within 15 days of receipt
  notice: days(15), // art. 23: accept or not, told in writing within 15 days of receiving it
  objection: { amount: 5, unit: 'working-days' }, // art. 23: objection within 5 working days, with detailed reasons
  settle: days(60), // art. 34: finished within 60 days of acceptance
  window: days(30), // arts. 35, 36: review, and final review, asked for within 30 days of receiving the answer
  review: days(30), // arts. 35, 36: answered within 30 days
  result: days(60), // ours, after art. 34: for accusations the discipline organs' own rules set none
} as const satisfies Record<string, Limit>

export const longestExtensionDays = 30 // art. 34: once, by the head of the organ, the petitioner told

/** Statutory days are counted on the State Council's calendar, whatever hours an organ keeps. */
export const statutory = (
  name: keyof typeof limits,
  district: District,
  limit: Limit = limits[name],
): ClockStart => ({ name, limit, calendar: district.calendarKey(district.calendars[0]!.id) })

export const clocks: Readonly<Record<string, ClockSpec>> = {
  // Coming back from an objection it goes on where it stopped: forwarding twice does not win a second fortnight.
  forward: { zh: '转送', en: 'Forwarding', runsIn: ['registered', 'sealed_in'], climbs: true },
  notice: {
    zh: '受理告知',
    en: 'Notice of acceptance',
    runsIn: ['registered', 'forwarded', 'objected'],
    stopsOn: ['accepted', 'not-accepted', 'diverted'],
    climbs: true,
  },
  objection: {
    zh: '异议期',
    en: 'Time to object',
    runsIn: ['forwarded'],
    stopsOn: ['objected'],
    silent: true,
  },
  consent: { zh: '异议审核', en: 'Ruling on the objection', runsIn: ['objected'], climbs: true },
  settle: {
    zh: '办理期限',
    en: 'Handling',
    runsIn: ['accepted', 'investigating'],
    pausesIn: ['hearing'],
    promise: true,
    climbs: true,
  },
  window: { zh: '可请求复查复核', en: 'Review may be asked', runsIn: ['opinion_issued'], silent: true },
  review: {
    zh: '复查复核',
    en: 'Review',
    runsIn: ['review', 'final_review'],
    pausesIn: ['hearing'],
    promise: true,
    climbs: true,
  },
  result: { zh: '结果反馈', en: 'Result', runsIn: ['routed'], climbs: true },
}
