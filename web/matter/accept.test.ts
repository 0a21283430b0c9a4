import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Line, SuggestionView } from '#wire/views.ts'
import { afterSorting, changedParts, digitsOf, dispatchInput, draftOf } from './accept.ts'
import { pieces } from './marks.ts'
import { newsSince, seenUpTo } from './seen.ts'

const suggestion: SuggestionView = {
  place: { territory: '500198001', words: '东街道', how: 'words', why: '“人民路”' },
  type: 'CM01',
  typeWords: '占道经营',
  urgency: 'normal',
  confidence: 0.8,
  sure: true,
  typeWhy: [{ word: '摆摊', weight: 2 }],
  others: [
    { type: 'CM02', words: '暴露垃圾', share: 0.1 },
    { type: 'EE02', words: '餐饮油烟', share: 0.05 },
  ],
  urgentWords: [],
  lead: 'd-city',
  leadWords: '区城管局',
  co: [['c-1', '柳园社区']],
  copies: [['c-2', '东街道']],
  row: 'R05',
  basis: '城市管理条例',
  leadWhy: '目录第 R05 行',
  limitWords: '5 个工作日',
  duplicates: [
    {
      subject: 'XX1',
      headline: '',
      stateWords: '',
      placeWords: '',
      bornAt: 0,
      score: 0.9,
      reasons: [],
      against: [],
      open: true,
      joined: 0,
    },
  ],
}

test('an accepted suggestion is sent whole, with its catalogue row', () => {
  assert.deepEqual(dispatchInput(draftOf(suggestion), suggestion), {
    lead: 'd-city',
    urgency: 'normal',
    type: 'CM01',
    co: ['c-1'],
    copies: ['c-2'],
    row: 'R05',
  })
})

test('a decision that is no longer the row’s does not borrow its limits', async t => {
  for (const change of [{ lead: 'd-police' }, { type: 'CM02' }, { urgency: 'flash' }])
    await t.test(Object.keys(change)[0]!, () => {
      const draft = { ...draftOf(suggestion), ...change }
      assert.equal(dispatchInput(draft, suggestion).row, undefined)
      assert.deepEqual(changedParts(draft, suggestion), Object.keys(change))
    })
  const withoutCo = { ...draftOf(suggestion), co: [] }
  assert.equal(dispatchInput(withoutCo, suggestion).row, 'R05')
  assert.deepEqual(changedParts(withoutCo, suggestion), ['co'])
})

test('the lead is never its own co-handler', () => {
  const input = dispatchInput({ ...draftOf(suggestion), lead: 'c-1' }, suggestion)
  assert.equal(input.co, undefined)
})

test('after sorting by a person their type stands, and the machine’s is one digit away', () => {
  const sorted = afterSorting(suggestion, { type: 'CM02', typeWords: '暴露垃圾' })
  assert.equal(dispatchInput(draftOf(sorted), sorted).type, 'CM02')
  assert.deepEqual(
    digitsOf(sorted).map(d => d.code),
    ['CM01', 'EE02', 'XX1'],
  )
  assert.equal(afterSorting(suggestion, { typeWords: '未分类' }), suggestion)
})

test('digits: types from 1, duplicates from 6', () => {
  assert.deepEqual(
    digitsOf(suggestion).map(d => `${d.digit} ${d.kind} ${d.code}`),
    ['1 type CM02', '2 type EE02', '6 duplicate XX1'],
  )
})

test('marked words stand where they were said, and the text is whole', () => {
  const text = '人民路有人摆摊，烧烤摊漏气着火，还在摆摊'
  const cut = pieces(text, ['摆摊', '烧烤', '烧烤摊'], ['着火', '漏气着火'])
  assert.equal(cut.map(p => p.text).join(''), text)
  assert.deepEqual(
    cut.filter(p => p.mark).map(p => `${p.mark} ${p.text}`),
    ['type 摆摊', 'type 烧烤摊', 'urgent 漏气着火', 'type 摆摊'],
  )
  assert.deepEqual(pieces('', ['x'], ['']), [])
})

test('a light that turned is no news; a person’s fact is', () => {
  const line = (seq: number, type: string): Line => ({ seq, type, at: 0, text: '', photos: [] })
  const lights = [line(3, 'dispatched'), line(4, 'light-turned')]
  assert.equal(seenUpTo(3, 4, lights), 4)
  const more = [...lights, line(5, 'noted')]
  assert.equal(seenUpTo(3, 5, more), 3)
  assert.deepEqual(
    newsSince(3, more).map(l => l.seq),
    [5],
  )
})
