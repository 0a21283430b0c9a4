import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { compareSorters } from './compare.ts'
import { type Labelled, learn } from './learn/learn.ts'
import type { Model } from './learn/model.ts'
import { labelsKnown, makeLearnedSorter } from './learned-sorter.ts'
import { makeKeywordSorter, oneText } from './sort.ts'

const district = smallDistrict()
const [lamp, other] = district.types as unknown as [
  (typeof district.types)[number],
  (typeof district.types)[number],
]
const keywords = makeKeywordSorter(district)

/** Words no keyword of the pack knows, told in forty ways each. */
const said: Readonly<Record<'a' | 'b', readonly string[]>> = {
  a: ['灯杆歪斜倒伏', '灯杆锈蚀断裂', '灯杆摇晃厉害'],
  b: ['麻将彻夜喧哗', '麻将吵得失眠', '麻将馆半夜喧哗'],
}
const rowsOf = (labels: { a: string; b: string }): Labelled[] =>
  (['a', 'b'] as const).flatMap(key =>
    said[key].flatMap(text =>
      Array.from({ length: 20 }, (_, i) => ({ label: labels[key], text: `第${i}次反映\n${text}，请管一管` })),
    ),
  )
const modelOf = (rows: readonly Labelled[]): Model => {
  const { scores, ...model } = learn(rows)
  return { ...model, made: { dataSha256: '', on: '2026-01-01', rows: rows.length, scores } }
}
const byType = makeLearnedSorter(modelOf(rowsOf({ a: lamp.code, b: other.code })), 'abc', district)

test('the model speaks where the keywords are silent, is sure, says why, and gives its name', () => {
  const words = '路口灯杆锈蚀断裂了'
  assert.equal(keywords({ words }).type, undefined)
  const s = byType({ words })
  assert.equal(s.type, lamp.code)
  assert.equal(s.module, lamp.module)
  assert.equal(s.urgency, lamp.urgency)
  assert.equal(s.sure, true)
  assert.equal(s.model, 'abc')
  assert.ok(s.why.length > 0 && s.why.every(w => words.includes(w.word)), JSON.stringify(s.why))
  assert.deepEqual(
    s.others.map(o => o.type),
    [other.code],
  )
})

test('a text without a word the model knows is left to the keywords, which are never sure', () => {
  const words = lamp.keywords[0]!
  const s = makeLearnedSorter(
    modelOf(rowsOf({ a: other.code, b: lamp.code })),
    'abc',
    district,
  )({
    words: `ξψω ${words.split('').join(' ')}`,
  })
  assert.equal(s.model, undefined)
  assert.equal(s.sure, false)
})

test('a label the catalogue has no more is left to the keywords', () => {
  const sorter = makeLearnedSorter(modelOf(rowsOf({ a: 'ZZ99', b: other.code })), 'abc', district)
  assert.deepEqual(sorter({ words: '灯杆锈蚀断裂' }), keywords({ words: '灯杆锈蚀断裂' }))
})

test('of a model of modules the keywords choose the type inside, and nothing is sure', () => {
  const modules = [...new Set(district.types.map(t => t.module))]
  const type = district.types.find(t => t.module === modules[0] && keywords({ words: t.keywords[0]! }).type)!
  const sorter = makeLearnedSorter(modelOf(rowsOf({ a: modules[0]!, b: modules[1]! })), 'abc', district)
  const s = sorter({ words: `灯杆锈蚀断裂，${type.keywords[0]}` })
  assert.equal(s.module, modules[0])
  assert.equal(district.type(s.type!)?.module, modules[0])
  assert.equal(s.sure, false)
  const bare = sorter({ words: '灯杆锈蚀断裂' })
  assert.deepEqual([bare.type, bare.module, bare.confidence], [undefined, modules[0], 0])
})

test('labels are told apart: types, modules, and what this catalogue does not know', () => {
  assert.deepEqual(labelsKnown([lamp.code, lamp.module, '劳动和社会保障'], district), {
    types: [lamp.code],
    modules: [lamp.module],
    unknown: ['劳动和社会保障'],
  })
})

test('title and words are one text, in training as in asking', () => {
  assert.equal(oneText({ title: '灯', words: '坏了' }), '灯\n坏了')
  assert.equal(oneText({ words: '坏了' }), '坏了')
})

test('two sorters on matters a person typed: who was right, and what changes', () => {
  const matters = [
    { number: '1', words: '灯杆锈蚀断裂', typed: lamp.code },
    { number: '2', words: '麻将彻夜喧哗', typed: other.code },
    { number: '3', words: '麻将吵得失眠', typed: lamp.code },
  ]
  const c = compareSorters(matters, keywords, byType)
  assert.equal(c.matters, 3)
  assert.deepEqual(c.before, { right: 0, sure: 0, sureRight: 0, silent: 3 })
  assert.deepEqual(c.after, { right: 2, sure: 3, sureRight: 2, silent: 0 })
  assert.deepEqual([c.gained, c.lost], [2, 0])
  const back = compareSorters(matters, byType, keywords)
  assert.deepEqual([back.gained, back.lost], [0, 2])
  assert.deepEqual(
    back.changes.map(x => x.example),
    [lamp.code, other.code].sort().map(code => (code === lamp.code ? '1' : '2')),
  )
})
