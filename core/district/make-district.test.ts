// Who holds a post when, which centre stands over a place, which calendar a deadline was computed under.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, parseInstant } from '../kit/instant.ts'
import type { CalendarSpec } from '../kit/working-calendar.ts'
import type { Pack, Unit } from './district.ts'
import { makeDistrict } from './make-district.ts'

const limit = { amount: 1, unit: 'hours' } as const
const limits = { sign: limit, contact: limit, whole: limit, handle: limit }
const calendar = (version: string): CalendarSpec => ({
  id: '机关',
  version,
  windows: [[540, 1080]],
  weekend: [0, 6],
  restDays: [],
  workDays: [],
  firstYear: 2020,
  lastYear: 2030,
})
const centre = (territory: string, level: Unit['level']): Unit => ({
  id: `C${territory}`,
  kind: 'centre',
  zh: '中心',
  en: 'Centre',
  territory,
  level,
  calendar: '机关',
})

const pack: Pack = {
  code: '500199',
  zh: '某区',
  en: 'District',
  synthetic: true,
  numberPrefix: 'XX',
  branchPerGrid: false,
  territories: [
    { code: '500199', level: 'district', zh: '某区', en: 'District' },
    { code: '500199001', level: 'town', zh: '甲镇', en: 'A', parent: '500199', kind: 'town' },
    { code: '500199001001', level: 'community', zh: '乙', en: 'B', parent: '500199001', kind: 'community' },
    { code: '50019900100101', level: 'grid', zh: '丙', en: 'C', parent: '500199001001' },
    { code: '500199002', level: 'town', zh: '丁镇', en: 'D', parent: '500199', kind: 'town' },
  ],
  units: [centre('500199', 'district'), centre('500199001', 'town'), centre('500199001001', 'community')],
  posts: [
    { id: 'commander', zh: '指挥长', role: 'town_commander', unit: 'C500199001', territory: '500199001' },
    { id: 'verifier', zh: '核查员', role: 'verifier', unit: 'C500199001', territory: '500199001' },
  ],
  people: [
    { id: 'p1', zh: '甲' },
    { id: 'p2', zh: '乙' },
    { id: 'p3', zh: '丙' },
  ],
  holdings: [
    { post: 'commander', person: 'p3', fromOn: '2026-05-01', toOn: '2026-05-03', insteadOf: 'p2' },
    { post: 'commander', person: 'p1', fromOn: '2020-01-01', toOn: '2026-04-30' },
    { post: 'commander', person: 'p2', fromOn: '2026-05-01' },
    { post: 'verifier', person: 'p3', fromOn: '2020-01-01' },
  ],
  channels: [{ code: 'visit', zh: '走访', en: 'Visit', receivedAt: 'community' }],
  modules: [],
  types: [],
  limitsByUrgency: { flash: limits, urgent: limits, normal: limits, complex: limits },
  steps: { triage: limit, arbitrate: limit, verify: limit, answer: limit, reply: limit, part: limit },
  samples: { onSpot: 0, others: 0 },
  dispatch: [],
  exits: [],
  returnReasons: [],
  suspendReasons: [],
  declineReasons: [],
  ladder: [],
  wordings: [],
  placeNames: [],
  waterways: [],
  calendars: [calendar('2026')],
  reopenDays: 30,
  demoAccounts: [],
}
const district = makeDistrict(pack, 'abc', [calendar('2025')])
const at = (iso: string): Instant => parseInstant(iso)!
const ids = (items: readonly { id: string }[]) => items.map(item => item.id)

test('a change of commander happens at midnight in China, and a stand-in comes after the holder', () => {
  const story: readonly (readonly [string, string[]])[] = [
    ['2019-12-31T23:59:59+08:00', []],
    ['2020-01-01T00:00:00+08:00', ['p1']],
    ['2026-04-30T23:59:59+08:00', ['p1']],
    ['2026-04-30T16:00:00Z', ['p2', 'p3']],
    ['2026-05-03T23:59:59+08:00', ['p2', 'p3']],
    ['2026-05-04T00:00:00+08:00', ['p2']],
  ]
  for (const [iso, holders] of story)
    assert.deepEqual(ids(district.holdersOf('commander', at(iso))), holders, iso)
  assert.deepEqual(ids(district.postsOf('p3', at('2026-05-02T12:00:00+08:00'))), ['verifier', 'commander'])
  assert.deepEqual(ids(district.postsOf('p3', at('2026-05-04T12:00:00+08:00'))), ['verifier'])
  assert.deepEqual(district.postsOf('nobody', at('2026-05-04T12:00:00+08:00')), [])
})

test('the centre over a place is the one of the level asked for, or the nearest above', () => {
  const table = [
    ['50019900100101', 'community', 'C500199001001'],
    ['50019900100101', 'town', 'C500199001'],
    ['50019900100101', 'district', 'C500199'],
    ['500199001', 'community', 'C500199001'],
    ['500199002', 'community', 'C500199'], // this town has no centre of its own
    ['50019900100177', 'community', 'C500199001001'], // a grid an older pack had
  ] as const
  for (const [place, level, unit] of table) assert.equal(district.centreOver(place, level).id, unit, place)
  assert.throws(() => district.centreOver('110101', 'town'), /110101.*want a code inside 500199/)
})

test('posts of a unit, all or by role', () => {
  assert.deepEqual(ids(district.postsIn('C500199001')), ['commander', 'verifier'])
  assert.deepEqual(ids(district.postsIn('C500199001', 'verifier')), ['verifier'])
  assert.deepEqual(district.postsIn('C500199', 'verifier'), [])
})

test('a calendar answers by id with its current version, and by id@version for ever', () => {
  assert.equal(district.calendarKey('机关'), '机关@2026')
  assert.equal(district.calendar('机关').version, '2026')
  assert.equal(district.calendar('机关@2025').version, '2025')
  assert.equal(district.calendar('机关'), district.calendar('机关@2026'))
  assert.throws(() => district.calendar('窗口'), /calendar 窗口: want one of 机关/)
})
