import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceM, isInPolygon, isOnEarth } from './geometry.ts'

type Ring = readonly (readonly [number, number])[]
const box = (w: number, s: number, e: number, n: number): Ring => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
]

test('a lake in the middle of a village is not the village', () => {
  const village = [box(0, 0, 10, 10), box(4, 4, 6, 6)]
  assert.equal(isInPolygon([1, 1], village), true)
  assert.equal(isInPolygon([5, 5], village), false)
  assert.equal(isInPolygon([11, 5], village), false)
})

test('every border point of four neighbours, corners included, lies in exactly one of them', () => {
  const four = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)]
  const owners = (p: readonly [number, number]) => four.filter(ring => isInPolygon(p, [ring])).length
  for (let i = 1; i < 40; i++) {
    assert.equal(owners([1, i / 20]), 1)
    assert.equal(owners([i / 20, 1]), 1)
  }
  assert.equal(isInPolygon([1, 0.5], [box(1, 0, 2, 1)]), true, 'an upright border belongs to the east')
  assert.equal(isInPolygon([0.5, 1], [box(0, 1, 1, 2)]), true, 'a level border belongs to the north')
})

test('a slanting border drawn in opposite directions still has one owner at every point', () => {
  const a: Ring = [
    [0, 0],
    [0.7, 0.1],
    [0.3, 0.9],
    [0, 1],
  ]
  const b: Ring = [
    [1, 0],
    [1, 1],
    [0.3, 0.9],
    [0.7, 0.1],
  ]
  for (let i = 1; i < 1000; i++) {
    const t = i / 1000
    const p = [0.7 + (0.3 - 0.7) * t, 0.1 + (0.9 - 0.1) * t] as const
    assert.equal(Number(isInPolygon(p, [a])) + Number(isInPolygon(p, [b])), 1, `at ${p}`)
  }
})

test('distances agree with known ones', () => {
  assert.equal(distanceM([106, 29], [106, 29]), 0)
  // One degree of a meridian on a sphere of mean radius: 2πR/360.
  assert.ok(Math.abs(distanceM([106, 29], [106, 30]) - 111_195.08) < 0.01)
  // Chongqing Jiefangbei to Beijing Tian'anmen, about 1,457 km on every map.
  assert.ok(Math.abs(distanceM([106.5773, 29.5571], [116.3974, 39.9087]) / 1000 - 1457) < 5)
  assert.ok(Math.abs(distanceM([-179.999, 0], [179.999, 0]) - 222.4) < 0.1, 'over the date line')
})

test('NaN, infinity and swapped axes are not on earth', () => {
  assert.equal(isOnEarth([106, 29]), true)
  assert.equal(isOnEarth([29, 106]), false)
  assert.equal(isOnEarth([Number.NaN, 29]), false)
  assert.equal(isOnEarth([106, Number.POSITIVE_INFINITY]), false)
})
