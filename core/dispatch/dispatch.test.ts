import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { smallPack } from '#test/support/small-pack.ts'
import { parseInstant } from '../kit/instant.ts'
import { isRefusal } from '../life/refusal.ts'
import { accusedWith } from '../lives/matter/wall.ts'
import { type DispatchQuestion, type DispatchSuggestion, suggestDispatch } from './dispatch.ts'
import { explainOverlap } from './overlap.ts'

const district = smallDistrict()
const office = parseInstant('2026-03-03T10:00+08:00')!
const night = parseInstant('2026-03-03T22:00+08:00')!
const liuyuan = '50019800100101'
const ask = (change: Partial<DispatchQuestion>, here = district): DispatchSuggestion => {
  const got = suggestDispatch(
    { place: liuyuan, urgency: 'normal', level: 'district', at: office, ...change },
    here,
  )
  assert.ok(!isRefusal(got))
  return got
}

test('the first row that fits decides', () => {
  const table: readonly (readonly [
    string,
    Partial<DispatchQuestion>,
    string | undefined,
    string,
    string[],
    string[],
  ])[] = [
    ['a lead on fraud', { type: 'CL01' }, 'R01', 'd-police', [], ['c-500198']],
    ['a flash flood', { type: 'ER01', urgency: 'flash' }, 'R02', 'd-emergency', ['c-500198001'], []],
    ['a flood nobody claims when it is not flash', { type: 'ER01' }, 'R13', 'c-500198', [], []],
    ['vendors in a village', { type: 'CM01', place: '500198101201' }, 'R03', 'c-500198101', [], []],
    ['vendors in the street by day', { type: 'CM01' }, 'R05', 'd-city', ['c-500198001001'], []],
    ['vendors in the street at night', { type: 'CM01', at: night }, 'R04', 'd-police', [], []],
    ['waste: the community leads', { type: 'CM02' }, 'R06', 'c-500198001001', [], []],
    [
      'waste, place known to the town only',
      { type: 'CM02', place: '500198001' },
      'R06',
      'c-500198001',
      [],
      [],
    ],
    ['waste, place unknown', { type: 'CM02', place: '500198' }, 'R06', 'c-500198', [], []],
    ['fumes', { type: 'EE02' }, 'R07', 'd-city', [], ['c-500198001']],
    ['elders, from the district', { type: 'AS02' }, 'R09', 'd-civil', ['c-500198001001'], []],
    ['elders, from the town', { type: 'AS02', level: 'town' }, 'R10', 'c-500198001001', [], []],
    ['what no other row names', { type: 'EN05' }, 'R13', 'c-500198', [], []],
    ['no type', {}, 'R13', 'c-500198', [], []],
    [
      'a grid the pack no longer has',
      { type: 'CM02', place: '50019800100177' },
      'R06',
      'c-500198001001',
      [],
      [],
    ],
  ]
  for (const [story, change, row, lead, co, copies] of table) {
    const got = ask(change)
    assert.deepEqual([got.row, got.lead, got.co, got.copies], [row, lead, co, copies], story)
  }
})

test('the reason says which row matched on what', () => {
  assert.equal(ask({ type: 'CM01' }).why.zh, '派单目录 R05：东街道、占道经营，由区城管局主办（城市管理条例）')
  assert.equal(
    ask({ type: 'CM01', at: night }).why.en,
    'catalogue row R04: Street vending, off hours: Public Security Bureau leads (夜间联勤办法)',
  )
  assert.equal(ask({}).why.zh, '派单目录 R13：所有事项，由小溪区指挥中心主办（区中心兜底）')
  assert.deepEqual(ask({ type: 'ER01', urgency: 'flash' }).limits, { sign: { amount: 10, unit: 'minutes' } })
})

test('what no row claims falls to the district centre, never into a hole', () => {
  const gap = smallDistrict({ dispatch: smallPack.dispatch.filter(r => r.id !== 'R13') })
  const got = ask({ type: 'EN05' }, gap)
  assert.deepEqual([got.row, got.lead, got.basis], [undefined, 'c-500198', '小溪区职责清单'])
  assert.equal(got.why.zh, '派单目录无人认领，归区中心')
  assert.equal(ask({}, gap).why.zh, '类别未定，归区中心分拨')
})

test('a community is not made lead of what it only assists: its town leads', () => {
  const dispatch = smallPack.dispatch.map(r => (r.id === 'R08' ? { ...r, type: 'MD' } : r))
  const got = ask({ type: 'MD02' }, smallDistrict({ dispatch }))
  assert.equal(got.lead, 'c-500198001')
  assert.ok(got.why.zh.endsWith('柳园社区工作站对“物业纠纷”只协助，改由东街道指挥中心主办'))
  assert.equal(ask({ type: 'MD01' }).lead, 'c-500198001001', 'a quarrel between neighbours it may lead')
})

test('units complained about, and all under them, get nothing', () => {
  assert.deepEqual(accusedWith(['c-500198001'], district), [
    'c-500198001',
    'c-500198001001',
    'c-500198001002',
    'p-500198001',
    'p-500198001001',
    'p-50019800100101',
    'p-5001980010010101',
  ])
  const community = ask({ type: 'CM02', accused: ['c-500198001001'] })
  assert.equal(community.lead, 'c-500198001')
  assert.ok(community.why.zh.endsWith('柳园社区工作站被反映，回避，改由东街道指挥中心主办'))
  assert.equal(
    ask({ type: 'CM02', accused: ['c-500198001'] }).lead,
    'c-500198',
    'community falls with its town',
  )
  const bureau = ask({ type: 'CM01', accused: ['d-city'] })
  assert.deepEqual([bureau.lead, bureau.co], ['c-500198', ['c-500198001001']])
  assert.deepEqual(ask({ type: 'CM01', accused: ['c-500198001001'] }).co, [])
  assert.deepEqual(ask({ type: 'EE02', accused: ['c-500198001'] }).copies, [])
})

test('where the district centre itself is complained about, nobody here may lead', () => {
  const got = suggestDispatch(
    { place: liuyuan, type: 'CM02', urgency: 'normal', level: 'district', at: office, accused: ['c-500198'] },
    district,
  )
  assert.ok(isRefusal(got) && got.refused === 'accused-cannot-lead')
  assert.equal(ask({ type: 'CL01', accused: ['c-500198'] }).lead, 'd-police', 'a department is not under it')
})

test('a court never gets the work, whatever the catalogue says', () => {
  const rows = smallPack.dispatch.map(r => (r.id === 'R06' ? { ...r, lead: 'l-court', co: ['l-court'] } : r))
  const got = ask({ type: 'CM02' }, smallDistrict({ dispatch: rows }))
  assert.deepEqual([got.lead, got.co], ['c-500198', []])
})

test('nobody is named twice, on any question at all', () => {
  for (const { code } of smallPack.types) {
    for (const { code: place } of smallPack.territories) {
      for (const at of [office, night]) {
        for (const urgency of ['flash', 'urgent', 'normal', 'complex'] as const) {
          for (const accused of [[], ['d-police'], ['c-500198101']]) {
            const { lead, co, copies } = ask({ type: code, place, at, urgency, accused })
            const all = [lead, ...co, ...copies]
            assert.equal(new Set(all).size, all.length)
            for (const id of all) assert.ok(!accusedWith(accused, district).includes(id))
          }
        }
      }
    }
  }
})

test('overlaps are listed with what decides between the owners', () => {
  const overlaps = explainOverlap(district)
  assert.deepEqual(
    overlaps.map(o => o.type),
    ['ER01', 'CM01', 'AS02'],
  )
  assert.deepEqual(
    overlaps[1]!.owners.map(o => [o.row, o.lead, o.when.zh]),
    [
      ['R03', 'centre:town', '村、占道经营'],
      ['R04', 'd-police', '占道经营、非工作时间'],
      ['R05', 'd-city', '东街道、占道经营'],
      ['R13', 'centre:district', '所有事项'],
    ],
  )
})
