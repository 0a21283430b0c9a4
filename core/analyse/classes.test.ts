import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import { classesOf } from './classes.ts'
import type { Message } from './message.ts'

const start = 1_600_000_000_000
const at = (day: number): Instant => (start + day * msPerDay) as Instant
const now = at(100)

const tellings = (texts: readonly string[], key: string, day: number): Message[] =>
  texts.map((body, i) => ({ id: `${key}${i}`, at: at(day + i), body, reporter: `${key}-p${i}` }))

// Two troubles of one estate, one of another, and many single ones around them.
const smoke = tellings(
  [
    '锦绣江南小区楼下烧烤店油烟直排，窗户都不敢开',
    '锦绣江南一楼餐馆油烟大，没有烟道，油烟熏得睡不着',
    '反映锦绣江南小区门面餐饮油烟扰民，烧烤到半夜',
    '锦绣江南小区烧烤夜宵摊油烟直排居民楼',
    '锦绣江南门面开餐馆没有专用烟道，油烟扰民严重',
    '投诉锦绣江南楼下烧烤店油烟，多次反映无人管',
  ],
  'smoke',
  60,
)
const lift = tellings(
  [
    '天鹅湾小区电梯又停了，老人困在里面半小时',
    '天鹅湾小区三栋电梯故障停运，老人下不了楼',
    '天鹅湾小区电梯经常停运困人，物业不修',
    '请管管天鹅湾小区的电梯，困人两次了，物业说没钱修',
    '天鹅湾小区电梯停运一星期，老人爬十八楼，物业不修',
  ],
  'lift',
  70,
)
const others = Array.from({ length: 120 }, (_, i): Message => {
  const where = ['东街', '西桥', '南岭', '北塘', '河口', '青坪', '石门', '白沙'][i % 8]
  const what = [
    '路灯不亮，晚上看不见路',
    '窨井盖丢了，怕有人掉下去',
    '垃圾没人清运，苍蝇很多',
    '自来水发黄，不能喝',
    '树枝压住电线，要下雨了',
    '占道停车，救护车进不来',
    '噪声大，孩子写不了作业',
    '污水漫到路上，臭得很',
    '路面有个坑，摔了人',
    '公交车等不到，上班迟到',
    '健身器材坏了，老人摔倒',
  ][i % 11]
  return { id: `x${i}`, at: at((i * 7) % 95), body: `${where}${i}号附近${what}`, reporter: `x-p${i}` }
})
const all = [...others, ...smoke, ...lift]

test('one problem of one place is one group, told in whatever words', () => {
  const groups = classesOf(all, now)
  for (const [name, planted] of Object.entries({ smoke, lift })) {
    const ids = new Set(planted.map(m => m.id))
    const best = Math.max(
      ...groups.map(g => {
        const both = g.ids.filter(id => ids.has(id)).length
        return both / (ids.size + g.ids.length - both)
      }),
    )
    assert.ok(best >= 0.75, `${name}: ${best}`)
  }
})

test('a group has a readable name, its first and last time and its terms, whose product is the score', () => {
  const group = classesOf(all, now).find(g => g.ids.includes('lift0'))!
  assert.match(group.name, /天鹅湾.*电梯/)
  assert.equal(group.firstAt, at(70))
  assert.equal(group.lastAt, at(74))
  const { harm, people, growth, age, certainty } = group.terms
  assert.equal(group.score, harm * people * growth * age * certainty)
})

test('one loud reporter weighs less than five people, and who writes decides nothing about what belongs together', () => {
  const loud = all.map(m => (m.id.startsWith('lift') ? { ...m, reporter: 'one' } : m))
  const many = classesOf(all, now).find(g => g.ids.includes('lift0'))!
  const one = classesOf(loud, now).find(g => g.ids.includes('lift0'))!
  assert.deepEqual(one.ids, many.ids)
  assert.equal(many.terms.people, 5)
  assert.ok(one.terms.people < 2.5, String(one.terms.people))
})

test('exact copies are one group of all their ids; nothing gives nothing', () => {
  const copy = { at: at(1), body: '请问社区食堂什么时候开门营业' }
  const groups = classesOf([...all, { id: 'c1', ...copy }, { id: 'c2', ...copy }], now)
  assert.ok(groups.some(g => g.ids.join() === 'c1,c2'))
  assert.deepEqual(classesOf([], now), [])
})

test('the same messages give the same groups, in whatever order the file has them apart from ties', () => {
  const once = classesOf(all, now)
  assert.deepEqual(classesOf(all, now), once)
})
