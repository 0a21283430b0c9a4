import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { syllablesText } from './make-syllables.ts'

test('the table of syllables is the one the tool makes', () => {
  const kept = readFileSync(new URL('../core/locate/syllables.ts', import.meta.url), 'utf8')
  assert.equal(kept, syllablesText())
})
