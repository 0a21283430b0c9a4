// How many are inside, whoever reports first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { historyOf } from './history.ts'
import { along, chance, fixes, noted, pit, second, shuffled } from './story.fixture.ts'
import { makeWatch } from './watch.ts'

const fair = pit({ rule: { kind: 'capacity', most: 2, clearAt: 1 }, watches: ['vehicle'] })
const comes = (mover: string, s: number) => fixes(along(s, -60, 100, 20), mover)
const goes = (mover: string, s: number) => fixes(along(s, 120, 280, 20), mover)
const day = [...comes('a', 0), ...comes('b', 10), ...comes('c', 20), ...goes('b', 100), ...goes('a', 200)]
const want = ['alarm-raised too-many 40 ×3', 'alarm-ended few-again 225 ×1']
const alarms = (list: readonly string[]) => list.filter(line => line.startsWith('alarm'))

test('the third one raises it; it ends when only one is left', () => {
  const watch = makeWatch([fair])
  const { states, crossings } = watch.stepAll(watch.newStates(), day)
  assert.deepEqual(alarms(noted(historyOf(crossings))), want)
  assert.equal(watch.insideOf(states, 'pit'), 1)
  assert.equal(crossings.find(c => c.what === 'alarm-raised')?.mover, undefined)
})

test('movers that report late change it, and the history comes out the same', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const watch = makeWatch([fair])
    let states = watch.newStates()
    const told = shuffled(day, chance(seed)).flatMap(fix => {
      const step = watch.step(states, fix)
      states = step.states
      return step.crossings
    })
    assert.deepEqual(alarms(noted(historyOf(told))), want, `seed ${seed}`)
    assert.equal(watch.insideOf(states, 'pit'), 1, `seed ${seed}`)
  }
})

test('whoever falls silent inside still counts', () => {
  const watch = makeWatch([fair])
  const { states } = watch.stepAll(watch.newStates(), comes('a', 0))
  assert.equal(watch.insideOf(watch.tick(states, second(5000)).states, 'pit'), 1)
})
