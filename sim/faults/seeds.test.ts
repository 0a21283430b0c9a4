// Weeks that once broke a promise, kept for ever. The same seed tells the same week, and a violation is told by the few
// troubles that matter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { makeDistrict } from '#core/district/make-district.ts'
import { makePath, type Path } from '#core/path/path.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { planted } from './plants.fixture.ts'
import { runFaults, shrink, tellViolation, usualStart } from './run.ts'
import { liveWeek } from './week.ts'

const path = makePath(smallDistrict())
const read = readPack(fileURLToPath(new URL('../../packs/longxi', import.meta.url)))
assert.ok(read.ok)
const longxi = makePath(makeDistrict(read.pack, read.version))

/** Each with what it found when it was new. */
const kept: readonly (readonly [seed: number, where: Path, found: string])[] = [
  [2, path, 'a report that complains of every unit was received by one of them'],
  [3, path, 'the same, with other troubles around it'],
  [558, longxi, 'an accusation was routed to a unit in which nobody sits'],
]

const ofSeed = (seed: number, short: { days?: number; matters?: number } = {}, where = path) =>
  liveWeek({ seed, path: where, startsOn: usualStart, ...short })
const twoDays = { days: 2, matters: 80 }

for (const [seed, where, found] of kept)
  test(`seed ${seed} in ${where.district.en}: ${found}`, async () => {
    const week = await ofSeed(seed, {}, where)
    assert.deepEqual(week.violations, [], tellViolation(week).join('\n'))
    assert.ok(week.matters > 100 && week.faults > 100 && week.facts > 10 * week.matters)
  })

test('one seed is one week, fact by fact; another is another', async () => {
  const [once, again, other] = [await ofSeed(7, twoDays), await ofSeed(7, twoDays), await ofSeed(8, twoDays)]
  assert.equal(again.digest, once.digest)
  assert.equal(again.steps, once.steps)
  assert.notEqual(other.digest, once.digest)
})

test('a violation is told with its seed and step, replays, and needs no troubles that did not matter', async () => {
  const bug = planted(path.district).find(p => p.what.startsWith('acknowledged before'))!
  const options = { seed: 3, path, startsOn: usualStart, plant: bug.plant }
  const failed = await liveWeek(options)
  const replayed = await liveWeek(options)
  assert.equal(replayed.violatedAt, failed.violatedAt)
  assert.deepEqual(replayed.violations, failed.violations)
  const shrunk = await shrink(options, failed)
  assert.ok(shrunk.troubles.length < failed.troubles.length)
  assert.equal(shrunk.violations[0]?.promise, failed.violations[0]?.promise)
  const text = tellViolation(shrunk).join('\n')
  assert.match(text, /seed 3/)
  assert.match(text, new RegExp(`${shrunk.violatedAt} `))
})

test('a run counts seeds, steps, faults and violations', async () => {
  const lines: string[] = []
  const told = await runFaults({
    seeds: 2,
    from: 11,
    path,
    say: l => lines.push(l),
    week: { matters: 30, days: 1 },
  })
  assert.equal(told.seeds, 2)
  assert.ok(told.steps > 1000 && told.faults > 0)
  assert.deepEqual(told.violations.map(tellViolation), [])
})
