// Writes packs/longxi/calendar.yaml: the State Council's holiday notices in our own compact form, with the demo
// district's hours over them. Run it again when a new year's notice has reached the package `chinese-days`:
//   node tools/make-calendar.ts packs/longxi/calendar.yaml
// Without a path the text goes to standard output.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import notices from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type Day, formatDay, parseDay } from '#core/kit/instant.ts'

export const calendarYaml = (): string => {
  const rest = Object.keys(notices.holidays)
  const work = Object.keys(notices.workdays)
  const years = [...new Set([...rest, ...work].map(date => date.slice(0, 4)))].sort()
  const lines = years.flatMap(year => [
    `  ${year}:`,
    `    rest: [${rangesOf(rest.filter(date => date.startsWith(year))).join(', ')}]`,
    `    work: [${rangesOf(work.filter(date => date.startsWith(year))).join(', ')}]`,
  ])
  return `${heading(years.at(0)!, years.at(-1)!)}${lines.join('\n')}\n`
}

/** 'MM-DD' or 'MM-DD..MM-DD' for runs of neighbouring days of one year. */
const rangesOf = (dates: readonly string[]): string[] => {
  const runs: { first: Day; last: Day }[] = []
  for (const date of [...dates].sort()) {
    const day = parseDay(date)
    if (day === undefined) throw new Error(`chinese-days: ${JSON.stringify(date)}; want a date as YYYY-MM-DD`)
    const run = runs.at(-1)
    if (run !== undefined && run.last + 1 === day) run.last = day
    else runs.push({ first: day, last: day })
  }
  const short = (day: Day) => formatDay(day).slice(5)
  return runs.map(({ first, last }) => (first === last ? short(first) : `${short(first)}..${short(last)}`))
}

const heading = (firstYear: string, lastYear: string) => `\
# Working calendars of the district 工作日历.
#
# Source of the days: the yearly notices of the General Office of the State Council on holidays
# (国务院办公厅关于部分节假日安排的通知), ${firstYear}–${lastYear}, as collected in the npm package chinese-days (MIT).
# Made by: node tools/make-calendar.ts packs/longxi/calendar.yaml
#
# version     a text; give it a new one with every change, so that a deadline can say what it was computed from
# calendars   the hours; a department names the one it works by
#   id        the name a department refers to
#   windows   hours of an ordinary working day and of a make-up day, HH:MM-HH:MM, in order, up to 24:00
#   weekdays  hours of single weekdays that differ (optional)
#   weekend   weekdays not worked: 周一 周二 周三 周四 周五 周六 周日
#   notices   follow: the days under "years" apply; ignore: the weekly hours hold on every date
# years       one entry for each year with an official notice, none left out between the first and the last
#   rest      days off, weekends inside a holiday included, MM-DD or MM-DD..MM-DD
#   work      weekend days worked in exchange 调休
#
# What decides a day, strongest first: work, rest, weekend, weekdays, windows.
# Dates outside these years follow the weekly hours and are shown as provisional.

version: '${lastYear}'

calendars:
  - id: 机关
    windows: [09:00-12:00, 14:00-18:00]
    weekend: [周六, 周日]
    notices: follow
  - id: 窗口
    windows: [09:00-17:00]
    weekdays:
      周六: [09:00-12:00]
    weekend: [周日]
    notices: follow
  - id: round-the-clock
    windows: [00:00-24:00]
    weekend: []
    notices: ignore

years:
`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = process.argv[2]
  if (path) writeFileSync(path, calendarYaml())
  else process.stdout.write(calendarYaml())
}
