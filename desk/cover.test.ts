// What an officer or a resident types into a move reaches no fact uncovered, and nothing else is touched.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Need } from '#core/life/life.ts'
import type { Actor } from '#core/life/who.ts'
import { officer, resident } from '#test/support/story.ts'
import { coverInput } from './cover.ts'

const needs: Record<string, Need> = {
  words: { zh: '说明', en: 'Words', kind: 'text' },
  unit: { zh: '单位', en: 'Unit', kind: 'unit' },
}
const clerk = officer('operator')
const mother = resident('v-1')

test('free text is covered, by whoever wrote it', () => {
  const table: readonly [Actor, string, string][] = [
    [clerk, '已致电13912345678，本人认可', '已致电139****5678，本人认可'],
    [mother, '请打13912345678', '请打139****5678'],
    [clerk, '当事人身份证110101199003078515', '当事人身份证110**************5'],
    [clerk, '已修复，可拨打023-63812345咨询', '已修复，可拨打023-63812345咨询'],
    [mother, '家里电话023-63812345', '家里电话023-*****345'],
    [clerk, '已修复', '已修复'],
  ]
  for (const [actor, said, kept] of table)
    assert.deepEqual(coverInput(needs, { words: said }, actor), { words: kept })
})

test('what is no free text stays', () => {
  const input = { unit: '13912345678', seq: 3, photos: ['13912345678'], other: '13912345678' }
  assert.deepEqual(coverInput(needs, input, mother), input)
  assert.deepEqual(coverInput(undefined, input, mother), input)
})
