// Data folders for the tests of this room, and their removal wherever root's data went.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import pg from 'pg'

/** A folder that does not exist yet, inside one only we can enter; both go when the test ends. */
export function scratchDataDir(t: TestContext): string {
  const parent = mkdtempSync(join(tmpdir(), 'jiewang-test-'))
  const dataDir = join(parent, 'pg')
  t.after(() => {
    const pointer = join(dataDir, 'elsewhere')
    if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true })
    rmSync(parent, { recursive: true, force: true })
  })
  return dataDir
}

export async function ask<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  // A server killed on purpose reports it here too; the query below rejects with the same.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
