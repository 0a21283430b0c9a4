// What was planted in the demonstration history is found by the analysis: one lift company over four estates, charging in
// the stairs, parking at schools, one unpaid site.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDistrict } from '#core/district/make-district.ts'
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { root } from '#server/main/settings.ts'
import { deckOf } from '#sim/history/deck/deal.ts'
import { makeSaid } from '#sim/text/said-of.ts'
import { classesOf } from './classes.ts'

const read = readPack(join(root, 'packs', 'longxi'))
assert.ok(read.ok)
const district = makeDistrict(read.pack, 'test')
const deck = deckOf(district)
const byId = new Map(deck.stories.map(s => [s.id, s]))
const said = makeSaid({ district, seed: deck.seed, storyOf: id => byId.get(id) })
const windowDays = 90
const topOfList = 30

for (const [pattern, least] of [
  ['lift-company', 0.75],
  ['stair-charging', 0.75],
  ['school-parking', 0.75],
  ['unpaid-site', 0.6],
] as const) {
  test(`${pattern} is one class among the first ${topOfList} of its ninety days`, () => {
    const end = Math.max(...deck.stories.filter(s => s.pattern === pattern).map(s => s.reportedAt)) as Instant
    const window = deck.stories.filter(
      s => s.reportedAt <= end && s.reportedAt >= end - windowDays * msPerDay,
    )
    const planted = new Set(window.filter(s => s.pattern === pattern).map(s => s.id))
    const messages = window.map(s => ({
      id: s.id,
      at: s.reportedAt,
      body: said(s).words,
      place: s.place.territory,
      type: s.type,
    }))
    const found = classesOf(messages, end, 3)
      .slice(0, topOfList)
      .map(({ ids }) => {
        const both = ids.filter(id => planted.has(id)).length
        return both / (planted.size + ids.length - both)
      })
    assert.ok(Math.max(...found) >= least, `${pattern}: ${Math.max(...found).toFixed(2)}`)
  })
}
