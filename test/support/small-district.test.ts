import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPack } from '#core/district/check-pack.ts'
import { smallPack } from './small-pack.ts'

test('the small district is a district a real pack could describe', () => {
  assert.deepEqual(
    checkPack(smallPack).filter(problem => problem.severity === 'error'),
    [],
  )
})
