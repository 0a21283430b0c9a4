// The page of the demonstration district is current: its map is drawn from its borders, its figures are those of the pack,
// each beside the query that counts it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDistrict } from '#core/district/make-district.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { deckOf } from '#sim/history/deck/deal.ts'
import { districtMap } from './make-district-map.ts'
import { figuresPart, renewed } from './make-figures-doc.ts'

const folder = join(import.meta.dirname, '..', 'packs', 'longxi')
const page = readFileSync(join(folder, 'README.md'), 'utf8')

test('the figures in the page are those of the pack and its queries', () => {
  const part = figuresPart(folder)
  assert.equal(renewed(page, part), page, 'run: node tools/make-figures-doc.ts')
  assert.match(part, /23,529/)
  assert.throws(() => renewed('no marks', part), /no part between/)
})

test('the map is drawn from the borders', () => {
  const read = readPack(folder)
  assert.ok(read.ok)
  const district = makeDistrict(read.pack, read.version)
  const svg = districtMap(district)
  assert.equal(readFileSync(join(folder, 'map.svg'), 'utf8'), svg, 'run: node tools/make-district-map.ts')
  for (const town of district.territories.filter(t => t.level === 'town'))
    assert.ok(svg.includes(`>${town.zh}<`), town.zh)
  assert.ok(svg.includes('龙溪河'))
})

test('what the page says was planted is what the deck plants', () => {
  const read = readPack(folder)
  assert.ok(read.ok)
  const { stories } = deckOf(makeDistrict(read.pack, read.version))
  const count = (of: (s: (typeof stories)[number]) => string | undefined) => {
    const counts = new Map<string, number>()
    for (const s of stories) {
      const key = of(s)
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return counts
  }
  const section = (title: string) => page.split(`### ${title}`)[1]!.split('\n#')[0]!
  const numbersIn = (text: string) =>
    [...text.matchAll(/\| (\d+) \|/g)].map(found => Number(found[1])).toSorted((a, b) => a - b)
  const inOrder = (counts: Map<string, number>) => [...counts.values()].toSorted((a, b) => a - b)
  assert.deepEqual(numbersIn(section('Planted classes')), inOrder(count(s => s.pattern)))
  assert.deepEqual(numbersIn(section('Planted traps')), inOrder(count(s => s.trap)))
  const first = stories.filter(s => s.pattern === 'lift-company').map(s => s.place.name)
  for (const name of new Set(first)) assert.ok(page.includes(name!), name)
})
