import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstGap, freshKey, newDraft, phoneLooksRight, reportOf } from './draft.ts'
import { firstWords, looksLikeNumber, tokenIn } from './mine.ts'

const draft = newDraft('k'.repeat(32))

test('a link into the middle of a report leads to the first question without an answer', () => {
  assert.equal(firstGap(draft), 'words')
  assert.equal(firstGap({ ...draft, words: '路灯不亮' }), 'place')
  assert.equal(firstGap({ ...draft, words: '路灯不亮', place: { shown: '北门' } }), undefined)
})

test('the report carries what was said and nothing that was not', () => {
  assert.deepEqual(reportOf({ ...draft, words: ' 路灯不亮 ' }, [], 'zh'), {
    key: draft.key,
    words: '路灯不亮',
    lang: 'zh',
  })
  const full = {
    ...draft,
    words: '路灯不亮',
    place: { point: [106.01, 29.8] as const, territory: '500199', shown: '御景新城' },
    placeDetail: '3 栋北门',
    name: '  ',
    phone: '13800001234 ',
  }
  assert.deepEqual(reportOf(full, ['p1'], 'en'), {
    key: draft.key,
    words: '路灯不亮',
    lang: 'en',
    place: { point: [106.01, 29.8], territory: '500199', words: '御景新城 3 栋北门' },
    photos: ['p1'],
    contact: { phone: '13800001234' },
  })
})

test('offices chosen and then unchosen accuse nobody', () => {
  const chosen = { ...draft, words: '态度差', accused: ['D-cg'] }
  assert.equal(reportOf({ ...chosen, aboutOffice: false }, [], 'zh').accused, undefined)
  assert.deepEqual(reportOf({ ...chosen, aboutOffice: true }, [], 'zh').accused, ['D-cg'])
})

test('every report gets a key of its own', () => {
  assert.match(freshKey(), /^[0-9a-f]{32}$/)
  assert.notEqual(freshKey(), freshKey())
})

test('a pasted link is found in what people paste; a number is told from a link', () => {
  assert.equal(tokenIn(' 查询链接 https://a.cn/r/aB_9-x?lang=en 请保存'), 'aB_9-x')
  assert.equal(tokenIn('LX20210731-00042'), undefined)
  assert.ok(looksLikeNumber(' lx20210731-00042 '))
  assert.ok(!looksLikeNumber('路灯'))
})

test('phones may be written as people write them', () => {
  for (const phone of ['', '138 0000 1234', '+86-138', '（023）4567'])
    assert.ok(phoneLooksRight(phone), phone)
  assert.ok(!phoneLooksRight('找老王'))
})

test('first words are cut between letters', () => {
  assert.equal(firstWords(' 路灯不亮 '), '路灯不亮')
  assert.equal(firstWords('𠮷'.repeat(40)), `${'𠮷'.repeat(30)}……`)
})
