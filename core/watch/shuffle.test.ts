// In whatever order a day's fixes come, what stands in the end is what would have stood in order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Crossing } from './crossing.ts'
import type { Fence } from './fence.ts'
import type { Fix } from './fix.ts'
import { historyOf } from './history.ts'
import { plainGround } from './plain-ground.fixture.ts'
import { chance, fixes, normal, pit, second, shuffled, spot, square } from './story.fixture.ts'
import { makeWatch, type Watch } from './watch.ts'

const fences: readonly Fence[] = [
  pit(),
  pit(
    { id: 'pond', shape: { kind: 'circle', centre: spot(250, 250), radiusM: 90 } },
    { minInsideMs: 20_000 },
  ),
  pit({ id: 'yard', shape: square(100, 100, 300), rule: { kind: 'must-not-leave' }, watches: ['vehicle'] }),
  pit({
    id: 'road',
    shape: { kind: 'line', points: [spot(-300, 150), spot(600, 150)], widthM: 50 },
    rule: { kind: 'speed', limitKmh: 20 },
    watches: ['vehicle'],
  }),
  pit({ id: 'shed', shape: square(-150, -150, 200), rule: { kind: 'dwell', forMs: 60_000 } }),
  pit({ id: 'fair', shape: square(0, 0, 400), rule: { kind: 'capacity', most: 2, clearAt: 1 } }),
  pit(
    {
      id: 'track',
      shape: { kind: 'line', points: [spot(-200, 0), spot(500, 400)], widthM: 80 },
      rule: { kind: 'corridor', endRadiusM: 80 },
      watches: ['vehicle'],
    },
    { leaveBy: 'centre' },
  ),
]

/** Movers that wander over all fences for a day, fall silent now and then, and are heard by two sources. */
const dayOf = (seed: number, count: number): Fix[] => {
  const next = chance(seed)
  const out: Fix[] = []
  for (const mover of ['a', 'b', 'c', 'd']) {
    let [e, n, s] = [normal(next) * 200, normal(next) * 200, next() * 60]
    for (let i = 0; i < count; i++) {
      s += next() < 0.01 ? 700 + next() * 2000 : 1 + Math.floor(next() * 20)
      e = e * 0.97 + 4 + normal(next) * 45
      n = n * 0.97 + 4 + normal(next) * 45
      const source = next() < 0.3 ? 'uwb' : 'gps'
      const accuracyM = next() < 0.05 ? 80 : 2 + Math.floor(next() * 20)
      out.push(...fixes([[s, e, n, accuracyM]], mover, { source }))
      if (next() < 0.05) out.push(...fixes([[s, e + 3, n, 5]], mover, { source: 'radar' }))
    }
  }
  return out.sort((a, b) => a.at - b.at || (a.source < b.source ? -1 : 1))
}

const play = (watch: Watch, fed: readonly Fix[], inBatchesOf: number, ticks: boolean) => {
  let states = watch.newStates()
  const told = []
  let newest = second(0)
  for (let i = 0; i < fed.length; i += inBatchesOf) {
    const batch = fed.slice(i, i + inBatchesOf)
    const step = watch.stepAll(states, batch)
    states = step.states
    told.push(...step.crossings)
    newest = batch.reduce((at, f) => (f.at > at ? f.at : at), newest)
    if (ticks && i % 7 === 0) {
      const tick = watch.tick(states, newest)
      states = tick.states
      told.push(...tick.crossings)
    }
  }
  const end = watch.tick(states, second(10_000_000))
  return { told: [...told, ...end.crossings], history: historyOf([...told, ...end.crossings]) }
}
/** A wait changes when we heard of a thing, not what happened. */
const meaning = (history: ReturnType<typeof historyOf>) =>
  history.map(({ receivedAt, ...rest }) => JSON.stringify(rest))

const same = (got: readonly string[], want: readonly string[], told: string) => {
  const [more, less] = [got.filter(g => !want.includes(g)), want.filter(w => !got.includes(w))]
  assert.deepEqual([more.slice(0, 2), less.slice(0, 2)], [[], []], told)
  assert.deepEqual(got, want, told)
}

test('a whole day in any order, one by one and in batches', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const day = dayOf(seed, 150)
    const watch = makeWatch(fences, { settings: { lateWindowMs: 86_400_000 } })
    const want = meaning(play(watch, day, day.length, false).history)
    assert.ok(want.length > 60, `seed ${seed}: ${want.length} crossings`)
    const next = chance(seed + 100)
    for (const size of [1, 16, 1000]) {
      const { told, history } = play(watch, shuffled(day, next), size, size === 1)
      same(meaning(history), want, `seed ${seed}, batches of ${size}`)
      if (size === 1) {
        const standings = new Set(told.map(c => c.standing))
        assert.deepEqual([...standings].sort(), ['first', 'late', 'retracted', 'revised'])
      }
    }
  }
})

test('fifty days: shuffled, some fixes twice, batches of any size, written away and read again; held against a plain map', () => {
  const settings = { lateWindowMs: 86_400_000 }
  const plain = makeWatch(fences, { settings, groundOf: plainGround })
  for (let seed = 1; seed <= 50; seed++) {
    const next = chance(seed * 7919)
    const day = dayOf(seed + 1000, 80)
    const want = meaning(play(plain, day, day.length, false).history)
    const fed = shuffled(
      day.flatMap(fix => (next() < 0.2 ? [fix, { ...fix, receivedAt: second(99_999) }] : [fix])),
      next,
    )
    let watch = makeWatch(fences, { settings })
    let states = watch.newStates()
    const told: Crossing[] = []
    const unused: string[] = []
    for (let i = 0; i < fed.length; ) {
      const size = next() < 0.5 ? 1 : 1 + Math.floor(next() * 60)
      const step = watch.stepAll(states, fed.slice(i, i + size))
      told.push(...step.crossings)
      unused.push(...step.unused.map(u => u.why))
      states = step.states
      if (next() < 0.02) {
        states = structuredClone(states)
        watch = makeWatch(fences, { settings })
      }
      i += size
    }
    told.push(...watch.tick(states, second(10_000_000)).crossings)
    same(meaning(historyOf(told)), want, `seed ${seed}`)
    assert.deepEqual(new Set(unused), new Set(['repeated']), `seed ${seed}`)
    assert.equal(unused.length, fed.length - day.length, `seed ${seed}`)
  }
})

test('fixes up to ten minutes late, with old ones forgotten on the way', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const day = dayOf(seed, 600)
    const watch = makeWatch(fences)
    const next = chance(seed + 500)
    // Each comes up to 590 s late; a mover's newest fix is then never more than the window ahead of it.
    const late = day
      .map(fix => ({ fix, comesAt: fix.at + (next() < 0.3 ? next() * 590_000 : 0) }))
      .sort((a, b) => a.comesAt - b.comesAt)
      .map(({ fix }) => fix)
    const want = meaning(play(watch, day, 1, false).history)
    same(meaning(play(watch, late, 1, true).history), want, `seed ${seed}`)
    same(meaning(play(watch, late, 50, false).history), want, `seed ${seed} in batches`)
  }
})

test('every fix twice or thrice changes nothing', () => {
  const day = dayOf(3, 200)
  const watch = makeWatch(fences)
  const once = play(watch, day, 1, false)
  const each = day.flatMap(fix => [fix, fix, { ...fix }])
  const thrice = play(watch, each, 3, false)
  assert.deepEqual(thrice.told, once.told)
})
