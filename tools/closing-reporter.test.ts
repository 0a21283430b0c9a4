// The last lines of a test run are its counts, whatever failed before them.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { closingReporter } from './closing-reporter.ts'

const said = (message: string, nesting = 0) => ({ type: 'test:diagnostic', data: { nesting, message } })
const failed = {
  type: 'test:fail',
  data: { name: 'the clock stops', nesting: 0, testNumber: 1, details: { error: new Error('it ran on') } },
}

test('counts come last, after the failures; other remarks stay where they are', async () => {
  const events = [
    failed,
    said('tests 2'),
    said('pass 1'),
    said('fail 1'),
    said('3 files skipped'),
    said('pass 9', 1),
  ]
  let text = ''
  for await (const part of closingReporter(Readable.from(events))) text += part
  assert.match(text, /the clock stops[\s\S]*it ran on[\s\S]*\n# tests 2\n# pass 1\n# fail 1\n$/)
  assert.match(text, /3 files skipped/)
  assert.match(text, /ℹ pass 9/)
})
