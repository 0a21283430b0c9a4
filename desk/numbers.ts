// How a number reads: the letters of the district, the day of its series, its place in it. Petitions, alarms 告警 and
// fences 围栏 have series of their own, with two letters more.
import type { District } from '#core/district/district.ts'

const seriesLetters: Readonly<Record<string, string>> = { petition: 'XF', alarm: 'GJ', fence: 'WL' }
const digits = 5

/** The `n`-th number of a series `life:YYYYMMDD`, e.g. LX20260814-00007. */
export const numberIn = (district: Pick<District, 'numberPrefix'>, series: string, n: number): string => {
  const [life, day] = series.split(':')
  return `${district.numberPrefix}${seriesLetters[life!] ?? ''}${day}-${String(n).padStart(digits, '0')}`
}
