// The published figures: each has a way to be counted; the standing district yields its own; and what SQL counts in a told
// month is what its stories say.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeDistrict } from '#core/district/make-district.ts'
import { instant, msPerDay, parseInstant } from '#core/kit/instant.ts'
import { momentNow } from '#server/gate/moment.ts'
import { readFigures } from '#server/gate/pack/figures-file.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { countFigures, figureQueries } from '#server/store/figures.ts'
import { migrate } from '#server/store/migrate.ts'
import { deckOf } from '#sim/history/deck/deal.ts'
import { makeSaid } from '#sim/text/said-of.ts'
import { freshDatabase } from '#test/support/database.ts'
import { openCoreWorld } from './core-world.ts'
import { compareFigures, howCounted } from './figures-command.ts'
import { structureFigures } from './figures-structure.ts'
import { layPast } from './past.ts'
import { readSettings, root } from './settings.ts'

const packDir = join(root, 'packs', 'longxi')
const read = readPack(packDir)
assert.ok(read.ok)
const district = makeDistrict(read.pack, read.version)
const figures = readFigures(packDir)
assert.ok(figures)
const { wanted } = figures
const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-figures-'))
after(() => rmSync(dataDir, { recursive: true }))

test('every published figure has a way to be counted, and every way has a published figure', () => {
  assert.deepEqual(figures.problems, [])
  const published = new Set(wanted.figures.map(f => f.count))
  assert.deepEqual(
    [...published].filter(name => howCounted(name) === undefined),
    [],
  )
  const ways = [...Object.keys(figureQueries), ...Object.keys(structureFigures)]
  assert.deepEqual(
    ways.filter(name => !published.has(name)),
    [],
  )
  assert.ok(wanted.figures.length > 300, `${wanted.figures.length} figures`)
})

test('an empty district differs from what is published, and says so instead of falling over', async () => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  const core = await openCoreWorld(fresh.url, { ...readSettings({}), packDir, dataDir }, momentNow)
  try {
    const counted = await compareFigures(core.db, district, wanted)
    const wrong = counted.filter(f => !f.same)
    assert.ok(wrong.some(f => f.count === 'received' && f.got === 0))
    const ofStructure = wrong.filter(f => f.count in structureFigures)
    assert.deepEqual(
      ofStructure.map(f => `${f.name}: ${f.want} published, ${f.got} counted`),
      [],
      'the standing district needs no history',
    )
  } finally {
    await core.db.close()
    await fresh.drop()
  }
})

test('two told months: SQL counts what the stories say', async () => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  const core = await openCoreWorld(fresh.url, { ...readSettings({}), packDir, dataDir }, momentNow)
  try {
    const whole = deckOf(district)
    const untilAt = instant(whole.fromAt + 61 * msPerDay)
    const deck = { ...whole, untilAt }
    const byId = new Map(deck.stories.map(s => [s.id, s]))
    const words = makeSaid({ district, seed: deck.seed, storyOf: id => byId.get(id) })
    const laid = await layPast(core, () => ({ deck, words }))
    assert.deepEqual(laid?.stuck, [])
    const told = deck.stories.filter(s => s.reportedAt < untilAt)
    const counted = await countFigures(core.db, untilAt, [
      [parseInstant('2019-12-02T09:00:00+08:00')!, parseInstant('2019-12-02T12:00:00+08:00')!],
    ])
    const of = (count: string, key = '') => counted[count]?.[key] ?? 0
    const done = told.filter(s => s.closedAt !== undefined && s.closedAt < untilAt)
    assert.equal(of('received'), told.length)
    assert.equal(
      of('closed-by-module-and-level', 'all on-spot'),
      done.filter(s => s.closedBy === 'on-spot').length,
    )
    assert.equal(of('closed-by-module-and-level', 'all town'), done.filter(s => s.closedBy === 'town').length)
    assert.equal(of('closed-by-department', 'D-cg'), done.filter(s => s.lead === 'D-cg').length)
    const steps = told.flatMap(s => s.steps.filter(step => step.at < untilAt))
    assert.equal(of('returns', 'asked'), steps.filter(s => s.move === 'return').length)
    assert.equal(of('satisfaction', 'invited'), of('outcome', 'closed'))
    assert.equal(of('outcome', 'declined'), steps.filter(s => s.move === 'decline').length)
  } finally {
    await core.db.close()
    await fresh.drop()
  }
})
