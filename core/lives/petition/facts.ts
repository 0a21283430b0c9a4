// What can have happened to a petition, how it reads, where it leads and what is remembered of it.

import type { Fact } from '../../life/fact.ts'
import type { FactSpec } from '../../life/life.ts'
import { lookedFact } from '../looking.ts'
import { add } from '../matter/doc.ts'
import { drop, list, some, text } from '../matter/folding.ts'
import { nudgedFact, supervisedFact } from '../pressing.ts'
import type { Opinion, PetitionDoc } from './doc.ts'

type Spec = FactSpec<PetitionDoc>

const born = (d: PetitionDoc, f: Fact): PetitionDoc => ({
  ...d,
  reporters: add(d.reporters, text(f, 'reporter')),
  accused: list(f, 'accused'),
  photos: list(f, 'photos'),
  ...some('title', text(f, 'title')),
})
const handled = (d: PetitionDoc, f: Fact): PetitionDoc =>
  f.by.kind === 'officer'
    ? { ...d, handlers: add(d.handlers, f.by.person), handlerUnits: add(d.handlerUnits, f.by.unit) }
    : d
const leadTo = (d: PetitionDoc, f: Fact): PetitionDoc => {
  const lead = text(f, 'lead') ?? d.lead
  return { ...d, lead, involved: add(d.involved, lead) }
}
const opinionOf = (f: Fact): Opinion => ({
  request: text(f, 'request') ?? '',
  found: text(f, 'found') ?? '',
  reasons: text(f, 'reasons') ?? '',
  decision: text(f, 'decision') ?? '',
  basis: text(f, 'basis') ?? '',
})

export const facts: Readonly<Record<string, Spec>> = {
  registered: {
    zh: '{by} 登记信访事项，{lead}接收',
    en: '{by} registered the petition with {lead}',
    plainZh: '您的信访事项已登记，15 日内告知受理情况',
    plainEn: 'Your petition is registered; you will hear within 15 days',
    to: 'registered',
    fold: born,
  },
  'sealed-in': {
    zh: '检举控告已密封接收',
    en: 'An accusation was received under seal',
    plainZh: '您的检举控告已密封接收，只有专人能看',
    plainEn: 'Your accusation was received under seal',
    to: 'sealed_in',
    fold: born,
  },
  forwarded: {
    zh: '{by} 转送给{lead}：{words}',
    en: '{by} forwarded it to {lead}: {words}',
    plainZh: '已转送{lead}，由其在 15 日内书面告知是否受理',
    plainEn: 'Forwarded to {lead}, which tells you in writing within 15 days',
    to: 'forwarded',
    fold: (d, f) => ({ ...drop(leadTo(d, f), 'arbiter'), hops: d.hops + 1 }),
  },
  objected: {
    zh: '{by} 对受理提出异议：{reason}（依据：{basis}）{words}，由{arbiter}审核',
    en: '{by} objects: {reason} (basis: {basis}) {words}; {arbiter} decides',
    plainZh: '{unit}认为不归其受理：{reason}，由{arbiter}审核',
    plainEn: '{unit} says it is not its duty: {reason}; {arbiter} decides',
    to: 'objected',
    fold: (d, f) => ({
      ...d,
      ...some('arbiter', text(f, 'arbiter')),
      involved: add(d.involved, text(f, 'arbiter')),
    }),
  },
  'objection-ruled': {
    zh: '{by} 对异议的决定：{ruling}，{words}',
    en: '{by} on the objection: {ruling}, {words}',
    plainZh: '异议审核结果：{ruling}',
    plainEn: 'On the objection: {ruling}',
    to: (_, f) => (f.data.ruling === 'agreed' ? 'registered' : 'forwarded'),
    mayLeadTo: ['registered', 'forwarded'],
    fold: (d, f) => {
      const next = drop({ ...d, ruled: add(d.ruled, d.lead) }, 'arbiter')
      return f.data.ruling === 'agreed'
        ? { ...next, released: add(d.released, d.lead), lead: d.registrar }
        : next
    },
  },
  'objection-raised': {
    zh: '{by} 不同意异议，报共同上级{arbiter}决定：{words}',
    en: '{by} disagrees; the common superior {arbiter} decides: {words}',
    plainZh: '受理有争议，由共同的上一级{arbiter}决定',
    plainEn: 'Disputed; the common superior {arbiter} decides',
    fold: (d, f) => ({
      ...d,
      ...some('arbiter', text(f, 'arbiter')),
      involved: add(d.involved, text(f, 'arbiter')),
    }),
  },
  accepted: {
    zh: '{by} 受理并书面告知',
    en: '{by} accepted it and said so in writing',
    plainZh: '{unit}已受理，60 日内办结',
    plainEn: '{unit} has taken it up and finishes within 60 days',
    to: 'accepted',
  },
  'not-accepted': {
    zh: '{by} 不予受理：{reason}，{words}',
    en: '{by} did not accept it: {reason}, {words}',
    plainZh: '没有受理：{reason}。{words}',
    plainEn: 'Not taken up: {reason}. {words}',
    to: 'not_accepted',
  },
  diverted: {
    zh: '{by} 告知法定途径：{path}（依据：{basis}）{words}',
    en: '{by} led it to its legal path: {path} (basis: {basis}) {words}',
    plainZh: '这件事应走法定途径：{path}。{words}',
    plainEn: 'This has a legal path of its own: {path}. {words}',
    to: 'diverted',
    fold: (d, f) => ({ ...d, ...some('path', text(f, 'path')) }),
  },
  investigating: {
    zh: '{by} 开始调查',
    en: '{by} began to look into it',
    plainZh: '{unit}已开始调查',
    plainEn: '{unit} is looking into it',
    to: 'investigating',
    fold: handled,
  },
  'hearing-opened': {
    zh: '{by} 举行听证：{words}',
    en: '{by} opened a hearing: {words}',
    plainZh: '举行听证，听证时间不计入期限',
    plainEn: 'A hearing is held; its time is not counted',
    to: 'hearing',
    fold: (d, f) => ({ ...d, ...some('heardFrom', text(f, 'state')) }),
  },
  'hearing-closed': {
    zh: '{by} 听证结束：{words}',
    en: '{by} closed the hearing: {words}',
    plainZh: '听证结束，继续计时',
    plainEn: 'The hearing is over; the clock goes on',
    to: d => (d.heardFrom === 'final_review' ? 'final_review' : 'investigating'),
    mayLeadTo: ['investigating', 'final_review'],
  },
  extended: {
    zh: '{by} 批准延长 {days} 日并告知信访人：{words}',
    en: '{by} granted {days} more days and told the petitioner: {words}',
    plainZh: '办理期限延长 {days} 日，理由：{words}',
    plainEn: 'Extended by {days} days: {words}',
    fold: d => ({ ...d, extended: true }),
  },
  'opinion-issued': {
    zh: '{by} 出具处理意见书：{decision}（依据：{basis}）',
    en: '{by} issued the opinion: {decision} (basis: {basis})',
    plainZh: '处理意见：{decision}（依据：{basis}）。如不服，可在 30 日内请求复查',
    plainEn: 'Opinion: {decision} (basis: {basis}). You may ask for review within 30 days',
    to: 'opinion_issued',
    fold: (d, f) => handled({ ...d, opinion: opinionOf(f), stage: 'handling' }, f),
  },
  'review-asked': {
    zh: '信访人请求复查：{words}；由{lead}复查',
    en: 'The petitioner asks for review: {words}; {lead} reviews',
    plainZh: '您请求复查，由{lead}在 30 日内答复',
    plainEn: 'You asked for review; {lead} answers within 30 days',
    to: 'review',
    fold: leadTo,
  },
  'review-answered': {
    zh: '{by} 复查意见：{outcome}，{decision}（依据：{basis}）',
    en: '{by} on review: {outcome}, {decision} (basis: {basis})',
    plainZh: '复查意见：{outcome}，{decision}。如不服，可在 30 日内请求复核',
    plainEn: 'Review: {outcome}, {decision}. You may ask for a final review within 30 days',
    to: 'opinion_issued',
    fold: (d, f) => handled({ ...d, stage: 'review' }, f),
  },
  'final-asked': {
    zh: '信访人请求复核：{words}；由{lead}复核',
    en: 'The petitioner asks for the final review: {words}; {lead} reviews',
    plainZh: '您请求复核，由{lead}在 30 日内答复',
    plainEn: 'You asked for the final review; {lead} answers within 30 days',
    to: 'final_review',
    fold: leadTo,
  },
  'final-answered': {
    zh: '{by} 复核意见：{outcome}，{decision}（依据：{basis}）',
    en: '{by} on final review: {outcome}, {decision} (basis: {basis})',
    plainZh: '复核意见：{outcome}，{decision}。复核意见为终结意见',
    plainEn: 'Final review: {outcome}, {decision}. This ends the petition',
    to: 'concluded',
    fold: (d, f) => handled({ ...d, stage: 'final' }, f),
  },
  concluded: {
    zh: '期满未请求复查复核，终结',
    en: 'No review was asked for in time; concluded',
    plainZh: '期满未请求复查复核，已终结',
    plainEn: 'No review was asked for in time; concluded',
    to: 'concluded',
  },
  routed: {
    zh: '密封转给{lead}',
    en: 'Routed under seal to {lead}',
    plainZh: '已转有权处理的机关',
    plainEn: 'Passed to the organ that may handle it',
    to: 'routed',
    fold: (d, f) => ({ ...leadTo(d, f), hops: d.hops + 1 }),
  },
  'result-told': {
    zh: '{by} 向检举控告人反馈结果：{words}',
    en: '{by} told the accuser the result: {words}',
    plainZh: '反馈：{words}',
    plainEn: 'Result: {words}',
    to: 'result_notice',
    fold: handled,
  },
  walled: {
    zh: '{by} 设置被反映单位回避',
    en: '{by} walled off the unit complained about',
    fold: (d, f) => ({
      ...d,
      accused: add(d.accused, ...list(f, 'units')),
      registrar: text(f, 'registrar') ?? d.registrar,
      ...some('arbiter', text(f, 'arbiter')),
      involved: add(d.involved, text(f, 'registrar'), text(f, 'arbiter')),
    }),
  },
  'called-back': {
    zh: '从被反映单位收回，由{lead}另行转送',
    en: 'Taken from the unit complained about; {lead} forwards it anew',
    plainZh: '依规回避，由{lead}另行转送',
    plainEn: 'Taken from the unit you complained about; {lead} forwards it anew',
    to: 'registered',
    fold: (d, f) => drop(leadTo(d, f), 'arbiter'),
  },
  nudged: nudgedFact,
  supervised: supervisedFact,
  looked: lookedFact,
  noted: { zh: '{by} 批注：{words}', en: '{by} noted: {words}' },
  'light-turned': { zh: '{clock}{share}', en: '{clock} {share}' },
}
