import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { instant, msPerDay, msPerMinute } from '../kit/instant.ts'
import { isRefusal, type RefusalCode, sayRefusal } from '../life/refusal.ts'
import { checkReport, type RawReport, type Report } from './report.ts'

const district = smallDistrict()
const now = instant(Date.UTC(2026, 2, 3, 2, 0))
const plain: RawReport = {
  source: 'resident-web',
  sourceId: 'a-1',
  channel: 'resident-web',
  at: now - 60_000,
  words: '楼下垃圾三天没人管',
  photos: [],
  lang: 'zh',
}
const taken = (change: Partial<RawReport>): Report => {
  const report = checkReport({ ...plain, ...change }, district, now)
  assert.ok(!isRefusal(report), isRefusal(report) ? sayRefusal(report) : '')
  return report
}

test('a plain report passes unchanged', () => {
  assert.deepEqual(taken({}), plain)
  const rich: RawReport = {
    ...plain,
    title: '垃圾',
    place: { point: [106.005, 29.81], words: '柳园小区', territory: '50019800100101' },
    type: 'CM02',
    urgency: 'normal',
    reporter: 'vault-1',
    accused: ['d-city'],
    onSpot: { result: '已清理' },
  }
  assert.deepEqual(taken(rich), rich)
})

test('what nobody can read is taken out, empty parts become absent', () => {
  assert.equal(taken({ words: '  楼\u0000上\u202e漏水\u200b \n' }).words, '楼上漏水')
  assert.deepEqual(taken({ title: ' \u0007', place: { words: '  ' } }), plain)
})

test('a fast phone means now; the past stays the past', () => {
  assert.equal(taken({ at: now + 5 * msPerMinute }).at, now)
  assert.equal(taken({ at: now - 3000 * msPerDay }).at, now - 3000 * msPerDay)
  assert.equal(taken({ at: now - 0.5 }).at, now - 1, 'fractions of a millisecond are dropped')
})

test('a report of 5,000 characters passes, counted as people count them', () => {
  assert.equal(taken({ words: '😀'.repeat(5000) }).words.length, 10_000)
})

const refused: readonly (readonly [Partial<RawReport>, RefusalCode, string])[] = [
  [{ words: ' \u0000 ' }, 'no-words', '几句话'],
  [{ words: '长'.repeat(5001) }, 'too-large', '5001 字'],
  [{ title: '长'.repeat(201) }, 'too-large', '标题'],
  [{ place: { words: '长'.repeat(201) } }, 'too-large', '地点'],
  [{ photos: Array.from({ length: 10 }, String) }, 'too-large', '10 张'],
  [{ sourceId: '' }, 'missing', '来源编号'],
  [{ channel: 'pigeon' }, 'unknown-channel', 'pigeon'],
  [{ type: 'ZZ99' }, 'unknown-type', 'ZZ99'],
  [{ place: { territory: '500198999' } }, 'unknown-place', '500198999'],
  [{ accused: ['d-city', 'd-nobody'] }, 'unknown-unit', 'd-nobody'],
  [{ place: { point: [29.8, 106] } }, 'not-on-earth', '29.8, 106'],
  [{ place: { point: [Number.NaN, 29] } }, 'not-on-earth', 'NaN'],
  [{ at: now + 5 * msPerMinute + 1 }, 'ahead-of-time', '2026-03-03T10:05:00.001+08:00'],
  [{ at: Number.NaN }, 'ahead-of-time', 'NaN'],
  [{ at: Number.MAX_VALUE }, 'ahead-of-time', 'e+308'],
  [{ at: 0 }, 'too-long-ago', '1970-01-01'],
  [{ at: Number.NEGATIVE_INFINITY }, 'too-long-ago', '-Infinity'],
  [{ onSpot: { result: ' ' } }, 'missing', '处置结果'],
  [{ type: 'ER01', onSpot: { result: '排干' } }, 'on-spot-not-allowed', '内涝积水'],
]

test('what cannot be taken says why, with the value', () => {
  for (const [change, code, says] of refused) {
    const answer = checkReport({ ...plain, ...change }, district, now)
    assert.ok(isRefusal(answer), `${code} expected`)
    assert.equal(answer.refused, code)
    assert.ok(sayRefusal(answer).includes(says), sayRefusal(answer))
  }
})
