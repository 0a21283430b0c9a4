import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { livesDoc } from './make-lives-doc.ts'

test('docs/lives.md is what the tables of the lives say', () => {
  const kept = readFileSync(new URL('../docs/lives.md', import.meta.url), 'utf8')
  assert.ok(kept === livesDoc(), 'docs/lives.md is old; run: node tools/make-lives-doc.ts docs/lives.md')
})
