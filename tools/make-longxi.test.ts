// The demonstration district has exactly the parts its specification counts, and its borders fit without gap or overlap.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Pack, Point, Territory } from '#core/district/district.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { longxiFiles } from '#tools/make-longxi.ts'

const folder = join(import.meta.dirname, '../packs/longxi')
const read = readPack(folder)
assert.ok(read.ok)
const pack: Pack = read.pack

const tally = <T>(items: readonly T[], key: (item: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}
const level = (name: Territory['level']) => pack.territories.filter(t => t.level === name)

test('the files in the repository are those the seed makes', () => {
  for (const [name, text] of Object.entries(longxiFiles()))
    assert.equal(readFileSync(join(folder, name), 'utf8'), text, `${name}: run node tools/make-longxi.ts`)
})

test('territory: 28 towns, 66 communities, 262 villages, 131 grids, 226 building groups', () => {
  assert.deepEqual(
    tally(pack.territories, t => t.kind ?? t.level),
    { district: 1, street: 5, town: 23, community: 66, village: 262, grid: 131, building: 226 },
  )
  const children = (t: Territory, kind: Territory['level']) =>
    level(kind).filter(c => c.parent === t.code).length
  assert.deepEqual(
    tally(
      level('community').filter(t => t.kind === 'community'),
      t => `${children(t, 'grid')} grids`,
    ),
    { '1 grids': 17, '2 grids': 33, '3 grids': 16 },
  )
  assert.deepEqual(
    tally(level('grid'), t => String(children(t, 'building'))),
    { 0: 16, 1: 45, 2: 40, 3: 19, 4: 11 },
  )
})

test('units: two trees, 14 departments, 4 liaison seats that only take referrals', () => {
  assert.deepEqual(
    tally(pack.units, u => u.kind),
    { centre: 1 + 28 + 328, department: 14, liaison: 4, party: 1 + 28 + 328 + 131 + 226 },
  )
  assert.deepEqual(
    tally(
      pack.units.filter(u => u.kind === 'party'),
      u => u.level,
    ),
    { district: 1, town: 28, community: 328, grid: 131, building: 226 },
  )
  assert.ok(pack.units.filter(u => u.kind === 'liaison').every(u => u.referralOnly))
})

test('people: 1,385 peace officers of seven kinds, ten on each grid, and the seats of the district', () => {
  const kinds = tally(
    pack.people.filter(p => p.officerType !== undefined),
    p => p.officerType!,
  )
  assert.deepEqual(kinds, {
    专职网格员: 420,
    综治巡逻员: 210,
    驻所调解员: 62,
    城管协管员: 360,
    市场监管员: 96,
    司法协管员: 87,
    禁毒社工: 150,
  })
  const seats = (role: string, where: (post: Pack['posts'][number]) => boolean = () => true) =>
    pack.posts.filter(p => p.role === role && where(p)).reduce((sum, p) => sum + (p.seats ?? 1), 0)
  assert.equal(seats('peace_officer'), 1385)
  assert.equal(
    seats('peace_officer', p => p.territory.length === 14),
    1310,
  )
  assert.ok(
    pack.posts
      .filter(p => p.role === 'peace_officer' && p.territory.length === 14)
      .every(p => p.seats === 10),
  )
  assert.equal(seats('grid_leader'), 131)
  const district = (p: Pack['posts'][number]) => p.unit === 'C500199'
  assert.equal(seats('operator', district) + seats('dispatcher', district), 18)
  for (const department of pack.units.filter(u => u.kind === 'department')) {
    const own = (p: Pack['posts'][number]) => p.unit === department.id
    assert.equal(seats('dept_liaison', own), 1)
    assert.equal(seats('dept_approver', own), 1)
    assert.ok(seats('dept_handler', own) >= 3 && seats('dept_handler', own) <= 14, department.id)
  }
  assert.equal(new Set(pack.people.map(p => p.zh)).size, pack.people.length, 'every invented name once')
})

test('the pack holds no phone, no identity number and no column that ranks anybody', () => {
  assert.doesNotMatch(readFileSync(join(folder, 'people.csv'), 'utf8'), /\d{6,}/)
  for (const name of Object.keys(longxiFiles()).filter(file => file.endsWith('.csv')))
    assert.doesNotMatch(
      readFileSync(join(folder, name), 'utf8').split('\n')[0]!,
      /score|rank|phone|card/i,
      name,
    )
})

test('at least 400 place names, each inside its territory', () => {
  assert.ok(pack.placeNames.length >= 400, String(pack.placeNames.length))
  const byCode = new Map(pack.territories.map(t => [t.code, t]))
  for (const place of pack.placeNames)
    assert.ok(isInside(place.point!, byCode.get(place.territory)!.polygons![0]![0]!), place.name)
})

// Kilometres around 29.8° N; areas of one district need no better.
const areaKm2 = (ring: readonly Point[]) =>
  Math.abs(ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0] * y - x * ring[i]![1]) / 2, 0)) *
  111.32 *
  Math.cos((29.8 * Math.PI) / 180) *
  110.85

const isInside = ([x, y]: Point, ring: readonly Point[]) => {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

const ringOf = (t: Territory) => t.polygons![0]![0]!
const edges = (ring: readonly Point[]) => ring.slice(1).map((to, i) => [`${ring[i]}`, `${to}`] as const)

test('each level covers the district: areas add up and every inner border has exactly two sides', () => {
  const district = areaKm2(ringOf(level('district')[0]!))
  assert.ok(Math.abs(district - 1340.47) < 1, `${district} km²`)
  const villages = level('community').filter(t => t.kind === 'village')
  const covers = {
    towns: level('town'),
    communities: level('community'),
    cells: [...level('grid'), ...villages],
  }
  const rim = new Set(edges(ringOf(level('district')[0]!)).map(([a, b]) => `${a} ${b}`))
  for (const [name, pieces] of Object.entries(covers)) {
    const sum = pieces.reduce((total, t) => total + areaKm2(ringOf(t)), 0)
    assert.ok(Math.abs(sum / district - 1) < 0.001, `${name}: ${sum} of ${district} km²`)
    const sides = new Set<string>()
    for (const [a, b] of pieces.flatMap(t => edges(ringOf(t)))) {
      assert.ok(!sides.has(`${a} ${b}`), `${name}: border ${a} ${b} is used twice in one direction`)
      sides.add(`${a} ${b}`)
    }
    for (const side of sides) {
      const [a, b] = side.split(' ')
      assert.ok(sides.has(`${b} ${a}`) || rim.has(side), `${name}: border ${side} has one side only`)
    }
  }
})

test('no border crosses itself', () => {
  const side = ([ax, ay]: Point, [bx, by]: Point, [px, py]: Point) =>
    (bx - ax) * (py - ay) - (by - ay) * (px - ax)
  for (const t of pack.territories.filter(piece => piece.polygons && piece.level !== 'district')) {
    const ring = ringOf(t)
    for (let i = 1; i < ring.length; i++)
      for (let j = i + 2; j < ring.length; j++) {
        if (i === 1 && j === ring.length - 1) continue
        const [a, b, c, d] = [ring[i - 1]!, ring[i]!, ring[j - 1]!, ring[j]!]
        const crosses = side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
        assert.ok(!crosses, `${t.code} ${t.zh} at ${a}`)
      }
  }
})

test('borders stay below one megabyte', () => {
  assert.ok(readFileSync(join(folder, 'grids.geojson')).length < 1_000_000)
})
