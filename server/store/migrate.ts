// Brings a database to the present schema: numbered SQL files, each once, in one transaction, under a lock so that two
// processes starting together do not both try.
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { bearLoss } from './bear-loss.ts'
import { StartError } from './embedded/start-error.ts'
import { appRole } from './pool.ts'

const folder = new URL('./migrations/', import.meta.url)

export const migrations = (): { name: string; sql: string }[] =>
  readdirSync(folder)
    .filter(f => f.endsWith('.sql'))
    .sort()
    .map(name => ({ name, sql: readFileSync(new URL(name, folder), 'utf8') }))

const oldestMajor = 15

/** Returns the names of the files applied. Throws StartError on servers older than PostgreSQL 15 and newer schemas. */
export const migrate = async (url: string): Promise<string[]> => {
  const client = bearLoss(new pg.Client({ connectionString: url }))
  await client.connect()
  try {
    const { rows: version } = await client.query("select current_setting('server_version_num')::int as n")
    if (version[0].n < oldestMajor * 10_000)
      throw new StartError(
        'data-version',
        `数据库是 PostgreSQL ${Math.floor(version[0].n / 10_000)}，至少需要 ${oldestMajor}。`,
        `The database is PostgreSQL ${Math.floor(version[0].n / 10_000)}; ${oldestMajor} or newer is needed.`,
      )
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtextextended('jiewang:migrate', 0))")
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query('select name from migration')
    const done = new Set(rows.map(r => r.name as string))
    const ours = migrations()
    const unknown = [...done].find(name => !ours.some(m => m.name === name))
    if (unknown)
      throw new StartError(
        'data-version',
        `数据库比程序新（多了 ${unknown}），请用新版程序打开。`,
        `The database is newer than this program (${unknown}): open it with the newer release.`,
      )
    const fresh = ours.filter(m => !done.has(m.name))
    for (const m of fresh) {
      await client.query(m.sql)
      await client.query('insert into migration (name) values ($1)', [m.name])
    }
    const { rows: me } = await client.query(
      'select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user',
    )
    // A user above row-level security runs the program through an ordinary role.
    if (me[0].above) {
      await client.query(
        `do $$ begin if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
         exception when duplicate_object or unique_violation then null; end $$`,
      )
      await client.query(`grant usage on schema public to ${appRole}`)
      await client.query(`grant select, insert, update, delete on all tables in schema public to ${appRole}`)
      await client.query(`grant usage on all sequences in schema public to ${appRole}`)
    }
    await client.query('commit')
    return fresh.map(m => m.name)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}
