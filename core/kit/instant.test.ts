import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  civilOf,
  type Day,
  dayFromCivil,
  dayNumber,
  dayOf,
  formatDay,
  type Instant,
  instant,
  parseDay,
  parseInstant,
  startOfDay,
  toIso,
  weekdayOf,
} from './instant.ts'

test('every day from 1896 to 2105 agrees with the platform’s own calendar, forth and back', () => {
  for (let day = -27_000; day < 49_500; day++) {
    const date = new Date(day * 86_400_000)
    const text = date.toISOString().slice(0, 10)
    assert.equal(formatDay(day as Day), text)
    assert.equal(parseDay(text), day)
    assert.equal(weekdayOf(day as Day), date.getUTCDay())
    assert.equal(dayFromCivil(civilOf(day as Day)), day)
  }
})

test('the ends of the calendar and its century rule', () => {
  for (const text of ['0000-01-01', '0000-02-29', '1600-02-29', '2000-02-29', '2400-02-29', '9999-12-31']) {
    assert.equal(formatDay(parseDay(text)!), text)
    assert.equal(parseDay(text), Date.parse(`${text}T00:00:00Z`) / 86_400_000)
  }
  for (const text of [
    '1900-02-29',
    '2100-02-29',
    '2025-02-29',
    '2025-04-31',
    '2025-00-01',
    '2025-13-01',
    '2025-01-00',
    '2025-1-1',
    '20250101',
    ' 2025-01-01',
    '2025-01-01\n',
    '',
  ]) {
    assert.equal(parseDay(text), undefined, text)
  }
})

test('a day begins at midnight in China, 16:00 UTC of the day before', () => {
  const day = parseDay('2026-10-10')!
  assert.equal(startOfDay(day), Date.parse('2026-10-09T16:00:00Z'))
  assert.equal(dayOf(startOfDay(day)), day)
  assert.equal(dayOf(instant(startOfDay(day) - 1)), day - 1)
  assert.equal(dayOf(instant(Date.parse('1969-12-31T15:59:59.999Z'))), -1)
})

const read: readonly (readonly [string, string])[] = [
  ['2026-10-10T09:00:00+08:00', '2026-10-10T01:00:00.000Z'],
  ['2026-10-10T09:00+08:00', '2026-10-10T01:00:00.000Z'],
  ['2026-10-10T01:00:00Z', '2026-10-10T01:00:00.000Z'],
  ['2026-10-10T01:00:00.5Z', '2026-10-10T01:00:00.500Z'],
  ['2026-10-10T01:00:00.123999Z', '2026-10-10T01:00:00.123Z'],
  ['2026-01-01T00:30:00+05:30', '2025-12-31T19:00:00.000Z'],
  ['2025-12-31T19:30:00-04:30', '2026-01-01T00:00:00.000Z'],
  ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
]
for (const [text, utc] of read) {
  test(`${text} is ${utc}, and writing it and reading it again changes nothing`, () => {
    const at = parseInstant(text)!
    assert.equal(at, Date.parse(utc))
    assert.match(toIso(at), /\+08:00$/)
    assert.equal(parseInstant(toIso(at)), at)
  })
}

test('what is not a moment is refused, not guessed at', () => {
  for (const text of [
    '2026-10-10',
    '2026-10-10 09:00:00+08:00',
    '2026-10-10T24:00:00Z',
    '2026-10-10T23:59:60Z',
    '2026-10-10T09:60:00Z',
    '2026-02-29T09:00:00Z',
    '2026-10-10T09:00:00+0800',
    '2026-10-10T09:00:00+15:00',
    '2026-10-10T09:00:00.Z',
    '2026-10-10t09:00:00z',
    '2026-10-10T09:00:00Z\n',
    '0000-01-01T00:00:00+14:00',
    '-000001-01-01T00:00:00Z',
  ]) {
    assert.equal(parseInstant(text), undefined, text)
  }
})

test('a time without an offset is China time for a sender known to mean it, and nothing otherwise', () => {
  assert.equal(parseInstant('2020-01-31T09:30:00'), undefined)
  assert.equal(parseInstant('2020-01-31T09:30:00', 'china'), Date.parse('2020-01-31T01:30:00Z'))
  assert.equal(parseInstant('2020-01-31T09:30:00Z', 'china'), Date.parse('2020-01-31T09:30:00Z'))
})

test('written moments are short, carry China’s offset and sort as text', () => {
  const at = parseInstant('2026-10-10T09:00:00+08:00')!
  const later = [at, at + 1, at + 999, at + 1000].map(ms => toIso(instant(ms)))
  assert.deepEqual(later, [
    '2026-10-10T09:00:00+08:00',
    '2026-10-10T09:00:00.001+08:00',
    '2026-10-10T09:00:00.999+08:00',
    '2026-10-10T09:00:01+08:00',
  ])
  assert.deepEqual([...later].sort(), later)
})

test('a fraction, a non-number and a year of five digits are impossible moments and days', () => {
  for (const ms of [
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    Date.parse('9999-12-31T16:00:00.001Z'),
  ]) {
    assert.throws(() => instant(ms), /want whole milliseconds/)
  }
  assert.throws(() => dayNumber(0.5), /want a whole number/)
  assert.equal(toIso(instant(Date.parse('9999-12-31T15:59:59Z'))), '9999-12-31T23:59:59+08:00')
  assert.equal(instant(0) satisfies Instant, 0)
})
