import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CellIndex, makeCellIndex } from './cell-index.ts'
import type { Shape } from './shape.ts'
import { blob, chance, hardPoint, parcels, ringOf } from './support/chance.ts'
import { isHeldExactly } from './support/exact.ts'

/** JIEWANG_LONG=1 asks 10 million random and 1 million hard points instead of a hundred thousand. */
const isLong = process.env.JIEWANG_LONG === '1'
const many = isLong ? 40 : 1
const randomPoints = isLong ? 50_000 : 15_000
const out = new Int32Array(256)

const answered = (index: CellIndex, x: number, y: number): number[] =>
  [...out.subarray(0, index.covering(x, y, out))].sort((a, b) => a - b)

/** Asks one by one and all at once, and holds both against every edge of every shape near. */
const compare = (index: CellIndex, shapes: readonly Shape[], points: readonly [number, number][]): void => {
  const boxes = shapes.map(boxOf)
  const lngs = Float64Array.from(points, p => p[0])
  const lats = Float64Array.from(points, p => p[1])
  const hitPoints = new Int32Array(points.length * 130)
  const hitHandles = new Int32Array(points.length * 130)
  const together: number[][] = points.map(() => [])
  const pairs = index.coveringMany(lngs, lats, points.length, hitPoints, hitHandles)
  for (let i = 0; i < pairs; i++) together[hitPoints[i]!]!.push(hitHandles[i]!)
  points.forEach(([x, y], n) => {
    const want: number[] = []
    for (let i = 0; i < shapes.length; i++) {
      const [w, s, e, t] = boxes[i]!
      if (x >= w && x <= e && y >= s && y <= t && isHeldExactly(shapes[i]!, x, y)) want.push(i)
    }
    const got = answered(index, x, y)
    if (got.join() !== want.join()) assert.deepEqual(got, want, `at ${x}, ${y}`)
    const all = together[n]!.sort((a, b) => a - b)
    if (all.join() !== want.join()) assert.deepEqual(all, want, `many, at ${x}, ${y}`)
  })
}

const boxOf = ({ pieces }: Shape): [number, number, number, number] => {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of pieces.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]!)
      box[1] = Math.min(box[1], ring[i + 1]!)
      box[2] = Math.max(box[2], ring[i]!)
      box[3] = Math.max(box[3], ring[i + 1]!)
    }
  }
  return box
}

const filled = (shapes: readonly Shape[]): CellIndex => {
  const index = makeCellIndex()
  for (const [i, shape] of shapes.entries()) assert.equal(index.put(`s${i}`, shape), i)
  return index
}

const grounds: readonly [string, (seed: number) => Shape[]][] = [
  ['parcels sharing borders, all bits', seed => parcels(chance(seed), 14, 10, 0.004)],
  ['fences over each other, seven decimals', seed => fences(seed, 300, 7)],
  ['fences over each other, all bits', seed => fences(seed, 300)],
  ['of every size, from a stall to a province', seed => sizes(seed)],
  ['several pieces over each other, holes, crossings, both sides of the meridian', seed => odd(seed)],
]

const fences = (seed: number, count: number, decimals?: number): Shape[] => {
  const next = chance(seed)
  return Array.from({ length: count }, () =>
    blob(
      next,
      106 + next() * 0.2,
      29.8 + next() * 0.15,
      0.002 + next() * 0.01,
      30 + Math.floor(next() * 370),
      decimals,
    ),
  )
}

const sizes = (seed: number): Shape[] => {
  const next = chance(seed)
  return Array.from({ length: 60 }, (_, i) => {
    const corners = 3 + Math.floor(next() * (i % 10 === 0 ? 2000 : 60))
    return blob(
      next,
      106 + next() * 0.05,
      29.8 + next() * 0.05,
      10 ** (-5 + next() * 6),
      corners,
      i % 2 ? 7 : undefined,
    )
  })
}

const odd = (seed: number): Shape[] => {
  const next = chance(seed)
  return Array.from({ length: 80 }, () => {
    const [x, y] = [(next() - 0.5) * 0.02, (next() - 0.5) * 0.02]
    const one = () => blob(next, x + next() * 0.004, y + next() * 0.004, 0.004, 12).pieces[0]!
    const scribble = ringOf(
      Array.from({ length: 9 }, () => [x + next() * 0.006, y + next() * 0.006] as const),
    )
    const [a, b, c] = [one(), one(), one()]
    return { pieces: next() < 0.5 ? [[...a, ...b], c] : [[scribble], a] }
  })
}

for (const [name, make] of grounds) {
  test(`answers agree with whole numbers: ${name}`, () => {
    for (let round = 0; round < many; round++) {
      const shapes = make(round * 7 + 3)
      const index = filled(shapes)
      const next = chance(round + 99)
      const rim = shapes.map(boxOf).slice(0, 60)
      const random = Array.from({ length: randomPoints }, (): [number, number] => {
        const [w, s, e, n] = rim[Math.floor(next() * rim.length)]!
        return [w + next() * (e - w), s + next() * (n - s)]
      })
      const hard = Array.from({ length: 5_000 }, () =>
        hardPoint(next, shapes[Math.floor(next() * shapes.length)]!),
      )
      compare(index, shapes, [...random, ...hard])
    }
  })
}

test('adjoining shapes: every point of the ground lies in exactly one, on borders too', () => {
  const shapes = parcels(chance(5), 20, 20, 0.003)
  const index = filled(shapes)
  const next = chance(6)
  for (let i = 0; i < 100_000; i++) {
    const [x, y] = hardPoint(next, shapes[Math.floor(next() * shapes.length)]!)
    // Half open: the rim's east and north belong to nobody here, and hard points may step over the rim.
    if (x < 106 || y < 29.8 || x >= 106 + 20 * 0.003 || y >= 29.8 + 20 * 0.003) continue
    assert.equal(index.covering(x, y, out), 1, `${x}, ${y}: ${answered(index, x, y)}`)
  }
})

test('after many changes the index answers as one built anew', () => {
  const next = chance(8)
  const shapes = fences(11, 200, 7)
  const index = makeCellIndex()
  const now = new Map<string, Shape>()
  for (let i = 0; i < 1_500; i++) {
    const id = `f${Math.floor(next() * 250)}`
    if (next() < 0.3) {
      assert.equal(index.remove(id), now.delete(id))
    } else {
      const shape = shapes[Math.floor(next() * shapes.length)]!
      index.put(id, shape)
      now.set(id, shape)
    }
  }
  assert.equal(index.size(), now.size)
  for (let i = 0; i < 2_000; i++) {
    const [x, y] = hardPoint(next, shapes[Math.floor(next() * shapes.length)]!)
    const got = answered(index, x, y)
      .map(h => index.idOf(h))
      .sort()
    const want = [...now]
      .filter(([, shape]) => isHeldExactly(shape, x, y))
      .map(([id]) => id)
      .sort()
    assert.deepEqual(got, want, `${x}, ${y}`)
  }
})

test('shapes of all sizes and of several pieces come and go: those that stay answer as if alone', () => {
  const next = chance(21)
  const kinds = [...sizes(5), ...odd(6), ...fences(7, 60, 7)]
  const index = makeCellIndex()
  const now = new Map<number, Shape>()
  for (let i = 0; i < 900; i++) {
    const number = Math.floor(next() * kinds.length)
    if (next() < 0.55) {
      index.put(`k${number}`, kinds[number]!)
      now.set(number, kinds[number]!)
    } else {
      assert.equal(index.remove(`k${number}`), now.delete(number))
    }
  }
  const near = [...now.values()]
  const points = Array.from({ length: 1_500 }, () => hardPoint(next, near[Math.floor(next() * near.length)]!))
  const lngs = Float64Array.from(points, p => p[0])
  const lats = Float64Array.from(points, p => p[1])
  const hitPoints = new Int32Array(200_000)
  const hitHandles = new Int32Array(200_000)
  const pairs = index.coveringMany(lngs, lats, points.length, hitPoints, hitHandles)
  const together = points.map((): string[] => [])
  for (let i = 0; i < pairs; i++) together[hitPoints[i]!]!.push(index.idOf(hitHandles[i]!))
  points.forEach(([x, y], i) => {
    const want = [...now].filter(([, shape]) => isHeldExactly(shape, x, y)).map(([number]) => `k${number}`)
    assert.deepEqual(
      answered(index, x, y)
        .map(h => index.idOf(h))
        .sort(),
      want.sort(),
      `${x}, ${y}`,
    )
    assert.deepEqual(together[i]!.sort(), want, `many, at ${x}, ${y}`)
  })
  for (const number of now.keys()) index.remove(`k${number}`)
  for (const [x, y] of points) assert.equal(index.covering(x, y, out), 0)
})

test('ground that grows under shapes: the table is made anew and says what it said', () => {
  const next = chance(31)
  const small = fences(32, 120, 7)
  const whole = blob(next, 107, 30, 8, 900)
  const far = blob(next, 70, 10, 0.01, 50)
  const index = makeCellIndex()
  small.slice(0, 60).forEach((shape, i) => {
    index.put(`s${i}`, shape)
  })
  index.put('whole', whole)
  index.put('far', far)
  small.slice(60).forEach((shape, i) => {
    index.put(`s${60 + i}`, shape)
  })
  index.remove('s0')
  index.put('whole', whole)
  const now = [
    ...small.slice(1).map((shape, i) => [`s${i + 1}`, shape] as const),
    ['whole', whole],
    ['far', far],
  ] as const
  for (let i = 0; i < 1_500; i++) {
    const [x, y] = hardPoint(next, [...small, whole, far][Math.floor(next() * 122)]!)
    const got = answered(index, x, y).map(h => index.idOf(h))
    const want = now.filter(([, shape]) => isHeldExactly(shape, x, y)).map(([id]) => id)
    assert.deepEqual(got.sort(), [...want].sort(), `${x}, ${y}`)
  }
})

test('everything taken out again leaves room for as much, and no squares behind', () => {
  const shapes = fences(12, 300, 7)
  const index = makeCellIndex(2)
  const fill = () => {
    for (const [i, shape] of shapes.entries()) index.put(`s${i}`, shape)
  }
  const empty = () =>
    shapes.forEach((_, i) => {
      const handle = index.currentOf(`s${i}`)!
      index.remove(`s${i}`)
      index.forget(handle)
    })
  fill()
  const once = index.bytes()
  for (let i = 0; i < 5; i++) {
    empty()
    fill()
  }
  assert.equal(index.bytes(), once)
  empty()
  for (const shape of shapes) assert.equal(index.covering(...hardPoint(chance(1), shape), out), 0)
})

test('a version that no longer answers can still be asked, until it is forgotten', () => {
  const next = chance(3)
  const index = makeCellIndex()
  const old = index.put('market', blob(next, 106, 29.8, 0.001, 40))
  const fresh = index.put('market', blob(next, 106.01, 29.8, 0.001, 40))
  assert.deepEqual(answered(index, 106, 29.8), [])
  assert.deepEqual(answered(index, 106.01, 29.8), [fresh])
  assert.equal(index.holds(old, 106, 29.8), true)
  assert.deepEqual([index.versionOf(old), index.versionOf(fresh), index.currentOf('market')], [1, 2, fresh])
  assert.throws(() => index.forget(fresh), /still answers/)
  index.forget(old)
  assert.throws(() => index.holds(old, 106, 29.8), /no version/)
})

test('what is not on earth, or no number, is covered by nothing', () => {
  const index = makeCellIndex()
  index.put('all', {
    pieces: [
      [
        ringOf([
          [-180, -90],
          [180, -90],
          [180, 90],
          [-180, 90],
        ]),
      ],
    ],
  })
  for (const [x, y] of [
    [NaN, 0],
    [0, NaN],
    [181, 0],
    [0, -91],
    [Infinity, 0],
  ] as const) {
    assert.equal(index.covering(x, y, out), 0)
    assert.equal(index.nearest(x, y), undefined)
  }
  assert.equal(index.covering(-180, -90, out), 1)
  assert.equal(index.covering(179.999, 89.999, out), 1)
})

test('so many corners that points are put in order first: together answers as one by one', () => {
  const next = chance(41)
  const index = makeCellIndex(0.6)
  for (let i = 0; i < 20_000; i++) {
    index.put(`f${i}`, blob(next, 106 + next(), 29.5 + next(), 0.003, 330, 7))
  }
  const count = isLong ? 300_000 : 100_000
  const lngs = Float64Array.from({ length: count }, () => 105.9 + next() * 1.2)
  const lats = Float64Array.from({ length: count }, () => 29.4 + next() * 1.2)
  const hitPoints = new Int32Array(count * 4)
  const hitHandles = new Int32Array(count * 4)
  const pairs = index.coveringMany(lngs, lats, count, hitPoints, hitHandles)
  const together = new Map<number, number[]>()
  for (let i = 0; i < pairs; i++) {
    const handles = together.get(hitPoints[i]!)
    if (handles) handles.push(hitHandles[i]!)
    else together.set(hitPoints[i]!, [hitHandles[i]!])
  }
  for (let i = 0; i < count; i++) {
    const all = (together.get(i) ?? []).sort((a, b) => a - b)
    assert.equal(all.join(), answered(index, lngs[i]!, lats[i]!).join())
  }
})
