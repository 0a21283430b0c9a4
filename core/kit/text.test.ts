import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bigrams, dice, normalise, stripControls, tokensOf } from './text.ts'

test('one way of writing', () => {
  const table = [
    ['ＡＢＣ１２３', 'abc123'],
    ['垃圾 没人 管', '垃圾没人管'],
    ['  Lift   BROKEN ', 'lift broken'],
    ['3　栋 2 单元', '3栋2单元'],
    ['楼\u200b上\u0000漏水', '楼上漏水'],
    ['\u202e反过来', '反过来'],
  ] as const
  for (const [raw, want] of table) assert.equal(normalise(raw), want)
})

test('stripping takes controls and leaves everything else, line breaks included, as it was', () => {
  assert.equal(stripControls('第一行\n第二行\t😀 ①'), '第一行\n第二行\t😀 ①')
  assert.equal(stripControls('a\u0000b\u0007c\u202ed'), 'abcd')
})

test('tokens: pairs of Chinese characters, whole Latin words and numbers', () => {
  assert.deepEqual(bigrams('消防通道'), ['消防', '防通', '通道'])
  assert.deepEqual(bigrams('火'), ['火'])
  assert.deepEqual(bigrams(''), [])
  assert.deepEqual(tokensOf('A市3栋电梯坏了，wifi 没有！'), [
    'a',
    '市',
    '3',
    '栋电',
    '电梯',
    '梯坏',
    '坏了',
    'wifi',
    '没有',
  ])
  assert.deepEqual(tokensOf('𠮷野家'), ['𠮷野', '野家'], 'a rare character is one character')
  assert.deepEqual(tokensOf('！？…'), [])
})

test('likeness is 1 for the same words, 0 for none in common or nothing at all', () => {
  const likeness = (a: string, b: string) => dice(new Set(tokensOf(a)), new Set(tokensOf(b)))
  assert.equal(likeness('楼下垃圾没人管', '楼下 垃圾没人管。'), 1)
  assert.equal(likeness('楼下垃圾', '电梯坏了'), 0)
  assert.equal(likeness('', '！'), 0)
  assert.equal(dice(new Set(['a', 'b']), new Set(['b', 'c'])), 0.5)
  assert.ok(likeness('小区楼下垃圾堆了三天没人管', '楼下垃圾堆三天了没人管') > 0.6)
})
