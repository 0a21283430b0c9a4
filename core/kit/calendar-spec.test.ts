import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarSpecsFrom } from './calendar-spec.ts'

const office = {
  id: '机关',
  windows: ['09:00-12:00', '14:00-18:00'],
  weekend: ['周六', '周日'],
  notices: 'follow',
}
const file = {
  version: '2026',
  calendars: [office],
  years: { 2025: { rest: ['01-28..02-04'], work: ['01-26'] }, 2026: { rest: ['01-01'], work: [] } },
}

test('a sound file becomes specs with every date written out', () => {
  const allHours = { id: '昼夜', windows: ['00:00-24:00'], weekend: [], notices: 'ignore' }
  const counter = { ...office, id: '窗口', weekdays: { 周六: ['09:00-12:00'] }, weekend: ['周日'] }
  const read = calendarSpecsFrom({ ...file, calendars: [office, counter, allHours] })
  assert.ok(read.ok)
  const [first, second, third] = read.specs
  assert.deepEqual(first?.windows, [
    [540, 720],
    [840, 1080],
  ])
  assert.deepEqual(first?.weekend, [6, 0])
  assert.equal(first?.restDays.length, 9)
  assert.deepEqual([first?.restDays[0], first?.restDays[7]], ['2025-01-28', '2025-02-04'])
  assert.deepEqual(first?.workDays, ['2025-01-26'])
  assert.deepEqual([first?.firstYear, first?.lastYear, first?.version], [2025, 2026, '2026'])
  assert.deepEqual(second?.windowsByWeekday, { 6: [[540, 720]] })
  assert.deepEqual([third?.restDays, third?.ignoresNotices, third?.windows], [[], true, [[0, 1440]]])
})

const years = (y: unknown) => ({ ...file, years: y })
const calendar = (change: object) => ({ ...file, calendars: [{ ...office, ...change }] })
const broken: readonly (readonly [string, unknown, string])[] = [
  ['no mapping', [], 'calendar: []; want a mapping'],
  [
    'a number as version',
    { ...file, version: 2026 },
    'version: 2026; want a text (put quotes around a number)',
  ],
  ['a mistyped key', { ...file, year: {} }, 'calendar.year: "year"; want one of version, calendars, years'],
  ['no calendar', { ...file, calendars: [] }, 'calendars: []; want at least one calendar'],
  ['no year', years({}), 'years: {}; want at least one year'],
  [
    'a date that does not exist',
    years({ 2025: { rest: ['02-29'], work: [] } }),
    'years.2025.rest[0]: "02-29"; want days of 2025 as MM-DD or MM-DD..MM-DD',
  ],
  [
    'a range backwards',
    years({ 2025: { rest: ['02-04..01-28'], work: [] } }),
    'years.2025.rest[0]: "02-04..01-28"; want days of 2025 as MM-DD or MM-DD..MM-DD',
  ],
  [
    'a day at work and at rest',
    years({ 2025: { rest: ['01-26'], work: ['01-26'] } }),
    'years.2025: "2025-01-26"; want each day once, either under rest or under work',
  ],
  [
    'a make-up Monday',
    years({ 2025: { rest: [], work: ['01-27'] } }),
    'years.2025.work: "2025-01-27"; want a weekend day, and this is 周一',
  ],
  ['no list of make-up days', years({ 2025: { rest: [] } }), 'years.2025.work: missing; want a list'],
  [
    'a year left out',
    years({ 2024: { rest: [], work: [] }, 2026: { rest: [], work: [] } }),
    'years.2025: missing; want every year between the first and the last',
  ],
  [
    'a year in words',
    years({ 二五: { rest: [], work: [] } }),
    'years.二五: "二五"; want a year of four digits',
  ],
  [
    'windows out of order',
    calendar({ windows: ['14:00-18:00', '09:00-12:00'] }),
    'calendars[0].windows[1]: "09:00-12:00"; want HH:MM-HH:MM, later than the window before, up to 24:00',
  ],
  [
    'a window past midnight',
    calendar({ windows: ['22:00-30:00'] }),
    'calendars[0].windows[0]: "22:00-30:00"; want HH:MM-HH:MM, later than the window before, up to 24:00',
  ],
  ['no window', calendar({ windows: [] }), 'calendars[0].windows: []; want at least one window'],
  [
    'an unknown weekday',
    calendar({ weekend: ['Sunday'] }),
    'calendars[0].weekend[0]: "Sunday"; want one of 周日 周一 周二 周三 周四 周五 周六',
  ],
  [
    'no weekday left',
    calendar({ weekend: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] }),
    'calendars[0].weekend: ["周日","周一","周二","周三","周四","周五","周六"]; want at least one weekday left to work',
  ],
  [
    'an id used twice',
    { ...file, calendars: [office, office] },
    'calendars[1].id: "机关"; want an id used once',
  ],
  ['notices undecided', calendar({ notices: 'yes' }), 'calendars[0].notices: "yes"; want follow or ignore'],
]
for (const [name, plain, error] of broken) {
  test(`${name} is refused by place, value and remedy`, () => {
    const read = calendarSpecsFrom(plain)
    assert.ok(!read.ok)
    assert.ok(read.errors.includes(error), read.errors.join('\n'))
  })
}

test('all mistakes are told at once, and no shape of rubbish throws', () => {
  const read = calendarSpecsFrom({ version: '', calendars: [7, { weekdays: [] }], years: { 2025: null } })
  assert.ok(!read.ok && read.errors.length > 8)
  for (const rubbish of [undefined, null, 0, 'x', [], {}, { years: 1 }, { calendars: [[]] }]) {
    assert.equal(calendarSpecsFrom(rubbish).ok, false)
  }
})
