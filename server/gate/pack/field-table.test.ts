// The document about packs names every field there is, as the validator knows it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fieldTables } from './field-table.ts'

test('docs/district-pack.md holds the tables of fields as they are', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/district-pack.md'), 'utf8')
  const wrong = 'write it again with: node server/gate/pack/field-table.ts'
  assert.ok(text.includes(fieldTables()), wrong)
})
