// The timeline in sentences: facts put into words for officers or for the reporter, in Chinese or English. Nothing is
// stored; a better wording is an edit of a table. The reporter's version never names a person inside.
import type { District } from '../district/district.ts'
import { civilOf, dayOf, type Instant, parseDay } from '../kit/instant.ts'
import { yellowShare } from '../kit/time-limit.ts'
import type { Fact, Json } from './fact.ts'
import type { FactSpec, Life } from './life.ts'
import { fill } from './refusal.ts'
import type { Reach } from './who.ts'

export type Lang = 'zh' | 'en'
export type Audience = 'officer' | 'reporter'
export type Line = { seq: number; type: string; at: Instant; text: string; photos: readonly string[] }

const urgencies: Readonly<Record<string, readonly [string, string]>> = {
  flash: ['特急', 'flash'],
  urgent: ['紧急', 'urgent'],
  normal: ['一般', 'normal'],
  complex: ['复杂', 'complex'],
}
const directions: Readonly<Record<string, string>> = {
  上报: 'up',
  交办: 'down',
  转办: 'sideways',
  分拨: 'across',
}

// As the ladder keeps them, and what it did to a unit.
const rungs: Readonly<Record<string, string>> = {
  督办: 'supervised it',
  挂牌督办: 'listed it for supervision',
  约谈: 'summoned the unit',
}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

export const unitName = (
  id: string,
  district: District,
  lang: Lang,
  audience: Audience = 'officer',
): string => {
  const u = district.unit(id)
  if (!u) return id
  return lang === 'en' ? u.en : audience === 'reporter' ? (u.publicZh ?? u.zh) : u.zh
}

/** Full name of a place, from the town down: 东城街道 双门社区 第 2 网格. */
export const placeName = (code: string, district: District, lang: Lang): string => {
  const parts: string[] = []
  for (
    let t = district.territory(code);
    t;
    t = t.parent === undefined ? undefined : district.territory(t.parent)
  ) {
    if (t.level !== 'district' || parts.length === 0) parts.unshift(lang === 'en' ? t.en : t.zh)
  }
  return parts.length ? parts.join(' ') : code
}

const shareWords = (share: number, lang: Lang): string => {
  if (share === yellowShare) return lang === 'en' ? 'turned yellow' : '亮黄灯'
  if (share === 1) return lang === 'en' ? 'turned red' : '亮红灯'
  return lang === 'en'
    ? `used ${Math.round(share * 100)} % of the limit`
    : `已用时限的 ${Math.round(share * 100)}%`
}

/** The end of a wait is not late. */
const endWords = (lang: Lang): string => (lang === 'en' ? 'is over' : '已满')

/** 8月24日; with the year where it is not the year it was said in. */
const dayWords = (text: string, saidAt: Instant, lang: Lang): string => {
  const day = parseDay(text)
  if (day === undefined) return text
  const { year, month, dayOfMonth } = civilOf(day)
  const other = year !== civilOf(dayOf(saidAt)).year
  return lang === 'en'
    ? `${dayOfMonth} ${months[month - 1]}${other ? ` ${year}` : ''}`
    : `${other ? `${year}年` : ''}${month}月${dayOfMonth}日`
}

const byWords = (fact: Fact, district: District, lang: Lang): string => {
  switch (fact.by.kind) {
    case 'officer':
      return `${unitName(fact.by.unit, district, lang)} ${district.person(fact.by.person)?.zh ?? ''}`.trim()
    case 'reporter':
      return lang === 'en' ? 'The reporter' : '反映人'
    case 'gate':
      return lang === 'en' ? 'A connected system' : '接入系统'
    case 'system':
      return lang === 'en' ? 'The system' : '系统'
  }
}

export const reasonWords = (code: string, district: District, lang: Lang): string | undefined =>
  [district.returnReasons, district.suspendReasons, district.declineReasons, district.exits]
    .flat()
    .find(r => r.code === code)?.[lang]

const choiceWords = <Doc extends Reach>(
  life: Life<Doc>,
  key: string,
  value: string,
  lang: Lang,
): string | undefined => {
  for (const move of Object.values(life.moves)) {
    const label = move.needs[key]?.labels?.[value]
    if (label) return label[lang === 'en' ? 1 : 0]
  }
  return undefined
}

const yesNo = (key: string, value: boolean, lang: Lang): string => {
  if (key === 'solved') return lang === 'en' ? (value ? 'solved' : 'not solved') : value ? '已解决' : '没解决'
  return lang === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否'
}

const names = (ids: Json | undefined, district: District, lang: Lang, audience: Audience): string =>
  Array.isArray(ids)
    ? ids.map(u => unitName(String(u), district, lang, audience)).join(lang === 'en' ? ', ' : '、')
    : ''

/** One datum in words. Unknown keys read as they are: text is text. */
const inWords = <Doc extends Reach>(
  life: Life<Doc>,
  key: string,
  value: Json,
  district: District,
  lang: Lang,
  audience: Audience,
): string => {
  if (Array.isArray(value)) return names(value, district, lang, audience)
  if (typeof value === 'number') return key === 'share' ? shareWords(value, lang) : String(value)
  if (typeof value === 'boolean') return yesNo(key, value, lang)
  if (typeof value !== 'string') return ''
  switch (key) {
    case 'lead':
    case 'unit':
    case 'arbiter':
    case 'from':
      return unitName(value, district, lang, audience)
    case 'type':
      return district.type(value)?.[lang] ?? value
    case 'urgency':
      return urgencies[value]?.[lang === 'en' ? 1 : 0] ?? value
    case 'place':
      return placeName(value, district, lang)
    case 'channel':
      return district.channel(value)?.[lang] ?? value
    case 'clock':
      return life.clocks[value]?.[lang] ?? value
    case 'rung':
      return lang === 'en' ? (rungs[value] ?? value) : value
    case 'direction':
      return lang === 'en' ? (directions[value] ?? value) : value
    case 'reason':
    case 'exit':
      return reasonWords(value, district, lang) ?? choiceWords(life, key, value, lang) ?? value
    default:
      return choiceWords(life, key, value, lang) ?? value
  }
}

/** The sentence of one fact, or undefined when this audience is not shown it. */
export const sentenceOf = <Doc extends Reach>(
  life: Life<Doc>,
  fact: Fact,
  district: District,
  lang: Lang,
  audience: Audience,
): string | undefined => {
  const spec = life.facts[fact.type]
  if (!spec) return undefined
  const template = templateOf(spec, fact, lang, audience)
  if (template === undefined) return undefined
  const co = names(fact.data.co, district, lang, audience)
  const filling: Record<string, string> = {
    by: byWords(fact, district, lang),
    coWords: co ? (lang === 'en' ? `, with ${co}` : `，${co}协办`) : '',
    type: lang === 'en' ? 'unsorted' : '未分类',
    words: '',
    why: '',
    // The unit that acted, where the fact does not name another.
    unit: fact.by.kind === 'officer' ? unitName(fact.by.unit, district, lang, audience) : '',
  }
  for (const [key, value] of Object.entries(fact.data)) {
    if (value !== undefined && value !== null)
      filling[key] = inWords(life, key, value, district, lang, audience)
  }
  if (typeof fact.data.untilOn === 'string') filling.untilOn = dayWords(fact.data.untilOn, fact.at, lang)
  if (fact.data.share === 1 && life.clocks[String(fact.data.clock)]?.silent) filling.share = endWords(lang)
  return tidy(fill(template, filling))
}

const templateOf = <Doc extends Reach>(
  spec: FactSpec<Doc>,
  fact: Fact,
  lang: Lang,
  audience: Audience,
): string | undefined => {
  if (audience === 'reporter') return lang === 'en' ? spec.plainEn : spec.plainZh
  const byItself = fact.by.kind === 'system' && typeof fact.data.clock === 'string'
  if (lang === 'en') return (byItself ? spec.ownEn : undefined) ?? spec.en
  const zh = (byItself ? spec.ownZh : undefined) ?? spec.zh
  // The space parts a person's name from what they did; 系统恢复办理 needs none.
  return fact.by.kind === 'officer' ? zh : zh.replace('{by} ', '{by}')
}

/** Punctuation left behind by empty holes. */
const tidy = (s: string): string =>
  s
    .replace(/[：，、:,]\s*(?=[；，。）)]|$)/g, '')
    .replace(/（依据：?）|\(basis:? ?\)|[。；;] ?(依据|basis)$/g, '')
    .replace(/([。！？!?.])。/g, '$1')
    .trim()

export const timelineOf = <Doc extends Reach>(
  life: Life<Doc>,
  facts: readonly Fact[],
  district: District,
  lang: Lang,
  audience: Audience,
): Line[] =>
  facts.flatMap(fact => {
    const text = sentenceOf(life, fact, district, lang, audience)
    const photos = Array.isArray(fact.data.photos) ? (fact.data.photos as readonly string[]) : []
    return text === undefined ? [] : [{ seq: fact.seq, type: fact.type, at: fact.at, text, photos }]
  })
