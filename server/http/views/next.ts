// What happens next, by when and by whom, in one sentence a resident understands. One row a state; where a state has no
// row, its plain name is the sentence.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { readClock } from '#core/life/clock.ts'
import { fill } from '#core/life/refusal.ts'
import { type Lang, unitName } from '#core/life/timeline.ts'
import type { Loaded } from '#desk/desk.ts'
import { momentWords, plainStateWords } from './words.ts'

/** Holes: {unit}; {name} of a clock = when it is due. A sentence whose clock has no date is replaced by `else`. */
type NextWords = { zh: string; en: string; elseZh?: string; elseEn?: string }

const desk: NextWords = {
  zh: '{unit}将在 {triage} 前看过并分派给负责的单位。',
  en: '{unit} will look at it and assign it by {triage}.',
  elseZh: '{unit}正在研判，尽快分派给负责的单位。',
  elseEn: '{unit} is looking at it and will assign it.',
}
const working: NextWords = {
  zh: '{unit}正在办理，最迟 {whole} 前给您答复。',
  en: '{unit} is working on it; you will have an answer by {whole} at the latest.',
}

const nextByState: Readonly<Record<string, NextWords>> = {
  reported: desk,
  accepted: desk,
  dispatched: {
    zh: '{unit}将在 {contact} 前与您联系，最迟 {whole} 前给您答复。',
    en: '{unit} will contact you by {contact}; you will have an answer by {whole} at the latest.',
    elseZh: '{unit}即将接手，最迟 {whole} 前给您答复。',
    elseEn: '{unit} will take it on; you will have an answer by {whole} at the latest.',
  },
  reopened: {
    zh: '由{unit}重新办理，{contact} 前与您联系，最迟 {whole} 前给您答复。',
    en: '{unit} handles it anew, contacts you by {contact} and answers by {whole} at the latest.',
  },
  return_requested: {
    zh: '承办单位认为不该由它办理，上级中心将在 {arbitrate} 前裁定；答复时限 {whole} 不变。',
    en: 'The unit holds it is not theirs; a ruling is due by {arbitrate}. Your answer is still due by {whole}.',
  },
  in_progress: working,
  co_handling: working,
  extended: working,
  rework: {
    zh: '核查没有通过，{unit}正在返工，最迟 {whole} 前给您答复。',
    en: 'The check failed; {unit} is redoing it and answers by {whole} at the latest.',
  },
  feedback: {
    zh: '{unit}已办理，将由其他人员在 {verify} 前核查是否属实。',
    en: '{unit} has handled it; somebody else checks it by {verify}.',
  },
  verified: {
    zh: '已核查属实，{answer} 前把结果答复您。',
    en: 'It was checked and holds; you will be told the result by {answer}.',
  },
  suspended: {
    zh: '暂缓办理，{wait} 自动恢复计时。',
    en: 'On hold; the clock goes on by itself at {wait}.',
  },
  closed: {
    zh: '已办结。请评价；没有解决的，{rest} 前可以要求重办。',
    en: 'Closed. Please rate it; if it is not solved you can have it reopened until {rest}.',
  },
  callback_done: {
    zh: '已办结，谢谢您的评价；又出现问题的，{rest} 前可以要求重办。',
    en: 'Closed, thank you for rating it; if it comes back you can have it reopened until {rest}.',
  },
  not_accepted: {
    zh: '没有受理，理由见下；不同意的，{rest} 前可以提出异议，由上级中心复核。',
    en: 'Not accepted, for the reason below; you can object until {rest} and the centre above looks again.',
  },
  diverted: {
    zh: '已转到专门渠道，对方接收后会在这里告诉您。',
    en: 'Passed to the proper authority; you will be told here when it was received there.',
  },
}

export const nextWords = (l: Loaded, now: Instant, district: District, lang: Lang): string => {
  const words = nextByState[l.standing.state]
  const plain = `${plainStateWords(l.life, l.standing.state, lang)}${lang === 'zh' ? '。' : '.'}`
  if (!words) return plain
  const unit = unitName(l.standing.doc.lead, district, lang, 'reporter')
  const due: Record<string, string> = { unit }
  for (const [key, c] of Object.entries(l.standing.clocks)) {
    if (c.stopAt !== undefined || c.of !== undefined) continue
    const { dueAt } = readClock(key, c, now, district)
    if (dueAt !== undefined) due[c.name] = momentWords(dueAt, lang)
  }
  const sentences = lang === 'zh' ? [words.zh, words.elseZh] : [words.en, words.elseEn]
  const sayable = sentences.find(
    s => s !== undefined && [...s.matchAll(/\{(\w+)\}/g)].every(([, h]) => due[h!]),
  )
  return sayable === undefined ? plain : fill(sayable, due)
}
