import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as must, unreachable } from './assert.ts'

test('a broken promise dies with the sentence that names it', () => {
  must(true, 'never said')
  assert.throws(() => must(false, 'lead 7: want exactly one'), { message: 'lead 7: want exactly one' })
})

test('a case nobody knows dies naming the value', () => {
  assert.throws(() => unreachable({ type: 'vanished' } as never), /\{"type":"vanished"\}/)
})
