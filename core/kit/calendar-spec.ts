// Working calendars as a district writes them down, and the reading of that file with every mistake named.
// The form is documented at the top of packs/longxi/calendar.yaml. Any district of China shares the notices of the
// State Council, so they are written once and every calendar lays its own hours over them.

import { type Day, formatDay, parseDay, weekdayOf } from './instant.ts'

/**
 * Minutes after midnight, in order, within one day: [[540, 720], [840, 1080]] is 09:00–12:00 and 14:00–18:00. A
 * night shift is two windows, [[0, 360], [1320, 1440]].
 */
export type Windows = readonly (readonly [startMinute: number, endMinute: number])[]

export type CalendarSpec = {
  readonly id: string
  readonly version: string
  /** Hours of an ordinary working day and of a make-up day. */
  readonly windows: Windows
  /** Hours of a weekday that differs, 0 = Sunday … 6 = Saturday. */
  readonly windowsByWeekday?: Readonly<Record<number, Windows>>
  /** Weekdays not worked, 0 = Sunday … 6 = Saturday. */
  readonly weekend: readonly number[]
  /** Holidays and make-up working days 调休, 'YYYY-MM-DD'. */
  readonly restDays: readonly string[]
  readonly workDays: readonly string[]
  /** First and last year for which official notices exist. */
  readonly firstYear: number
  readonly lastYear: number
  /** Set where notices do not matter, as for a service round the clock: then no date is provisional. */
  readonly ignoresNotices?: boolean
}

export type SpecsRead =
  | { readonly ok: true; readonly specs: readonly CalendarSpec[] }
  | { readonly ok: false; readonly errors: readonly string[] }

const weekdayWords = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** Reads the parsed calendar file. Each error names its place, the value found and what would be right. */
export const calendarSpecsFrom = (plain: unknown): SpecsRead => {
  const errors: string[] = []
  const wrong = (place: string, found: unknown, want: string) => {
    errors.push(`${place}: ${found === undefined ? 'missing' : JSON.stringify(found)}; want ${want}`)
  }
  const record = (
    place: string,
    found: unknown,
    keys?: readonly string[],
  ): Readonly<Record<string, unknown>> => {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) {
      wrong(place, found, 'a mapping')
      return {}
    }
    for (const key of Object.keys(found)) {
      if (keys && !keys.includes(key)) wrong(`${place}.${key}`, key, `one of ${keys.join(', ')}`)
    }
    return found as Record<string, unknown>
  }
  const list = (place: string, found: unknown): readonly unknown[] => {
    if (!Array.isArray(found)) wrong(place, found, 'a list')
    return Array.isArray(found) ? found : []
  }
  const word = (place: string, found: unknown): string => {
    if (typeof found !== 'string' || found === '') wrong(place, found, 'a text (put quotes around a number)')
    return String(found)
  }
  const weekday = (place: string, found: unknown): number => {
    const index = typeof found === 'string' ? weekdayWords.indexOf(found) : -1
    if (index < 0) wrong(place, found, `one of ${weekdayWords.join(' ')}`)
    return index
  }
  const windows = (place: string, found: unknown): Windows => {
    let freeFrom = 0
    const read = list(place, found).map((text, i): readonly [number, number] => {
      const [start, end] = typeof text === 'string' ? minutesOf(text) : [Number.NaN, Number.NaN]
      if (!(start >= freeFrom && start < end && end <= 1440)) {
        wrong(`${place}[${i}]`, text, 'HH:MM-HH:MM, later than the window before, up to 24:00')
      }
      freeFrom = end
      return [start, end]
    })
    if (Array.isArray(found) && found.length === 0) wrong(place, found, 'at least one window')
    return read
  }
  const dates = (place: string, year: number, found: unknown): readonly Day[] =>
    list(place, found).flatMap((text, i) => {
      const days = typeof text === 'string' ? daysOf(year, text) : []
      if (days.length === 0) wrong(`${place}[${i}]`, text, `days of ${year} as MM-DD or MM-DD..MM-DD`)
      return days
    })

  const file = record('calendar', plain, ['version', 'calendars', 'years'])
  const version = word('version', file.version)

  const restDays: string[] = []
  const workDays: string[] = []
  const years = Object.entries(record('years', file.years)).map(([text, found]) => {
    const place = `years.${text}`
    const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(year)) wrong(place, text, 'a year of four digits')
    const { rest, work } = record(place, found, ['rest', 'work'])
    const resting = dates(`${place}.rest`, year, rest)
    const working = dates(`${place}.work`, year, work)
    const all = [...resting, ...working]
    all.forEach((day, i) => {
      if (all.indexOf(day) < i) wrong(place, formatDay(day), 'each day once, either under rest or under work')
    })
    for (const day of working) {
      const isWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6
      if (!isWeekend)
        wrong(`${place}.work`, formatDay(day), `a weekend day, and this is ${weekdayWords[weekdayOf(day)]}`)
    }
    restDays.push(...resting.map(formatDay))
    workDays.push(...working.map(formatDay))
    return year
  })
  const firstYear = Math.min(...years)
  const lastYear = Math.max(...years)
  if (years.length === 0) wrong('years', file.years, 'at least one year')
  for (let year = firstYear; year < lastYear; year++) {
    if (!years.includes(year)) wrong(`years.${year}`, undefined, 'every year between the first and the last')
  }

  const specs = list('calendars', file.calendars).map((found, i): CalendarSpec => {
    const place = `calendars[${i}]`
    const keys = ['id', 'windows', 'weekdays', 'weekend', 'notices']
    const { id, windows: hours, weekdays, weekend, notices } = record(place, found, keys)
    if (notices !== 'follow' && notices !== 'ignore') wrong(`${place}.notices`, notices, 'follow or ignore')
    const own = weekdays === undefined ? [] : Object.entries(record(`${place}.weekdays`, weekdays))
    const free = list(`${place}.weekend`, weekend).map((text, k) => weekday(`${place}.weekend[${k}]`, text))
    if (new Set(free).size === 7) wrong(`${place}.weekend`, weekend, 'at least one weekday left to work')
    return {
      id: word(`${place}.id`, id),
      version,
      windows: windows(`${place}.windows`, hours),
      windowsByWeekday: Object.fromEntries(
        own.map(([text, at]) => [
          weekday(`${place}.weekdays`, text),
          windows(`${place}.weekdays.${text}`, at),
        ]),
      ),
      weekend: free,
      restDays: notices === 'follow' ? restDays : [],
      workDays: notices === 'follow' ? workDays : [],
      firstYear,
      lastYear,
      ignoresNotices: notices === 'ignore',
    }
  })
  if (specs.length === 0) wrong('calendars', file.calendars, 'at least one calendar')
  specs.forEach(({ id }, i) => {
    if (specs.findIndex(other => other.id === id) < i) wrong(`calendars[${i}].id`, id, 'an id used once')
  })
  return errors.length > 0 ? { ok: false, errors } : { ok: true, specs }
}

const minutesOf = (text: string): readonly [number, number] => {
  const found = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text)
  const at = (i: number) => (found ? Number(found[i]) * 60 + Number(found[i + 1]) : Number.NaN)
  return [at(1), at(3)]
}

const daysOf = (year: number, text: string): readonly Day[] => {
  const found = /^(\d\d-\d\d)(?:\.\.(\d\d-\d\d))?$/.exec(text)
  const first = found ? parseDay(`${year}-${found[1]}`) : undefined
  const last = found?.[2] ? parseDay(`${year}-${found[2]}`) : first
  if (first === undefined || last === undefined || last < first) return []
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) as Day)
}
