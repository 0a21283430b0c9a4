// What is left to visitors, and for how long: a table a visitor could read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officer, resident } from '#test/support/story.ts'
import { makeTaken } from './taken.ts'

const minute = 60_000

/** What a visitor did at 0, who asks after how many minutes, and whether it is left to the visitor. */
const table: readonly (readonly [what: string, unit: string, afterMinutes: number, taken: boolean])[] = [
  ['opened', 'd-city', 0, true],
  ['opened', 'd-city', 29, true],
  ['opened', 'd-city', 31, false],
  ['opened', 'd-police', 1, false],
  ['is there', 'd-city', 9, true],
  ['is there', 'd-city', 11, false],
  ['is there', 'd-police', 1, false],
  ['rates', 'reporter', 5, true],
  ['rates', 'd-city', 5, false],
  ['nothing', 'd-city', 5, false],
]

for (const [what, unit, afterMinutes, left] of table)
  test(`${what}: ${afterMinutes} minutes later ${left ? 'left to them' : 'anybody’s'} (${unit})`, async () => {
    let now = 0
    const taken = makeTaken(() => now)
    const desk = taken.through({
      see: async () => ({ standing: { subject: 'X1' } }),
      move: async () => ({}),
    } as never)
    if (what === 'opened') await desk.see('x1', officer('city-handler'))
    if (what === 'rates') await desk.move('X1', 'rate', resident('v-1'), {})
    if (what === 'is there') taken.seen(officer('city-handler'))
    now = afterMinutes * minute
    assert.equal(taken.isTaken('X1', [unit]), left)
  })

test('patience ends a quarter of an hour after colleagues wanted to begin, also beside somebody at the screen', () => {
  let now = 0
  const taken = makeTaken(() => now)
  const at = (minutes: number): boolean => {
    now = minutes * minute
    taken.seen(officer('city-handler'))
    return taken.isTaken('X1', ['d-city'])
  }
  assert.deepEqual([0, 8, 14, 15, 20].map(at), [true, true, true, false, false])
})
