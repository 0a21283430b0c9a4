import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCellIndex } from './cell-index.ts'
import { featuresIn, shapeOf } from './drawn.ts'
import { repairPolygons } from './repair.ts'
import { selfCrossings } from './self-crossing.ts'
import type { Shape } from './shape.ts'
import { chance } from './support/chance.ts'
import { isHeldExactly } from './support/exact.ts'

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
]
const at = (x: number, y: number, side: number) =>
  square.map(([a, b]) => [x + (a! / 4) * side, y + (b! / 4) * side])

const made = (polygons: unknown): { shape: Shape; notes: string[] } => {
  const repaired = repairPolygons(polygons)
  assert.ok('shape' in repaired, JSON.stringify(repaired))
  return {
    shape: repaired.shape,
    notes: repaired.notes.map(n => `${n.what} ${n.polygon}.${n.ring}.${n.corner}`),
  }
}

const repairs: readonly [string, number[][][][], string[], number][] = [
  ['whole', [[square]], [], 5],
  ['the other way round', [[square.toReversed()]], [], 5],
  ['not closed', [[square.slice(0, 4)]], ['closed 0.0.3'], 5],
  [
    'corners said twice',
    [
      [
        [
          [0, 0],
          [4, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, 0],
          [0, 0],
        ],
      ],
    ],
    ['corner-twice 0.0.2'],
    5,
  ],
  [
    'a spike',
    [
      [
        [
          [0, 0],
          [4, 0],
          [9, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    ],
    ['spike 0.0.2'],
    5,
  ],
  [
    'a spike on a spike',
    [
      [
        [
          [0, 0],
          [4, 0],
          [9, 0],
          [9, 3],
          [9, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    ],
    ['spike'],
    5,
  ],
  [
    'a spike at the seam',
    [
      [
        [
          [0, -3],
          [0, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, -3],
        ],
      ],
    ],
    ['spike'],
    5,
  ],
  [
    'a hole without area',
    [
      [
        square,
        [
          [1, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    ],
    ['ring-without-area'],
    5,
  ],
  ['a hole far away', [[square, at(9, 9, 1)]], ['hole-outside 0.1.0'], 5],
  [
    'a polygon without area beside a whole one',
    [
      [
        [
          [7, 7],
          [8, 8],
          [7, 7],
        ],
      ],
      [square],
    ],
    ['ring-without-area'],
    5,
  ],
]

test('dirt that can be repaired leaves the square it was meant to be', () => {
  for (const [name, polygons, wanted, corners] of repairs) {
    const { shape, notes } = made(polygons)
    assert.equal(shape.pieces.length, 1, name)
    assert.equal(shape.pieces[0]![0]!.length / 2, corners, `${name}: ${shape.pieces[0]![0]}`)
    for (const want of wanted)
      assert.ok(
        notes.some(n => n.startsWith(want)),
        `${name}: ${notes}`,
      )
    if (wanted.length === 0) assert.deepEqual(notes, [], name)
    for (const [x, y] of [
      [2, 2],
      [0, 0],
      [3.9, 0],
      [0, 3.9],
    ] as const)
      assert.ok(isHeldExactly(shape, x, y), name)
    for (const [x, y] of [
      [-1, 2],
      [4, 2],
      [2, 4],
      [7, 0],
      [9, 1],
      [9.5, 9.5],
    ] as const) {
      assert.ok(!isHeldExactly(shape, x, y), `${name} at ${x}, ${y}`)
    }
  }
})

test('what cannot be repaired is refused with ring, corner and coordinate', () => {
  const cases: readonly [unknown, string, number, number, number, unknown][] = [
    [
      [
        [
          [
            [0, 0],
            [1, Number.NaN],
            [1, 1],
          ],
        ],
      ],
      'not-a-number',
      0,
      0,
      1,
      [1, Number.NaN],
    ],
    [
      [
        [
          square,
          [
            [1, 1],
            ['2', 1],
            [2, 2],
          ],
        ],
      ],
      'not-a-number',
      0,
      1,
      1,
      ['2', 1],
    ],
    [
      [
        [square],
        [
          [
            [0, 0],
            [1, 0],
            [29.8, 106],
          ],
        ],
      ],
      'not-on-earth',
      1,
      0,
      2,
      [29.8, 106],
    ],
    [
      [
        [
          square,
          [
            [1, 1],
            [9, 1],
            [9, 2],
            [1, 2],
            [1, 1],
          ],
        ],
      ],
      'hole-crosses-border',
      0,
      1,
      1,
      [9, 1],
    ],
    [
      [
        [
          [
            [1, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      ],
      'without-area',
      0,
      0,
      0,
      [1, 1],
    ],
    [[], 'without-area', 0, 0, 0, undefined],
    [[[7]], 'not-a-shape', 0, 0, 0, 7],
    [null, 'not-a-shape', 0, 0, 0, null],
  ]
  for (const [polygons, what, polygon, ring, corner, coordinate] of cases) {
    assert.deepEqual(repairPolygons(polygons), { flaw: { what, polygon, ring, corner, coordinate } })
  }
})

test('repairs change the answer for no point', () => {
  const next = chance(14)
  for (let round = 0; round < 400; round++) {
    // Whole numbers on a small board meet, run back on themselves and cross all the time.
    const drawn = Array.from({ length: 3 + Math.floor(next() * 9) }, () => [
      Math.floor(next() * 5),
      Math.floor(next() * 5),
    ])
    const repaired = repairPolygons([[drawn]])
    const asDrawn = { pieces: [[Float64Array.from([...drawn, drawn[0]!].flat())]] }
    for (let x = -0.5; x < 5; x += 0.5) {
      for (let y = -0.5; y < 5; y += 0.5) {
        const want = isHeldExactly(asDrawn, x, y)
        const got = 'shape' in repaired && isHeldExactly(repaired.shape, x, y)
        assert.equal(got, want, `${JSON.stringify(drawn)} at ${x}, ${y}`)
      }
    }
  }
})

test('a ring that crosses itself is told where, and answers by the odd rule', () => {
  const bow = made([
    [
      [
        [0, 0],
        [4, 4],
        [4, 0],
        [0, 4],
        [0, 0],
      ],
    ],
  ]).shape
  assert.deepEqual(selfCrossings(bow.pieces[0]![0]!), [{ edges: [0, 2], near: [2, 2] }])
  assert.ok(isHeldExactly(bow, 0.5, 2) && isHeldExactly(bow, 3.5, 2) && !isHeldExactly(bow, 2, 3.5))
  assert.deepEqual(selfCrossings(made([[square]]).shape.pieces[0]![0]!), [])
})

test('a circle and a line with a width are as wide as said', () => {
  const index = makeCellIndex()
  const put = (id: string, geometry: unknown, size: { widthM?: number; radiusM?: number }) => {
    const repaired = shapeOf(geometry, size)
    assert.ok('shape' in repaired, JSON.stringify(repaired))
    index.put(id, repaired.shape)
  }
  put('circle', { type: 'Point', coordinates: [106, 29.8] }, { radiusM: 200 })
  put(
    'road',
    {
      type: 'LineString',
      coordinates: [
        [106.1, 29.8],
        [106.12, 29.8],
        [106.12, 29.82],
      ],
    },
    { widthM: 50 },
  )
  for (let angle = 0; angle < 360; angle += 7) {
    const off = 0.02 // far from both
    const [x, y] = [106 + off * Math.cos(angle), 29.8 + off * Math.sin(angle)]
    const toCentre = Math.hypot((x - 106) * 96_489, (y - 29.8) * 111_195)
    const { distanceM } = index.nearest(x, y)!
    assert.ok(Math.abs(distanceM + 200 - toCentre) < 3, `${distanceM} + 200, not ${toCentre}`)
  }
  const out = new Int32Array(8)
  const metres = 1 / 111_195
  assert.equal(index.covering(106.11, 29.8 + 24.9 * metres, out), 1)
  assert.equal(index.covering(106.11, 29.8 + 25.1 * metres, out), 0)
  assert.equal(index.covering(106.12, 29.8, out), 1) // at the bend, in both stretches, once
  assert.deepEqual(
    shapeOf({
      type: 'LineString',
      coordinates: [
        [1, 1],
        [2, 2],
      ],
    }),
    {
      flaw: { what: 'width-missing', polygon: 0, ring: 0, corner: 0, coordinate: undefined },
    },
  )
})

test('features are found in every wrapping', () => {
  const polygon = { type: 'Polygon', coordinates: [square] }
  const feature = { type: 'Feature', id: 7, properties: { name: 'a' }, geometry: polygon }
  const collection = { type: 'FeatureCollection', features: [feature, feature] }
  const counts: readonly [unknown, number][] = [
    [polygon, 1],
    [feature, 1],
    [collection, 2],
    [[feature, feature, feature], 3],
    [[collection, feature], 3],
    [7, 0],
  ]
  for (const [file, count] of counts) assert.equal(featuresIn(file).length, count)
})
