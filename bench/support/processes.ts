// The two processes of a run beside the database: the program as `npm start` runs it, and the player.
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root, type Settings } from '#server/main/settings.ts'
import type { Part } from './parts.ts'
import type { Burst, Order, Played } from './player.ts'

export type Server = { port: number; pid: number; stop: () => Promise<void> }

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

const startPatienceMs = 60_000

/** The ordinary program with its ordinary settings. The player stands behind a proxy's address, as a city's net does. */
export const startServer = async (
  url: string,
  settings: Settings,
  nodeFlags: readonly string[] = [],
): Promise<Server> => {
  const port = await freePort()
  const child = spawn(process.execPath, [...nodeFlags, join(root, 'server/main/start.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      PORT: String(port),
      JIEWANG_DATA_DIR: settings.dataDir,
      JIEWANG_TRUSTED_PROXIES: '127.0.0.1',
      JIEWANG_DEMO_MATTERS: '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => {
    told = (told + chunk).slice(-4000)
  })
  const ended = once(child, 'exit')
  for (const startMs = performance.now(); ; ) {
    if (child.exitCode !== null || performance.now() - startMs > startPatienceMs) {
      child.kill('SIGKILL')
      throw new Error(`the program did not start: ${told.trim()}`)
    }
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (ready?.ok) break
    await new Promise(r => setTimeout(r, 50))
  }
  return {
    port,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export type Player = {
  play: (lanes: number, seconds: number) => Promise<Played>
  burst: (order: Omit<Order & { do: 'burst' }, 'do'>) => Promise<Burst>
  stop: () => void
}

export const startPlayer = async (port: number, parts: readonly Part[]): Promise<Player> => {
  const child = fork(new URL('./player.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    // What the launcher preloads lets a program end while only its channel is open; the player waits for orders on it.
    execArgv: [],
  })
  const tell = async <T>(order: Order): Promise<T> => {
    const answer = once(child, 'message')
    child.send(order)
    const [said] = (await Promise.race([
      answer,
      once(child, 'exit').then(() => [{ failed: 'the player died' }]),
    ])) as [{ done: T } | { failed: string }]
    if ('failed' in said) throw new Error(said.failed)
    return said.done
  }
  await tell({ do: 'know', port, parts })
  return {
    play: (lanes, seconds) => tell({ do: 'play', lanes, seconds }),
    burst: order => tell({ do: 'burst', ...order }),
    stop: () => void child.kill(),
  }
}
