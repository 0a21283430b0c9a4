// What the auditor reads: newest first, page by page, by person and by matter, counted by day.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#core/kit/instant.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { countLooksSince, logAccess, logLook, readAccess, readLooks } from './access-log.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'

let fresh: FreshDatabase
let db: Database
const start = Date.parse('2026-03-02T09:00:00+08:00')
const at = (minutes: number) => instant(start + minutes * 60_000)

before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, '500198', 2)
  for (let i = 0; i < 6; i++)
    await logLook(db, {
      at: at(i),
      person: i % 2 ? 'p-odd' : 'p-even',
      post: 'post-operator',
      unit: 'c-500198',
      subject: `M-${i % 3}`,
      purpose: 'contact',
      reason: `第${i}次，致电13912345678`,
    })
  await logAccess(db, { at: at(9), act: 'sign-in', person: 'p-odd', detail: { address: '127.0.0.1' } })
})
after(async () => {
  await db.close()
  await fresh.drop()
})

test('looks are found by person and by matter, newest first, without what was looked at', async () => {
  const of = async (wish: Parameters<typeof readLooks>[1]) =>
    (await readLooks(db, wish)).map(l => (l.at - start) / 60_000)
  assert.deepEqual(await of({ most: 10 }), [5, 4, 3, 2, 1, 0])
  assert.deepEqual(await of({ most: 2 }), [5, 4])
  assert.deepEqual(await of({ most: 2, before: at(4) }), [3, 2])
  assert.deepEqual(await of({ most: 10, person: 'p-odd' }), [5, 3, 1])
  assert.deepEqual(await of({ most: 10, subject: 'M-0' }), [3, 0])
  const [latest] = await readLooks(db, { most: 1 })
  assert.deepEqual(latest?.detail, {
    unit: 'c-500198',
    purpose: 'contact',
    reason: '第5次，致电139****5678',
  })
})

test('looks are counted from an instant on, sign-ins are not looks', async () => {
  assert.equal(await countLooksSince(db, 'p-odd', at(0)), 3)
  assert.equal(await countLooksSince(db, 'p-odd', at(3)), 2)
  assert.equal(await countLooksSince(db, 'p-nobody', at(0)), 0)
  assert.deepEqual(
    (await readAccess(db, { most: 1 })).map(l => l.act),
    ['sign-in'],
  )
})

test('an officer’s connection sees no line of the log, and nobody changes one', async () => {
  const scope = { unit: 'c-500198', territory: '500198', byUnit: true, key: true, blind: false }
  assert.deepEqual(await db.as({ who: 'officer', scope })('select 1 from access_log'), [])
  await db.system(`update access_log set person = 'p-x' where district = $1`, [db.district])
  await db.system('delete from access_log where district = $1', [db.district])
  assert.equal((await readLooks(db, { most: 10, person: 'p-x' })).length, 0)
  assert.equal((await readLooks(db, { most: 10 })).length, 6)
})
