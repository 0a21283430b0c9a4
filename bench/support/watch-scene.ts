// The scene of the watch bench: a district full of fences of five kinds, and movers that stand, walk and drive over it.
import { instant, parseInstant } from '#core/kit/instant.ts'
import { defaultTuning, type Fence, type Point, type Rule } from '#core/watch/fence.ts'
import type { FixColumns } from '#core/watch/fix.ts'

export const startAt = parseInstant('2026-03-12T08:00:00+08:00')!
const [west, south] = [106, 29.6]
export const sideDegrees = 0.4 // 39 × 44 km: a district of Chongqing
const metre = 1 / 111_195

/** mulberry32, so that every run does the same work. */
export const chance = (seed: number) => () => {
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

/** `corners` 30–400 when not given; a ground of `side` degrees. */
export const fenceAt = (i: number, next: () => number, side = sideDegrees, cornersOf = 0): Fence => {
  const [lng, lat, radiusM] = [west + next() * side, south + next() * side, 60 + next() * 300]
  const corners = cornersOf || 30 + Math.floor(next() * 370)
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

/** A third stands or strolls, a third walks, a third drives at up to 15 m/s; a fix each 5 s, a share of them a minute late, 1 % twice. */
export const roundsOf = (
  movers: number,
  rounds: number,
  lateShare: number,
  next: () => number,
): FixColumns[] => {
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
      const row = [m, startAt + r * 5000 + (m % 5000), lng[m]!, lat[m]!, 3 + next() * 12, speed[m]!]
      const luck = next()
      if (luck < lateShare) waiting[r + 12]!.push(row)
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
