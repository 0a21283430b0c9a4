import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, msPerDay, msPerHour } from '../kit/instant.ts'
import { type Candidate, duplicateFrom, rankDuplicates, type Told } from './duplicates.ts'

const now = instant(Date.UTC(2026, 2, 3, 2, 0))
const told: Told = {
  at: now,
  place: '50019800100101',
  point: [106.004, 29.808],
  type: 'CM02',
  words: '柳园小区三栋楼下的垃圾堆了三天没人清运，臭得很',
}
const before = (id: string, hours: number, change: Partial<Candidate>): Candidate => ({
  ...told,
  subject: id,
  number: `XX-${id}`,
  ...change,
  at: instant(now - hours * msPerHour),
})

test('the neighbour told it two hours ago, forty metres away', () => {
  const [first] = rankDuplicates(
    told,
    [before('a', 2, { point: [106.0044, 29.8081], words: '柳园小区三栋楼下垃圾堆了三天没人清运' })],
    now,
  )
  assert.deepEqual(
    first?.reasons.map(r => r.zh),
    ['同一网格', '相距 40 米', '同一类别', '2 小时前', '用词相同 86%'],
  )
  assert.ok(first!.score > 0.8 && first!.score < 1)
})

test('what is shown and what is not', () => {
  const table: readonly (readonly [string, Partial<Candidate>, number, boolean])[] = [
    ['the same text again', {}, 1, true],
    [
      'the same long text, placed in another town',
      { place: '500198101201', point: [106.03, 29.81] },
      1,
      true,
    ],
    ['the same place and type, other words', { words: '垃圾桶坏了一个，请更换新的' }, 1, false],
    [
      'similar words, another village',
      { place: '500198101201', point: [106.03, 29.81], words: '三栋楼下垃圾没人清运' },
      1,
      false,
    ],
    ['same grid, other type, other words', { type: 'EE02', words: '烧烤摊油烟熏人' }, 1, false],
    ['the same text five weeks ago', {}, 24 * 35, false],
  ]
  for (const [story, change, hours, shown] of table) {
    const got = rankDuplicates(told, [before('a', hours, change)], now)
    assert.equal(got.length === 1, shown, `${story}: ${JSON.stringify(got)}`)
    for (const { score } of got) assert.ok(score >= duplicateFrom && score <= 1)
  }
})

test('a short text everybody sends is no proof without the place', () => {
  const short: Told = { at: now, place: '50019800100101', words: '停水了' }
  const elsewhere = { ...short, subject: 'a', number: '1', place: '500198101201' }
  assert.deepEqual(rankDuplicates(short, [elsewhere], now), [])
  assert.equal(rankDuplicates(short, [{ ...elsewhere, place: short.place }], now).length, 1)
})

test('without points the grid decides; best first; words that say nothing match nothing', () => {
  const { point: _, ...noPoint } = told
  const got = rankDuplicates(
    noPoint,
    [before('later', 200, {}), before('soon', 1, {}), before('none', 1, { words: '！！' })],
    now,
  )
  assert.deepEqual(
    got.map(d => d.subject),
    ['soon', 'later'],
  )
  assert.deepEqual(got[1]!.reasons[2], { zh: '8 天前', en: '8 days ago' })
})

test('a late report finds the matter told after it', () => {
  const late = { ...told, at: instant(now - msPerDay) }
  assert.equal(
    rankDuplicates(late, [before('a', 0, {})], now)[0]?.reasons.some(r => r.zh === '0 分钟前'),
    true,
  )
})
