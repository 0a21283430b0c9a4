import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calibrate, shareRight, surelyFrom } from './calibration.ts'
import { type Labelled, learn } from './learn.ts'
import { makeLexicon } from './lexicon.ts'
import { type Model, makeClassifier } from './model.ts'
import { newWords } from './new-words.ts'

const things: Readonly<Record<string, readonly string[]>> = {
  环境: ['河水发臭', '工厂烟囱冒黑烟', '油烟扰民', '垃圾没人清运', '半夜施工噪音'],
  交通: ['公交车不到站', '红绿灯坏了', '路口堵车', '出租车拒载', '斑马线看不清'],
  劳动: ['老板拖欠工资', '工伤不赔', '社保没缴', '加班不给钱', '辞退不补偿'],
}
const tails = ['希望领导管一管', '请尽快处理', '反映多次没人理', '什么时候能解决', '谢谢']
const placesOf = ['东门社区', '西河街', '南山村', '北站广场', '中心小学']

/** Every thing at every place with every tail: enough rows, all different. */
const rows: Labelled[] = Object.entries(things).flatMap(([label, list]) =>
  list.flatMap(thing =>
    placesOf.flatMap(place => tails.map(tail => ({ label, text: `${place}${thing}，${tail}。` }))),
  ),
)
const modelOf = (list: readonly Labelled[]): Model => {
  const { scores, ...model } = learn(list)
  return { ...model, made: { dataSha256: '', on: '2026-01-01', rows: list.length, scores } }
}
const model = modelOf(rows)

test('a text is cut into the likeliest words; what is unknown leaves none', () => {
  const lexicon = makeLexicon([
    ['南京', 50],
    ['南京市', 30],
    ['市长', 20],
    ['长江', 40],
    ['大桥', 40],
    ['长江大桥', 30],
  ])
  const words = (text: string) => lexicon.cut(text).map(id => lexicon.words[id])
  assert.deepEqual(words('南京市长江大桥'), ['南京市', '长江大桥'])
  assert.deepEqual(words('看南京的长江'), ['南京', '长江'])
  assert.deepEqual(words(''), [])
  assert.deepEqual(words('无'), [])
})

test('words are found in texts nobody cut', () => {
  const texts = ['老张', '我家', '他们', '工友'].flatMap(who =>
    ['没有拿到', '被拖着', '少了一半', '三个月才发'].flatMap(how => [
      `${who}工资${how}`,
      `${how}工资${who}说`,
    ]),
  )
  // Only in a large text it is unlikely that two characters meet so often by chance.
  const others = rows.flatMap(r => ('text' in r && r.label !== '劳动' ? [r.text] : []))
  const found = new Map(newWords([...texts, ...others]))
  assert.ok(found.has('工资'), [...found.keys()].join(' '))
  assert.ok(!found.has('资没'), [...found.keys()].join(' '))
})

test('a model labels what it has not seen, says why, and is sure only where it was right', () => {
  const classify = makeClassifier(model)
  const wage = classify('城东工地的老板拖欠工资三个月了')
  assert.equal(wage.label, '劳动')
  assert.ok(
    wage.why.length > 0 && wage.why.every(w => '城东工地的老板拖欠工资三个月了'.includes(w.word)),
    JSON.stringify(wage.why),
  )
  assert.equal(classify('学校门口的红绿灯坏了好几天').label, '交通')
  assert.equal(wage.others.length, 2)
  assert.ok(wage.confidence > 0.9 && wage.confidence < 1)
})

test('a text without a known word is nobody’s: not sure, no reasons', () => {
  const nothing = makeClassifier(model)('ξψω')
  assert.equal(nothing.sure, false)
  assert.deepEqual(nothing.why, [])
})

test('the same rows give the same model, to the last digit', () => {
  assert.equal(JSON.stringify(modelOf(rows)), JSON.stringify(model))
})

test('rows cut by somebody else and raw rows learn from each other', () => {
  const cut: Labelled[] = Object.entries(things).flatMap(([label, list]) =>
    list.flatMap(thing =>
      Array.from({ length: 5 }, () => ({ label, words: [thing.slice(0, 2), thing.slice(2)] })),
    ),
  )
  const classify = makeClassifier(modelOf([...cut, ...rows.slice(0, 30)]))
  assert.equal(classify('我们这里的公交车不到站').label, '交通')
})

test('one label is nothing to learn from', () => {
  assert.throws(() => learn(rows.filter(r => r.label === '环境')), /1 label/)
})

test('confidence is how often it was right, and only rises with the margin', () => {
  // Right as often as the margin says: 0 of 100 at margin 0, all at margin 1.
  const tried = Array.from({ length: 1000 }, (_, i) => ({ margin: i / 1000, right: (i * 7919) % 1000 < i }))
  const calibration = calibrate(tried)
  for (let i = 1; i < calibration.length; i++) assert.ok(calibration[i]![1] >= calibration[i - 1]![1])
  assert.ok(Math.abs(shareRight(calibration, 0.5) - 0.5) < 0.15)
  const from = surelyFrom(tried, 0.9)
  const above = tried.filter(t => t.margin >= from)
  assert.ok(above.filter(t => t.right).length / above.length >= 0.9)
  assert.equal(
    surelyFrom(
      tried.map(t => ({ ...t, right: false })),
      0.5,
    ),
    Number.POSITIVE_INFINITY,
  )
})
