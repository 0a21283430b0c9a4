// Facts after the handling: check, answer, rating, reopening – and what may happen at any time.
import { lookedFact } from '../looking.ts'
import { nudgedFact, supervisedFact } from '../pressing.ts'
import { add, type MatterDoc, without } from './doc.ts'
import { classified, drop, handled, leadTo, list, type Spec, some, text } from './folding.ts'

export const endFacts: Readonly<Record<string, Spec>> = {
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
    zh: '反映人评价：{solved}，{satisfied}',
    en: 'The reporter rated: {solved}, {satisfied}',
    plainZh: '您评价：{solved}，{satisfied}',
    plainEn: 'You rated: {solved}, {satisfied}',
    to: 'callback_done',
    fold: (d, f) => ({
      ...d,
      ratings: [
        ...d.ratings,
        {
          solved: f.data.solved === true,
          satisfied: String(f.data.satisfied),
          ...some('words', text(f, 'words')),
          ...some('by', f.by.kind === 'reporter' ? f.by.ref : undefined),
          round: d.round,
        },
      ],
    }),
  },
  reopened: {
    zh: '{by} 要求重办：{reason}；由{lead}负责',
    en: '{by} reopened it: {reason}; {lead} is answerable',
    plainZh: '已重新办理：{reason}；由{lead}负责',
    plainEn: 'Reopened: {reason}; {lead} is answerable',
    to: 'reopened',
    fold: (d, f) => ({
      ...drop(
        leadTo(d, text(f, 'lead') ?? d.lead),
        'application',
        'returnedFrom',
        'answer',
        'closedLevel',
        'extendedDays',
      ),
      round: d.round + 1,
      extended: false,
      contacted: false,
      sampled: false,
      ruled: [],
      released: [],
    }),
  },
  nudged: nudgedFact,
  supervised: supervisedFact,
  looked: lookedFact,
  noted: { zh: '{by} 批注：{words}', en: '{by} noted: {words}' },
  walled: {
    zh: '{by} 设置被反映单位回避',
    en: '{by} walled off the unit complained about',
    fold: (d, f) => {
      const accused = add(d.accused, ...list(f, 'units'))
      const next = leadTo(d, text(f, 'lead') ?? d.lead)
      const walledOff = { ...next, accused, co: without(next.co, ...accused) }
      const arbiter = text(f, 'arbiter')
      return {
        ...(d.dispatcher !== undefined && accused.includes(d.dispatcher)
          ? drop(walledOff, 'dispatcher')
          : walledOff),
        ...some('arbiter', d.arbiter === undefined ? undefined : arbiter),
        involved: add(next.involved, d.arbiter === undefined ? undefined : arbiter),
      }
    },
  },
  'light-turned': { zh: '{clock}{share}', en: '{clock} {share}' },
  archived: { zh: '归档', en: 'Archived', plainZh: '已归档', plainEn: 'Filed', to: 'archived' },
}
