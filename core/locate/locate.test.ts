import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { smallPack } from '#test/support/small-pack.ts'
import { type Located, makeLocator, type PlaceSaid } from './locate.ts'

// Estates of one name in two places are common; here the second one.
const district = smallDistrict({
  placeNames: [...smallPack.placeNames, { name: '锦绣小区', territory: '500198101201' }],
})
const locate = makeLocator(district)

const told: readonly (readonly [string, PlaceSaid | undefined, string, Partial<Located>])[] = [
  ['a point in a grid', { point: [106.005, 29.81] }, '垃圾', { territory: '50019800100101', how: 'point' }],
  [
    'a point in a village without grids',
    { point: [106.05, 29.81] },
    '',
    { territory: '500198101202', level: 'community' },
  ],
  [
    'on the border of two grids: the eastern one',
    { point: [106.01, 29.81] },
    '',
    { territory: '50019800100102' },
  ],
  ['far away', { point: [116.4, 39.9] }, '垃圾', { territory: '500198', how: 'none', level: 'district' }],
  [
    'far away, but the words know',
    { point: [116.4, 39.9] },
    '河东菜市场有积水',
    { territory: '50019800100201', how: 'words' },
  ],
  ['a piece picked', { territory: '500198001001' }, '', { territory: '500198001001', how: 'territory' }],
  [
    'picked, and a point inside',
    { territory: '500198001', point: [106.005, 29.81] },
    '',
    { territory: '50019800100101', how: 'point' },
  ],
  [
    'picked, and a point elsewhere',
    { territory: '500198101', point: [106.005, 29.81] },
    '',
    { territory: '500198101', how: 'territory' },
  ],
  [
    'picked, and words inside it',
    { territory: '500198001' },
    '锦绣小区漏水',
    { territory: '50019800100102', how: 'territory' },
  ],
  [
    'a village by name',
    undefined,
    '我是青山村的，路灯坏了',
    { territory: '500198101202', how: 'words', level: 'community' },
  ],
  [
    'longest name first',
    undefined,
    '河东社区第一网格有人占道',
    { territory: '50019800100201', level: 'grid' },
  ],
  [
    'an estate with a point',
    undefined,
    '柳园小区垃圾',
    { territory: '50019800100101', point: [106.004, 29.808] },
  ],
  [
    'resolved inside what is named around it',
    undefined,
    '东街道人民路锦绣小区电梯坏了',
    { territory: '50019800100102' },
  ],
  ['the same estate in the village', undefined, '石坝村锦绣小区停水', { territory: '500198101201' }],
  [
    'the place field outweighs the story',
    { words: '青山村' },
    '石坝村的人来倒垃圾',
    { territory: '500198101202' },
  ],
  ['short forms count in the place field', { words: '青山三组' }, '', { territory: '500198101202' }],
  [
    'short forms do not count in the story',
    undefined,
    '青山绿水被破坏',
    { territory: '500198', how: 'none' },
  ],
  ['full width and spaces', { words: '柳 园 小 区' }, '', { territory: '50019800100101' }],
  ['English', undefined, 'Rubbish in Qingshan Village again', { territory: '500198101202', how: 'words' }],
  [
    'heard, not read: 河冻社区 sounds like 河东社区',
    undefined,
    '河冻社区的路灯坏了',
    { territory: '500198001002', how: 'words' },
  ],
  ['heard as it is spoken here: l and n', undefined, '流园小区有人吵架', { territory: '50019800100101' }],
  ['a wrong last word', { words: '河东菜布场' }, '', { territory: '50019800100201' }],
  ['one wrong character of three', { words: '河冬采市场门口' }, '', { territory: '50019800100201' }],
  ['what is behind a place is still there', undefined, '柳园小区三单元后面', { territory: '50019800100101' }],
  ['written outweighs heard', undefined, '石坝村的人说河冻社区好', { territory: '500198101201' }],
  ['without its last word, in the place field', { words: '锦绣' }, '东街道', { territory: '50019800100102' }],
  ['nothing', undefined, '你们管不管', { territory: '500198', how: 'none' }],
]

test('where it is', () => {
  for (const [story, place, words, want] of told) {
    const got = locate(place, words)
    for (const [key, value] of Object.entries(want)) {
      assert.deepEqual(got[key as keyof Located], value, `${story}: ${key} of ${JSON.stringify(got)}`)
    }
    assert.ok(got.why.zh.length > 0 && got.why.en.length > 0)
  }
})

test('an ambiguous name goes to the common piece above, with the candidates and the reason', () => {
  const got = locate(undefined, '锦绣小区有人摆摊')
  assert.equal(got.territory, '500198')
  assert.deepEqual(got.candidates, ['50019800100102', '500198101201'])
  assert.equal(got.why.zh, '写到“锦绣小区”，可能是柳园社区第二网格、石坝村，先归小溪区')
})

test('two villages named with nothing to decide stay at their town', () => {
  const got = locate(undefined, '石坝村和青山村之间的路断了')
  assert.deepEqual([got.territory, got.level, got.candidates?.length], ['500198101', 'town', 2])
})

test('what was only heard is shown beside what was said', () => {
  assert.equal(
    locate(undefined, '流园小区有人吵架').why.zh,
    '写到“流园小区”（音近“柳园小区”），在柳园社区第一网格',
  )
})

test('a point near a border says what is across it', () => {
  const got = locate({ point: [106.00995, 29.81] }, '')
  assert.equal(got.territory, '50019800100101')
  assert.deepEqual(got.beside, [{ territory: '50019800100102', distanceM: 5 }])
  assert.equal(got.why.zh, '坐标在柳园社区第一网格范围内，距柳园社区第二网格的边界 5 米')
})

test('a point outside says which place is nearest and how far', () => {
  const got = locate({ point: [105.99, 29.81] }, '')
  assert.equal(got.how, 'none')
  assert.equal(got.beside?.[0]?.territory, '50019800100101')
  assert.match(got.why.zh, /不在小溪区范围内，离柳园社区第一网格最近，9\d\d 米$/)
})

test('a contradiction between a pick and a point is told', () => {
  const got = locate({ territory: '500198101', point: [106.005, 29.81] }, '')
  assert.equal(got.why.zh, '选定白石镇，坐标却在柳园社区第一网格')
})

test('a district without borders says so and still reads words', () => {
  const bare = makeLocator(
    smallDistrict({ territories: district.territories.map(({ polygons: _, ...rest }) => rest) }),
  )
  assert.equal(bare({ point: [106.005, 29.81] }, '').why.zh, '小溪区还没有边界数据')
  assert.equal(bare({ point: [106.005, 29.81] }, '柳园社区').territory, '500198001001')
})

test('every point of the district finds its place, and always the same one', () => {
  for (let i = 0; i <= 60; i++) {
    for (let j = 0; j <= 40; j++) {
      const point = [106 + i / 1000, 29.8 + j / 1000] as const
      const { how, level } = locate({ point }, '')
      const inside = i < 60 && j < 40 // half open: the eastern and northern border belong to the neighbour
      assert.equal(how, inside ? 'point' : 'none', `${point}`)
      if (inside) assert.ok(level === 'grid' || level === 'community')
    }
  }
})
