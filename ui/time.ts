// Moments and durations as words: 8月14日 周六 15:57 · 3 小时. Never raw ISO strings. Days are days of China, as
// everywhere in the net, whatever the device's own time zone.
import {
  civilOf,
  dayOf,
  type Instant,
  msPerDay,
  msPerHour,
  msPerMinute,
  startOfDay,
  weekdayOf,
} from '#core/kit/instant.ts'
import { currentLang, type Lang } from './lang.ts'
import { type Sentence, say } from './words.ts'

const weekdays: readonly Sentence[] = [
  ['周日', 'Sun'],
  ['周一', 'Mon'],
  ['周二', 'Tue'],
  ['周三', 'Wed'],
  ['周四', 'Thu'],
  ['周五', 'Fri'],
  ['周六', 'Sat'],
]
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')
const asInstant = (ms: number) => Math.floor(ms) as Instant

export const timeOfDayWords = (at: number): string => {
  const ms = asInstant(at) - startOfDay(dayOf(asInstant(at)))
  return `${two(Math.floor(ms / msPerHour))}:${two(Math.floor(ms / msPerMinute) % 60)}`
}

/** 8月14日 周六; with the year when it is not the year of `nowAt`. */
export const dateWords = (at: number, nowAt: number, lang: Lang = currentLang()): string => {
  const day = dayOf(asInstant(at))
  const { year, month, dayOfMonth } = civilOf(day)
  const weekday = weekdays[weekdayOf(day)]!
  const otherYear = year !== civilOf(dayOf(asInstant(nowAt))).year
  return lang === 'zh'
    ? `${otherYear ? `${year}年` : ''}${month}月${dayOfMonth}日 ${weekday[0]}`
    : `${weekday[1]} ${dayOfMonth} ${months[month - 1]}${otherYear ? ` ${year}` : ''}`
}

/** 8月14日 周六 15:57 */
export const momentWords = (at: number, nowAt: number, lang: Lang = currentLang()): string =>
  `${dateWords(at, nowAt, lang)} ${timeOfDayWords(at)}`

/** 今天 15:57, 昨天 15:57, 明天 15:57, otherwise the date. For what is read once and acted on. */
export const nearWords = (at: number, nowAt: number, lang: Lang = currentLang()): string => {
  const apart = dayOf(asInstant(at)) - dayOf(asInstant(nowAt))
  const near: Sentence | undefined =
    apart === 0
      ? ['今天', 'today']
      : apart === 1
        ? ['明天', 'tomorrow']
        : apart === -1
          ? ['昨天', 'yesterday']
          : undefined
  return near ? `${say(near, {}, lang)} ${timeOfDayWords(at)}` : momentWords(at, nowAt, lang)
}

const units: readonly { ms: number; words: Sentence; one: string }[] = [
  { ms: msPerDay, words: ['{n} 天', '{n} days'], one: '1 day' },
  { ms: msPerHour, words: ['{n} 小时', '{n} hours'], one: '1 hour' },
  { ms: msPerMinute, words: ['{n} 分', '{n} min'], one: '1 min' },
]

/** Rounded down. Below three of a unit the next smaller one is told too: 2 小时 40 分, but 3 小时. */
export const durationWords = (ms: number, lang: Lang = currentLang()): string => {
  const at = units.findIndex(unit => ms >= unit.ms)
  if (at < 0) return say(['不到 1 分', 'under 1 min'], {}, lang)
  const part = (index: number, rest: number): string => {
    const unit = units[index]!
    const n = Math.floor(rest / unit.ms)
    return n === 1 && lang === 'en' ? unit.one : say(unit.words, { n }, lang)
  }
  const whole = Math.floor(ms / units[at]!.ms)
  const smaller = units[at + 1]
  const rest = ms - whole * units[at]!.ms
  const second = whole < 3 && smaller && rest >= smaller.ms ? ` ${part(at + 1, rest)}` : ''
  return part(at, ms) + (lang === 'zh' ? second.replace(' ', '\u2009') : second)
}
