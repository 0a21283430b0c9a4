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
    await ready(settings.databaseUrl)
    return { url: settings.databaseUrl, stop: async () => {} }
  }
  const options = { dataDir: join(settings.dataDir, 'pg'), ...(say ? { say } : {}) }
  const cluster = await (alone ? openCluster(options) : attachOrOpen(options))
  try {
    await ready(cluster.url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { url: cluster.url, stop: cluster.stop }
}

const ready = async (url: string): Promise<void> => {
  try {
    await migrate(url)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (
      ['ECONNREFUSED', 'ENOTFOUND', 'ENOENT', 'ETIMEDOUT', 'EAI_AGAIN', '28P01', '28000', '3D000'].includes(
        code,
      )
    ) {
      const { host } = new URL(url)
      throw new StartError(
        'postgres-failed',
        `连不上 DATABASE_URL 指定的数据库（${host || '本机'}，${code}）：请检查地址、账号和库名。`,
        `The database of DATABASE_URL (${host || 'local'}, ${code}) cannot be opened: check address, user and name.`,
      )
    }
    throw error
  }
}
