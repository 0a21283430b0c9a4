// A field to tell stories on: metres east and north of a corner in the demo district, seconds after eight o'clock.
import { instant, parseInstant } from '#core/kit/instant.ts'
import type { Crossing } from './crossing.ts'
import { defaultTuning, type Fence, type Point, type Tuning } from './fence.ts'
import type { Fix } from './fix.ts'
import { metresPerDegree } from './signed-distance.ts'

/** Thursday. */
export const eight = parseInstant('2026-03-12T08:00:00+08:00')!
const [lng0, lat0] = [106.05, 29.84]

export const spot = (eastM: number, northM: number): Point => [
  lng0 + eastM / (metresPerDegree * Math.cos((lat0 * Math.PI) / 180)),
  lat0 + northM / metresPerDegree,
]

export const square = (westM: number, southM: number, sideM: number): Fence['shape'] => {
  const [e, n] = [westM + sideM, southM + sideM]
  return { kind: 'area', polygons: [[[spot(westM, southM), spot(e, southM), spot(e, n), spot(westM, n)]]] }
}

/** A pit 200 m square whose southwestern corner is at 0, 0. */
export const pit = (over: Partial<Omit<Fence, 'tuning'>> = {}, tuning: Partial<Tuning> = {}): Fence => ({
  id: 'pit',
  geometryVersion: 1,
  name: '北山矿坑',
  subjectType: 'facility',
  subjectId: 'mine-7',
  shape: square(0, 0, 200),
  rule: { kind: 'must-not-enter' },
  watches: ['vehicle', 'officer', 'detection'],
  severity: 'severe',
  schedule: { kind: 'always' },
  startsAt: instant(eight - 86_400_000),
  expiresAt: instant(eight + 30 * 86_400_000),
  tuning: { ...defaultTuning, ...tuning },
  ...over,
})

export const second = (s: number) => instant(eight + Math.round(s * 1000))

type Row = readonly [seconds: number, eastM: number, northM: number, accuracyM?: number, speedMps?: number]

export const fixes = (rows: readonly Row[], mover = 'truck-1', over: Partial<Fix> = {}): Fix[] =>
  rows.map(([s, e, n, accuracyM = 5, speedMps]) => ({
    source: 'gps',
    mover,
    moverClass: 'vehicle',
    at: second(s),
    receivedAt: second(s + 1),
    point: spot(e, n),
    accuracyM,
    ...(speedMps !== undefined && { speedMps }),
    ...over,
  }))

/** Along a line from 0 to the end at `stepS`, `stepM` apart, at `northM`. */
export const along = (
  fromS: number,
  fromM: number,
  toM: number,
  stepM: number,
  stepS = 5,
  northM = 100,
): Row[] => {
  const count = Math.floor(Math.abs(toM - fromM) / stepM)
  const sign = Math.sign(toM - fromM)
  return Array.from(
    { length: count + 1 },
    (_, i): Row => [fromS + i * stepS, fromM + sign * i * stepM, northM],
  )
}

/** `what why second`, as a duty officer would note it. */
export const noted = (crossings: readonly Crossing[]): string[] =>
  crossings.map(
    c => `${c.what} ${c.why} ${(c.at - eight) / 1000}${c.count !== undefined ? ` ×${c.count}` : ''}`,
  )

/** The same numbers for the same seed (mulberry32): 0 ≤ n < 1. */
export const chance = (seed: number): (() => number) => {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

export const shuffled = <T>(list: readonly T[], next: () => number): T[] => {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(next() * (i + 1))
    ;[out[i], out[k]] = [out[k]!, out[i]!]
  }
  return out
}
