// A fence tried over kept fixes says what it would have said, and fix by fix why.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { historyOf } from './history.ts'
import { along, chance, fixes, noted, pit, second, shuffled, spot } from './story.fixture.ts'
import { beginTrial, explain, trialOf, tryMore, tryOver } from './try-over.ts'
import { makeWatch } from './watch.ts'

const drive = fixes([...along(0, -60, 280, 20), ...along(200, 280, -60, 20)])

test('it says what the live watch would have said, in whatever order the fixes are kept', () => {
  const watch = makeWatch([pit()])
  const live = historyOf(watch.stepAll(watch.newStates(), drive).crossings)
  const trial = tryOver(
    pit({ startsAt: second(100_000), expiresAt: second(200_000) }),
    shuffled(drive, chance(4)),
  )
  assert.deepEqual(noted(trial.history), noted(live))
  const { alarms, breaches, visits, fixesRead } = trial
  assert.deepEqual(
    { alarms, breaches, visits, fixesRead },
    { alarms: 1, breaches: 2, visits: 2, fixesRead: drive.length },
  )
})

test('fed page by page it says the same, whatever the pages', () => {
  const whole = tryOver(pit(), drive)
  for (const size of [1, 3, 10, 1000]) {
    let trying = beginTrial(pit())
    for (let i = 0; i < drive.length; i += size) {
      trying = tryMore(trying, shuffled(drive.slice(i, i + size), chance(size)))
    }
    assert.deepEqual(noted(trialOf(trying).history), noted(whole.history), `pages of ${size}`)
    assert.deepEqual({ ...trialOf(trying), history: [] }, { ...whole, history: [] })
  }
})

test('a fence too small for its receivers is seen before it is switched on', () => {
  const hole = pit({ shape: { kind: 'circle', centre: spot(0, 100), radiusM: 30 } })
  const rows = [0, 5, 10, 15].map(s => [s, s, 100, 15] as const)
  const { visits, fixesInDoubt } = tryOver(hole, fixes(rows))
  assert.deepEqual([visits, fixesInDoubt], [0, 4])
})

test('line by line: why it did not ring', () => {
  const lines = explain(
    pit(),
    fixes([
      [0, -60, 100],
      [5, 5, 100],
      [10, 40, 100, 80],
      [15, 30, 100],
      [20, -30, 100],
    ]),
  )
  assert.deepEqual(
    lines.map(l => `${l.distanceM} ±${l.accuracyM} ${l.reading}: ${l.presence}${l.said.length ? ' !' : ''}`),
    [
      '60 ±5 out: outside',
      '-5 ±5 near: outside',
      '-40 ±80 too-uncertain: outside',
      '-30 ±5 in: outside',
      '30 ±5 out: outside',
    ],
  )
})

test('line by line: why it rang', () => {
  const lines = explain(pit(), fixes(along(0, -60, 60, 20)))
  const rang = lines.find(l => l.said.length > 0)!
  assert.deepEqual(
    [rang.presence, rang.isOn, noted(rang.said)],
    ['inside', true, ['entered seen-crossing 20', 'alarm-raised inside 20 ×1']],
  )
})
