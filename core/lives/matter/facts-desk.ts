// Facts at the desk: how a report becomes a matter, what it is about, where it goes when it is not ours to handle.
import type { Urgency } from '../../district/district.ts'
import { add, type MatterDoc, without } from './doc.ts'
import { classified, drop, joinedTo, leadTo, list, reported, type Spec, some, text } from './folding.ts'

export const deskFacts: Readonly<Record<string, Spec>> = {
  drafted: { zh: '{by} 暂存了草稿', en: '{by} saved a draft', to: 'draft', fold: reported },
  reported: {
    zh: '{by} 通过{channel}反映，{lead}接收',
    en: '{by} reported it ({channel}); received by {lead}',
    plainZh: '您的反映已收到，由{lead}接收',
    plainEn: 'Your report was received by {lead}',
    to: 'reported',
    fold: reported,
  },
  suggested: {
    // The reasons were kept in Chinese, brackets and all.
    zh: '系统建议：{type}，{urgency}，{lead}主办。{why}',
    en: 'Suggested: {type}, {urgency}, lead {lead}',
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
  asked: {
    zh: '{by} 请反映人补充：{words}',
    en: '{by} asked the reporter: {words}',
    plainZh: '请您补充：{words}',
    plainEn: 'We ask you: {words}',
  },
  'told-more': {
    zh: '反映人补充：{words}',
    en: 'The reporter added: {words}',
    plainZh: '您补充：{words}',
    plainEn: 'You added: {words}',
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
    // An exit's words may be a way (转 110…) or a ground (同一事项正在办理…).
    zh: '{by} 从法定出口办理（{exit}）：{words}',
    en: '{by} led it out of the net ({exit}): {words}',
    plainZh: '不在这里办理：{exit}。{words}',
    plainEn: 'Not handled here: {exit}. {words}',
    to: 'diverted',
  },
  'taken-back': {
    zh: '对方不接收，{by} 收回：{words}',
    en: 'Not received there; {by} took it back: {words}',
    plainZh: '对方没有接收，重新研判',
    plainEn: 'It was not received there; it is looked at again',
    to: 'reported',
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
    fold: (d, f) =>
      joinedTo(d, add(d.mergedFrom, text(f, 'subject')), {
        ...d.joined,
        [text(f, 'subject') ?? '']: list(f, 'reporters'),
      }),
  },
  'parted-from': {
    zh: '{number} 从本事项分出',
    en: '{number} was parted from this one',
    fold: (d, f) => {
      const gone = text(f, 'subject') ?? ''
      return joinedTo(d, without(d.mergedFrom, gone), drop(d.joined, gone))
    },
  },
}
