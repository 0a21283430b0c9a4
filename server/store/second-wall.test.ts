// The second wall against the first: the database's rule and the core's rule say the same of every subject and reader,
// and a query without any condition of its own shows nobody more than they may see.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type Reach, type Scope, sees } from '#core/life/who.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { migrate } from './migrate.ts'
import { appRole, type Database, openDatabase } from './pool.ts'

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

const units = ['C500199', 'C500199001', 'C500199001002', 'C500199002', 'D-cg', 'D-ga']
const places = ['500199', '500199001', '500199001002', '50019900100201', '500199002', '500199002001']

/** A small generator with a seed (mulberry32), so that a failing case can be found again. */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const someReach = (next: () => number): Reach => {
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!
  const some = (p: number) => units.filter(() => next() < p)
  const lead = pick(units)
  return {
    lead,
    co: [],
    place: pick(places),
    // A sealed subject's lead has not been let in before it was routed there.
    involved: [...new Set([...(next() < 0.7 ? [lead] : []), ...some(0.2)])],
    accused: next() < 0.3 ? some(0.3) : [],
    sealed: next() < 0.2,
    reporters: [],
    handlers: [],
    handlerUnits: [],
  }
}

const scopes: Scope[] = units.flatMap(unit =>
  [undefined, ...places].flatMap(territory =>
    [true, false].flatMap(byUnit =>
      [true, false].flatMap(key =>
        [false, true].map(blind => ({
          unit,
          ...(territory === undefined ? {} : { territory }),
          byUnit,
          key,
          blind,
        })),
      ),
    ),
  ),
)

test('for 400 subjects and every reader the two walls agree, and a bare select shows exactly what may be seen', async () => {
  const next = dice(20210814)
  const subjects = Array.from({ length: 400 }, (_, i) => ({
    subject: `LX20260101-${i}`,
    reach: someReach(next),
  }))
  for (const { subject, reach } of subjects) {
    await db.system(
      `insert into life_now (district, subject, life, seq, hash, state, phase, lead, co, place, involved, accused, sealed,
         born_at, since_at, paused, supervision, hops, merged, sampled, asked, headline)
       values ('500199', $1, 'matter', 1, '', 'reported', 'open', $2, '{}', $3, $4, $5, $6, 0, 0, false, 0, 0, 0, false, false, '')`,
      [subject, reach.lead, reach.place, reach.involved, reach.accused, reach.sealed],
    )
    await db.system(
      `insert into fact (district, subject, seq, life, type, at, kept_at, by, data, hash)
       values ('500199', $1, 1, 'matter', 'reported', 0, 0, '{}', '{}', $1)`,
      [subject],
    )
  }
  for (const scope of scopes) {
    const wanted = subjects.filter(s => sees(scope, s.reach)).map(s => s.subject)
    const ask = db.as({ who: 'officer', scope })
    for (const table of ['life_now', 'fact']) {
      const rows = await ask<{ subject: string }>(`select subject from ${table} order by subject`)
      assert.deepEqual(
        rows.map(r => r.subject).sort(),
        [...wanted].sort(),
        `${table} for ${JSON.stringify(scope)}`,
      )
    }
  }
})

test('nobody told, nothing seen: a connection that was not told who asks reads no row of any table', async () => {
  const url = new URL(fresh.url)
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    // A user above row-level security steps down, as the program does.
    const { rows: me } = await client.query(
      'select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user',
    )
    if (me[0].above) await client.query(`set role ${appRole}`)
    const { rows: tables } = await client.query<{ t: string }>(
      `select c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migration'`,
    )
    assert.ok(tables.length >= 16)
    for (const { t } of tables) {
      const { rows } = await client.query(`select count(*)::int as n from ${t}`)
      assert.equal(rows[0].n, 0, `${t} must hide everything from nobody`)
    }
  } finally {
    await client.end()
  }
})

test('facts, the ledger and the access log can be neither changed nor deleted by the program', async () => {
  for (const statement of [
    `update fact set type = 'x'`,
    'delete from fact',
    `update ledger set digest = 'x'`,
    'delete from ledger',
    'delete from access_log',
  ]) {
    const table = /(fact|ledger|access_log)/.exec(statement)![1]!
    const count = async () =>
      (await db.system<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n
    const was = await count()
    await db.system(statement)
    assert.equal(await count(), was)
  }
  const changed = await db.system<{ n: number }>(`select count(*)::int as n from fact where type = 'x'`)
  assert.equal(changed[0]!.n, 0)
})

test('every table has row-level security switched on and forced', async () => {
  const rows = await db.system<{ relname: string }>(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migration'
       and not (c.relrowsecurity and c.relforcerowsecurity)`,
  )
  assert.deepEqual(rows, [])
})
