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
    ['同一网格', '相距 40 米', '同一类别', '2 小时前', '文字大体相同（94%）'],
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

test('numbers and names may differ, another block or estate speaks against it', () => {
  const text = '锦绣花园3栋2单元电梯困人，物业半小时没有来，老人在里面喘不过气，请派人来看'
  const table: readonly (readonly [string, string, RegExp | undefined, boolean])[] = [
    ['another time', text.replace('半小时', '20分钟').replace('，请派人来看', ''), undefined, true],
    ['another block', text.replace('3栋', '5栋'), /^楼栋不同：3栋 \/ 5栋$/, false],
    ['written in words', text.replace('3栋', '三栋'), undefined, true],
    ['another estate', text.replace('锦绣花园', '滨江花园'), /花园不同：锦绣花园 \/ 滨江花园/, false],
  ]
  for (const [story, words, against, sure] of table) {
    const [got] = rankDuplicates({ ...told, words: text }, [before('a', 1, { words })], now)
    assert.equal(got?.sure, sure, `${story}: ${JSON.stringify(got)}`)
    if (against) assert.match(got!.against[0]!.zh, against)
    else assert.deepEqual(got!.against, [], story)
  }
  const [same] = rankDuplicates(
    { ...told, words: `${text}，我的电话是138******34` },
    [
      before('a', 1, {
        words: `${text}，我的电话是139*******8`,
        place: '500198101201',
        point: [106.03, 29.81],
      }),
    ],
    now,
  )
  assert.deepEqual(same!.reasons.at(-1)!.zh, '文字几乎相同，只有人名、数字等不同')
})

test('one flood in other words; all are shown the same matter first, and what was merged leads to it', () => {
  const said = (id: string, minutesAgo: number, words: string, more: Partial<Candidate> = {}): Candidate => ({
    ...told,
    type: 'ER01',
    subject: id,
    number: id,
    words,
    at: instant(now - minutesAgo * 60_000),
    ...more,
  })
  const flood = { ...told, type: 'ER01', words: '下穿道积水太深了，车子开进去熄火，人困在车里' }
  const got = rankDuplicates(
    flood,
    [
      said('c', 5, '龙溪路下穿道水深得很，好几辆车熄火了'),
      said('b', 20, '下穿道被淹，积水没过轮胎', { into: 'a' }),
      said('a', 40, '暴雨后龙溪路下穿道积水严重', { joined: 1 }),
      said('z', 30, '下穿道的积水淹到车门', { into: 'elsewhere' }),
      said('d', 9, '楼上装修敲墙，吵得没法休息', { type: 'CM05' }),
    ],
    now,
  )
  assert.deepEqual(
    got.map(d => d.subject),
    ['a', 'c'],
  )
  assert.ok(got.every(d => d.sure))
  const through = rankDuplicates(
    { ...flood, words: '车被淹在下穿道里，积水没过轮胎' },
    [
      said('b', 20, '下穿道被淹，积水没过轮胎', { into: 'a' }),
      said('a', 40, '桥洞下面过不去', { joined: 1 }),
    ],
    now,
  )
  assert.deepEqual(
    through.map(d => [d.subject, d.reasons.at(-1)!.zh]),
    [['a', '与已并入的 b 相似']],
  )
})
