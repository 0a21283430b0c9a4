import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import {
  type Day,
  dayOf,
  formatDay,
  type Instant,
  instant,
  parseDay,
  parseInstant,
  toIso,
} from './instant.ts'
import { type CalendarSpec, makeCalendar, type WorkingCalendar } from './working-calendar.ts'

const run = (from: string, days: number) =>
  Array.from({ length: days }, (_, i) => formatDay((parseDay(from)! + i) as Day))
// The notices for 2025 and 2026 (国办发明电), written out so that the stories stand on their own.
const officeSpec: CalendarSpec = {
  id: 'office',
  version: '1',
  windows: [
    [540, 720],
    [840, 1080],
  ],
  weekend: [0, 6],
  restDays: [
    ...['2025-01-01', ...run('2025-01-28', 8), ...run('2025-04-04', 3), ...run('2025-05-01', 5)],
    ...[...run('2025-05-31', 3), ...run('2025-10-01', 8), ...run('2026-01-01', 3), ...run('2026-02-15', 9)],
    ...[...run('2026-04-04', 3), ...run('2026-05-01', 5), ...run('2026-06-19', 3), ...run('2026-09-25', 3)],
    ...run('2026-10-01', 7),
  ],
  workDays: [
    ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  ],
  firstYear: 2025,
  lastYear: 2026,
}
const counterSpec: CalendarSpec = {
  ...officeSpec,
  id: 'counter',
  windows: [[540, 1020]],
  windowsByWeekday: { 6: [[540, 720]] },
  weekend: [0],
}
const nightSpec: CalendarSpec = {
  ...officeSpec,
  id: 'night',
  windows: [
    [0, 360],
    [1320, 1440],
  ],
}
const roundSpec: CalendarSpec = {
  ...officeSpec,
  windows: [[0, 1440]],
  weekend: [],
  restDays: [],
  workDays: [],
  ignoresNotices: true,
}
const office = makeCalendar(officeSpec)
const counter = makeCalendar(counterSpec)
const night = makeCalendar(nightSpec)
const round = makeCalendar(roundSpec)

const at = (text: string): Instant => parseInstant(`${text}:00`.replace(' ', 'T').slice(0, 19), 'china')!
const on = (text: string): Day => parseDay(text)!
const hours = (n: number) => n * 3_600_000

const stories: readonly (readonly [string, WorkingCalendar, string, number, string])[] = [
  ['Friday 17:30 + 2 working hours', office, '2026-03-06 17:30', 2, '2026-03-09T10:30:00+08:00'],
  ['a full day ends at 18:00, not at 09:00', office, '2026-03-09 09:00', 7, '2026-03-09T18:00:00+08:00'],
  ['the morning ends at 12:00, not at 14:00', office, '2026-03-09 10:00', 2, '2026-03-09T12:00:00+08:00'],
  ['the lunch break does not count', office, '2026-03-09 11:00', 2, '2026-03-09T15:00:00+08:00'],
  ['dispatched in the lunch break', office, '2026-03-09 13:00', 1, '2026-03-09T15:00:00+08:00'],
  ['dispatched on a Saturday night', office, '2026-03-07 23:00', 1, '2026-03-09T10:00:00+08:00'],
  ['over National Day 2026 to the 8th', office, '2026-09-30 17:00', 2, '2026-10-08T10:00:00+08:00'],
  ['a make-up Saturday counts', office, '2026-10-09 17:00', 2, '2026-10-10T10:00:00+08:00'],
  ['after the make-up Saturday comes Monday', office, '2026-10-10 17:00', 2, '2026-10-12T10:00:00+08:00'],
  ['a make-up Sunday before Spring Festival', office, '2025-01-26 16:00', 3, '2025-01-27T10:00:00+08:00'],
  ['over Spring Festival 2025', office, '2025-01-27 16:00', 3, '2025-02-05T10:00:00+08:00'],
  ['past the last notice the week rules', office, '2026-12-31 17:00', 2, '2027-01-01T10:00:00+08:00'],
  ['and for weeks after it', office, '2026-12-31 17:00', 71, '2027-01-14T18:00:00+08:00'],
  ['before the first notice too', office, '2024-12-31 17:00', 2, '2025-01-02T10:00:00+08:00'],
  ['the counter works Saturday mornings', counter, '2026-03-06 16:00', 2, '2026-03-07T10:00:00+08:00'],
  ['and closes at noon', counter, '2026-03-07 11:00', 2, '2026-03-09T10:00:00+08:00'],
  ['a make-up Saturday has full hours there', counter, '2026-10-10 11:00', 2, '2026-10-10T13:00:00+08:00'],
  ['a holiday Saturday is off there', counter, '2026-10-03 08:00', 1, '2026-10-08T10:00:00+08:00'],
  ['a night shift goes on after midnight', night, '2026-03-09 23:00', 2, '2026-03-10T01:00:00+08:00'],
  ['round the clock nothing is skipped', round, '2026-09-30 17:00', 26, '2026-10-01T19:00:00+08:00'],
]
for (const [name, calendar, from, workingHours, due] of stories) {
  test(`${name}: ${from} + ${workingHours} h`, () => {
    assert.equal(toIso(calendar.addWorkingMs(at(from), hours(workingHours))), due)
    assert.equal(calendar.workingMsBetween(at(from), parseInstant(due)!), hours(workingHours))
  })
}

test('no time at all ends where it starts, also at night', () => {
  assert.equal(office.addWorkingMs(at('2026-03-07 23:00'), 0), at('2026-03-07 23:00'))
})

test('working days are counted after the first day, over rest days and onto make-up days', () => {
  assert.equal(office.addWorkingDays(on('2026-03-07'), 5), on('2026-03-13'))
  assert.equal(office.addWorkingDays(on('2026-09-30'), 1), on('2026-10-08'))
  assert.equal(office.addWorkingDays(on('2026-10-09'), 1), on('2026-10-10'))
  assert.equal(office.addWorkingDays(on('2026-10-03'), 0), on('2026-10-03'))
  assert.equal(office.nextWorkingDay(on('2026-02-14')), on('2026-02-24'))
  assert.equal(toIso(counter.endOfWork(on('2026-03-07'))), '2026-03-07T12:00:00+08:00')
  assert.throws(() => office.endOfWork(on('2026-03-07')), /not a working day/)
})

test('dates without a notice are worked by the weekly rule and are provisional', () => {
  const covered = (text: string) => office.isCovered(on(text))
  assert.deepEqual(['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01'].map(covered), [
    false,
    true,
    true,
    false,
  ])
  assert.equal(office.isWorkingDay(on('2027-10-01')), true)
  assert.equal(office.isWorkingDay(on('2027-10-02')), false)
  assert.equal(round.isCovered(on('2099-01-01')), true)
})

// The naive count knows nothing of the calendar's code: one byte a minute, weekdays from the platform.
const firstMinute = Date.parse('2024-11-30T16:00:00Z') / 60_000
const naiveMinutes = (spec: CalendarSpec) => {
  const minutes = new Uint8Array(900 * 1440)
  for (let i = 0; i < 900; i++) {
    const date = new Date(firstMinute * 60_000 + i * 86_400_000 + hours(8))
    const text = date.toISOString().slice(0, 10)
    const weekday = date.getUTCDay()
    const isMadeUp = spec.workDays.includes(text)
    if (!isMadeUp && (spec.restDays.includes(text) || spec.weekend.includes(weekday))) continue
    const windows = (isMadeUp ? undefined : spec.windowsByWeekday?.[weekday]) ?? spec.windows
    for (const [start, end] of windows) minutes.fill(1, i * 1440 + start, i * 1440 + end)
  }
  return minutes
}
const chanceFrom = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test('12,000 random additions and differences equal a count minute by minute', () => {
  for (const [seed, spec] of [officeSpec, counterSpec, nightSpec].entries()) {
    const calendar = makeCalendar(spec)
    const minutes = naiveMinutes(spec)
    const below = chanceFrom(20_260_101 + seed)
    for (let i = 0; i < 4000; i++) {
      const start = below(800 * 1440)
      const amount = 1 + below(i % 3 === 0 ? 60 : 60 * 120)
      let end = start
      for (let left = amount; left > 0; end++) left -= minutes[end]!
      const from = instant((firstMinute + start) * 60_000)
      const to = calendar.addWorkingMs(from, amount * 60_000)
      assert.equal(to / 60_000 - firstMinute, end, `${spec.id}: ${toIso(from)} + ${amount} min`)

      const stop = start + below(40 * 1440)
      let counted = 0
      for (let minute = start; minute < stop; minute++) counted += minutes[minute]!
      const until = instant((firstMinute + stop) * 60_000)
      assert.equal(
        calendar.workingMsBetween(from, until) / 60_000,
        counted,
        `${toIso(from)} – ${toIso(until)}`,
      )
    }
  }
})

test('10,000 sums to the millisecond, over two centuries: exact, earliest, and parts add up to the whole', () => {
  const below = chanceFrom(7)
  const firstAt = at('1930-01-01 00:00')
  for (const calendar of [office, counter, night, round]) {
    for (let i = 0; i < 2500; i++) {
      // Half of the starts lie in the covered years; the parts are multiplied because 2³² ms are only 50 days.
      const base = i % 2 === 0 ? at('2025-01-01 00:00') : instant(firstAt + below(70_000) * 86_400_000)
      const from = instant(base + below(720) * 86_400_000 + below(86_400_000))
      const ms = 1 + below(hours(50))
      const to = calendar.addWorkingMs(from, ms)
      assert.equal(calendar.workingMsBetween(from, to), ms)
      assert.equal(calendar.workingMsBetween(from, instant(to - 1)), ms - 1)
      const between = instant(from + below(to - from + 1))
      const parts = calendar.workingMsBetween(from, between) + calendar.workingMsBetween(between, to)
      assert.equal(parts, ms, `${toIso(from)} – ${toIso(between)} – ${toIso(to)}`)
    }
  }
})

test('impossible questions and specs die by name', () => {
  const now = at('2026-03-09 09:00')
  assert.throws(() => office.addWorkingMs(now, -1), /addWorkingMs -1/)
  assert.throws(() => office.addWorkingMs(now, 0.5), /addWorkingMs 0.5/)
  assert.throws(() => office.workingMsBetween(now, instant(now - 1)), /earlier moment first/)
  assert.throws(() => office.addWorkingDays(dayOf(now), -1), /addWorkingDays -1/)
  assert.throws(
    () => makeCalendar({ ...officeSpec, restDays: ['2027-01-01'] }),
    /2027-01-01 is no day of 2025–2026/,
  )
  assert.throws(() => makeCalendar({ ...officeSpec, weekend: [0, 1, 2, 3, 4, 5, 6] }), /at least one weekday/)
  assert.throws(() => makeCalendar({ ...officeSpec, windows: [[720, 540]] }), /not in order/)
})

test('a million additions take well under a second', t => {
  const below = chanceFrom(1)
  const starts = Array.from({ length: 1000 }, () => instant(at('2025-01-01 00:00') + below(hours(17_000))))
  const amounts = Array.from({ length: 1000 }, () => below(hours(105)))
  const beganAt = performance.now()
  let sum = 0
  for (let i = 0; i < 1_000_000; i++) sum += office.addWorkingMs(starts[i % 1000]!, amounts[(i * 7) % 1000]!)
  const tookMs = performance.now() - beganAt
  t.diagnostic(`1,000,000 addWorkingMs in ${tookMs.toFixed(0)} ms`)
  assert.ok(sum > 0)
  assert.ok(tookMs < 3000, `${tookMs} ms, even on a busy machine`)
})
