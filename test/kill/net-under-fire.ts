// The program under fire: started as a user starts it, on a database of its own, with residents and officers who never
// give up, and a finger on the kill switch. What was acknowledged is written down here, outside of what is killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { attach, openCluster } from '#server/store/embedded/cluster.ts'
import { readyPostmaster } from '#server/store/embedded/postmaster.ts'
import { type Seat, takeSeat } from '#server/store/embedded/seat.ts'

export const targets = ['server', 'postmaster', 'backend'] as const
export type Target = (typeof targets)[number]

const program = fileURLToPath(new URL('../../server/main/start.ts', import.meta.url))
export const password = 'kill-test-password'
const patienceMs = 90_000

export class Fire {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'jiewang-kill-'))
  readonly seat: Seat
  port = 0
  private child: ChildProcess | undefined
  private told = ''

  constructor() {
    this.seat = takeSeat(join(this.dataDir, 'pg'))
  }

  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort()
    const child = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        DATABASE_URL: '',
        PORT: String(this.port),
        JIEWANG_DATA_DIR: this.dataDir,
        JIEWANG_DEMO_PASSWORD: password,
        JIEWANG_DEMO_MATTERS: '0',
        // Every resident comes from an address of their own, as behind a city's proxy.
        JIEWANG_TRUSTED_PROXIES: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    this.told = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.told = (this.told + chunk).slice(-4000)
      })
    await until(patienceMs, async () => {
      if (child.exitCode !== null) throw new Error(`the program did not start: ${this.told}`)
      // The last line it prints: by then the demonstration accounts are there too.
      return this.told.includes('Ctrl+C')
    })
  }

  /** What the program printed last. */
  lastWords(): string {
    return this.told
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`
  }

  /** Kills one process outright. The program is started again by hand; the database comes back by itself or not at all. */
  async kill(target: Target, pick: (count: number) => number): Promise<void> {
    if (target === 'server') {
      const dead = this.child!
      const gone = once(dead, 'exit')
      dead.kill('SIGKILL')
      await gone
      await this.start()
      return
    }
    const postmaster = readyPostmaster(this.seat)
    // Still recovering from the last shot: there is nothing new to hit.
    if (!postmaster) return
    const backends = childrenOf(postmaster.pid)
    const pid = target === 'postmaster' ? postmaster.pid : (backends[pick(backends.length)] ?? postmaster.pid)
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  /** URL of the database, above row-level security. */
  async database(): Promise<string> {
    const cluster = await attach(join(this.dataDir, 'pg'))
    if (!cluster) throw new Error('the program is not running')
    return cluster.url
  }

  async end(): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit')
      this.child.kill('SIGTERM')
      await gone
    }
    // A program that was killed leaves its PostgreSQL running; opening and closing it ends that in order.
    await openCluster({ dataDir: join(this.dataDir, 'pg') }).then(
      cluster => cluster.stop(),
      () => {},
    )
    rmSync(this.dataDir, { recursive: true, force: true })
    rmSync(this.seat.folder, { recursive: true, force: true })
  }
}

/** Asks again every 50 ms; throws when it never becomes true. */
export const until = async (limitMs: number, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (const startMs = performance.now(); performance.now() - startMs < limitMs; await wait(50))
    if (await isSo()) return
  throw new Error(`nothing happened within ${limitMs / 1000} s`)
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
      } catch {
        // It ended while we looked.
        return false
      }
    })
    .map(Number)

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
