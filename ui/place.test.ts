import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChosenPlace, placeOfCode } from './place.ts'

const codes: readonly (readonly [string, string, ChosenPlace | undefined])[] = [
  [
    'a name, a grid and a point',
    '?name=%E9%91%AB%E8%8B%91&territory=50019900100101&point=106.00696,29.79738',
    { point: [106.00696, 29.79738], territory: '50019900100101', words: '鑫苑', shown: '鑫苑' },
  ],
  ['a grid alone', '?territory=50019900100101', { territory: '50019900100101', shown: '50019900100101' }],
  ['a point alone', '?point=106,29.8', { point: [106, 29.8], shown: '106, 29.8' }],
  ['a broken point beside a grid', '?point=106&territory=500199', { territory: '500199', shown: '500199' }],
  ['three numbers', '?point=106,29.8,3', undefined],
  ['no number', '?point=east,29', undefined],
  ['off the earth', '?point=206,29', undefined],
  ['no territory', '?territory=<script>', undefined],
  ['nothing', '', undefined],
]

test('what a code on a wall stands for', () => {
  for (const [name, search, want] of codes) assert.deepEqual(placeOfCode(search), want, name)
})
