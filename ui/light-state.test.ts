import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Lit, lightAt } from './light-state.ts'

const minute = 60_000
const clock: Lit = { startAt: 0, yellowAt: 75 * minute, dueAt: 100 * minute, paused: false }
const read = (lit: Lit, at: number) => {
  const light = lightAt(lit, at)
  return light && `${light.colour} ${light.shape} ${light.words.replaceAll('\u2009', ' ')}`
}

test('a light turns at the very millisecond: yellow at its share, red when due', () => {
  const table: readonly [at: number, shown: string][] = [
    [0, 'green ● 余 1 小时 40 分'],
    [75 * minute - 1, 'green ● 余 25 分'],
    [75 * minute, 'yellow ▲ 余 25 分'],
    [100 * minute - 1, 'yellow ▲ 余 不到 1 分'],
    [100 * minute, 'red ■ 刚超时'],
    [220 * minute, 'red ■ 超 2 小时'],
  ]
  for (const [at, shown] of table) assert.equal(read(clock, at), shown)
})

test('a paused clock is grey whatever the time; a clock without an end shows nothing', () => {
  assert.equal(read({ startAt: 0, paused: true }, 1e12), 'grey ‖ 已挂起')
  assert.equal(read({ startAt: 0, paused: false }, 1e12), undefined)
})

test('a stopped clock keeps what it showed at its end and never turns again', () => {
  assert.equal(read({ ...clock, stopAt: 99 * minute }, 1e12), 'grey ✓ 按时完成')
  assert.equal(read({ ...clock, stopAt: 160 * minute }, 1e12), 'red ■ 完成，超 1 小时')
})
