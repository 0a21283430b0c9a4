// How many fixes a second one thread reads against 5,000 fences of all kinds, for 6,400 movers, with every option on:
// error circles, N of M, minimum times, straight ways, schedules, late and repeated fixes. `node bench/watch-core.ts`.
import { instant, parseInstant } from '#core/kit/instant.ts'
import { defaultTuning, type Fence, type Point, type Rule } from '#core/watch/fence.ts'
import type { FixColumns } from '#core/watch/fix.ts'
import { signedDistance } from '#core/watch/signed-distance.ts'
import { makeWatch } from '#core/watch/watch.ts'
import { type Bench, median, round } from './support/bench.ts'

const startAt = parseInstant('2026-03-12T08:00:00+08:00')!
const [west, south, sideDegrees] = [106, 29.6, 0.4] // 39 × 44 km: a district of Chongqing
const metre = 1 / 111_195

/** mulberry32, so that every run does the same work. */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const rules: readonly Rule[] = [
  { kind: 'must-not-enter' },
  { kind: 'must-not-leave' },
  { kind: 'speed', limitKmh: 40 },
  { kind: 'capacity', most: 5, clearAt: 4 },
  { kind: 'dwell', forMs: 300_000 },
]

const fenceAt = (i: number, next: () => number): Fence => {
  const [lng, lat, radiusM] = [west + next() * sideDegrees, south + next() * sideDegrees, 60 + next() * 300]
  const corners = 30 + Math.floor(next() * 370)
  const ring = Array.from({ length: corners }, (_, k): Point => {
    const r = radiusM * (0.75 + 0.25 * next()) * metre
    const angle = (2 * Math.PI * k) / corners
    return [lng + (r * Math.cos(angle)) / 0.868, lat + r * Math.sin(angle)]
  })
  return {
    id: `f${i}`,
    geometryVersion: 1,
    name: `围栏 ${i}`,
    subjectType: 'place',
    subjectId: `p${i}`,
    shape: { kind: 'area', polygons: [[ring]] },
    rule: rules[i % rules.length]!,
    watches: ['vehicle', 'detection'],
    severity: 'moderate',
    schedule: { kind: 'hours', calendar: 'none', days: 'all', hours: [[360, 1320]] },
    startsAt: instant(startAt - 86_400_000),
    expiresAt: instant(startAt + 30 * 86_400_000),
    tuning: { ...defaultTuning, inBufferM: 2, minInsideMs: 10_000, minOutsideMs: 10_000 },
  }
}

/** A third stands or strolls, a third walks, a third drives at up to 15 m/s; a fix each 5 s, 2 % a minute late, 1 % twice. */
const roundsOf = (movers: number, rounds: number, slots: Int32Array, next: () => number): FixColumns[] => {
  const lng = Float64Array.from({ length: movers }, () => west + next() * sideDegrees)
  const lat = Float64Array.from({ length: movers }, () => south + next() * sideDegrees)
  const heading = Float64Array.from({ length: movers }, () => next() * 2 * Math.PI)
  const speed = Float64Array.from({ length: movers }, (_, m) => next() * [0.3, 1.6, 15][m % 3]!)
  const waiting: number[][][] = Array.from({ length: rounds + 13 }, () => [])
  return Array.from({ length: rounds }, (_, r): FixColumns => {
    const rows: number[][] = waiting[r]!
    for (let m = 0; m < movers; m++) {
      heading[m]! += (next() - 0.5) * 0.5
      if (next() < 0.002) heading[m] = next() * 2 * Math.PI
      lng[m]! += (speed[m]! * 5 * metre * Math.cos(heading[m]!)) / 0.868
      lat[m]! += speed[m]! * 5 * metre * Math.sin(heading[m]!)
      if (
        lng[m]! < west ||
        lng[m]! > west + sideDegrees ||
        lat[m]! < south ||
        lat[m]! > south + sideDegrees
      ) {
        heading[m]! += Math.PI
      }
      const row = [slots[m]!, startAt + r * 5000 + (m % 5000), lng[m]!, lat[m]!, 3 + next() * 12, speed[m]!]
      const luck = next()
      if (luck < 0.02) waiting[r + 12]!.push(row)
      else rows.push(row)
      if (luck > 0.99) rows.push(row)
    }
    const column = (k: number) => Float64Array.from(rows, row => row[k]!)
    return {
      length: rows.length,
      mover: Int32Array.from(rows, row => row[0]!),
      source: new Int32Array(rows.length),
      at: column(1),
      receivedAt: column(1),
      lng: column(2),
      lat: column(3),
      accuracyM: column(4),
      speedMps: column(5),
    }
  })
}

export const watchCore: Bench = {
  name: 'watch-core',
  asks: 'how many fixes a second one thread reads against 5,000 fences for 6,400 movers with all options on',
  run: async ({ quick, say }) => {
    const [fenceCount, movers, rounds, runs] = [5000, 6400, quick ? 200 : 330, quick ? 3 : 5]
    const next = chance(7)
    const fences = Array.from({ length: fenceCount }, (_, i) => fenceAt(i, next))
    const watch = makeWatch(fences)
    const rates: number[] = []
    const limits: number[] = []
    const cpuRates: number[] = []
    let said = { crossings: 0, late: 0, unused: 0 }
    const naked = fences.slice(0, 200).map(f => signedDistance(f.shape))
    let rounds_: FixColumns[] | undefined
    for (let run = 0; run < runs; run++) {
      let states = watch.newStates()
      const slots = Int32Array.from({ length: movers }, (_, m) => watch.moverSlot(states, `m${m}`, 'vehicle'))
      watch.sourceSlot(states, 'gps')
      rounds_ ??= roundsOf(movers, rounds, slots, next)
      said = { crossings: 0, late: 0, unused: 0 }
      // Ten minutes first, until as much is remembered as ever will be.
      for (const columns of rounds_.slice(0, 130)) states = watch.stepColumns(states, columns).states
      let fixes = 0
      const cpu = process.cpuUsage()
      const from = performance.now()
      for (const columns of rounds_.slice(130)) {
        const step = watch.stepColumns(states, columns)
        states = step.states
        fixes += columns.length
        said.crossings += step.crossings.length
        said.unused += step.unused.length
        for (const c of step.crossings) if (c.standing !== 'first') said.late++
      }
      const rate = (fixes / (performance.now() - from)) * 1000
      const { user, system } = process.cpuUsage(cpu)
      const cpuRate = (fixes / (user + system)) * 1_000_000
      // The least any exact answer costs: one distance to one border, for each fix.
      let sum = 0
      const limitFrom = performance.now()
      for (const { length, lng, lat } of rounds_.slice(0, 20)) {
        for (let i = 0; i < length; i++) sum += naked[i % naked.length]!(lng[i]!, lat[i]!)
      }
      const limit = (20 * rounds_[0]!.length * 1000) / (performance.now() - limitFrom)
      if (!Number.isFinite(sum)) throw new Error('a distance was not finite')
      rates.push(rate)
      cpuRates.push(cpuRate)
      limits.push(limit)
      say(
        `run ${run + 1}: ${Math.round(rate)} fixes/s (${Math.round(cpuRate)} a CPU second, collecting garbage included); one bare distance a fix: ${Math.round(limit)}/s`,
      )
    }
    const fixesPerSecond = Math.round(median(rates))
    return {
      bench: 'watch-core',
      fixesPerSecond,
      fixesPerCpuSecond: Math.round(median(cpuRates)),
      bareDistancesPerSecond: Math.round(median(limits)),
      ratio: round(median(rates.map((rate, i) => rate / limits[i]!)), 3),
      fences: fenceCount,
      movers,
      ...said,
    }
  },
}

if (import.meta.main) {
  const quick = process.argv.includes('--quick')
  console.log(JSON.stringify(await watchCore.run({ quick, say: line => console.log(line) })))
}
