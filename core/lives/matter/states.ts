// The states and clocks of a matter 事项. Source: the unified model, table of matter states and clock rules.
import type { ClockSpec, StateSpec } from '../../life/life.ts'

export const states = {
  draft: { zh: '暂存', en: 'Draft', plainZh: '还没有提交', plainEn: 'Not sent yet', phase: 'open' },
  reported: {
    zh: '已上报',
    en: 'Reported',
    plainZh: '已收到，正在分派',
    plainEn: 'Received, being assigned',
    phase: 'open',
  },
  merged: {
    zh: '已并案',
    en: 'Merged',
    plainZh: '与同一件事合并办理',
    plainEn: 'Handled together with the same problem',
    phase: 'ended',
  },
  not_accepted: {
    zh: '不予受理',
    en: 'Not accepted',
    plainZh: '没有受理',
    plainEn: 'Not accepted',
    phase: 'resting',
  },
  diverted: {
    zh: '转法定途径',
    en: 'Diverted',
    plainZh: '已转到专门渠道',
    plainEn: 'Passed to the proper authority',
    phase: 'resting',
  },
  accepted: {
    zh: '已受理',
    en: 'Accepted',
    plainZh: '已受理，正在分派',
    plainEn: 'Accepted, being assigned',
    phase: 'open',
  },
  dispatched: {
    zh: '已派单',
    en: 'Dispatched',
    plainZh: '已派给承办单位',
    plainEn: 'Sent to the unit in charge',
    phase: 'open',
  },
  return_requested: {
    zh: '申请退单',
    en: 'Return requested',
    plainZh: '承办单位提出退回，正在裁定',
    plainEn: 'The unit wants to return it; a ruling is due',
    phase: 'open',
  },
  in_progress: {
    zh: '办理中',
    en: 'In progress',
    plainZh: '正在办理',
    plainEn: 'Being handled',
    phase: 'open',
  },
  co_handling: {
    zh: '协办中',
    en: 'Co-handling',
    plainZh: '几个单位正在一起办理',
    plainEn: 'Several units are working on it',
    phase: 'open',
  },
  suspended: { zh: '已挂起', en: 'Suspended', plainZh: '暂缓办理', plainEn: 'On hold', phase: 'open' },
  extended: {
    zh: '已延期',
    en: 'Extended',
    plainZh: '已延期，正在办理',
    plainEn: 'Extended, being handled',
    phase: 'open',
  },
  feedback: {
    zh: '待核查',
    en: 'To be checked',
    plainZh: '已办理，正在核查',
    plainEn: 'Done, being checked',
    phase: 'open',
  },
  verified: {
    zh: '核查通过',
    en: 'Verified',
    plainZh: '已核实，正在答复您',
    plainEn: 'Checked, answer coming',
    phase: 'open',
  },
  rework: {
    zh: '返工',
    en: 'Rework',
    plainZh: '核查没有通过，正在返工',
    plainEn: 'The check failed; being redone',
    phase: 'open',
  },
  closed: { zh: '已办结', en: 'Closed', plainZh: '已办结', plainEn: 'Closed', phase: 'resting' },
  callback_done: {
    zh: '已评价',
    en: 'Rated',
    plainZh: '已办结，您已评价',
    plainEn: 'Closed and rated',
    phase: 'resting',
  },
  reopened: { zh: '重办', en: 'Reopened', plainZh: '重新办理', plainEn: 'Reopened', phase: 'open' },
  archived: {
    zh: '已归档',
    en: 'Archived',
    plainZh: '已办结归档',
    plainEn: 'Closed and filed',
    phase: 'ended',
  },
} as const satisfies Record<string, StateSpec>

/** In the lead unit's hands. */
export const working = ['in_progress', 'co_handling', 'extended', 'rework'] as const
export const inHand = ['dispatched', 'reopened', ...working] as const
/** Before anybody was given the lead. */
export const atDesk = ['reported', 'accepted'] as const
export const open = Object.entries(states).flatMap(([name, s]) =>
  s.phase === 'open' && name !== 'draft' ? [name] : [],
)

export const clocks: Readonly<Record<string, ClockSpec>> = {
  triage: { zh: '分拣', en: 'Triage', runsIn: atDesk, stopsOn: ['dispatched'], climbs: true },
  // The promise to the reporter: starts at the first dispatch, never at sign-off (C-09), stops when answered.
  whole: {
    zh: '总时限',
    en: 'Promise',
    runsIn: ['dispatched', 'return_requested', ...working, 'feedback', 'verified', 'reopened'],
    pausesIn: ['suspended'],
    promise: true,
    climbs: true,
  },
  sign: { zh: '签收', en: 'Sign-off', runsIn: ['dispatched', 'reopened'], stopsOn: ['signed'], climbs: true },
  contact: {
    zh: '首次联系',
    en: 'First contact',
    runsIn: ['dispatched', 'return_requested', 'reopened', ...working],
    pausesIn: ['suspended'],
    stopsOn: ['contacted', 'fed-back'],
  },
  // The handler's own time. A rework goes on with what is left; an upheld return gives the next unit a full one.
  handle: {
    zh: '办理',
    en: 'Handling',
    runsIn: ['dispatched', 'return_requested', 'reopened', ...working],
    pausesIn: ['suspended'],
    climbs: true,
  },
  part: {
    zh: '协办',
    en: 'Co-handling',
    runsIn: ['dispatched', 'return_requested', 'reopened', ...working],
    pausesIn: ['suspended'],
    // A co-handler made lead, by whatever fact, has no part of its own any more; nor has a unit that was walled off.
    stopsOn: ['part-done', 'walled', 'dispatched', 'return-ruled', 'reopened'],
  },
  arbitrate: {
    zh: '退单裁定',
    en: 'Ruling',
    runsIn: ['return_requested'],
    stopsOn: ['return-ruled'],
    climbs: true,
  },
  verify: { zh: '核查', en: 'Check', runsIn: ['feedback'], climbs: true },
  answer: { zh: '答复', en: 'Answer', runsIn: ['verified'], climbs: true },
  receipt: { zh: '转办回执', en: 'Receipt', runsIn: ['diverted'], stopsOn: ['receipted'], climbs: true },
  wait: { zh: '缓办期', en: 'Suspension', runsIn: ['suspended'], silent: true },
  rest: {
    zh: '可重办期',
    en: 'May be reopened',
    runsIn: ['closed', 'callback_done', 'not_accepted', 'diverted'],
    silent: true,
  },
}
