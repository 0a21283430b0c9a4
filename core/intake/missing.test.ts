import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { makeLocator } from '../locate/locate.ts'
import { missingIn } from './missing.ts'

const locate = makeLocator(smallDistrict())
const asked = (words: string) => missingIn(words, locate(undefined, words))

test('what is missing, the most important first', () => {
  const table: readonly (readonly [string, string])[] = [
    ['路灯坏了，晚上黑黢黢的', 'place'],
    ['我们这里的井盖没了，差点摔到人', 'place'],
    ['门口那条路上全是泥巴，没得人管', 'place'],
    ['村里的水沟堵起了', 'place'],
    ['街上占道摆摊，走都走不动', 'place'],
    ['楼上漏水把我家天花板泡了', 'place building'],
    ['电梯困人了', 'place building'],
    ['柳园小区电梯坏了', 'building'],
    ['柳园小区楼上的邻居昨天又装修', 'building'],
    ['柳园小区一直没有路灯', 'since'],
    ['柳园小区天天停水', 'since'],
    ['柳园小区3栋2单元电梯老是坏', 'since'],
    ['柳园小区门口垃圾昨天就堆起了，请打电话给我', 'caller'],
    ['柳园小区有人昨晚放炮，请给我一个答复', 'caller'],
    ['电梯老是坏，请联系我', 'place building since caller'],
    // Nothing is missing.
    ['柳园小区3栋电梯昨天坏了', ''],
    ['柳园小区的路灯不亮', ''],
    ['胜利三组的堰塘昨天垮了', ''],
    ['中兴路128号门口井盖没了', ''],
    ['东风大道隧道口堵车', ''],
    ['咨询公积金贷款政策', ''],
    ['请问户口迁移怎么办理', ''],
    ['柳园小区门口垃圾三天了，请回电13812341234', ''],
    ['柳园小区门口垃圾三天了，请回电138****1234', ''],
    ['柳园小区从去年入住开始一直没有路灯', ''],
  ]
  for (const [words, want] of table) assert.equal((asked(words)?.parts ?? []).join(' '), want, words)
})

test('one sentence, about what matters most', () => {
  assert.equal(asked('路灯坏了')?.ask.zh, '请问具体在哪条路、哪个小区或哪个村组？')
  assert.equal(asked('楼上漏水')?.ask.zh, '请问具体在哪个小区或哪条路，第几栋第几单元？')
  for (const words of ['路灯坏了', '楼上漏水', '柳园小区天天停水', '柳园小区有人昨晚放炮，请回电']) {
    const { ask } = asked(words)!
    assert.match(ask.zh, /^请问.+？$/, words)
    assert.equal(ask.zh.match(/[？。]/g)?.length, 1, words)
    assert.match(ask.en, /^[A-Z].+\?$/, words)
  }
})

test('a point on the map, a contact and a chosen building answer for themselves', () => {
  const point = { how: 'point', level: 'grid' } as const
  assert.equal(missingIn('路灯坏了', point), undefined)
  assert.equal(missingIn('电梯坏了', point), undefined)
  assert.equal(missingIn('电梯坏了', { how: 'territory', level: 'building' }), undefined)
  assert.deepEqual(missingIn('路灯坏了，请回电', point)?.parts, ['caller'])
  assert.equal(missingIn('路灯坏了，请回电', point, { reached: true }), undefined)
})

test('a town alone does not find a lamp; a name there twice is asked for by its town', () => {
  assert.deepEqual(missingIn('城北的路灯坏了', { how: 'words', level: 'town' })?.parts, ['place'])
  const twice = missingIn('人民路的路灯坏了', {
    how: 'words',
    level: 'district',
    candidates: ['500198001', '500198002'],
  })
  assert.match(twice!.ask.zh, /不止一处/)
})
