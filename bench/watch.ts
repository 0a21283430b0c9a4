// How many fixes a second one thread reads against 5,000 fences of all kinds, for 6,400 movers, with every option on: error
// circles, N of M, minimum times, straight ways, schedules – in order, and with late and repeated fixes. Beside it, in the
// same run, the plainest watch that can be put together from parts. Then one fence of a hundred thousand is changed.
import { instant } from '#core/kit/instant.ts'
import type { FixColumns } from '#core/watch/fix.ts'
import { makeWatch, type Watch } from '#core/watch/watch.ts'
import { type Bench, median, quantile, round } from './support/bench.ts'
import { makePlainWatch } from './support/watch-plain.ts'
import { chance, fenceAt, roundsOf, sideDegrees } from './support/watch-scene.ts'

const movers = 6400
/** Ten minutes first, until as much is remembered as ever will be. */
const warmRounds = 200

const measure = (ours: Watch, rounds: readonly FixColumns[]) => {
  let states = startOf(ours)
  for (const columns of rounds.slice(0, warmRounds)) states = ours.stepColumns(states, columns).states
  const said = { fixes: 0, crossings: 0, corrections: 0, unused: 0 }
  const from = performance.now()
  for (const columns of rounds.slice(warmRounds)) {
    const step = ours.stepColumns(states, columns)
    states = step.states
    said.fixes += columns.length
    said.crossings += step.crossings.length
    said.unused += step.unused.length
    for (const c of step.crossings) if (c.standing !== 'first') said.corrections++
  }
  return { rate: (said.fixes * 1000) / (performance.now() - from), ...said }
}

const startOf = (ours: Watch) => {
  const states = ours.newStates()
  for (let m = 0; m < movers; m++) ours.moverSlot(states, `m${m}`, 'vehicle')
  ours.sourceSlot(states, 'gps')
  return states
}

/** Adds, changes and removes fences where movers are, while they go on. */
const editTimes = (count: number, edits: number, rounds: readonly FixColumns[]): number[] => {
  const next = chance(100_000)
  // As thick as the 5,000; few corners each, since a hundred thousand definitions are not what is measured.
  const side = sideDegrees * Math.sqrt(count / 5000)
  const ours = makeWatch(Array.from({ length: count }, (_, i) => fenceAt(i, next, side, 40)))
  let states = startOf(ours)
  for (const columns of rounds.slice(0, warmRounds)) states = ours.stepColumns(states, columns).states
  const times: number[] = []
  for (let k = 0; k < edits; k++) {
    const now = instant(rounds[warmRounds + k - 1]!.at.reduce((a, b) => Math.max(a, b)))
    const drawn = { ...fenceAt(count + k, next, sideDegrees, 400), geometryVersion: 2 + k }
    // Half of the fences that are changed or removed are among the movers.
    const old = ours.fences[Math.floor(next() * ours.fences.length)]!
    const from = performance.now()
    if (k % 3 === 0) states = ours.put(states, drawn, now).states
    else if (k % 3 === 1)
      states = ours.put(states, { ...drawn, id: k % 2 === 0 ? old.id : `f${count + k - 1}` }, now).states
    else states = ours.remove(states, k % 2 === 0 ? old.id : `f${count + k - 2}`, now).states
    times.push(performance.now() - from)
    states = ours.stepColumns(states, rounds[warmRounds + k]!).states
  }
  return times
}

export const watch: Bench = {
  name: 'watch',
  asks: 'How many fixes a second does one thread read against 5,000 fences for 6,400 movers with all options on, and how long does a change of one fence in 100,000 take?',
  run: async ({ quick, say }) => {
    const [fenceCount, roundCount, runs] = [5000, quick ? 260 : 400, quick ? 3 : 5]
    const next = chance(7)
    const fences = Array.from({ length: fenceCount }, (_, i) => fenceAt(i, next))
    const ours = makeWatch(fences)
    const inOrder = roundsOf(movers, roundCount, 0, chance(8))
    const late = roundsOf(movers, roundCount, 0.02, chance(8))
    const rates: { inOrder: number; late: number; plain: number }[] = []
    let said = { crossings: 0, corrections: 0, unused: 0 }
    for (let run = 0; run < runs; run++) {
      const a = measure(ours, inOrder)
      const { fixes: _, rate, ...rest } = measure(ours, late)
      said = rest
      const plain = makePlainWatch(fences, movers)
      for (const columns of inOrder.slice(0, warmRounds)) plain.stepColumns(columns)
      const from = performance.now()
      let changes = 0
      for (const columns of inOrder.slice(warmRounds)) changes += plain.stepColumns(columns)
      if (changes === 0) throw new Error('the plain watch saw nobody enter or leave')
      rates.push({ inOrder: a.rate, late: rate, plain: (a.fixes * 1000) / (performance.now() - from) })
      const { inOrder: o, late: l, plain: p } = rates.at(-1)!
      say(
        `run ${run + 1}: in order ${Math.round(o)}, with late ones ${Math.round(l)}, plain watch ${Math.round(p)} fixes/s`,
      )
    }
    const edits = editTimes(100_000, quick ? 60 : 190, inOrder)
    say(
      `a change among 100000 fences: median ${round(median(edits))} ms, slowest ${round(Math.max(...edits))} ms`,
    )
    const medianOf = (read: (r: (typeof rates)[number]) => number, digits = 0) =>
      round(median(rates.map(read)), digits)
    return {
      bench: 'watch',
      fixesPerSecondInOrder: medianOf(r => r.inOrder),
      fixesPerSecondLate: medianOf(r => r.late),
      peer: 'flatbush + point-in-polygon-hao, no options',
      peerFixesPerSecond: medianOf(r => r.plain),
      vsPeerInOrder: medianOf(r => r.inOrder / r.plain, 2),
      vsPeerLate: medianOf(r => r.late / r.plain, 2),
      fences: fenceCount,
      movers,
      lateShare: 0.02,
      ...said,
      editMs100000: round(quantile(edits, 0.99)),
      editMsMedian: round(median(edits)),
      editMsMax: round(Math.max(...edits)),
    }
  },
}
