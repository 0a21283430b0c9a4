// Keys of connected systems: shown once, good until ended, never readable in the database.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#core/kit/instant.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { endGateKey, gateKeys, makeGateKey, sourceOfKey } from './gate-keys.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'

let fresh: FreshDatabase
let db: Database
const now = instant(Date.parse('2026-03-02T09:00:00+08:00'))

before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, '500198', 2)
})
after(async () => {
  await db.close()
  await fresh.drop()
})

test('a key names its source until it is ended, and another district does not know it', async () => {
  const { key, id } = await makeGateKey(db, 'hotline-12345', '区 12345 热线平台', now)
  const { key: other } = await makeGateKey(db, 'open311', '市政 App', now)
  assert.equal(await sourceOfKey(db, key), 'hotline-12345')
  assert.equal(await sourceOfKey(db, `${key}x`), undefined)
  const elsewhere = await openDatabase(fresh.url, '500197', 1)
  assert.equal(await sourceOfKey(elsewhere, key), undefined)
  await elsewhere.close()

  assert.equal(await endGateKey(db, id, instant(now + 1)), true)
  assert.equal(await endGateKey(db, id, instant(now + 2)), false)
  assert.equal(await sourceOfKey(db, key), undefined)
  assert.equal(await sourceOfKey(db, other), 'open311')
  const list = await gateKeys(db)
  assert.deepEqual(
    list.map(k => [k.source, k.endedAt]),
    [
      ['hotline-12345', now + 1],
      ['open311', undefined],
    ].toSorted((a, b) => list.findIndex(k => k.source === a[0]) - list.findIndex(k => k.source === b[0])),
  )
  const rows = JSON.stringify(await db.system('select * from gate_key where district = $1', [db.district]))
  for (const secret of [key, other]) assert.ok(!rows.includes(secret))
})
