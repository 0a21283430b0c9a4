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
  // As people here say it.
  ['灶屋燃起来了，快点来人', 'fire'],
  ['对面那栋楼遭烧了', 'fire'],
  ['楼道头闻到煤气，好大一股味道', 'gas'],
  ['隔壁屋头天然气漏了', 'gas'],
  ['娃儿不见了，在菜市场找了半个钟头', 'missing'],
  ['我们家老汉儿赶场走落了', 'missing'],
  ['娃儿卡在栏杆头了', 'child'],
  ['小孩锁在车里，天热得很', 'child'],
  ['河头涨大水，都到门坎了', 'water'],
  ['有个人掉河里了', 'water'],
  ['他提到刀追人，快点', 'weapon'],
  ['有人拿菜刀堵在门口', 'weapon'],
  ['老婆婆说死了算了', 'suicide'],
  ['桥上有人要跳河', 'suicide'],
  ['屋后头山垮了', 'collapse'],
  ['我们三个人关在电梯头', 'trapped'],
  ['工地上有人遭电了', 'life'],
  // Asked, not denied: somebody looks.
  ['不晓得有没有起火，烟大得很', 'fire'],
  ['去看看是不是着火了', 'fire'],
  ['隔壁家里没人着火了', 'fire'],
  // A word said twice, denied once.
  ['刚才没有起火现在起火了', 'fire'],
  // Nobody takes a “not” at its word here.
  ['我没有自杀的意思，就是活不下去了', 'suicide'],
  // 没 begins the danger itself.
  ['他倒在地上没有呼吸', 'life'],
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
  '消防通道停满了车',
  '消防车进不来，消防栓没水',
  '厨房冒烟但没有起火',
  '现场未发生火灾，只是烧东西的烟',
  '消防队看过了，不是火灾',
  '并没有煤气味，是油漆味',
  '没有人落水，是漂的衣服',
  '路边堆了杂草，没发现燃气泄漏',
  '没人被困，电梯已停用',
  '塘边没人溺水，是虚惊',
  '看着火车站广场的积水',
  '现在是信息大爆炸的时代',
  '小区火灾报警器坏了，一直响',
  '自来水涨价没有公示',
  'No gas leak was found',
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
