import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dangers, sayUrgent, urgentIn } from './urgent.ts'

const urgent: readonly (readonly [string, string])[] = [
  ['三栋二楼着火了，快来', 'fire'],
  ['楼道里有很浓的煤气味', 'gas'],
  ['我家小孩在菜市场走丢了', 'missing'],
  ['门口水位暴涨，车都淹了', 'water'],
  ['有人持刀在街上', 'weapon'],
  ['我真的不想活了', 'suicide'],
  ['如果再不给钱我就跳楼', 'suicide'],
  ['后山塌方把路堵了', 'collapse'],
  ['老人困在电梯里半小时了', 'trapped'],
  ['电线掉下来有人触电', 'life'],
  ['The kitchen is on fire!', 'fire'],
  ['There is a smell of gas in the hall', 'gas'],
]

test('dangers are heard, with the word that told them', () => {
  for (const [text, code] of urgent) {
    const hits = urgentIn(text)
    assert.deepEqual(
      hits.map(h => h.danger.code),
      [code],
      text,
    )
    assert.ok(text.toLowerCase().includes(hits[0]!.word))
  }
})

test('every word of the list is heard by itself', () => {
  for (const danger of dangers) {
    for (const word of danger.words) {
      assert.ok(
        urgentIn(`。${word}。`).some(h => h.danger === danger),
        `${danger.code}: ${word}`,
      )
    }
  }
})

const calm = [
  '消防通道被占，一旦发生火灾后果不堪设想',
  '存在火灾隐患，请处理',
  '社区组织燃气泄漏应急演练',
  '去年洪水冲坏的路还没修',
  '楼下垃圾没人管，火大',
  '电梯坏了三天',
  'There could be a gas leak drill next week',
]

test('dangers only spoken of do not cry wolf', () => {
  for (const text of calm) assert.deepEqual(urgentIn(text), [], text)
})

test('one clause of fear does not silence another that happens', () => {
  assert.equal(urgentIn('早说有火灾隐患，现在真的着火了')[0]!.danger.code, 'fire')
})

test('the reason reads as a sentence', () => {
  assert.equal(sayUrgent(urgentIn('着火了'), 'zh'), '提到“着火”（起火），请立即查看')
})
