import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NeedView } from '#wire/views.ts'
import { bodyOf, gapsOf } from './form-model.ts'

const needs: readonly NeedView[] = [
  { key: 'reason', words: '理由', kind: 'choice', required: true, choices: [['a', '甲']] },
  { key: 'basis', words: '依据', kind: 'text', required: true, max: 5 },
  { key: 'days', words: '天数', kind: 'number', required: false, min: 1, max: 15 },
  { key: 'solved', words: '解决了吗', kind: 'yes-no', required: true },
  { key: 'co', words: '协办', kind: 'units', required: false },
]

test('gaps name the field in the order of the form; "no" is an answer', () => {
  assert.deepEqual(
    gapsOf(needs, {}).map(g => g.key),
    ['reason', 'basis', 'solved'],
  )
  assert.deepEqual(gapsOf(needs, { reason: 'a', basis: '法', solved: false }), [])
})

test('blank text is no answer; too long, too large and not a number are told', () => {
  const filled = { reason: 'a', basis: '法', solved: true }
  const table: readonly [values: Record<string, unknown>, gap: string][] = [
    [{ basis: '   ' }, 'basis'],
    [{ basis: '一二三四五六' }, 'basis'],
    [{ days: '0' }, 'days'],
    [{ days: '16' }, 'days'],
    [{ days: 'many' }, 'days'],
  ]
  for (const [values, gap] of table)
    assert.deepEqual(
      gapsOf(needs, { ...filled, ...values }).map(g => g.key),
      [gap],
    )
})

test('the body carries what was filled in and nothing else, numbers as numbers', () => {
  const values = { reason: 'a', basis: ' 消防法 ', days: '5', solved: false, co: [], stranger: 'x' }
  assert.deepEqual(bodyOf(needs, values), { reason: 'a', basis: '消防法', days: 5, solved: false })
})
