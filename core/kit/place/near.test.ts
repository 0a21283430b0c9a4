import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceM } from '../geometry.ts'
import { makeCellIndex } from './cell-index.ts'
import { metresPerLat, metresPerLng, toEdgeSquared } from './distance.ts'
import type { Shape } from './shape.ts'
import { blob, chance, ringOf } from './support/chance.ts'
import { isHeldExactly } from './support/exact.ts'

const metresTo = (shape: Shape, x: number, y: number): number => {
  if (isHeldExactly(shape, x, y)) return 0
  const perLng = metresPerLng(y)
  let least = Infinity
  for (const ring of shape.pieces.flat()) {
    for (let i = 2; i < ring.length; i += 2) {
      const squared = toEdgeSquared(
        (ring[i - 2]! - x) * perLng,
        (ring[i - 1]! - y) * metresPerLat,
        (ring[i]! - x) * perLng,
        (ring[i + 1]! - y) * metresPerLat,
      )
      least = Math.min(least, squared)
    }
  }
  return Math.sqrt(least)
}

test('the nearest shape and all within some metres are those of measuring every edge', () => {
  const next = chance(4)
  const shapes = Array.from({ length: 150 }, (_, i) =>
    blob(
      next,
      106 + next() * 0.3,
      29.8 + next() * 0.2,
      10 ** (-4 + 2 * next()),
      5 + Math.floor(next() * 80),
      i % 2 ? 7 : undefined,
    ),
  )
  const index = makeCellIndex()
  for (const [i, shape] of shapes.entries()) index.put(`s${i}`, shape)
  for (let i = 0; i < 1_000; i++) {
    const [x, y] = [105.8 + next() * 0.7, 29.6 + next() * 0.6]
    const all = shapes.map((shape, handle) => ({ handle, distanceM: metresTo(shape, x, y) }))
    const least = Math.min(...all.map(a => a.distanceM))
    assert.equal(index.nearest(x, y)!.distanceM, least, `nearest of ${x}, ${y}`)
    const metres = next() * 8_000
    const want = all
      .filter(a => a.distanceM <= metres)
      .sort((a, b) => a.distanceM - b.distanceM || a.handle - b.handle)
    assert.deepEqual(index.within(x, y, metres), want, `within ${metres} of ${x}, ${y}`)
  }
})

test('metres agree with the great circle to a thousandth within 20 km', () => {
  const index = makeCellIndex()
  index.put('pole', {
    pieces: [
      [
        ringOf([
          [106, 29.8],
          [106.000001, 29.8],
          [106, 29.800001],
        ]),
      ],
    ],
  })
  const next = chance(9)
  for (let i = 0; i < 500; i++) {
    const [x, y] = [106 + (next() - 0.5) * 0.3, 29.8 + (next() - 0.5) * 0.3]
    const round = distanceM([x, y], [106, 29.8])
    assert.ok(Math.abs(index.nearest(x, y)!.distanceM - round) <= 0.2 + round * 0.001, `${x}, ${y}`)
  }
})

test('nothing is near in an empty index', () => {
  assert.equal(makeCellIndex().nearest(106, 29.8), undefined)
  assert.deepEqual(makeCellIndex().within(106, 29.8, 1e6), [])
})
