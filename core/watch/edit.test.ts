// Fences are drawn, redrawn and taken away while the watch runs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { historyOf } from './history.ts'
import { along, chance, fixes, noted, pit, second, spot, square } from './story.fixture.ts'
import { makeWatch } from './watch.ts'

const drivesIn = fixes(along(0, -60, 100, 20))

test('a fence drawn around somebody rings at the next fixes, not for what was before', () => {
  const watch = makeWatch([pit({ id: 'far', shape: square(5000, 5000, 100) })])
  const before = watch.stepAll(watch.newStates(), drivesIn)
  assert.deepEqual(noted(before.crossings), [])
  const put = watch.put(before.states, pit(), second(42))
  assert.deepEqual(put.crossings, [])
  const late = watch.stepAll(put.states, fixes([[31, 70, 100]]))
  assert.deepEqual([noted(late.crossings), late.unused], [[], []])
  const after = watch.stepAll(late.states, fixes(along(45, 100, 130, 10)))
  assert.deepEqual(noted(after.crossings), ['entered first-seen-inside 45', 'alarm-raised inside 45 ×1'])
})

test('a fence taken away ends what was open, and others stay as they are', () => {
  const watch = makeWatch([pit(), pit({ id: 'pond' }), pit({ id: 'yard' })])
  const half = watch.stepAll(watch.newStates(), drivesIn)
  const gone = watch.remove(half.states, 'pit', second(50))
  assert.deepEqual(noted(gone.crossings), ['ended withdrawn 50', 'alarm-ended withdrawn 50 ×1'])
  assert.ok(gone.crossings.every(c => c.fence === 'pit'))
  assert.deepEqual(watch.fences.map(f => f.id).sort(), ['pond', 'yard'])
  assert.deepEqual(watch.remove(gone.states, 'pit', second(50)).crossings, [])
  const rest = watch.stepAll(gone.states, fixes(along(60, 120, 280, 20)))
  assert.deepEqual(rest.crossings.map(c => `${c.fence} ${c.what}`).sort(), [
    ...['pond alarm-ended', 'pond left', 'yard alarm-ended', 'yard left'],
  ])
})

test('a moved border rings nothing by itself; what is said later carries the new version', () => {
  const watch = makeWatch([pit(), pit({ id: 'far', shape: square(5000, 5000, 100) })])
  const half = watch.stepAll(watch.newStates(), drivesIn)
  assert.deepEqual(new Set(half.crossings.map(c => c.geometryVersion)), new Set([1]))
  const moved = watch.put(half.states, pit({ geometryVersion: 2, shape: square(0, 0, 400) }), second(50))
  assert.deepEqual(moved.crossings, [])
  const rest = watch.stepAll(moved.states, fixes(along(60, 120, 500, 20)))
  assert.deepEqual(noted(rest.crossings), ['left seen-crossing 135', 'alarm-ended outside 135 ×1'])
  assert.equal(rest.crossings[0]?.geometryVersion, 2)
})

test('another kind of fence is another fence', () => {
  const watch = makeWatch([pit()])
  const half = watch.stepAll(watch.newStates(), drivesIn)
  const changed = watch.put(half.states, pit({ rule: { kind: 'dwell', forMs: 20_000 } }), second(50))
  assert.deepEqual(noted(changed.crossings), ['ended withdrawn 50', 'alarm-ended withdrawn 50 ×1'])
  const rest = watch.stepAll(changed.states, fixes(along(55, 100, 180, 10)))
  assert.deepEqual(noted(rest.crossings), ['entered first-seen-inside 55', 'alarm-raised too-long 75 ×1'])
})

test('the head count of a fence that is taken away comes to an end', () => {
  const watch = makeWatch([pit({ rule: { kind: 'capacity', most: 1, clearAt: 1 }, watches: ['vehicle'] })])
  const two = watch.stepAll(watch.newStates(), [...drivesIn, ...fixes(along(0, -60, 100, 20), 'truck-2')])
  assert.equal(watch.insideOf(two.states, 'pit'), 2)
  const gone = watch.remove(two.states, 'pit', second(50))
  assert.deepEqual(
    noted(historyOf([...two.crossings, ...gone.crossings])).filter(l => l.startsWith('alarm')),
    [...['alarm-raised too-many 20 ×2', 'alarm-ended few-again 50 ×1']],
  )
})

test('states written away after a change are read by a watch made of the same fences', () => {
  const watch = makeWatch([pit({ id: 'pond' }), pit({ id: 'yard' })])
  const half = watch.stepAll(watch.newStates(), drivesIn)
  const put = watch.put(watch.remove(half.states, 'pond', second(41)).states, pit(), second(42))
  const kept = structuredClone(put.states)
  const again = makeWatch([pit({ id: 'yard' }), pit()])
  const late = again.stepAll(kept, fixes([[31, 70, 100]], 'truck-2'))
  const live = watch.stepAll(put.states, fixes([[31, 70, 100]], 'truck-2'))
  assert.deepEqual(late.crossings, live.crossings)
  const goesOn = fixes(along(45, 120, 280, 20))
  assert.deepEqual(again.stepAll(late.states, goesOn).crossings, watch.stepAll(live.states, goesOn).crossings)
})

test('states that were not told of a change are not read on', () => {
  const watch = makeWatch([pit()])
  const [told, untold] = [watch.newStates(), watch.newStates()]
  watch.put(told, pit({ id: 'pond' }), second(0))
  assert.throws(() => watch.stepAll(untold, drivesIn), /states of 1 fences .* want adopt\(\) first/)
})

test('changed at random among many, it says what a watch made anew says', () => {
  const next = chance(5)
  const fenceAt = (i: number, version: number) =>
    pit({
      id: `f${i}`,
      geometryVersion: version,
      shape: square(next() * 2000, next() * 2000, 50 + next() * 100),
    })
  const first = Array.from({ length: 30 }, (_, i) => fenceAt(i, 1))
  const watch = makeWatch(first)
  let { states } = watch.stepAll(watch.newStates(), [])
  const standing = new Map(first.map(f => [f.id, f]))
  for (let k = 0; k < 200; k++) {
    const i = Math.floor(next() * 40)
    if (next() < 0.4) {
      states = watch.remove(states, `f${i}`, second(-1)).states
      standing.delete(`f${i}`)
    } else {
      const fence = fenceAt(i, k + 2)
      states = watch.put(states, fence, second(-1)).states
      standing.set(fence.id, fence)
    }
  }
  const anew = makeWatch([...standing.values()])
  const walked = Array.from({ length: 500 }, (_, s) => [s * 5, next() * 2000, next() * 2000] as const)
  const slow = fixes(walked.map(([s, e, n]) => [s * 20, e, n] as const))
  const told = (w: typeof watch, at: typeof states) => noted(historyOf(w.stepAll(at, slow).crossings)).sort()
  const want = told(anew, anew.newStates())
  assert.ok(want.length > 20, `${want.length} crossings`)
  assert.deepEqual(told(watch, states), want)
})

test('circle, road, holes and several parts: redrawn from one to the other', () => {
  const shapes = [
    square(0, 0, 200),
    { kind: 'circle', centre: spot(100, 100), radiusM: 90 },
    { kind: 'line', points: [spot(-500, 100), spot(700, 100)], widthM: 80 },
    {
      kind: 'area',
      polygons: [
        [
          [spot(0, 0), spot(200, 0), spot(200, 200), spot(0, 200)],
          [spot(150, 150), spot(180, 150), spot(180, 180)],
        ],
        [[spot(400, 0), spot(500, 0), spot(500, 100)]],
      ],
    },
  ] as const
  for (const [v, shape] of shapes.entries()) {
    const watch = makeWatch([pit({ shape: shapes[(v + 1) % 4]! })])
    const put = watch.put(watch.newStates(), pit({ geometryVersion: 2, shape }), second(-10))
    const { crossings } = watch.stepAll(put.states, fixes(along(0, 60, 120, 10)))
    assert.deepEqual(
      noted(crossings),
      ['entered first-seen-inside 0', 'alarm-raised inside 0 ×1'],
      shape.kind,
    )
  }
})
