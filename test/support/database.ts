// A database of its own for every test that wants one. Migrations run once a run into a template database; copying
// that takes milliseconds, so tests share nothing and may run side by side.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { testCluster } from './cluster.ts'

export type TemplateOptions = {
  /** Fills the template once a run; must close its own connections. */
  readonly template?: (url: string) => Promise<void>
  /** Lower case letters, digits and _; the same name means the same template. */
  readonly templateName?: string
}

export type FreshDatabase = { readonly url: string; readonly drop: () => Promise<void> }

// One run = one `npm test`, or one `node --test` with all its files, or one file run by itself. Templates of another
// run are never used: they may have been filled by older migrations.
const run = process.env.JIEWANG_TEST_RUN ?? String(process.env.NODE_TEST_CONTEXT ? process.ppid : process.pid)

/** Every database of a run starts with this. */
export const databasePrefix = (ofRun: string): string => `jwt_${ofRun}_`

/** A new database, empty or a copy of the template. Drop it when the test is over. */
export async function freshDatabase(options: TemplateOptions = {}): Promise<FreshDatabase> {
  const { template, templateName = 'empty' } = options
  assert.match(templateName, /^[a-z0-9_]{1,24}$/, `templateName "${templateName}"`)
  const cluster = await testCluster()
  const source = template ? `${databasePrefix(run)}${templateName}` : 'template1'
  const name = `${databasePrefix(run)}${templateName}_${randomBytes(5).toString('hex')}`
  await asAdmin(cluster, async admin => {
    if (template) await readyTemplate(admin, cluster, source, template)
    // Copying files is the quicker way where no checkpoint has to reach the disk (17 ms against 27).
    const { rows } = await admin.query(`select current_setting('fsync') as fsync`)
    const strategy = rows[0].fsync === 'off' ? 'file_copy' : 'wal_log'
    await admin.query(`create database ${name} template ${source} strategy ${strategy}`)
  })
  const drop = () => asAdmin(cluster, admin => dropDatabase(admin, name))
  return { url: within(cluster, name), drop }
}

/** Drops every database of a run, templates included. */
export const dropRun = (cluster: string, ofRun: string): Promise<void> =>
  asAdmin(cluster, async admin => {
    const { rows } = await admin.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [databasePrefix(ofRun)],
    )
    for (const { datname } of rows) await dropDatabase(admin, datname)
  })

async function readyTemplate(
  admin: pg.Client,
  cluster: string,
  name: string,
  fill: (url: string) => Promise<void>,
): Promise<void> {
  const exists = async () =>
    (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1
  if (await exists()) return
  // Test files run side by side; one fills, the others wait here and then find it filled.
  await admin.query('select pg_advisory_lock(hashtext($1))', [name])
  try {
    if (await exists()) return
    const building = `${name}_building`
    await dropDatabase(admin, building)
    await admin.query(`create database ${building}`)
    await fill(within(cluster, building))
    await admin.query(`alter database ${building} rename to ${name}`)
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [name])
  }
}

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await admin.query(`drop database if exists ${name} with (force)`)
      return
    } catch (error) {
      // An autovacuum worker is in it, which only a superuser may send away; it leaves by itself.
      if (tries === 20 || !(error instanceof pg.DatabaseError && error.code === '42501')) throw error
      await wait(100)
    }
  }
}

function within(cluster: string, database: string): string {
  const url = new URL(cluster)
  url.pathname = `/${database}`
  return url.href
}

async function asAdmin(cluster: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
