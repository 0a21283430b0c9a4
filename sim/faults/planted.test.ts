// The checker is worth what it finds: each of these bugs is put into the net and must be seen within fifty weeks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePath } from '#core/path/path.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { planted } from './plants.fixture.ts'
import { usualStart } from './run.ts'
import { liveWeek } from './week.ts'

const mostSeeds = 50
const isLong = process.env.JIEWANG_LONG === '1'
const path = makePath(smallDistrict())

for (const { what, breaks, plant, table, firstSeed = 1 } of planted(path.district))
  test(what, async t => {
    const mend = table?.()
    try {
      for (let seed = isLong ? 1 : firstSeed; seed <= mostSeeds; seed++) {
        const { violations, violatedAt } = await liveWeek({ seed, path, startsOn: usualStart, plant })
        const [first] = violations
        if (!first) continue
        t.diagnostic(`seed ${seed}, step ${violatedAt}: ${first.promise}, ${first.why}`)
        assert.ok(breaks.includes(first.promise), `${first.promise}: ${first.why}`)
        return
      }
      assert.fail(`nobody noticed in ${mostSeeds} weeks`)
    } finally {
      mend?.()
    }
  })
