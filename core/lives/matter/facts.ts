// What can have happened to a matter, how it reads in the timeline, where it leads and what is remembered of it.
// `plain` sentences are what the reporter reads; a fact without one is not shown to the reporter.
import type { Urgency } from '../../district/district.ts'
import type { Fact } from '../../life/fact.ts'
import type { FactSpec } from '../../life/life.ts'
import { add, type MatterDoc, without } from './doc.ts'

type Spec = FactSpec<MatterDoc>
const text = (f: Fact, key: string): string | undefined => {
  const v = f.data[key]
  return typeof v === 'string' ? v : undefined
}
const list = (f: Fact, key: string): readonly string[] => {
  const v = f.data[key]
  return Array.isArray(v) ? (v as readonly string[]) : []
}
/** Optional keys only when present: an absent value stays absent. */
const some = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

const drop = <T extends object, K extends keyof T>(o: T, ...keys: K[]): Omit<T, K> => {
  const copy = { ...o }
  for (const k of keys) delete copy[k]
  return copy
}

const handled = (d: MatterDoc, f: Fact): MatterDoc =>
  f.by.kind === 'officer'
    ? { ...d, handlers: add(d.handlers, f.by.person), handlerUnits: add(d.handlerUnits, f.by.unit) }
    : d

const classified = (d: MatterDoc, f: Fact): MatterDoc => ({
  ...d,
  ...some('type', text(f, 'type')),
  ...some('module', text(f, 'module')),
  urgency: (text(f, 'urgency') as Urgency | undefined) ?? d.urgency,
})

/** The lead changes hands; whoever held it keeps seeing what became of it. */
const leadTo = (d: MatterDoc, lead: string): MatterDoc => ({
  ...d,
  lead,
  co: without(d.co, lead),
  involved: add(d.involved, lead),
})

const backToWork = (d: MatterDoc): string =>
  d.co.length > 0 ? 'co_handling' : d.extended ? 'extended' : 'in_progress'
const workStates = ['in_progress', 'co_handling', 'extended'] as const

const reported = (d: MatterDoc, f: Fact): MatterDoc => ({
  ...classified(d, f),
  photos: list(f, 'photos'),
  reporters: add(d.reporters, text(f, 'reporter')),
  accused: list(f, 'accused'),
  ...some('title', text(f, 'title')),
  ...some('placeWords', text(f, 'placeWords')),
  ...some('point', f.data.point as MatterDoc['point'] | undefined),
})

export const facts: Readonly<Record<string, Spec>> = {
  drafted: { zh: '{by} 暂存了草稿', en: '{by} saved a draft', to: 'draft', fold: reported },
  reported: {
    zh: '{by} 通过{channel}反映，{lead} 接收',
    en: '{by} reported by {channel}; received by {lead}',
    plainZh: '您的反映已收到，由{lead}接收',
    plainEn: 'Your report was received by {lead}',
    to: 'reported',
    fold: reported,
  },
  suggested: {
    zh: '系统建议：{type}，{urgency}，{lead} 主办（{why}）',
    en: 'Suggested: {type}, {urgency}, lead {lead} ({why})',
    fold: (d, f) => ({
      ...d,
      suggestion: {
        ...some('type', text(f, 'type')),
        urgency: (text(f, 'urgency') as Urgency | undefined) ?? d.urgency,
        lead: text(f, 'lead') ?? d.lead,
        why: text(f, 'why') ?? '',
      },
    }),
  },
  accepted: {
    zh: '{by} 受理',
    en: '{by} accepted it',
    plainZh: '已受理',
    plainEn: 'Accepted',
    to: 'accepted',
  },
  sorted: {
    zh: '{by} 定为{type}，{urgency}',
    en: '{by} sorted it as {type}, {urgency}',
    plainZh: '归类为{type}',
    plainEn: 'Sorted as {type}',
    fold: classified,
  },
  located: {
    zh: '{by} 更正地点：{place}',
    en: '{by} corrected the place: {place}',
    plainZh: '地点更正为{place}',
    plainEn: 'Place corrected to {place}',
    fold: (d, f) => ({
      ...d,
      place: text(f, 'place') ?? d.place,
      ...some('point', (f.data.point as MatterDoc['point'] | undefined) ?? d.point),
    }),
  },
  dispatched: {
    zh: '{by} {direction}给{lead}主办{coWords}（依据：{basis}）',
    en: '{by} sent it to {lead} as lead{coWords} (basis: {basis})',
    plainZh: '已派给{lead}办理{coWords}',
    plainEn: 'Sent to {lead}{coWords}',
    to: 'dispatched',
    fold: (d, f) => {
      const next = leadTo(classified(d, f), text(f, 'lead') ?? d.lead)
      return {
        ...drop(next, 'arbiter', 'application', 'returnedFrom', 'result'),
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
    zh: '{by} 申请退单：{reason}（依据：{basis}）{words}，由 {arbiter} 裁定',
    en: '{by} asks to return it: {reason} (basis: {basis}) {words}; {arbiter} rules',
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
        : d.returnedFrom === 'dispatched'
          ? 'dispatched'
          : backToWork(d),
    mayLeadTo: ['accepted', 'dispatched', ...workStates],
    fold: (d, f) => {
      const next = drop({ ...d, ruled: add(d.ruled, d.lead) }, 'arbiter')
      return f.data.ruling === 'upheld' ? leadTo(next, d.arbiter ?? d.lead) : next
    },
  },
  'co-added': {
    zh: '{by} 请{units}协办：{words}',
    en: '{by} asked {units} to co-handle: {words}',
    plainZh: '{units}加入协办',
    plainEn: '{units} joined in',
    to: d => backToWork(d),
    mayLeadTo: workStates,
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
      ['dispatched', 'reopened', 'rework'].includes(String(f.data.state))
        ? String(f.data.state)
        : backToWork(d),
    mayLeadTo: ['dispatched', 'reopened', 'rework', ...workStates],
    fold: (d, f) => handled({ ...d, co: without(d.co, text(f, 'unit') ?? '') }, f),
  },
  'extension-asked': {
    zh: '{by} 申请延期 {days} 个工作日：{words}',
    en: '{by} asks for {days} more working days: {words}',
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
    en: '{by} granted {days} more working days: {words}',
    plainZh: '延期 {days} 个工作日：{words}',
    plainEn: 'Extended by {days} working days: {words}',
    to: d => (d.co.length > 0 ? 'co_handling' : 'extended'),
    mayLeadTo: ['extended', 'co_handling'],
    fold: d => drop({ ...d, extended: true }, 'application'),
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
  verified: {
    zh: '{by} 核查通过：{words}',
    en: '{by} checked it and it holds: {words}',
    plainZh: '核查通过',
    plainEn: 'The check was passed',
    to: 'verified',
  },
  'sent-back': {
    zh: '{by} 核查不通过，退回返工：{words}',
    en: '{by} found it not done; back to the handler: {words}',
    plainZh: '核查没有通过，退回返工',
    plainEn: 'The check failed; sent back to be redone',
    to: 'rework',
  },
  closed: {
    zh: '{by} 答复并办结：{answer}',
    en: '{by} answered and closed: {answer}',
    plainZh: '答复：{answer}',
    plainEn: 'Answer: {answer}',
    to: 'closed',
    fold: (d, f) => ({
      ...d,
      ...some('answer', text(f, 'answer')),
      closedLevel: text(f, 'level') as NonNullable<MatterDoc['closedLevel']>,
    }),
  },
  'closed-on-spot': {
    zh: '{by} 当场解决：{answer}',
    en: '{by} solved it on the spot: {answer}',
    plainZh: '已当场解决：{answer}',
    plainEn: 'Solved on the spot: {answer}',
    to: 'closed',
    fold: (d, f) =>
      handled(
        {
          ...classified(d, f),
          ...some('answer', text(f, 'answer')),
          closedLevel: 'on_spot',
          sampled: f.data.sampled === true,
        },
        f,
      ),
  },
  'spot-checked': {
    zh: '{by} 抽查当场办结：{outcome}，{words}',
    en: '{by} checked the on-the-spot closing: {outcome}, {words}',
    fold: d => ({ ...d, sampled: false }),
  },
  rated: {
    zh: '反映人评价：{solvedWords}，{satisfied}',
    en: 'The reporter rated: {solvedWords}, {satisfied}',
    plainZh: '您评价：{solvedWords}，{satisfied}',
    plainEn: 'You rated: {solvedWords}, {satisfied}',
    to: 'callback_done',
    fold: (d, f) => ({
      ...d,
      ratings: [
        ...d.ratings,
        {
          solved: f.data.solved === true,
          satisfied: String(f.data.satisfied),
          ...some('words', text(f, 'words')),
          round: d.round,
        },
      ],
    }),
  },
  reopened: {
    zh: '{by} 要求重办：{reason}；由 {lead} 负责',
    en: '{by} reopened it: {reason}; {lead} is answerable',
    plainZh: '已重新办理：{reason}；由{lead}负责',
    plainEn: 'Reopened: {reason}; {lead} is answerable',
    to: 'reopened',
    fold: (d, f) => ({
      ...drop(leadTo(d, text(f, 'lead') ?? d.lead), 'application', 'returnedFrom', 'answer', 'closedLevel'),
      round: d.round + 1,
      extended: false,
      contacted: false,
      sampled: false,
      ruled: [],
    }),
  },
  'not-accepted': {
    zh: '{by} 不予受理：{reason}，{words}',
    en: '{by} did not accept it: {reason}, {words}',
    plainZh: '没有受理：{reason}。{words}',
    plainEn: 'Not accepted: {reason}. {words}',
    to: 'not_accepted',
  },
  objected: {
    zh: '反映人对不予受理提出异议：{words}',
    en: 'The reporter objects to the refusal: {words}',
    plainZh: '您提出异议，重新研判',
    plainEn: 'You objected; it is looked at again',
    to: 'reported',
    fold: (d, f) => leadTo(d, text(f, 'lead') ?? d.lead),
  },
  diverted: {
    zh: '{by} 转{exit}：{words}',
    en: '{by} passed it to {exit}: {words}',
    plainZh: '已转{exit}。{words}',
    plainEn: 'Passed to {exit}. {words}',
    to: 'diverted',
  },
  receipted: {
    zh: '{by} 收到回执：{words}',
    en: '{by} got the receipt: {words}',
    plainZh: '对方已接收',
    plainEn: 'It was received there',
  },
  merged: {
    zh: '{by} 并入 {intoNumber}：{words}',
    en: '{by} merged it into {intoNumber}: {words}',
    plainZh: '与 {intoNumber} 是同一件事，合并办理；进展和结果都会告诉您',
    plainEn: 'The same as {intoNumber}; handled together, and you will be told everything',
    to: 'merged',
    fold: (d, f) => ({ ...d, ...some('mergedInto', text(f, 'into')) }),
  },
  unmerged: {
    zh: '{by} 撤销并案：{words}',
    en: '{by} undid the merge: {words}',
    plainZh: '经核实不是同一件事，恢复单独办理',
    plainEn: 'Not the same after all; handled on its own again',
    to: 'reported',
    fold: d => drop(d, 'mergedInto'),
  },
  'joined-by': {
    zh: '{number} 并入本事项',
    en: '{number} was merged into this one',
    fold: (d, f) => ({
      ...d,
      mergedFrom: add(d.mergedFrom, text(f, 'subject')),
      reporters: add(d.reporters, ...list(f, 'reporters')),
    }),
  },
  'parted-from': {
    zh: '{number} 从本事项分出',
    en: '{number} was parted from this one',
    fold: (d, f) => ({
      ...d,
      mergedFrom: without(d.mergedFrom, text(f, 'subject') ?? ''),
      reporters: without(d.reporters, ...list(f, 'reporters')),
    }),
  },
  nudged: {
    zh: '{by} 催办：{words}',
    en: '{by} nudged: {words}',
    plainZh: '已催办',
    plainEn: 'A nudge was sent',
    fold: (d, f) => ({ ...d, nudgedAt: f.at }),
  },
  supervised: {
    zh: '{by} {rung}：{words}',
    en: '{by} {rung}: {words}',
    plainZh: '上级已督办',
    plainEn: 'Higher level is supervising',
    fold: (d, f) => ({ ...d, supervision: Math.max(d.supervision, Number(f.data.rank)) }),
  },
  noted: { zh: '{by} 批注：{words}', en: '{by} noted: {words}' },
  walled: {
    zh: '{by} 设置被反映单位回避',
    en: '{by} walled off the unit complained about',
    fold: (d, f) => {
      const accused = add(d.accused, ...list(f, 'units'))
      const next = leadTo(d, text(f, 'lead') ?? d.lead)
      return { ...next, accused, co: without(next.co, ...accused) }
    },
  },
  'light-turned': { zh: '{clock}{share}', en: '{clock} {share}' },
  archived: { zh: '归档', en: 'Archived', plainZh: '已归档', plainEn: 'Filed', to: 'archived' },
}

const applicationOf = (kind: 'extension' | 'suspension', f: Fact): NonNullable<MatterDoc['application']> => ({
  kind,
  by: f.by.kind === 'officer' ? f.by.person : '',
  unit: f.by.kind === 'officer' ? f.by.unit : '',
  reason: text(f, 'reason') ?? '',
  words: text(f, 'words') ?? '',
  ...(typeof f.data.days === 'number' ? { days: f.data.days } : {}),
  ...some('untilOn', text(f, 'untilOn')),
})
