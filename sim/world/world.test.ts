// What stands in the district: counted, inside its borders, where such things stand, and the same every time.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDistrict } from '#core/district/make-district.ts'
import { isInPolygon } from '#core/kit/geometry.ts'
import { dayFromCivil } from '#core/kit/instant.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { keySites, makeCameras, networks, thermalPoints } from './cameras.ts'
import {
  adopted,
  adoptionsOf,
  communitiesOf,
  householdsOptedIn,
  optedInOf,
  projectsOf,
  venuesOf,
  volunteersOf,
} from './people-at-large.ts'
import { sensorKinds, sensorsOf } from './sensors.ts'
import { liaisonSeats, shiftsOn } from './shifts.ts'

const read = readPack(join(import.meta.dirname, '..', '..', 'packs', 'longxi'))
assert.ok(read.ok)
const district = makeDistrict(read.pack, 'sample')
const seed = 20210814
const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0)

test('23,000 cameras, each inside its piece, dense where people are', t => {
  const started = performance.now()
  const cameras = makeCameras(district, seed)
  t.diagnostic(`${Math.round(performance.now() - started)} ms`)
  assert.equal(cameras.count, 23_000)
  for (const [i, n] of networks.entries())
    assert.equal(cameras.network.filter(x => x === i).length, n.count, n.zh)
  assert.equal(sum(cameras.keySite), keySites)
  assert.equal(sum(cameras.thermal), thermalPoints)
  let inside = 0
  for (let i = 0; i < cameras.count; i++)
    if (isInPolygon([cameras.lng[i]!, cameras.lat[i]!], cameras.pieces[cameras.piece[i]!]!.polygon)) inside++
  assert.equal(inside, cameras.count)
  const share = (built: string) =>
    cameras.piece.filter((p, i) => cameras.network[i] === 0 && cameras.pieces[p]!.built === built).length /
    13_800
  assert.ok(share('street') > 0.5, `${share('street')} in the streets`)
  const ids = new Set(Array.from({ length: cameras.count }, (_, i) => cameras.idOf(i)))
  assert.equal(ids.size, cameras.count)
  for (const id of [cameras.idOf(0), cameras.idOf(22_999)]) assert.match(id, /^500199\d{14}$/)
  const online = Array.from({ length: cameras.count }, (_, i) => cameras.isOnline(i, 18_839)).filter(
    Boolean,
  ).length
  assert.ok(online / cameras.count > 0.955 && online / cameras.count < 0.975, `${online}`)
  assert.deepEqual(makeCameras(district, seed).lng, cameras.lng, 'the same again')
})

test('2,150 sensors by kind, gauges by the water', () => {
  const sensors = [...sensorsOf(district, seed)]
  assert.equal(sensors.length, 2150)
  for (const { zh, count } of sensorKinds) assert.equal(sensors.filter(s => s.kind === zh).length, count, zh)
  for (const s of sensors) {
    const polygons = district.territory(s.territory)!.polygons!
    assert.ok(
      polygons.some(p => isInPolygon(s.point, p)),
      `${s.id} lies outside ${s.territory}`,
    )
  }
})

test('people are counts, and the counts come out', () => {
  const communities = communitiesOf(district, seed)
  assert.equal(communities.length, 328)
  assert.equal(sum(communities.map(c => c.residents)), 686_000)
  assert.equal(sum(communities.map(c => c.households)), 266_000)
  assert.equal(sum(communities.map(c => c.older)), 178_360)
  for (const c of communities) assert.ok(c.older < c.residents * 0.6, c.code)
  const v = volunteersOf(district, seed)
  assert.equal(v.home.length, 130_000)
  assert.equal(v.hours.filter(h => h > 0).length, 28_600)
  assert.equal(sum(v.hours) / 28_600, 11)
  assert.equal(sum(projectsOf(district, seed).map(p => p.projects)), 1140)
  const adoptions = [...adoptionsOf(district, seed)]
  assert.equal(adoptions.length, 2600)
  assert.equal(adoptions.filter(a => a.of === '三小').length, 980)
  assert.equal(sum(adopted.filter(a => a.of === '五小').map(a => a.count)), 1620)
  assert.equal([...venuesOf(district)].length, 262 * 3)
  const points = optedInOf(district, seed)
  assert.equal(sum(points.map(p => p.households)), householdsOptedIn)
})

test('421 on shift on 31 July 2021, somebody in every grid by day and by evening', () => {
  const day = dayFromCivil({ year: 2021, month: 7, dayOfMonth: 31 })!
  const on = shiftsOn(district, day)
  const of = (shift: string) => on.filter(o => o.shift === shift)
  assert.deepEqual([of('早').length, of('中').length, of('夜').length], [196, 165, 60])
  assert.equal(new Set(on.map(o => o.person)).size, 421, 'nobody twice')
  for (let d = day; d < day + 14; d++) {
    const grids = new Set(
      shiftsOn(district, d)
        .map(o => o.post.territory)
        .filter(t => t.length === 14),
    )
    assert.ok(grids.size === 131, `${grids.size} grids on day ${d}`)
  }
  assert.equal(liaisonSeats(district).length, 14)
})
