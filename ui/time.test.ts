import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationWords, momentWords, nearWords } from './time.ts'

const china = (text: string) => Date.parse(`${text}+08:00`)
const now = china('2026-08-14T10:00')
const thin = (text: string) => text.replaceAll('_', '\u2009')

test('moments read as dates of China, with the year only when it is another one', () => {
  const table: readonly [at: string, zh: string, en: string][] = [
    ['2026-08-14T15:57', '8月14日 周五 15:57', 'Fri 14 Aug 15:57'],
    ['2026-01-01T00:00', '1月1日 周四 00:00', 'Thu 1 Jan 00:00'],
    ['2021-07-31T23:59', '2021年7月31日 周六 23:59', 'Sat 31 Jul 2021 23:59'],
  ]
  for (const [at, zh, en] of table) {
    assert.equal(momentWords(china(at), now, 'zh'), zh)
    assert.equal(momentWords(china(at), now, 'en'), en)
  }
})

test('near moments are today, tomorrow, yesterday by the calendar, not by 24 hours', () => {
  assert.equal(nearWords(china('2026-08-14T18:00'), now, 'zh'), '今天 18:00')
  assert.equal(nearWords(china('2026-08-15T00:01'), china('2026-08-14T23:59'), 'zh'), '明天 00:01')
  assert.equal(nearWords(china('2026-08-13T23:59'), china('2026-08-14T00:01'), 'en'), 'yesterday 23:59')
  assert.equal(nearWords(china('2026-08-16T09:00'), now, 'zh'), '8月16日 周日 09:00')
})

test('durations are words, rounded down, with a second unit only where it matters', () => {
  const minute = 60_000
  const hour = 60 * minute
  const table: readonly [ms: number, zh: string, en: string][] = [
    [0, '不到_1_分', 'under 1 min'],
    [59_999, '不到_1_分', 'under 1 min'],
    [minute, '1_分', '1 min'],
    [40 * minute, '40_分', '40 min'],
    [hour, '1_小时', '1 hour'],
    [2 * hour + 40 * minute, '2_小时_40_分', '2 hours 40 min'],
    [3 * hour + 40 * minute, '3_小时', '3 hours'],
    [25 * hour, '1_天_1_小时', '1 day 1 hour'],
    [24 * hour + 59 * minute, '1_天', '1 day'],
    [10 * 24 * hour, '10_天', '10 days'],
  ]
  for (const [ms, zh, en] of table) {
    assert.equal(durationWords(ms, 'zh'), thin(zh))
    assert.equal(durationWords(ms, 'en'), en)
  }
})
