// Facts of the handling: dispatch, sign-off, returns and rulings, parts, applications, feedback.
import { add, without } from './doc.ts'
import {
  applicationOf,
  backToWork,
  classified,
  drop,
  handled,
  leadTo,
  list,
  type Spec,
  some,
  text,
  workStates,
} from './folding.ts'

export const workFacts: Readonly<Record<string, Spec>> = {
  dispatched: {
    zh: '{by} {direction}给{lead}主办{coWords}。依据：{basis}',
    en: '{by} sent it to {lead} as lead{coWords}; basis: {basis}',
    plainZh: '已派给{lead}办理{coWords}',
    plainEn: 'Sent to {lead}{coWords}',
    to: 'dispatched',
    fold: (d, f) => {
      const next = leadTo(classified(d, f), text(f, 'lead') ?? d.lead)
      // The row's limits belong to the type it was written for.
      const row = text(f, 'row') ?? (next.type === d.type ? d.row : undefined)
      return {
        ...drop(next, 'arbiter', 'application', 'returnedFrom', 'result', 'row'),
        ...some('row', row),
        co: add(
          d.co.filter(u => u !== next.lead),
          ...list(f, 'co'),
        ),
        involved: add(next.involved, ...list(f, 'co'), ...list(f, 'copies'), text(f, 'from')),
        ...some('dispatcher', text(f, 'from')),
        hops: d.hops + 1,
      }
    },
  },
  signed: {
    zh: '{by} 签收',
    en: '{by} signed for it',
    plainZh: '{unit}已签收',
    plainEn: '{unit} has taken it on',
    to: backToWork,
    mayLeadTo: workStates,
    fold: handled,
  },
  contacted: {
    zh: '{by} 与反映人联系：{words}',
    en: '{by} contacted the reporter: {words}',
    plainZh: '{unit}与您联系过',
    plainEn: '{unit} contacted you',
    fold: d => ({ ...d, contacted: true }),
  },
  'return-requested': {
    zh: '{by} 申请退单，由{arbiter}裁定：{reason}。{words}。依据：{basis}',
    en: '{by} asks to return it, {arbiter} to rule: {reason}; {words}; basis: {basis}',
    plainZh: '{unit}提出退回：{reason}，由{arbiter}裁定',
    plainEn: '{unit} asks to return it: {reason}; {arbiter} will rule',
    to: 'return_requested',
    fold: (d, f) => ({
      ...d,
      ...some('arbiter', text(f, 'arbiter')),
      ...some('returnedFrom', text(f, 'state')),
      involved: add(d.involved, text(f, 'arbiter')),
    }),
  },
  'return-ruled': {
    zh: '{by} 裁定：{ruling}，{words}',
    en: '{by} ruled: {ruling}, {words}',
    plainZh: '退回裁定：{ruling}',
    plainEn: 'Ruling on the return: {ruling}',
    // Upheld: the arbiter holds it until the new dispatch that comes with the same ruling.
    to: (d, f) =>
      f.data.ruling === 'upheld'
        ? 'accepted'
        : d.returnedFrom === 'dispatched' || d.returnedFrom === 'rework'
          ? d.returnedFrom
          : backToWork(d),
    mayLeadTo: ['accepted', 'dispatched', 'rework', ...workStates],
    fold: (d, f) => {
      const next = drop({ ...d, ruled: add(d.ruled, d.lead) }, 'arbiter')
      return f.data.ruling === 'upheld'
        ? leadTo({ ...next, released: add(d.released, d.lead) }, d.arbiter ?? d.lead)
        : next
    },
  },
  'co-added': {
    zh: '{by} 请{units}协办：{words}',
    en: '{by} asked {units} to co-handle: {words}',
    plainZh: '{units}加入协办',
    plainEn: '{units} joined in',
    to: 'co_handling',
    fold: (d, f) => ({
      ...d,
      co: add(d.co, ...list(f, 'units')),
      involved: add(d.involved, ...list(f, 'units')),
    }),
  },
  'part-done': {
    zh: '{by} 完成协办：{result}',
    en: '{by} finished its part: {result}',
    plainZh: '{unit}完成了协办部分',
    plainEn: '{unit} finished its part',
    // A part may come in before the lead signed; then only the list of open parts changes.
    to: (d, f) =>
      ['dispatched', 'reopened', 'rework'].includes(String(f.data.state)) ? undefined : backToWork(d),
    mayLeadTo: workStates,
    fold: (d, f) => handled({ ...d, co: without(d.co, text(f, 'unit') ?? '') }, f),
  },
  'extension-asked': {
    zh: '{by} 申请延期 {days} 个工作日：{words}',
    en: '{by} asks for more time, working days: {days}: {words}',
    fold: (d, f) => ({ ...d, application: applicationOf('extension', f) }),
  },
  'suspension-asked': {
    zh: '{by} 申请缓办到 {untilOn}：{reason}，{words}',
    en: '{by} asks to suspend until {untilOn}: {reason}, {words}',
    fold: (d, f) => ({ ...d, application: applicationOf('suspension', f) }),
  },
  'application-denied': {
    zh: '{by} 不同意申请：{words}',
    en: '{by} denied the application: {words}',
    fold: d => drop(d, 'application'),
  },
  extended: {
    zh: '{by} 同意延期 {days} 个工作日：{words}',
    en: '{by} granted more time, working days: {days}: {words}',
    plainZh: '延期 {days} 个工作日：{words}',
    plainEn: 'More time was granted, working days: {days}. {words}',
    to: d => (d.co.length > 0 ? 'co_handling' : 'extended'),
    mayLeadTo: ['extended', 'co_handling'],
    fold: (d, f) => drop({ ...d, extended: true, extendedDays: Number(f.data.days) }, 'application'),
  },
  suspended: {
    zh: '{by} 同意缓办到 {untilOn}：{reason}，{words}',
    en: '{by} suspended it until {untilOn}: {reason}, {words}',
    plainZh: '暂缓办理到 {untilOn}：{reason}。到期自动恢复计时',
    plainEn: 'On hold until {untilOn}: {reason}. The clock goes on by itself then',
    to: 'suspended',
    fold: d => drop(d, 'application'),
  },
  resumed: {
    zh: '{by} 恢复办理',
    en: '{by} resumed it',
    plainZh: '恢复办理，继续计时',
    plainEn: 'Resumed; the clock goes on',
    to: backToWork,
    mayLeadTo: workStates,
  },
  'fed-back': {
    zh: '{by} 反馈办理结果：{result}',
    en: '{by} fed back the result: {result}',
    plainZh: '{unit}已办理，正在由其他人员核查',
    plainEn: '{unit} has handled it; somebody else is checking',
    to: 'feedback',
    fold: (d, f) => handled(drop({ ...d, ...some('result', text(f, 'result')) }, 'application'), f),
  },
}
