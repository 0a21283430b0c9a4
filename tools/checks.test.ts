// Types, form, arrows and the building of the screens as tests, so that one run and one count cover everything.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildScreens } from './build-screens.ts'
import { checks, failureOf } from './checks.ts'

for (const check of checks) {
  test(check.name, async () => {
    const failure = await failureOf(check)
    assert.ok(failure === null, `\n${failure}`)
  })
}

test('the screens build', () => buildScreens())
