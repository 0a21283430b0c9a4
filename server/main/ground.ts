// The ground a process stands on: a database that is there, at the present schema, speaking for one district. The
// program starts its own PostgreSQL, or uses the one named by DATABASE_URL.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { attachOrOpen, openCluster } from '#server/store/embedded/cluster.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { migrate } from '#server/store/migrate.ts'
import type { Settings } from './settings.ts'

export type Ground = { url: string; stop: () => Promise<void> }

/** `alone`: the long-running program, which must be the only one on its own data; commands may come beside it. */
export const openGround = async (
  settings: Settings,
  alone: boolean,
  say?: (zh: string, en: string) => void,
): Promise<Ground> => {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  if (settings.databaseUrl !== undefined) {
    await migrateYours(settings.databaseUrl)
    return { url: settings.databaseUrl, stop: async () => {} }
  }
  const options = { dataDir: join(settings.dataDir, 'pg'), ...(say ? { say } : {}) }
  const cluster = await (alone ? openCluster(options) : attachOrOpen(options))
  try {
    await migrate(cluster.url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { url: cluster.url, stop: cluster.stop }
}

const migrateYours = async (url: string): Promise<void> => {
  try {
    await migrate(url)
  } catch (error) {
    throw sentenceOf(error, url)
  }
}

/** Classes of PostgreSQL's own words that mean: nobody of that name and password gets in here now. */
const shutOut = /^(08|28|3D|53|57)/

const sentenceOf = (error: unknown, url: string): unknown => {
  if (!(error instanceof Error) || error instanceof StartError) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === '42501')
    return new StartError(
      'no-permission',
      '数据库用户没有建表权限：请让它成为库的所有者（alter database … owner to …）。',
      'The database user may not create tables: make it the owner of the database (alter database … owner to …).',
    )
  // What PostgreSQL says of a statement carries a severity; everything else happened on the way there.
  if ('severity' in error && !shutOut.test(code)) return error
  const host = URL.canParse(url) ? new URL(url).host : ''
  const why = code || error.message
  return new StartError(
    'postgres-failed',
    `连不上 DATABASE_URL 指定的数据库（${host || '本机'}，${why}）：请检查地址、账号和库名。`,
    `The database of DATABASE_URL (${host || 'local'}, ${why}) cannot be opened: check address, user and name.`,
  )
}
