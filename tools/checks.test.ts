// Types, form and arrows as tests, so that one run and one count cover everything.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checks, failureOf } from './checks.ts'

for (const check of checks) {
  test(check.name, async () => {
    const failure = await failureOf(check)
    assert.ok(failure === null, `\n${failure}`)
  })
}
