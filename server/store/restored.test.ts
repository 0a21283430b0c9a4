// A dump restored into a fresh cluster: transaction ids start low again, and still every new commit comes after the old
// ones, the stream shows it, and the history verifies.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { changesAfter, raiseCommitNumbers, streamHead } from './changes.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'

let fresh: FreshDatabase
let db: Database
before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, '500199', 4)
})
after(async () => {
  await db.close()
  await fresh.drop()
})

const highest = 9_000_000_000
const eventually = async <T>(look: () => Promise<T>, enough: (t: T) => boolean): Promise<T> => {
  for (const until = Date.now() + 30_000; ; await new Promise(r => setTimeout(r, 20))) {
    const seen = await look()
    if (enough(seen) || Date.now() > until) return seen
  }
}

const insertCommit = (tx: string) =>
  db.transaction(async query => {
    await query(
      `insert into life_now (district, subject, life, seq, hash, state, phase, lead, co, place, involved, accused, sealed,
         born_at, since_at, paused, supervision, hops, merged, sampled, asked, headline)
       values ('500199', $1, 'matter', 1, '', 'reported', 'open', 'C', '{}', '500199', '{C}', '{}', false,
         0, 0, false, 0, 0, 0, false, false, '')`,
      [`LX-${tx}`],
    )
    await query(
      `insert into fact (district, subject, seq, life, type, at, kept_at, by, data, hash, tx)
       values ('500199', $1, 1, 'matter', 'reported', 0, 0, '{}', '{}', $1, ${tx})`,
      [`LX-${tx}`],
    )
    await query(`insert into ledger (district, facts, digest, tx) values ('500199', 1, '', ${tx})`)
  })

test('after a restore new commits are numbered above the restored ones and reach the stream', async () => {
  await insertCommit(String(highest))
  assert.ok((await streamHead(db)) < highest, 'the fresh cluster counts from low numbers')
  await raiseCommitNumbers(db)
  // Other tests write in the same cluster: the horizon waits for what was begun before us.
  const head = await eventually(
    () => streamHead(db),
    at => at >= highest,
  )
  assert.ok(head >= highest, `${head} must not lie below ${highest}`)
  await insertCommit('commit_number()')
  const { changes } = await eventually(
    () => changesAfter(db, head, 10),
    c => c.changes.length > 0,
  )
  assert.deepEqual(
    changes.map(c => c.subject),
    ['LX-commit_number()'],
  )
  assert.ok(changes[0]!.tx > highest)
})

test('at any other start nothing moves', async () => {
  const base = async () => (await db.system<{ base: number }>('select base from commit_base'))[0]!.base
  const was = await base()
  await raiseCommitNumbers(db)
  await raiseCommitNumbers(db)
  assert.equal(await base(), was)
})
