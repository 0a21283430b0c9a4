// When fences are on, day by day, with holidays and with nights.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseInstant } from '#core/kit/instant.ts'
import { makeCalendar } from '#core/kit/working-calendar.ts'
import { historyOf } from './history.ts'
import { gateOf, type Schedule } from './schedule.ts'
import { along, fixes, noted, pit } from './story.fixture.ts'
import { makeWatch } from './watch.ts'

const office = makeCalendar({
  id: 'office',
  version: '1',
  windows: [[540, 1080]],
  weekend: [0, 6],
  restDays: ['2026-04-06'], // Monday after Qingming
  workDays: ['2026-05-09'], // a Saturday made up
  firstYear: 2026,
  lastYear: 2026,
})

const night: Schedule = { kind: 'hours', calendar: 'office', days: 'working', hours: [[1320, 1800]] }
const lessons: Schedule = {
  kind: 'hours',
  calendar: 'office',
  days: 'working',
  hours: [
    [470, 500],
    [690, 720],
  ],
}
const idle: Schedule = { kind: 'hours', calendar: 'office', days: 'not-working', hours: [[0, 1440]] }

const told: readonly (readonly [string, Schedule, string, boolean])[] = [
  ['a night begins', night, '2026-03-12T22:00:00', true],
  ['not a moment before', night, '2026-03-12T21:59:59.999', false],
  ['after midnight it is still that night', night, '2026-03-13T05:59:59.999', true],
  ['it ends at six', night, '2026-03-13T06:00:00', false],
  ['Friday’s night reaches into Saturday', night, '2026-03-14T03:00:00', true],
  ['Saturday has none', night, '2026-03-14T23:00:00', false],
  ['Monday’s early hours belong to Sunday', night, '2026-03-16T03:00:00', false],
  ['a holiday on a Monday', night, '2026-04-06T23:00:00', false],
  ['a Saturday made up', night, '2026-05-09T23:00:00', true],
  ['before lessons', lessons, '2026-03-12T07:50:00', true],
  ['in lessons', lessons, '2026-03-12T08:20:00', false],
  ['after lessons', lessons, '2026-03-12T11:45:00', true],
  ['days off', idle, '2026-04-06T12:00:00', true],
  ['no day off', idle, '2026-03-12T12:00:00', false],
]

for (const [name, schedule, at, want] of told) {
  test(name, () => {
    const isOn = gateOf(schedule, office)
    assert.equal(isOn(parseInstant(`${at}+08:00`)!), want)
    // What it remembers of other days does not change the answer.
    for (const [, , other] of told) isOn(parseInstant(`${other}+08:00`)!)
    assert.equal(isOn(parseInstant(`${at}+08:00`)!), want)
  })
}

const calendarOf = (id: string) => (id === 'office' ? office : undefined)
/** Eight o'clock to a minute past. */
const minute: Schedule = { kind: 'hours', calendar: 'office', days: 'working', hours: [[480, 481]] }

test('inside when the fence goes on: it rings then, and ends with the hours', () => {
  const watch = makeWatch([pit({ schedule: minute })], { calendarOf })
  const { crossings } = watch.stepAll(
    watch.newStates(),
    fixes([
      [-20, 100, 100],
      [-10, 100, 100],
      [5, 100, 100],
      [50, 100, 100],
      [65, 100, 100],
    ]),
  )
  assert.deepEqual(noted(historyOf(crossings)), [
    'entered first-seen-inside -20',
    'alarm-raised inside 5 ×1',
    'alarm-ended schedule 65 ×1',
  ])
})

test('who may not leave may leave when the fence is off', () => {
  const fence = pit({ schedule: minute, rule: { kind: 'must-not-leave' }, watches: ['vehicle'] })
  const watch = makeWatch([fence], { calendarOf })
  const { crossings } = watch.stepAll(
    watch.newStates(),
    fixes([...along(-60, 100, 280, 20), [10, 300, 100], [20, 300, 100]]),
  )
  assert.deepEqual(noted(crossings), ['entered first-seen-inside -60', 'left seen-crossing -30'])
})

test('a fence whose calendar is not there is refused with its name', () => {
  assert.throws(() => makeWatch([pit({ schedule: minute })]), /fence pit: schedule.calendar .*office/)
})
