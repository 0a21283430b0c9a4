import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type Day, parseDay } from '#core/kit/instant.ts'
import { calendarSpecsFrom, makeCalendar } from '#core/kit/working-calendar.ts'
import { calendarYaml } from './make-calendar.ts'

const packed = new URL('../packs/longxi/calendar.yaml', import.meta.url)
const dataDir = process.env.JIEWANG_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const holidays = join(dataDir, 'holidays')
const skip = existsSync(holidays) ? false : `no real data at ${holidays}; set JIEWANG_DATA`

const calendars = () => {
  const read = calendarSpecsFrom(parse(readFileSync(packed, 'utf8')))
  assert.ok(read.ok, read.ok ? '' : read.errors.join('\n'))
  return read.specs.map(makeCalendar)
}
const office = calendars()[0]!

test('the pack holds what the tool makes', () => {
  assert.equal(readFileSync(packed, 'utf8'), calendarYaml())
  assert.deepEqual(
    calendars().map(c => c.id),
    ['机关', '窗口', 'round-the-clock'],
  )
})

test('2020–2026 have 249, 250, 249, 249, 251, 248, 248 working days', () => {
  const counts = [2020, 2021, 2022, 2023, 2024, 2025, 2026].map(year => {
    let count = 0
    for (let day = parseDay(`${year}-01-01`)!; day <= parseDay(`${year}-12-31`)!; day = (day + 1) as Day) {
      if (office.isWorkingDay(day)) count++
    }
    return count
  })
  assert.deepEqual(counts, [249, 250, 249, 249, 251, 248, 248])
})

test('notices cover 2004–2026, and round the clock needs none', () => {
  const [first, , round] = calendars()
  const covered = (text: string) => [first!, round!].map(c => c.isCovered(parseDay(text)!))
  assert.deepEqual(covered('2003-12-31'), [false, true])
  assert.deepEqual(covered('2004-01-01'), [true, true])
  assert.deepEqual(covered('2026-12-31'), [true, true])
  assert.deepEqual(covered('2027-01-01'), [false, true])
})

test('all 2,557 days of 2020–2026 equal the day-by-day table', { skip }, () => {
  const lines = readFileSync(join(holidays, 'cn_workdays_2020_2026.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
  assert.equal(lines.length, 2557)
  for (const line of lines) {
    const [date, , isWorkday] = line.split(',')
    assert.equal(office.isWorkingDay(parseDay(date!)!), isWorkday === '1', line)
  }
})

test('every day named by the notices of 2018–2026 is as the notice says', { skip }, () => {
  const files = readdirSync(holidays).filter(name => /^holiday-cn_\d{4}\.json$/.test(name))
  assert.equal(files.length, 9)
  for (const name of files) {
    const { days } = JSON.parse(readFileSync(join(holidays, name), 'utf8'))
    for (const { date, isOffDay } of days) {
      assert.equal(office.isWorkingDay(parseDay(date)!), !isOffDay, `${name}: ${date}`)
    }
  }
})
