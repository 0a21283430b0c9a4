// The 14,184 real borders beside the project, and Tongliang's that crosses itself. Skipped, with a line, where the data
// are not there.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { makeCellIndex } from './cell-index.ts'
import { type Feature, featuresIn, shapeOf } from './drawn.ts'
import type { Shape } from './shape.ts'
import { chance, hardPoint } from './support/chance.ts'
import { isHeldExactly } from './support/exact.ts'

const folder = process.env.JIEWANG_DATA ?? '../shared/data'
const absent = existsSync(`${folder}/polygons`) ? false : `no real borders in ${folder}/polygons`

const read = (path: string): Feature[] => {
  const bytes = readFileSync(`${folder}/${path}`)
  return featuresIn(JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')))
}
const shapesOf = (features: readonly Feature[]): Shape[] =>
  features.map((feature, i) => {
    const repaired = shapeOf(feature.geometry)
    assert.ok('shape' in repaired, `feature ${i}: ${JSON.stringify(repaired)}`)
    return repaired.shape
  })

const out = new Int32Array(64)

test('every real border loads or is refused with a reason', { skip: absent }, t => {
  const index = makeCellIndex()
  let [loaded, refused] = [0, 0]
  for (const file of readdirSync(`${folder}/polygons`)) {
    for (const feature of read(`polygons/${file}`)) {
      const repaired = shapeOf(feature.geometry)
      if ('shape' in repaired) {
        index.put(`${file} ${loaded++}`, repaired.shape)
      } else {
        const { what, ring, corner } = repaired.flaw
        t.diagnostic(
          `${file} ${JSON.stringify(feature.properties).slice(0, 80)}: ${what} ring ${ring} corner ${corner}`,
        )
        refused++
      }
    }
  }
  t.diagnostic(`${loaded} loaded, ${refused} refused, ${Math.round(index.bytes() / 1e6)} MB`)
  assert.equal(loaded + refused, 14_184)
  assert.equal(index.size(), loaded)
})

test('every point inside a Taiwan village answers that village', { skip: absent }, t => {
  const villages = shapesOf(read('polygons/tw_villages_2021.geojson.gz'))
  const index = makeCellIndex()
  for (const [i, village] of villages.entries()) assert.equal(index.put(`v${i}`, village), i)
  const next = chance(31)
  let asked = 0
  let several = 0
  for (const [i, village] of villages.entries()) {
    const ring = village.pieces[0]![0]!
    for (let n = 0; n < 12; n++) {
      // Inside, near a corner, or on the very border; who it belongs to is what exact arithmetic says.
      const corner = Math.floor(next() * (ring.length / 2 - 2)) * 2
      const [x, y] =
        n < 6
          ? hardPoint(next, village)
          : [
              (ring[corner]! + ring[0]! + ring[corner + 2]!) / 3,
              (ring[corner + 1]! + ring[1]! + ring[corner + 3]!) / 3,
            ]
      if (!isHeldExactly(village, x, y)) continue
      const count = index.covering(x, y, out)
      assert.ok(out.subarray(0, count).includes(i), `village ${i} at ${x}, ${y}`)
      asked++
      // Villages drawn over each other by their authors.
      if (count > 1) several++
    }
  }
  t.diagnostic(`${asked} points, ${several} of them in several villages as drawn`)
  assert.ok(asked > 30_000)
})

test('the border of Tongliang, two polygons that run along each other', { skip: absent }, () => {
  for (const file of ['500151_datav2019.feature.json', '500151_datav2022.json']) {
    const [tongliang] = shapesOf(read(`boundaries/${file}`))
    const index = makeCellIndex()
    index.put('500151', tongliang!)
    assert.equal(index.covering(106.03, 29.81, out), 1)
    assert.equal(index.covering(106.55, 29.56, out), 0)
    const next = chance(17)
    const spot = [106.238391, 29.91256] as const // where checkers of validity stop
    for (let i = 0; i < 2_000; i++) {
      const [x, y] = i === 0 ? spot : [spot[0] + (next() - 0.5) * 0.002, spot[1] + (next() - 0.5) * 0.002]
      assert.equal(index.covering(x, y, out), isHeldExactly(tongliang!, x, y) ? 1 : 0, `${x}, ${y}`)
    }
  }
})
