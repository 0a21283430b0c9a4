// Distances against the plainest possible arithmetic, and the way between two fixes against walking it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInPolygon } from '#core/kit/geometry.ts'
import { deepOnTheWay } from './between.ts'
import type { Point, Shape } from './fence.ts'
import { makeField } from './field.ts'
import { lay } from './laid.ts'
import { plainGround } from './plain-ground.fixture.ts'
import { metresPerDegree, signedDistance } from './signed-distance.ts'
import { chance, pit, spot, square } from './story.fixture.ts'

const hole: Shape = {
  kind: 'area',
  polygons: [
    [
      [spot(0, 0), spot(400, 0), spot(400, 400), spot(0, 400)],
      [spot(100, 100), spot(300, 100), spot(300, 300), spot(100, 300)],
    ],
    [[spot(500, 0), spot(600, 0), spot(600, 100)]],
  ],
}

const told: readonly (readonly [string, Shape, Point, number])[] = [
  ['in the middle of a square', square(0, 0, 200), spot(100, 100), -100],
  ['on its border', square(0, 0, 200), spot(100, 0), 0],
  ['off its corner', square(0, 0, 200), spot(-30, -40), 50],
  ['in a hole', hole, spot(200, 200), 100],
  ['between hole and rim', hole, spot(50, 200), -50],
  ['in the second part', hole, spot(590, 50), -10],
  ['in a circle', { kind: 'circle', centre: spot(0, 0), radiusM: 50 }, spot(0, 30), -20],
  [
    'on a road 40 m wide',
    { kind: 'line', points: [spot(0, 0), spot(500, 0)], widthM: 40 },
    spot(250, 5),
    -15,
  ],
  [
    'beyond its round end',
    { kind: 'line', points: [spot(0, 0), spot(500, 0)], widthM: 40 },
    spot(530, 0),
    10,
  ],
]

for (const [name, shape, at, wantM] of told) {
  test(name, () =>
    assert.ok(Math.abs(signedDistance(shape)(...at) - wantM) < 0.05, `${signedDistance(shape)(...at)}`),
  )
}

test('ragged rings: the sign agrees with the polygon rule, the distance with every edge', () => {
  const next = chance(11)
  for (let round = 0; round < 20; round++) {
    const corners = 5 + Math.floor(next() * 300)
    const ring = Array.from({ length: corners }, (_, k): Point => {
      const [r, angle] = [100 + 300 * next(), (2 * Math.PI * k) / corners]
      return spot(r * Math.cos(angle), r * Math.sin(angle))
    })
    const distanceAt = signedDistance({ kind: 'area', polygons: [[ring]] })
    const kx = metresPerDegree * Math.cos((ring[0]![1] * Math.PI) / 180)
    for (let i = 0; i < 300; i++) {
      const p = spot(1000 * next() - 500, 1000 * next() - 500)
      const least = Math.min(...ring.map((b, k) => toEdgeM(p, ring.at(k - 1)!, b, kx)))
      const want = isInPolygon(p, [ring]) ? -least : least
      assert.ok(Math.abs(distanceAt(...p) - want) < 1e-6, `round ${round}: ${distanceAt(...p)}, want ${want}`)
    }
  }
})

const toEdgeM = (p: Point, a: Point, b: Point, kx: number): number => {
  const [ex, ey] = [(b[0] - a[0]) * kx, (b[1] - a[1]) * metresPerDegree]
  const [px, py] = [(p[0] - a[0]) * kx, (p[1] - a[1]) * metresPerDegree]
  const t = Math.max(0, Math.min(1, (px * ex + py * ey) / (ex * ex + ey * ey)))
  return Math.hypot(px - t * ex, py - t * ey)
}

test('the way between two fixes is found deep inside exactly when walking it finds it', () => {
  const next = chance(12)
  const laid = lay(pit({ shape: hole }), 0, () => undefined)
  const ground = plainGround([hole])
  const field = makeField([laid], ground)
  const distanceAt = signedDistance(hole)
  const seen = { through: 0, past: 0 }
  for (let i = 0; i < 500; i++) {
    const [from, to] = [
      spot(900 * next() - 150, 900 * next() - 150),
      spot(900 * next() - 150, 900 * next() - 150),
    ]
    const lengthM = Math.hypot(
      (to[0] - from[0]) * metresPerDegree * Math.cos((from[1] * Math.PI) / 180),
      (to[1] - from[1]) * metresPerDegree,
    )
    const way = { fromLng: from[0], fromLat: from[1], toLng: to[0], toLat: to[1], lengthM }
    const share = deepOnTheWay(0, field, ground.distanceM, way, 15)
    let deepest = Infinity
    for (let t = 0; t <= 2000; t++) {
      deepest = Math.min(
        deepest,
        distanceAt(from[0] + ((to[0] - from[0]) * t) / 2000, from[1] + ((to[1] - from[1]) * t) / 2000),
      )
    }
    if (Math.abs(deepest + 15) < 1) continue // within the metre that neither resolves
    assert.equal(!Number.isNaN(share), deepest < -15, `way ${i}: ${share}, deepest ${deepest}`)
    seen[deepest < -15 ? 'through' : 'past']++
  }
  assert.ok(seen.through > 50 && seen.past > 50, JSON.stringify(seen))
})
