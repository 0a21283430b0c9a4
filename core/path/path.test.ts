// The journey from what somebody told us to the first facts of a matter, told as stories.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import type { Report } from '../intake/report.ts'
import { parseInstant } from '../kit/instant.ts'
import { isDrawn, makePath, openMatter } from './path.ts'

const path = makePath(smallDistrict())
const at = parseInstant('2026-06-03T09:12:00+08:00')!
const report = (more: Partial<Report>): Report => ({
  source: 'test',
  sourceId: 'a',
  channel: 'resident-web',
  at,
  words: '路灯不亮',
  photos: [],
  lang: 'zh',
  ...more,
})
const first = (o: ReturnType<typeof openMatter>, reporter?: string) =>
  o.news('XX20260603-00001', reporter)[0]!

test('a phone number leaves the words before they become a fact, and the original goes to the vault', () => {
  const o = openMatter(report({ words: '路灯不亮，找我13812345678' }), path)
  const fact = first(o, 'ref-1')
  assert.doesNotMatch(JSON.stringify(fact), /13812345678/)
  assert.equal(o.original, '路灯不亮，找我13812345678')
  assert.equal(fact.data.reporter, 'ref-1')
})

test('words without personal data need no vault and stay as they were', () => {
  const o = openMatter(report({}), path)
  assert.equal(o.original, undefined)
  assert.equal(first(o).data.words, '路灯不亮')
})

test('a named estate is received by its community, the hotline by the district', () => {
  const at = (channel: string) =>
    path.district.unit(openMatter(report({ channel, place: { words: '柳园小区' } }), path).holder)?.level
  assert.deepEqual([at('resident-web'), at('visit'), at('hotline-12345')], ['community', 'town', 'district'])
})

test('danger goes to the watch that is always awake, as flash', () => {
  const o = openMatter(report({ words: '柳园小区3栋着火了，有人被困', place: { words: '柳园小区' } }), path)
  assert.equal(path.district.unit(o.holder)?.level, 'district')
  assert.equal(first(o).data.urgency, 'flash')
})

test('a community complained about neither receives the matter nor is suggested for it', () => {
  const own = openMatter(report({ place: { words: '柳园小区' } }), path).holder
  const o = openMatter(report({ place: { words: '柳园小区' }, accused: [own] }), path)
  assert.notEqual(o.holder, own)
  assert.notEqual(o.advice.lead, own)
  assert.ok((first(o).data.accused as string[]).includes(own))
})

test('a place nobody named is the officer’s own, and the district’s for everybody else', () => {
  const words = '这里的井盖坏了'
  assert.equal(first(openMatter(report({ words }), path)).data.place, '500198')
  assert.equal(first(openMatter(report({ words }), path, { home: '500198001' })).data.place, '500198001')
  const named = report({ words, place: { words: '河东菜市场' } })
  assert.equal(first(openMatter(named, path, { home: '500198001' })).data.place, '50019800100201')
})

test('a suggestion always names one lead and the rule version it came from', () => {
  for (const words of ['路灯不亮', 'asdf', '邻居吵架', '电动车在楼道充电']) {
    const [, suggested] = openMatter(report({ words }), path).news('XX20260603-00001')
    assert.ok(path.district.unit(String(suggested!.data.lead)), words)
    assert.equal(suggested!.data.rules, path.district.version)
  }
})

test('about five in a hundred are drawn for checking, the same ones however often one counts', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => `LX20260603-${String(i).padStart(5, '0')}`)
  const drawn = numbers.filter(n => isDrawn(n, 0.05))
  assert.ok(drawn.length > 800 && drawn.length < 1200, `${drawn.length} of 20000`)
  assert.deepEqual(
    drawn,
    numbers.filter(n => isDrawn(n, 0.05)),
  )
  assert.equal(numbers.filter(n => isDrawn(n, 0)).length, 0)
})
