// Classes of the district's own matters: found at night, kept under one key while they grow.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClassGroup } from '#core/analyse/classes.ts'
import { instant, toIso } from '#core/kit/instant.ts'
import { keepGroups, latestGroups, mattersToAnalyse } from '#server/store/class-groups.ts'
import { openNet } from '#server/store/net.fixture.ts'
import { moment } from '#test/support/story.ts'
import { analyseNow, nextNight } from './classes.ts'

const group = (name: string, ids: readonly string[]): ClassGroup => ({
  rank: 1,
  name,
  score: 2,
  terms: { harm: 1, people: 2, growth: 1, age: 1, certainty: 1 },
  ids,
  firstAt: instant(1),
  lastAt: instant(2),
})

test('a class keeps its key from night to night; a new one gets its own; none is none', async () => {
  const net = await openNet('2026-11-23 09:00')
  try {
    await keepGroups(net.db, [group('电梯困人', ['m1', 'm2', 'm3'])], instant(net.now()))
    const [first] = await latestGroups(net.db)
    assert.equal(first?.name, '电梯困人')
    const night = instant(net.now() + 86_400_000)
    await keepGroups(
      net.db,
      [group('电梯又困人', ['m1', 'm2', 'm3', 'm4']), group('油烟', ['x1', 'x2'])],
      night,
    )
    const later = await latestGroups(net.db)
    assert.deepEqual(later.map(g => g.name).sort(), ['油烟', '电梯又困人'])
    assert.equal(later.find(g => g.name === '电梯又困人')?.key, first?.key)
    assert.notEqual(later.find(g => g.name === '油烟')?.key, first?.key)
    assert.deepEqual(await mattersToAnalyse(net.db, instant(0), instant(1)), [])
    assert.deepEqual(await analyseNow(net.db, instant(1), 1), { matters: 0, groups: 0 })
  } finally {
    await net.close()
  }
})

test('the night is four in the morning of China', () => {
  assert.match(toIso(nextNight(moment('2026-11-23 09:00'))), /^2026-11-24T04:00/)
  assert.match(toIso(nextNight(moment('2026-11-23 03:59'))), /^2026-11-23T04:00/)
})
