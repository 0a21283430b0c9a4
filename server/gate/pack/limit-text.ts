// Time limits as people write them in a pack: "4 工作时" or "4 working-hours". The Chinese words are those of duty lists.
import type { Limit, LimitUnit } from '#core/kit/time-limit.ts'

const unitWords: Readonly<Record<string, LimitUnit>> = {
  分钟: 'minutes',
  小时: 'hours',
  自然日: 'calendar-days',
  工作分钟: 'working-minutes',
  工作时: 'working-hours',
  工作日: 'working-days',
  minutes: 'minutes',
  hours: 'hours',
  'calendar-days': 'calendar-days',
  'working-minutes': 'working-minutes',
  'working-hours': 'working-hours',
  'working-days': 'working-days',
}

/** Accepts only what `limitFrom` can read; zero is left to the check, which says why it is wrong. */
export const limitPattern = `^\\d+ ?(${Object.keys(unitWords).join('|')})$`

export const limitFrom = (text: string): Limit => {
  const found = /^(\d+) ?(.+)$/.exec(text)!
  return { amount: Number(found[1]), unit: unitWords[found[2]!]! }
}
