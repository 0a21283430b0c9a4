// What a duty officer would see. Each story is a drive or walk on a field with a pit 200 m square, corner at 0, 0.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fence } from './fence.ts'
import type { Fix } from './fix.ts'
import { historyOf } from './history.ts'
import { along, fixes, noted, pit, second, spot } from './story.fixture.ts'
import { makeWatch } from './watch.ts'

type Story = readonly [name: string, fence: Fence, fixes: readonly Fix[], noted: readonly string[]]

const in7 = along(0, -60, 200, 20) // 20 m each 5 s: at 0 m after 15 s, at 20 m after 20 s
const route: Fence['shape'] = { kind: 'line', points: [spot(0, 0), spot(2000, 0)], widthM: 60 }

const stories: readonly Story[] = [
  [
    'drives in and stays',
    pit(),
    fixes(along(0, -60, 100, 20)),
    ['entered seen-crossing 20', 'alarm-raised inside 20 ×1'],
  ],
  [
    'drives in and out',
    pit(),
    fixes(along(0, -60, 280, 20)),
    [
      ...['entered seen-crossing 20', 'alarm-raised inside 20 ×1'],
      ...['left seen-crossing 70', 'alarm-ended outside 70 ×1'],
    ],
  ],
  ['passes by', pit(), fixes(along(0, -60, 280, 20, 5, -12)), []],
  [
    'one wild fix',
    pit(),
    fixes([
      [0, -60, 100],
      [5, -58, 100],
      [10, 60, 100],
      [15, -57, 100],
      [20, -56, 100],
    ]),
    [],
  ],
  [
    'first seen inside',
    pit(),
    fixes([
      [0, 100, 100],
      [5, 101, 100],
    ]),
    ['entered first-seen-inside 0', 'alarm-raised inside 0 ×1'],
  ],
  [
    'inside, but too uncertain to say',
    pit(),
    fixes([
      [0, 50, 100, 80],
      [5, 52, 100, 80],
      [10, 54, 100, 80],
    ]),
    [],
  ],
  [
    'its error circle still reaches out',
    pit(),
    fixes([
      [0, 20, 100, 20],
      [5, 21, 100, 20],
      [10, 22, 100, 20],
    ]),
    [],
  ],
  [
    'the same, where the centre is enough',
    pit({}, { enterBy: 'centre' }),
    fixes([
      [0, 20, 100, 20],
      [5, 21, 100, 20],
    ]),
    ['entered first-seen-inside 0', 'alarm-raised inside 0 ×1'],
  ],
  ['another class', pit({ watches: ['detection'] }), fixes(in7), []],
  [
    'straight through between two fixes',
    pit(),
    fixes([
      [0, -100, 100],
      [20, 300, 100],
      [40, 500, 100],
    ]),
    [
      'passed straight-way-between-fixes 10',
      'alarm-raised straight-way-between-fixes 10 ×1',
      'alarm-ended outside 10 ×1',
    ],
  ],
  [
    'the same with too long a gap',
    pit(),
    fixes([
      [0, -100, 100],
      [200, 300, 100],
    ]),
    [],
  ],
  [
    'the same faster than anything drives',
    pit(),
    fixes([
      [0, -100, 100],
      [3, 300, 100],
    ]),
    [],
  ],
  [
    'round the corner',
    pit(),
    fixes([
      [0, -100, 100],
      [20, 100, 320],
    ]),
    [],
  ],
  [
    'minimum time inside',
    pit({}, { minInsideMs: 30_000 }),
    fixes([...along(0, -60, 40, 20), ...along(30, 20, -60, 20)]),
    [],
  ],
  [
    'inside for the minimum time',
    pit({}, { minInsideMs: 30_000 }),
    fixes([...along(0, -60, 100, 20), [45, 100, 100], [50, 100, 100]]),
    ['entered seen-crossing 20', 'alarm-raised inside 20 ×1'],
  ],
  [
    'out briefly, with a minimum time outside',
    pit({}, { minOutsideMs: 60_000 }),
    fixes([...along(0, 100, -80, 20), ...along(50, -60, 100, 20)]),
    ['entered first-seen-inside 0', 'alarm-raised inside 0 ×1'],
  ],
  [
    'a buffer of 50 m inside',
    pit({}, { inBufferM: 50 }),
    fixes(along(0, -60, 100, 20)),
    ['entered seen-crossing 35', 'alarm-raised inside 35 ×1'],
  ],
  [
    'silent inside: lost, never left',
    pit(),
    fixes([...along(0, -60, 100, 20), [2000, 100, 100], [2005, 100, 100]]),
    [
      ...['entered seen-crossing 20', 'alarm-raised inside 20 ×1'],
      ...['lost silent 700', 'found heard-again-inside 2000'],
    ],
  ],
  [
    'silent inside, heard again outside',
    pit(),
    fixes([...along(0, -60, 100, 20), [2000, -100, 100], [2005, -100, 100]]),
    [
      ...['entered seen-crossing 20', 'alarm-raised inside 20 ×1', 'lost silent 700'],
      ...['left heard-again-outside 2000', 'alarm-ended outside 2000 ×1'],
    ],
  ],
  [
    'in and out and in: one alarm, counted',
    pit({}, { confirm: { n: 1, of: 1 } }),
    fixes([
      [0, -40, 100],
      [10, 40, 100],
      [20, -40, 100],
      [30, 40, 100],
      [40, -40, 100],
      [50, 40, 100],
    ]),
    [
      ...['entered seen-crossing 10', 'alarm-raised inside 10 ×1'],
      ...['left seen-crossing 20', 'alarm-ended outside 20 ×1'],
      ...['entered seen-crossing 30', 'alarm-repeated inside 30 ×2'],
      ...['left seen-crossing 40', 'alarm-ended outside 40 ×2'],
      ...['entered seen-crossing 50', 'alarm-repeated inside 50 ×3'],
    ],
  ],
  [
    'must not leave: leaves and comes back',
    pit({ rule: { kind: 'must-not-leave' }, watches: ['vehicle'] }),
    fixes([...along(0, 100, 280, 20), ...along(50, 260, 140, 20)]),
    [
      'entered first-seen-inside 0',
      ...['left seen-crossing 30', 'alarm-raised outside 30 ×1'],
      ...['entered seen-crossing 70', 'alarm-ended inside 70 ×1'],
    ],
  ],
  [
    'must not leave: never was inside',
    pit({ rule: { kind: 'must-not-leave' }, watches: ['vehicle'] }),
    fixes(along(0, 300, 900, 20)),
    [],
  ],
  [
    'corridor: leaves in the middle',
    pit({ rule: { kind: 'corridor', endRadiusM: 60 }, shape: route, watches: ['vehicle'] }),
    fixes([
      [0, 0, 0],
      [10, 300, 5],
      [20, 600, -5],
      [30, 900, 0],
      [40, 900, 100],
      [50, 900, 200],
    ]),
    ['entered first-seen-inside 0', 'left seen-crossing 40', 'alarm-raised outside 40 ×1'],
  ],
  [
    'corridor: arrives at its end',
    pit({ rule: { kind: 'corridor', endRadiusM: 60 }, shape: route, watches: ['vehicle'] }),
    fixes([
      [0, 1400, 0],
      [10, 1700, 5],
      [20, 1990, -5],
      [30, 2100, 0],
      [40, 2200, 100],
    ]),
    ['entered first-seen-inside 0', 'left arrived 30'],
  ],
  [
    'too fast, as reported',
    pit({ rule: { kind: 'speed', limitKmh: 30 }, watches: ['vehicle'] }),
    fixes([
      [0, 20, 100, 5, 5],
      [5, 60, 100, 5, 9],
      [10, 100, 100, 5, 10],
      [15, 130, 100, 5, 4],
      [20, 150, 100, 5, 4],
    ]),
    ['entered first-seen-inside 0', 'alarm-raised too-fast 5 ×1', 'alarm-ended slow-again 20 ×1'],
  ],
  [
    'speed from two positions, less both error circles',
    pit({ rule: { kind: 'speed', limitKmh: 30 }, watches: ['vehicle'] }),
    fixes([
      [0, 10, 100, 2],
      [5, 65, 100, 2],
      [10, 120, 100, 2],
      [15, 175, 100, 2],
    ]),
    ['entered first-seen-inside 0', 'alarm-raised too-fast 5 ×1'],
  ],
  [
    'the same less certain: not surely too fast',
    pit({ rule: { kind: 'speed', limitKmh: 30 }, watches: ['vehicle'] }),
    fixes([
      [0, 30, 100, 8],
      [5, 80, 100, 8],
      [10, 120, 100, 8],
      [15, 170, 100, 8],
    ]),
    ['entered first-seen-inside 0'],
  ],
  [
    'stays too long',
    pit({ rule: { kind: 'dwell', forMs: 60_000 } }),
    fixes([
      [0, 100, 100],
      [20, 101, 100],
      [40, 100, 99],
      [59, 100, 100],
      [70, 100, 100],
      [80, -50, 100],
      [90, -50, 100],
    ]),
    [
      ...['entered first-seen-inside 0', 'alarm-raised too-long 60 ×1'],
      ...['left seen-crossing 80', 'alarm-ended outside 80 ×1'],
    ],
  ],
  [
    'the fence expires with somebody inside',
    pit({ expiresAt: second(32) }),
    fixes(along(0, -60, 180, 20)),
    [
      ...['entered seen-crossing 20', 'alarm-raised inside 20 ×1'],
      ...['alarm-ended expired 32 ×1', 'ended expired 32'],
    ],
  ],
  ['the fence has expired', pit({ expiresAt: second(-1) }), fixes(in7), []],
  [
    'the fence begins with somebody inside',
    pit({ startsAt: second(33) }),
    fixes(along(0, -60, 100, 20)),
    ['entered first-seen-inside 35', 'alarm-raised inside 35 ×1'],
  ],
  [
    'on the border is in, for one who is certain',
    pit({}, { confirm: { n: 1, of: 1 } }),
    fixes([[0, 100, 0, 0]]),
    ['entered first-seen-inside 0', 'alarm-raised inside 0 ×1'],
  ],
]

for (const [name, fence, walked, want] of stories) {
  test(name, () => {
    const watch = makeWatch([fence])
    const { crossings, unused } = watch.stepAll(watch.newStates(), walked)
    assert.deepEqual(noted(historyOf(crossings)).toSorted(), [...want].toSorted())
    assert.deepEqual(unused, [])
    // One by one says the same as all at once.
    let states = watch.newStates()
    const single = walked.flatMap(fix => {
      const step = watch.step(states, fix)
      states = step.states
      return step.crossings
    })
    assert.deepEqual(single, crossings)
  })
}

test('a crossing says which rule, which fixes, which distances – and no position', () => {
  const watch = makeWatch([pit()])
  const { crossings } = watch.stepAll(watch.newStates(), fixes(along(0, -60, 100, 20)))
  const raised = crossings.find(c => c.what === 'alarm-raised')!
  assert.deepEqual(
    raised.evidence.map(e => [(e.at - second(0)) / 1000, e.distanceM, e.accuracyM, e.reading]),
    [
      [15, 0, 5, 'near'],
      [20, -20, 5, 'in'],
      [25, -40, 5, 'in'],
    ],
  )
  assert.deepEqual([raised.decidedAt, raised.receivedAt], [second(25), second(26)])
  assert.doesNotMatch(JSON.stringify(crossings), /lng|lat|point/)
})

test('what cannot be used is told with its reason', () => {
  const watch = makeWatch([pit()])
  const [good, again] = [fixes([[0, 0, 0]])[0]!, fixes([[0, 5, 5]])[0]!]
  const nowhere: Fix = { ...good, point: [200, 95] }
  const future: Fix = { ...good, at: second(600) }
  const old = fixes([[-601, 0, 0]])[0]!
  const { unused } = watch.stepAll(watch.newStates(), [good, again, nowhere, future, old])
  assert.deepEqual(
    unused.map(u => u.why),
    ['repeated', 'not-a-position', 'from-the-future', 'too-late'],
  )
})

test('presence has three values', () => {
  const watch = makeWatch([pit()])
  const { states } = watch.stepAll(watch.newStates(), [
    ...fixes(along(0, -60, 100, 20)),
    ...fixes([[0, -500, 0]], 'truck-2'),
  ])
  const at = (mover: string, s: number) => watch.presenceOf(states, 'pit', mover, second(s))
  assert.deepEqual(
    [at('truck-1', 50), at('truck-2', 50), at('truck-3', 50)],
    ['inside', 'outside', 'unknown'],
  )
  assert.deepEqual([at('truck-1', 900), at('truck-2', 900)], ['unknown', 'unknown'])
})

test('a clock notices silence and expiry at the same moments as the next fix would', () => {
  const watch = makeWatch([pit({ expiresAt: second(5000) })])
  const walked = fixes([...along(0, -60, 100, 20), [6000, 100, 100]])
  const byFix = watch.stepAll(watch.newStates(), walked).crossings
  let states = watch.newStates()
  const told = [...watch.stepAll(states, walked.slice(0, -1)).crossings]
  for (const s of [300, 690, 800, 4000, 5500]) {
    const step = watch.tick(states, second(s))
    states = step.states
    told.push(...step.crossings)
  }
  told.push(...watch.stepAll(states, walked.slice(-1)).crossings)
  assert.deepEqual(noted(historyOf(told)), noted(historyOf(byFix)))
  assert.ok(noted(told).includes('lost silent 700') && noted(told).includes('ended expired 5000'))
})

test('states can be written away and read again', () => {
  const watch = makeWatch([pit()])
  const walked = fixes(along(0, -60, 280, 20))
  const whole = watch.stepAll(watch.newStates(), walked).crossings
  const half = watch.stepAll(watch.newStates(), walked.slice(0, 7))
  const rest = watch.stepAll(structuredClone(half.states), walked.slice(7))
  assert.deepEqual([...half.crossings, ...rest.crossings], whole)
})

test('a moved corner does not ring by itself, and a fence taken away ends what was open', () => {
  const first = makeWatch([pit(), pit({ id: 'pond' })])
  const half = first.stepAll(first.newStates(), fixes(along(0, -60, 100, 20)))
  assert.throws(() => makeWatch([pit()]).stepAll(half.states, []), /want adopt\(\) first/)
  const second_ = makeWatch([pit({ geometryVersion: 2, shape: pit().shape })])
  const taken = second_.adopt(half.states, second(50))
  assert.deepEqual(noted(taken.crossings), ['ended withdrawn 50', 'alarm-ended withdrawn 50 ×1'])
  const rest = second_.stepAll(taken.states, fixes(along(60, 120, 280, 20)))
  assert.deepEqual(noted(rest.crossings), ['left seen-crossing 85', 'alarm-ended outside 85 ×1'])
  assert.equal(rest.crossings[0]?.geometryVersion, 2)
})
