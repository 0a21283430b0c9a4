// Connections are lost and come back: whoever waited hears it, nobody else does, and the program goes on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase, type Query } from './pool.ts'

let fresh: FreshDatabase
let db: Database
/** Above the role the program speaks with: only that may cut others. */
let admin: pg.Client
before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, '500198', 4)
  admin = new pg.Client({ connectionString: fresh.url })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await db.close()
  await fresh.drop()
})

const pidOf = async (query: Query): Promise<number> =>
  (await query<{ pid: number }>('select pg_backend_pid() as pid'))[0]!.pid
const cut = async (pid: number): Promise<void> => {
  await admin.query('select pg_terminate_backend($1)', [pid])
  await pause(50)
}

test('a connection cut between two statements of a transaction fails that transaction alone', async () => {
  await assert.rejects(
    db.transaction(async query => {
      await query(`insert into number_series (district, series, next) values ('500198', 'cut', 1)`)
      await cut(await pidOf(query))
      await query('select 1')
    }),
  )
  assert.deepEqual(await db.system(`select 1 from number_series where series = 'cut'`), [])
})

test('a statement that failed unseen lets nobody believe in the commit', async () => {
  await assert.rejects(
    db.transaction(async query => {
      await query(`insert into number_series (district, series, next) values ('500198', 'unseen', 1)`)
      await query('select 1 / 0').catch(() => {})
    }),
    /ROLLBACK/,
  )
  assert.deepEqual(await db.system(`select 1 from number_series where series = 'unseen'`), [])
})

test('whoever was told before tells nothing to the next: each scope sees for itself on one connection', async () => {
  const seen = (unit: string) =>
    db.as({ who: 'officer', scope: { unit, byUnit: true, key: false, blind: false } })<{ told: string }>(
      `select current_setting('app.unit') as told`,
    )
  for (const unit of ['a', 'b', 'a', 'c']) assert.deepEqual(await seen(unit), [{ told: unit }])
  await assert.rejects(
    db.as({ who: 'officer', scope: { unit: 'd', byUnit: true, key: false, blind: false } })('select 1 / 0'),
  )
  assert.deepEqual(await seen('a'), [{ told: 'a' }])
})

test('the ear is cut and hears again', async () => {
  const heard: string[] = []
  const stop = await db.listen('jiewang', payload => heard.push(payload))
  try {
    const ears = await admin.query(
      `select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
    )
    assert.equal(ears.rows.length, 1)
    await cut(ears.rows[0].pid)
    const until = performance.now() + 5000
    while (!heard.includes('') && performance.now() < until) await pause(20)
    await db.system(`select pg_notify('jiewang', 'again')`)
    while (!heard.includes('again') && performance.now() < until) await pause(20)
    assert.deepEqual(heard, ['', 'again'])
  } finally {
    await stop()
  }
})
