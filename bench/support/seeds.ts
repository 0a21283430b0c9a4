// The PostgreSQL of the benches, with databases that already hold 0, 100,000 or a million matters. They are made once
// for a schema and a generator and copied for every run, so no run starts on what another left. New migrations are
// applied to them as to any database in use; a changed one makes them anew.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { instant } from '#core/kit/instant.ts'
import { readSettings, root, type Settings } from '#server/main/settings.ts'
import { type Cluster, openCluster } from '#server/store/embedded/cluster.ts'
import { migrate, migrations } from '#server/store/migrate.ts'
import type { Say } from './bench.ts'
import { type LivedGroup, live } from './lived.ts'
import { multiply, withClient } from './multiply.ts'

export type Seeds = {
  cluster: Cluster
  settings: Settings
  /** Makes what is missing; takes minutes for a million the first time. */
  ready(counts: readonly number[]): Promise<void>
  /** A database of its own with so many matters there. */
  copy(count: number): Promise<Copy>
  stop(): Promise<void>
}
export type Copy = { url: string; drop: () => Promise<void> }

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10)
/** One short hash a migration, in order. */
const schemaOf = (files: ReturnType<typeof migrations>): string => files.map(m => shortHash(m.sql)).join(' ')

const generator = ['cast.ts', 'lived.ts', 'multiply.ts'].map(f => new URL(f, import.meta.url))

export const openSeeds = async (say: Say): Promise<Seeds> => {
  const dataDir = join(root, '.jiewang', 'bench')
  mkdirSync(dataDir, { recursive: true })
  const settings = { ...readSettings({}), dataDir }
  const cluster = await openCluster({ dataDir: join(dataDir, 'pg') })
  const within = (name: string) => {
    const url = new URL(cluster.url)
    url.pathname = `/${name}`
    return url.href
  }
  const admin = <T>(work: Parameters<typeof withClient<T>>[1]) => withClient(within('postgres'), work)
  const prefix = `seed_${shortHash(generator.map(f => readFileSync(f, 'utf8')).join('\n'))}_`

  /** Databases with the schema they were made under. */
  const there = () =>
    admin(async db => {
      const { rows } = await db.query<{ name: string; schema: string | null }>(
        `select datname as name, shobj_description(oid, 'pg_database') as schema from pg_database`,
      )
      return new Map(rows.map(r => [r.name, r.schema]))
    })
  const drop = (name: string) => admin(db => db.query(`drop database if exists ${name} with (force)`))
  const make = async (name: string, from: string, fill: (url: string) => Promise<void>) => {
    // Named at the end: a run that is cut leaves nothing that looks whole.
    const building = `building_${name}`
    await drop(building)
    await admin(db => db.query(`create database ${building} template ${from} strategy file_copy`))
    await fill(within(building))
    await admin(db => db.query(`comment on database ${building} is '${schemaOf(migrations())}'`))
    await admin(db => db.query(`alter database ${building} rename to ${name}`))
  }

  const ready = async (counts: readonly number[]): Promise<void> => {
    const kept = new Set<string>()
    for (const [name, schema] of await there()) {
      if (!/^(seed|building|run)_/.test(name)) continue
      const own = name.startsWith(prefix) && schema !== null
      const made = migrations().slice(0, schema?.split(' ').length)
      if (own && schemaOf(made) === schema) kept.add(name)
      else await drop(name)
    }
    for (const name of kept) {
      await migrate(within(name))
      await admin(db => db.query(`comment on database ${name} is '${schemaOf(migrations())}'`))
    }
    const missing = counts.filter(count => !kept.has(`${prefix}${count}`))
    if (missing.length === 0) return
    if (!kept.has(`${prefix}0`)) await make(`${prefix}0`, 'template1', async url => void (await migrate(url)))
    let groups: LivedGroup[] = []
    say(`living ${missing.some(c => c > 0) ? 'a few hundred matters' : 'nothing'} to make seeds of`)
    const lived = `building_${prefix}lived`
    await drop(lived)
    await admin(db => db.query(`create database ${lived} template ${prefix}0`))
    groups = await live(within(lived), settings, instant(Date.now()))
    for (const count of missing.filter(c => c > 0)) {
      const startMs = performance.now()
      await make(`${prefix}${count}`, lived, url => multiply(url, groups, count, say))
      say(`  ${count} matters: there after ${((performance.now() - startMs) / 1000).toFixed(0)} s`)
    }
    await drop(lived)
    await admin(db => db.query('checkpoint'))
  }

  return {
    cluster,
    settings,
    ready,
    copy: async count => {
      const name = `run_${randomBytes(4).toString('hex')}`
      await admin(db => db.query(`create database ${name} template ${prefix}${count} strategy file_copy`))
      return { url: within(name), drop: async () => void (await drop(name)) }
    },
    stop: cluster.stop,
  }
}
