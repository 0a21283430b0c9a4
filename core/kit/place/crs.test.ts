import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceM } from '../geometry.ts'
import {
  bd09FromGcj02,
  bd09FromWgs84,
  cgcs2000,
  gcj02,
  gcj02FromBd09,
  gcj02FromWgs84,
  wgs84,
  wgs84FromBd09,
  wgs84FromGcj02,
} from './crs.ts'
import { chance } from './support/chance.ts'

const inChina = (count: number) => {
  const next = chance(21)
  return Array.from({ length: count }, () => wgs84(73.5 + next() * 61.5, 18 + next() * 35.5))
}

test('there and back again is less than a millimetre off, in the whole country', () => {
  for (const point of inChina(20_000)) {
    const gcj = gcj02FromWgs84(point)
    assert.ok(distanceM(wgs84FromGcj02(gcj), point) < 0.001, `GCJ-02 ${point}`)
    assert.ok(distanceM(gcj02FromBd09(bd09FromGcj02(gcj)), gcj) < 0.001, `BD-09 of GCJ-02 ${point}`)
    assert.ok(distanceM(wgs84FromBd09(bd09FromWgs84(point)), point) < 0.001, `BD-09 ${point}`)
  }
})

test('public maps lie between 10 and 1,000 m from WGS-84, and BD-09 farther', () => {
  for (const point of inChina(5_000)) {
    const off = distanceM(gcj02FromWgs84(point), point)
    assert.ok(off > 10 && off < 1_000, `${point}: ${off} m`)
    assert.ok(distanceM(bd09FromWgs84(point), gcj02FromWgs84(point)) > 500)
  }
})

// Figures many public converters print for one place in Beijing.
test('a place whose shifts are published', () => {
  assert.ok(distanceM(gcj02FromWgs84(wgs84(116.404, 39.915)), [116.410244, 39.916404]) < 0.2)
  assert.ok(distanceM(bd09FromGcj02(gcj02(116.404, 39.915)), [116.410369, 39.921337]) < 0.2)
})

test('outside China nothing is shifted, and CGCS2000 is WGS-84', () => {
  for (const point of [wgs84(0, 0), wgs84(-122.4, 37.8), wgs84(151.2, -33.9)]) {
    assert.deepEqual([...gcj02FromWgs84(point)], [...point])
  }
  assert.deepEqual([...cgcs2000(106, 29.8)], [...wgs84(106, 29.8)])
})

test('a point of another system is not taken', () => {
  // @ts-expect-error WGS-84 is not GCJ-02
  wgs84FromGcj02(wgs84(106, 29.8))
  // @ts-expect-error a bare pair has no system
  gcj02FromWgs84([106, 29.8])
})
