import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { smallPack } from '#test/support/small-pack.ts'
import { makeKeywordSorter } from './sort.ts'

const sort = makeKeywordSorter(smallDistrict())

test('what kind it is', () => {
  const table = [
    ['小区楼下垃圾堆成山', 'CM02', 'CM', 'normal'],
    ['老人困在电梯里', 'GS04', 'GS', 'urgent'],
    ['消防通道被私家车占了', 'GS01', 'GS', 'urgent'],
    ['路口积水，淹水到膝盖', 'ER01', 'ER', 'flash'],
    ['ＫＴＶ旁边烧烤油烟太大', 'EE02', 'EE', 'normal'],
    ['独居老人没人管', 'AS02', 'AS', 'normal'],
  ] as const
  for (const [words, type, module, urgency] of table) {
    const got = sort({ words })
    assert.deepEqual([got.type, got.module, got.urgency], [type, module, urgency], words)
    assert.ok(got.confidence > 0 && got.confidence < 1)
    for (const hit of got.why) assert.ok(words.includes(hit.word), `${hit.word} stands in the text`)
  }
})

test('nothing known: no type, no confidence, a person decides', () => {
  assert.deepEqual(sort({ words: '请问户口怎么迁' }), {
    urgency: 'normal',
    confidence: 0,
    sure: false,
    why: [],
    others: [],
  })
})

test('the title counts double and a longer word more than a shorter one', () => {
  assert.equal(sort({ title: '油烟', words: '垃圾' }).type, 'EE02')
  assert.equal(sort({ words: '油烟，占道经营' }).type, 'CM01')
})

test('a long word covers the short one inside it', () => {
  assert.deepEqual(
    sort({ words: '垃圾桶满了' }).why.map(h => h.word),
    ['垃圾桶'],
  )
})

test('a word of two types says less than a word of one, and says it for both', () => {
  const shared = sort({ words: '有纠纷' })
  assert.deepEqual(
    shared.others.map(o => o.type),
    ['MD02'],
  )
  assert.ok(shared.why[0]!.weight < sort({ words: '找物业' }).why[0]!.weight)
  assert.ok(shared.confidence < sort({ words: '找物业' }).confidence)
})

test('Latin keywords do not match inside other words', () => {
  const types = smallPack.types.map(t => (t.code === 'EE02' ? { ...t, keywords: ['bbq'] } : t))
  const english = makeKeywordSorter(smallDistrict({ types }))
  assert.equal(english({ words: 'A BBQ under my window' }).type, 'EE02')
  assert.equal(english({ words: 'xbbq' }).type, undefined)
})

test('saying the same word a hundred times is saying it once', () => {
  assert.deepEqual(sort({ words: '垃圾'.repeat(100) }).why, sort({ words: '垃圾' }).why)
})
