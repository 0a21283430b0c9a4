// PostgreSQL of our own: without any configuration the program starts one in its data folder and stops it at the end.
// Built to be killed: the program may die and leave the server running, the server may die under the program.
import type { ChildProcess } from 'node:child_process'
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { bearLoss } from '../bear-loss.ts'
import { passwordOf, readyCluster, superuser } from './new-cluster.ts'
import { becomeOwner, liveOwner } from './owner.ts'
import {
  accessRulesOf,
  logOf,
  readyPostmaster,
  settingsOf,
  startPostmaster,
  stopServer,
} from './postmaster.ts'
import { type Seat, takeSeat } from './seat.ts'
import { accessRules, settingsFor } from './settings.ts'
import { asStartError, diskFull, neededMb, StartError } from './start-error.ts'

export type ClusterOptions = {
  readonly dataDir: string
  /** False: for tests. Nothing waits for the disk, whatever lay in the folder goes, and it goes again at stop. */
  readonly durable?: boolean
  /** Hears when the server died and came back. */
  readonly say?: (zh: string, en: string) => void
}

export type Cluster = {
  /** Superuser, database `jiewang`, over the unix socket; the same without `?host=` goes over loopback TCP. */
  readonly url: string
  readonly socketDir: string
  readonly port: number
  /** Stops the server when we own it; when only attached it does nothing. */
  readonly stop: () => Promise<void>
}

const databaseName = 'jiewang'

// An orderly stop writes all changed pages, so the next start needs no recovery: worth waiting for at the end of the
// program, less so when somebody waits for the program to start.
const stopPatienceMs = 30_000
const leftoverPatienceMs = 3_000

/** Opens the cluster in `dataDir`, making it first when there is none. Throws StartError. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  try {
    const seat = takeSeat(options.dataDir)
    const release = becomeOwner(seat.folder)
    try {
      return await openOwned(seat, options, release)
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    throw asStartError(error, options.dataDir)
  }
}

/** Uses the cluster another process of ours has open, or opens it. For commands beside a running program. */
export async function attachOrOpen(options: ClusterOptions): Promise<Cluster> {
  for (;;) {
    try {
      return await openCluster(options)
    } catch (error) {
      if (!(error instanceof StartError) || error.code !== 'already-running') throw error
    }
    const attached = await attach(options.dataDir)
    if (attached) return attached
  }
}

/** The cluster a live process of ours has open in `dataDir`, once it answers; null when there is no such process. */
export async function attach(dataDir: string): Promise<Cluster | null> {
  const seat = takeSeat(dataDir)
  while (liveOwner(seat.folder)) {
    const running = readyPostmaster(seat)
    if (running) {
      const address = addressOf(seat, running)
      if (await answers(address.url)) return { ...address, stop: async () => {} }
    }
    await wait(20)
  }
  return null
}

async function answers(url: string): Promise<boolean> {
  const client = bearLoss(new pg.Client({ connectionString: url }))
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    // Still starting, or its database is not made yet: the caller asks again while the owner lives.
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function openOwned(seat: Seat, options: ClusterOptions, release: () => void): Promise<Cluster> {
  const durable = options.durable ?? true
  await stopServer(seat, leftoverPatienceMs)
  if (!durable) clear(seat)
  requireSpace(seat)
  readyCluster(seat, durable)
  const socketDir = readySocketDir(seat)
  writeFileSync(accessRulesOf(seat), accessRules, { mode: 0o644 })
  trimLog(seat)

  let { child, port } = await startOnFreePort(seat, socketDir, durable)
  let stopping = false
  const address = addressOf(seat, { socketDir, port })
  await readyDatabase(address.url)

  // The server died and nobody asked it to: recover on the same address, and keep trying while it cannot.
  const watch = (watched: ChildProcess): void => {
    watched.once('exit', async () => {
      if (stopping) return
      options.say?.('数据库意外停止，正在恢复。', 'The database stopped unexpectedly and is being recovered.')
      for (;;) {
        try {
          await stopServer(seat, leftoverPatienceMs)
          if (stopping) return
          child = await startPostmaster(seat)
          if (stopping) child.kill('SIGINT')
          break
        } catch (error) {
          if (stopping) return
          const known = asStartError(error, seat.folder)
          if (known instanceof StartError) options.say?.(known.zh, known.en)
          else options.say?.(`数据库未能恢复：${known}`, `The database could not be recovered: ${known}`)
          await wait(2000)
        }
      }
      watch(child)
      options.say?.('数据库已恢复。', 'The database has recovered.')
    })
  }
  watch(child)

  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await stopServer(seat, stopPatienceMs)
    if (!durable) clear(seat)
    if (socketDir !== join(seat.folder, 'socket')) rmSync(socketDir, { recursive: true, force: true })
    release()
  }
  return { ...address, stop }
}

async function startOnFreePort(seat: Seat, socketDir: string, durable: boolean) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    writeFileSync(settingsOf(seat), settingsFor({ port, socketDir, durable }), { mode: 0o644 })
    try {
      return { child: await startPostmaster(seat), port }
    } catch (error) {
      // Between finding a free port and taking it somebody else may take it.
      if (attempt === 5 || !(error instanceof StartError) || error.code !== 'port-taken') throw error
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

// The query of the URL wins over its host for libpq and for pg alike, so one URL names both ways in.
function addressOf(seat: Seat, { socketDir, port }: { socketDir: string; port: number }) {
  const url = new URL(`postgresql://127.0.0.1:${port}/${databaseName}`)
  url.username = superuser
  url.password = passwordOf(seat)
  url.searchParams.set('host', socketDir)
  return { url: url.href, socketDir, port }
}

async function readyDatabase(url: string): Promise<void> {
  const entry = new URL(url)
  entry.pathname = '/postgres'
  const client = bearLoss(new pg.Client({ connectionString: entry.href }))
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

// A unix socket's path holds 107 bytes; PostgreSQL adds a file name of up to 18.
function readySocketDir(seat: Seat): string {
  const near = join(seat.folder, 'socket')
  const isShort = Buffer.byteLength(near) <= 85
  const dir = isShort ? near : mkdtempSync(join(tmpdir(), 'jiewang-'))
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (seat.runAs) chownSync(dir, seat.runAs.uid, seat.runAs.gid)
  return dir
}

function requireSpace(seat: Seat): void {
  const { bavail, bsize } = statfsSync(seat.folder)
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024)
  if (freeMb < neededMb) throw diskFull(seat.folder, freeMb)
}

function clear(seat: Seat): void {
  for (const name of readdirSync(seat.folder)) {
    if (!name.startsWith('owner.json')) rmSync(join(seat.folder, name), { recursive: true, force: true })
  }
}

function trimLog(seat: Seat): void {
  const size = statSync(logOf(seat), { throwIfNoEntry: false })?.size ?? 0
  if (size > 5 * 1024 * 1024) truncateSync(logOf(seat))
}
