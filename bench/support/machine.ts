// What it was measured on, and the two cores it is measured on: client, server and database share them, on whatever
// machine, so that figures of different machines are about the same thing.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import pg from 'pg'

const cores = 2

/** Binds this process, what it starts, and the PostgreSQL behind `url` to two cores. Returns a sentence about it. */
export const pinToTwoCores = async (url: string): Promise<string> => {
  if (availableParallelism() <= cores) return `${availableParallelism()} cores, all used`
  const pids = [process.pid, ...(await serverProcesses(url))]
  const failed = pids.some(pid => spawnSync('taskset', ['-apc', `0-${cores - 1}`, String(pid)]).status !== 0)
  return failed
    ? `${availableParallelism()} cores, not bound to two: taskset is missing or not allowed`
    : `bound to ${cores} of ${cpus().length} cores with taskset`
}

const parentOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** The postmaster and all its children. */
const serverProcesses = async (url: string): Promise<number[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = parentOf(rows[0]!.pid)
  await client.end()
  const children = readdirSync('/proc').flatMap(name => {
    try {
      return /^\d+$/.test(name) && parentOf(Number(name)) === postmaster ? [Number(name)] : []
    } catch {
      // It ended while we looked.
      return []
    }
  })
  return [postmaster, ...children]
}

export const versionsOf = async (url: string): Promise<{ cpu: string; node: string; postgres: string }> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ v: string }>(`select current_setting('server_version') as v`)
  await client.end()
  return { cpu: cpus()[0]?.model.trim() ?? 'unknown', node: process.versions.node, postgres: rows[0]!.v }
}
