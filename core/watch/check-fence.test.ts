// Every mistake is named with its field and what would be right; a fence on a person cannot be written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FenceProblem, readFence } from './check-fence.ts'
import { defaultTuning, type Fence } from './fence.ts'
import { pit, spot } from './story.fixture.ts'

const { tuning: _, ...plain } = pit()
const good = { ...plain, name: '北山矿坑' }

test('what is right is read, with the defaults laid under it', () => {
  const read = readFence({ ...good, tuning: { inBufferM: 3 } })
  assert.deepEqual(read, { ok: true, fence: { ...good, tuning: { ...defaultTuning, inBufferM: 3 } } })
})

const vehicles = { watches: ['vehicle'] }
const wrong: readonly (readonly [string, Record<string, unknown>, field: string, want: RegExp])[] = [
  ['a person as a subject', { subjectType: 'person' }, 'subjectType', /place, facility, event/],
  ['an identity card as a subject', { subjectId: '500151199001011234' }, 'subjectId', /never about a person/],
  ['a phone number as a subject', { subjectId: '13800138000' }, 'subjectId', /never about a person/],
  ['a field for a person', { personId: 'p1' }, 'fence.personId', /only the fields/],
  ['a named mover', { watches: ['truck-1'] }, 'watches[0]', /vehicle, officer, detection/],
  ['nobody watched', { watches: [] }, 'watches', /at least one/],
  ['a tether on officers', { rule: { kind: 'must-not-leave' } }, 'watches', /for officers only/],
  ['a tachograph on officers', { rule: { kind: 'speed', limitKmh: 30 } }, 'watches', /for officers only/],
  ['no end', { expiresAt: undefined }, 'expiresAt', /number from/],
  ['an end before the beginning', { expiresAt: good.startsAt - 1 }, 'expiresAt', /number from/],
  ['longer than a year', { expiresAt: good.startsAt + 367 * 86_400_000 }, 'expiresAt', /number from/],
  ['version nought', { geometryVersion: 0 }, 'geometryVersion', /from 1/],
  ['an unknown kind', { rule: { kind: 'follow' } }, 'rule.kind', /must-not-enter, must-not-leave/],
  ['a speed without a limit', { ...vehicles, rule: { kind: 'speed' } }, 'rule.limitKmh', /from 1 to 400/],
  [
    'over again above the most',
    { rule: { kind: 'capacity', most: 5, clearAt: 6 } },
    'rule.clearAt',
    /0 to 5/,
  ],
  [
    'a corridor that is an area',
    { ...vehicles, rule: { kind: 'corridor', endRadiusM: 20 } },
    'shape.kind',
    /line/,
  ],
  ['a severity of its own', { severity: 'red' }, 'severity', /minor, moderate, severe, extreme/],
  [
    'hours that do not pass',
    { schedule: { kind: 'hours', calendar: 'office', days: 'all', hours: [[600, 600]] } },
    'schedule.hours[0][1]',
    /from 601/,
  ],
  [
    'days unknown',
    { schedule: { kind: 'hours', calendar: 'office', days: 'sunny', hours: [[0, 60]] } },
    'schedule.days',
    /all, working, not-working/,
  ],
  [
    'latitude first',
    { shape: { kind: 'circle', centre: [29.8, 106], radiusM: 50 } },
    'shape.centre',
    /\[lng, lat\]/,
  ],
  [
    'a ring of two',
    { shape: { kind: 'area', polygons: [[[spot(0, 0), spot(9, 9)]]] } },
    'shape.polygons[0][0]',
    /3 points/,
  ],
  [
    'a ring around nothing',
    { shape: { kind: 'area', polygons: [[[spot(0, 0), spot(9, 0), spot(0, 0)]]] } },
    'shape.polygons[0][0]',
    /some area/,
  ],
  [
    'a line that stands still',
    { shape: { kind: 'line', points: [spot(0, 0), spot(0, 0)], widthM: 9 } },
    'shape.points',
    /differ/,
  ],
  ['more of fewer', { tuning: { confirm: { n: 4, of: 3 } } }, 'tuning.confirm.n', /from 1 to 3/],
  ['an option misspelt', { tuning: { inBuffer: 3 } }, 'tuning.inBuffer', /only the fields .*inBufferM/],
  [
    'lost before it can be confirmed',
    { tuning: { minInsideMs: 700_000 } },
    'tuning.lostAfterMs',
    /more than minInsideMs/,
  ],
]

for (const [name, over, field, want] of wrong) {
  test(name, () => {
    const read = readFence({ ...good, ...over })
    const problems: readonly FenceProblem[] = read.ok ? [] : read.problems
    const found = problems.find(p => p.field === field)
    assert.match(found?.wantEn ?? '', want, JSON.stringify(problems))
    assert.match(found?.wantZh ?? '', /./)
  })
}

test('nothing at all names everything', () => {
  const read = readFence(null)
  assert.ok(!read.ok && read.problems.length >= 10)
})

test('the type has no place for a person either', () => {
  // @ts-expect-error: a person is no subject of a fence
  const fence: Fence = { ...pit(), subjectType: 'person' }
  assert.equal(readFence(fence).ok, false)
})
