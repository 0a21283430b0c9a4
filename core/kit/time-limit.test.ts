import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, formatDay, type Instant, instant, parseDay, parseInstant, toIso } from './instant.ts'
import {
  dueAt,
  elapsedMs,
  type Light,
  type Limit,
  type LimitUnit,
  lightOf,
  type Pause,
  remainingMs,
  spanMs,
  type Timer,
  turnAt,
  usedMs,
  usedShare,
  yellowShare,
} from './time-limit.ts'
import { type CalendarSpec, makeCalendar } from './working-calendar.ts'

const run = (from: string, days: number) =>
  Array.from({ length: days }, (_, i) => formatDay((parseDay(from)! + i) as Day))
const spec: CalendarSpec = {
  id: 'office',
  version: '2026',
  windows: [
    [540, 720],
    [840, 1080],
  ],
  weekend: [0, 6],
  restDays: [...run('2026-02-15', 9), ...run('2026-09-25', 3), ...run('2026-10-01', 7)],
  workDays: ['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
  firstYear: 2026,
  lastYear: 2026,
}
const office = makeCalendar(spec)
const at = (text: string): Instant => parseInstant(text.replace(' ', 'T'), 'china')!
const timer = (startAt: string, amount: number, unit: LimitUnit, ...pauses: readonly string[]): Timer => ({
  startAt: at(startAt),
  limit: { amount, unit },
  pauses: pauses.map((text): Pause => {
    const [from, to] = text.split(' – ')
    return to ? { fromAt: at(from!), toAt: at(to) } : { fromAt: at(from!) }
  }),
})
const due = (t: Timer) => {
  const found = dueAt(t, office)
  return found === undefined ? undefined : toIso(found).slice(0, -6).replace('T', ' ')
}

// Times are China time; 2026-03-02 is a Monday.
const stories: readonly (readonly [string, Timer, string | undefined])[] = [
  ['2 working hours from Friday 17:30', timer('2026-03-06 17:30', 2, 'working-hours'), '2026-03-09 10:30:00'],
  [
    '30 working minutes before closing',
    timer('2026-03-06 17:30', 30, 'working-minutes'),
    '2026-03-06 18:00:00',
  ],
  ['30 minutes at midnight run at once', timer('2026-10-01 00:00', 30, 'minutes'), '2026-10-01 00:30:00'],
  ['24 hours run over a holiday', timer('2026-09-30 17:00', 24, 'hours'), '2026-10-01 17:00:00'],
  ['1.5 working hours', timer('2026-03-02 11:00', 1.5, 'working-hours'), '2026-03-02 14:30:00'],
  ['5 working days from Monday morning', timer('2026-03-02 10:00', 5, 'working-days'), '2026-03-09 18:00:00'],
  ['5 working days from Monday night', timer('2026-03-02 22:00', 5, 'working-days'), '2026-03-09 18:00:00'],
  [
    '5 working days dispatched on Saturday',
    timer('2026-03-07 10:00', 5, 'working-days'),
    '2026-03-13 18:00:00',
  ],
  ['1 working day over National Day', timer('2026-09-30 10:00', 1, 'working-days'), '2026-10-08 18:00:00'],
  [
    '1 working day before a make-up Saturday',
    timer('2026-10-09 10:00', 1, 'working-days'),
    '2026-10-10 18:00:00',
  ],
  ['15 calendar days to a Tuesday', timer('2026-03-02 10:00', 15, 'calendar-days'), '2026-03-18 00:00:00'],
  ['15 calendar days to a Sunday', timer('2026-03-07 10:00', 15, 'calendar-days'), '2026-03-24 00:00:00'],
  [
    '15 calendar days into National Day',
    timer('2026-09-17 10:00', 15, 'calendar-days'),
    '2026-10-09 00:00:00',
  ],
  [
    '15 calendar days to a make-up Saturday',
    timer('2026-09-25 10:00', 15, 'calendar-days'),
    '2026-10-11 00:00:00',
  ],
  [
    'suspended from Friday evening to Monday morning: nothing is shifted',
    timer('2026-03-06 10:00', 2, 'working-days', '2026-03-06 18:00 – 2026-03-09 09:00'),
    '2026-03-10 18:00:00',
  ],
  [
    'suspended over the lunch break: nothing is shifted',
    timer('2026-03-02 10:00', 4, 'working-hours', '2026-03-02 12:00 – 2026-03-02 14:00'),
    '2026-03-02 16:00:00',
  ],
  [
    'a round-the-clock limit is shifted by the whole weekend',
    timer('2026-03-06 10:00', 24, 'hours', '2026-03-06 18:00 – 2026-03-09 09:00'),
    '2026-03-10 01:00:00',
  ],
  [
    'suspended Tuesday 10:00 to Wednesday 10:00: one working day of 7 h later',
    timer('2026-03-02 10:00', 5, 'working-days', '2026-03-03 10:00 – 2026-03-04 10:00'),
    '2026-03-10 18:00:00',
  ],
  [
    'a pause of a second moves the end by a second',
    timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 10:30:00 – 2026-03-02 10:30:01'),
    '2026-03-02 11:00:01',
  ],
  [
    'suspended from the very start',
    timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 10:00 – 2026-03-02 11:00'),
    '2026-03-02 12:00:00',
  ],
  [
    'pauses that overlap, arrive out of order, repeat, end before they begin or lie before the start',
    timer(
      '2026-03-02 10:00',
      1,
      'working-hours',
      '2026-03-02 10:20 – 2026-03-02 10:40',
      '2026-03-02 10:10 – 2026-03-02 10:30',
      '2026-03-02 10:15 – 2026-03-02 10:20',
      '2026-03-02 10:20 – 2026-03-02 10:40',
      '2026-03-02 10:50 – 2026-03-02 10:45',
      '2026-03-02 09:00 – 2026-03-02 10:00',
    ),
    '2026-03-02 11:30:00',
  ],
  [
    'nobody knows while suspended',
    timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 10:30'),
    undefined,
  ],
  [
    'an open pause that begins inside a closed one stays open',
    timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 10:30 – 2026-03-02 10:45', '2026-03-02 10:40'),
    undefined,
  ],
  [
    'an open pause swallows the ones after it',
    timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 10:30', '2026-03-02 10:40 – 2026-03-02 10:50'),
    undefined,
  ],
  [
    'a clock that ran out before the pause keeps its date',
    timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 11:00'),
    '2026-03-02 11:00:00',
  ],
]
for (const [name, t, expected] of stories) {
  test(`${name} → ${expected ?? 'open'}`, () => assert.equal(due(t), expected))
}

const lightAt = (t: Timer, text: string): Light => lightOf(t, at(text), office)

test('the light turns at the very millisecond', () => {
  const t = timer('2026-03-06 17:30', 2, 'working-hours')
  const yellowAt = turnAt(t, yellowShare, office)!
  const redAt = dueAt(t, office)!
  assert.equal(toIso(yellowAt), '2026-03-09T10:00:00+08:00')
  assert.equal(lightOf(t, instant(yellowAt - 1), office), 'green')
  assert.equal(lightOf(t, yellowAt, office), 'yellow')
  assert.equal(lightOf(t, instant(redAt - 1), office), 'yellow')
  assert.equal(lightOf(t, redAt, office), 'red')
  assert.equal(lightAt(t, '2026-03-01 00:00'), 'green')
})

test('grey while paused, red again afterwards, and the pause is not charged', () => {
  const t = timer('2026-03-02 09:00', 1, 'working-hours', '2026-03-02 10:30 – 2026-03-02 11:30')
  const seen = ['10:00', '10:29:59', '10:30', '11:29:59', '11:30'].map(time =>
    lightAt(t, `2026-03-02 ${time}`),
  )
  assert.deepEqual(seen, ['red', 'red', 'grey', 'grey', 'red'])
  assert.equal(usedMs(t, at('2026-03-02 11:00'), office), 90 * 60_000)
  assert.equal(remainingMs(t, at('2026-03-02 12:00'), office), -60 * 60_000)
})

test('a stopped clock keeps the colour it had earned, for ever, also when it was stopped inside a pause', () => {
  const done: Timer = { ...timer('2026-03-02 09:00', 1, 'working-hours'), stopAt: at('2026-03-02 09:50') }
  assert.deepEqual(
    [lightAt(done, '2026-03-02 09:10'), lightAt(done, '2027-01-01 00:00')],
    ['green', 'yellow'],
  )
  assert.equal(remainingMs(done, at('2027-01-01 00:00'), office), 10 * 60_000)

  const paused: Timer = {
    ...timer('2026-03-02 09:00', 1, 'working-hours', '2026-03-02 09:30'),
    stopAt: at('2026-03-02 11:00'),
  }
  assert.deepEqual(
    [lightAt(paused, '2026-03-02 10:00'), lightAt(paused, '2026-03-02 11:00')],
    ['grey', 'green'],
  )
  assert.equal(due(paused), '2026-03-02 11:30:00')
  const planned: Timer = {
    ...paused,
    pauses: [{ fromAt: at('2026-03-02 09:30'), toAt: at('2026-03-05 09:00') }],
  }
  assert.deepEqual(
    [lightAt(planned, '2026-03-02 10:00'), lightAt(planned, '2026-03-03 10:00')],
    ['grey', 'green'],
  )
  assert.equal(due(planned), '2026-03-02 11:30:00')
  assert.equal(
    due({ ...paused, pauses: [{ fromAt: at('2026-03-03 09:00'), toAt: at('2026-03-04 09:00') }] }),
    '2026-03-02 10:00:00',
  )
})

test('a longer limit or another unit keeps every pause', () => {
  const t = timer('2026-03-02 10:00', 1, 'working-hours', '2026-03-02 10:30 – 2026-03-02 11:00')
  assert.equal(due(t), '2026-03-02 11:30:00')
  assert.equal(due({ ...t, limit: { amount: 2, unit: 'working-hours' } }), '2026-03-02 14:30:00')
  assert.equal(due({ ...t, limit: { amount: 4, unit: 'hours' } }), '2026-03-02 14:30:00')
})

test('a new version of the calendar moves the end ahead and leaves the time already used alone', () => {
  const typhoon = makeCalendar({ ...spec, version: '2026.2', restDays: [...spec.restDays, '2026-03-05'] })
  const t = timer('2026-03-02 10:00', 5, 'working-days')
  assert.equal(due(t), '2026-03-09 18:00:00')
  assert.equal(toIso(dueAt(t, typhoon)!), '2026-03-10T18:00:00+08:00')
  const wednesday = at('2026-03-04 12:00')
  assert.equal(usedMs(t, wednesday, typhoon), usedMs(t, wednesday, office))
})

test('limits that are no limits die by name', () => {
  const bad: readonly Limit[] = [
    { amount: 0, unit: 'hours' },
    { amount: -1, unit: 'working-days' },
    { amount: 1.5, unit: 'calendar-days' },
    { amount: Number.NaN, unit: 'minutes' },
  ]
  for (const limit of bad) {
    assert.throws(
      () => spanMs(limit, at('2026-03-02 10:00'), office),
      new RegExp(`${limit.amount} ${limit.unit}`),
    )
  }
})

test('over 3,000 random clocks: used only grows, each light turns when foretold, used plus left is the whole', () => {
  let state = 42
  const below = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const limits: readonly Limit[] = [
    { amount: 15, unit: 'minutes' },
    { amount: 4, unit: 'hours' },
    { amount: 7, unit: 'calendar-days' },
    { amount: 30, unit: 'working-minutes' },
    { amount: 4, unit: 'working-hours' },
    { amount: 5, unit: 'working-days' },
  ]
  const shares = [0.07, 1 / 3, 0.75, 0.9, 1, 1.5]
  for (let i = 0; i < 3000; i++) {
    const limit = limits[i % limits.length]!
    const startAt = instant(at('2026-01-05 00:00') + below(330) * 86_400_000 + below(86_400_000))
    const reachMs = 3 * spanMs(limit, startAt, office)
    const pauses = Array.from({ length: below(5) }, (): Pause => {
      const fromAt = instant(startAt + below(reachMs) - 60_000)
      return { fromAt, toAt: instant(fromAt + below(reachMs)) }
    })
    const t: Timer = { startAt, limit, pauses }
    for (const share of shares) {
      const turnsAt = turnAt(t, share, office)!
      assert.ok(usedShare(t, turnsAt, office) >= share)
      assert.ok(
        usedShare(t, instant(turnsAt - 1), office) < share,
        `${toIso(turnsAt)} is not the earliest for ${share}`,
      )
    }
    assert.equal(turnAt(t, 1, office), dueAt(t, office))
    assert.equal(remainingMs(t, dueAt(t, office)!, office), 0)

    const moments = Array.from({ length: 12 }, () => below(4 * reachMs)).sort((a, b) => a - b)
    let before = 0
    for (const ms of moments) {
      const now = instant(startAt + ms)
      const used = usedMs(t, now, office)
      assert.ok(used >= before && used <= elapsedMs(limit.unit, startAt, now, office))
      assert.equal(used + remainingMs(t, now, office), spanMs(limit, startAt, office))
      before = used
    }
  }
})
