// A person stands five metres from the line for an hour, a fix a second, and the receiver wobbles by fifteen metres.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fence } from './fence.ts'
import { chance, fixes, normal, pit } from './story.fixture.ts'
import { makeWatch } from './watch.ts'

type Wobble = readonly [name: string, accuracyM: number, one: (next: () => number) => number]

const wobbles: readonly Wobble[] = [
  ['evenly between ±15 m', 15, next => (2 * next() - 1) * 15],
  // 68 % of fixes within 15 m: 9.9 m on each axis.
  ['normally, 68 % within 15 m', 15, next => normal(next) * 9.93],
  // A receiver that makes itself out better than it is: 15 m on each axis, and 15 m told.
  ['normally, 15 m on each axis, told as 15 m', 15, next => normal(next) * 15],
  // 15 m on each axis, which an honest receiver reports as 22.6 m.
  ['normally, 15 m on each axis', 22.6, next => normal(next) * 15],
]

const sides: readonly (readonly [string, Fence, eastM: number])[] = [
  ['outside what must not be entered', pit(), -5],
  ['inside what must not be left', pit({ rule: { kind: 'must-not-leave' }, watches: ['vehicle'] }), 5],
]

for (const [side, fence, eastM] of sides) {
  for (const [name, accuracyM, one] of wobbles) {
    test(`${side}, ${name}: no false alarm in 50 hours`, () => {
      const watch = makeWatch([fence])
      let alarms = 0
      for (let seed = 1; seed <= 50; seed++) {
        const next = chance(seed)
        const rows = Array.from(
          { length: 3600 },
          (_, s) => [s, eastM + one(next), 100 + one(next), accuracyM] as const,
        )
        // Well inside first, so that there is something to leave.
        const walked = fixes([[-30, 100, 100], [-20, 100, 100], ...rows])
        const { crossings } = watch.stepAll(watch.newStates(), eastM > 0 ? walked : walked.slice(2))
        alarms += crossings.filter(c => c.what === 'alarm-raised').length
      }
      assert.equal(alarms, 0)
    })
  }
}

test('the same wobble told as certain would ring: the test can fail', () => {
  const next = chance(1)
  const rows = Array.from({ length: 3600 }, (_, s) => [s, -5 + (2 * next() - 1) * 15, 100, 0] as const)
  const watch = makeWatch([pit()])
  const { crossings } = watch.stepAll(watch.newStates(), fixes(rows))
  assert.ok(crossings.some(c => c.what === 'alarm-raised'))
})
