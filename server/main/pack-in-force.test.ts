// A changed limit is an edit of data that takes effect from a moment on and never reaches a matter's past.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Instant, instant, msPerDay, parseInstant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { makeDesk } from '#desk/desk.ts'
import { makeReceive } from '#desk/receive.ts'
import { makeKeeper } from '#server/store/keeper.ts'
import { migrate } from '#server/store/migrate.ts'
import { putInForce } from '#server/store/packs.ts'
import { type Database, openDatabase } from '#server/store/pool.ts'
import { makeStore } from '#server/store/store.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { smallPack } from '#test/support/small-pack.ts'
import { openShelf } from './shelf.ts'

let fresh: FreshDatabase
let db: Database
before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, smallPack.code, 4)
})
after(async () => {
  await db.close()
  await fresh.drop()
})

const morning = parseInstant('2026-06-03T09:12:00+08:00')!
const changeAt = parseInstant('2026-06-04T00:00:00+08:00')!

test('a shorter limit from Thursday on: Wednesday’s matter keeps its promise, Thursday’s gets the new one', async () => {
  let at: Instant = morning
  const now = () => at
  const shorter = {
    ...smallPack,
    steps: { ...smallPack.steps, triage: { amount: 1, unit: 'minutes' as const } },
  }
  await putInForce(db, 'first', smallPack, 0)
  await putInForce(db, 'second', shorter, changeAt)
  const shelf = await openShelf(db)
  const district = () => shelf.at(at)
  const keeper = makeKeeper(db, now, (series, n) => `XX${series.split(':')[1]}-${n}`)
  const store = makeStore(db, keeper)
  const receive = makeReceive(
    makeDesk(store, district, now),
    { put: async () => 'none', destroy: async () => {} },
    () => shelf.pathAt(at),
    now,
  )
  const report = async (sourceId: string) => {
    const r = await receive({
      report: {
        source: 'test',
        sourceId,
        channel: smallPack.channels[0]!.code,
        at,
        words: '路灯不亮',
        photos: [],
        lang: 'zh',
      },
      actor: { kind: 'gate', source: 'test' },
    })
    assert.ok(!isRefusal(r))
    return r.number
  }
  const triage = async (number: string) =>
    (await makeDesk(store, district, now).load(number))!.standing.clocks.triage!.limit
  const wednesday = await report('a')
  at = instant(changeAt + msPerDay / 3)
  const thursday = await report('b')
  assert.deepEqual(await triage(wednesday), smallPack.steps.triage)
  assert.deepEqual(await triage(thursday), { amount: 1, unit: 'minutes' })
  assert.equal(shelf.at(morning).version, 'first')
  assert.equal(shelf.at(at).version, 'second')
})

test('a version that was replaced can come back', async () => {
  await putInForce(db, 'first', smallPack, changeAt + msPerDay)
  const shelf = await openShelf(db)
  assert.equal(shelf.at(instant(changeAt + 2 * msPerDay)).version, 'first')
  assert.equal(shelf.at(instant(changeAt + 1)).version, 'second')
})
