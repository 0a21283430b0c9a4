// Small things in words: limits, moments, urgencies, tabs. Everything a screen shows leaves the server in the reader's
// language, so that no screen needs a table of codes.
import { civilOf, dayOf, type Instant, startOfDay, weekdayOf } from '#core/kit/instant.ts'
import type { Limit, LimitUnit } from '#core/kit/time-limit.ts'
import type { Life } from '#core/life/life.ts'
import type { Lang } from '#core/life/timeline.ts'
import type { Reach } from '#core/life/who.ts'

const limitUnits: Readonly<Record<LimitUnit, readonly [string, string, string]>> = {
  'working-minutes': ['分钟（工作时间）', 'working minute', 'working minutes'],
  'working-hours': ['个工作小时', 'working hour', 'working hours'],
  'working-days': ['个工作日', 'working day', 'working days'],
  'calendar-days': ['天', 'day', 'days'],
  hours: ['小时', 'hour', 'hours'],
  minutes: ['分钟', 'minute', 'minutes'],
}

const minutesADay = 1440

/** “5 个工作日”, “30 minutes”. */
export const limitWords = (limit: Limit, lang: Lang): string => {
  // A fence is in force for a month of minutes; nobody reads it so.
  const inDays = limit.unit === 'minutes' && limit.amount >= 2 * minutesADay
  const amount = inDays ? Math.round(limit.amount / minutesADay) : limit.amount
  const [zh, one, many] = limitUnits[inDays ? 'calendar-days' : limit.unit]
  return `${amount} ${lang === 'zh' ? zh : amount === 1 ? one : many}`
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** 8月14日 周六 15:57 */
export const momentWords = (at: Instant, lang: Lang): string => {
  const day = dayOf(at)
  const { month, dayOfMonth } = civilOf(day)
  const minutes = Math.floor((at - startOfDay(day)) / 60_000)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const weekday = weekdayOf(day)
  return lang === 'zh'
    ? `${month}月${dayOfMonth}日 周${weekdays[weekday]} ${clock}`
    : `${weekdaysEn[weekday]} ${dayOfMonth} ${months[month - 1]} ${clock}`
}

const urgencies: Readonly<Record<string, readonly [string, string]>> = {
  flash: ['特急', 'Flash'],
  urgent: ['紧急', 'Urgent'],
  normal: ['一般', 'Normal'],
  complex: ['复杂', 'Complex'],
}
export const urgencyWords = (urgency: string | null | undefined, lang: Lang): string =>
  urgency ? (urgencies[urgency]?.[lang === 'zh' ? 0 : 1] ?? urgency) : ''

const tabs: Readonly<Record<string, readonly [string, string]>> = {
  desk: ['待分拨', 'At the desk'],
  todo: ['待办', 'To do'],
  checking: ['待核查', 'To check'],
  ruling: ['待裁定', 'To rule on'],
  asked: ['待审批', 'To approve'],
  late: ['已超时', 'Late'],
  watching: ['在办', 'Open'],
  done: ['已办结', 'Done'],
  all: ['全部', 'All'],
}
export const tabWords = (tab: string, lang: Lang): string => tabs[tab]?.[lang === 'zh' ? 0 : 1] ?? tab

export const stateWords = (life: Life<Reach>, state: string, lang: Lang): string =>
  life.states[state]?.[lang] ?? state
export const plainStateWords = (life: Life<Reach>, state: string, lang: Lang): string =>
  life.states[state]?.[lang === 'zh' ? 'plainZh' : 'plainEn'] ?? state

const levels: Readonly<Record<string, readonly [string, string]>> = {
  lead: ['主办', 'Lead'],
  grid: ['网格', 'Grid'],
  community: ['社区', 'Community'],
  town: ['镇街', 'Town'],
  district: ['区', 'District'],
}
export const levelWords = (level: string, lang: Lang): string =>
  levels[level]?.[lang === 'zh' ? 0 : 1] ?? level
