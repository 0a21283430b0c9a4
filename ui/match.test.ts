import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matching, type Option } from './match.ts'

const options: readonly Option[] = [
  ['D-zj', '区住房和城乡建设委', 'D-zj'],
  ['D-cg', '城市管理局', 'D-cg'],
  ['D-ga', '区公安分局', 'D-ga'],
]
const found = (typed: string) => matching(options, typed).map(([value]) => value)

test('typed letters narrow the list; names that begin with them come first', () => {
  assert.deepEqual(found(''), ['D-zj', 'D-cg', 'D-ga'])
  assert.deepEqual(found('城'), ['D-cg', 'D-zj'])
  assert.deepEqual(found('区 局'), ['D-ga'])
  assert.deepEqual(found('d-GA'), ['D-ga'])
  assert.deepEqual(found('税务'), [])
})
