// What a person wrote must not reach the log by way of an error.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLog } from './log.ts'

test('an error is logged with its kind and place, without the row PostgreSQL quotes', () => {
  const lines: string[] = []
  const log = openLog(undefined, { write: line => void lines.push(line) })
  const error = Object.assign(new Error('null value in column "seq"'), {
    code: '23502',
    detail: 'Failing row contains (500198, 13912345678).',
    where: 'unnamed portal with parameters: 13912345678',
  })
  log.error({ err: error, id: 'a1' }, 'unexpected')
  log.info('too quiet')
  assert.equal(lines.length, 1)
  const { err, id } = JSON.parse(lines[0]!)
  assert.deepEqual(
    [id, err.type, err.code, err.message],
    ['a1', 'Error', '23502', 'null value in column "seq"'],
  )
  assert.match(err.stack, /log\.test\.ts/)
  assert.ok(!lines[0]!.includes('13912345678'))
})
