// The PostgreSQL all tests share. `npm test` names one in JIEWANG_TEST_PG; a test file run by hand starts a keeper
// process that holds a throw-away cluster for everybody and leaves by itself soon after the last one disconnected.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { attach } from '#server/store/embedded/cluster.ts'
import { liveOwner } from '#server/store/embedded/owner.ts'
import { takeSeat } from '#server/store/embedded/seat.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const testDataDir: string = join(root, '.jiewang', 'test-pg')

let found: Promise<string> | undefined

/** The URL of the PostgreSQL to make test databases in, as a role that may create databases and roles. */
export function testCluster(): Promise<string> {
  const given = process.env.JIEWANG_TEST_PG
  if (given) return Promise.resolve(given)
  found ??= kept()
  return found
}

async function kept(): Promise<string> {
  const running = await attach(testDataDir)
  if (running) return running.url
  const keeper = spawn(process.execPath, [join(root, 'test/support/cluster-keeper.ts')], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  keeper.stderr.on('data', (chunk: Buffer) => {
    told += chunk
  })
  const left = new Promise<void>(resolve => keeper.once('exit', () => resolve()))
  for (;;) {
    const cluster = await attach(testDataDir)
    if (cluster) {
      keeper.stderr.destroy()
      keeper.unref()
      return cluster.url
    }
    if (keeper.exitCode !== null && keeper.exitCode !== 0) throw new Error(told.trim())
    await Promise.race([left, new Promise(resolve => setTimeout(resolve, 20))])
    // A keeper that came second leaves with 0 and the first one is there to attach to.
    if (keeper.exitCode === 0 && !liveOwner(takeSeat(testDataDir).folder)) return kept()
  }
}

/** Tells the keeper to leave now when nobody is connected, instead of waiting a while. */
export function releaseTestCluster(): void {
  const owner = liveOwner(takeSeat(testDataDir).folder)
  if (owner) process.kill(owner.pid, 'SIGUSR2')
}
