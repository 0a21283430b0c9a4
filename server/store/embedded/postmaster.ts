// One running PostgreSQL server: started, waited for, found again, stopped. Found again by the working folder of its
// processes, which PostgreSQL keeps at its data folder; a pid in a file may belong to somebody else by now.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Seat } from './seat.ts'
import { diskFull, noPermission, StartError } from './start-error.ts'

export type Running = { readonly pid: number; readonly port: number; readonly socketDir: string }

export const logOf = (seat: Seat): string => join(seat.folder, 'postgres.log')
export const settingsOf = (seat: Seat): string => join(seat.folder, 'postgresql.conf')
export const accessRulesOf = (seat: Seat): string => join(seat.folder, 'pg_hba.conf')

/** How PostgreSQL's programs are run: as the seat's account, in a plain environment. */
export const spawnOptions = (seat: Seat) => ({
  ...seat.runAs,
  cwd: seat.folder,
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', LD_LIBRARY_PATH: join(seat.native, 'lib') },
})

/** The server that says it is ready in postmaster.pid, or null. Lines: pid, folder, time, port, socket, …, state. */
export function readyPostmaster(seat: Seat): Running | null {
  let lines: string[]
  try {
    lines = readFileSync(join(seat.cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (lines[7]?.trim() !== 'ready' || !isIn(seat.cluster, pid)) return null
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '' }
}

/** Starts the server and waits until it takes connections, however long it recovers. */
export async function startPostmaster(seat: Seat): Promise<ChildProcess> {
  const log = openSync(logOf(seat), 'a', 0o600)
  const logStart = statSync(logOf(seat)).size
  const conf = ['config_file', settingsOf(seat), 'hba_file', accessRulesOf(seat)]
  const args = ['-D', seat.cluster, '-c', `${conf[0]}=${conf[1]}`, '-c', `${conf[2]}=${conf[3]}`]
  // Detached: Ctrl-C in the terminal must reach the program, which then stops its database last.
  const child = spawn(join(seat.native, 'bin', 'postgres'), args, {
    ...spawnOptions(seat),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  while (readyPostmaster(seat)?.pid !== child.pid) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw failureIn(readFileSync(logOf(seat), 'utf8').slice(logStart), seat)
    }
    await wait(5)
  }
  return child
}

/**
 * Stops whatever PostgreSQL process works in this data folder; afterwards there is none. After `patienceMs` of an
 * orderly stop it is cut short, which loses nothing: the next start recovers. A server asked to stop in the middle of
 * recovering from a crash was seen waiting for ever (18.4: start-up process gone, checkpointer and io workers left).
 */
export async function stopServer(seat: Seat, patienceMs: number): Promise<void> {
  const leader = processesIn(seat.cluster).find(pid => pid === pidInFile(seat))
  if (leader !== undefined) {
    signal(leader, 'SIGINT')
    if (!(await gone(seat, patienceMs))) signal(leader, 'SIGQUIT')
    await gone(seat, 2_000)
  }
  // Without their leader they are cut off from new work, and recovery does not rely on them.
  for (const pid of processesIn(seat.cluster)) signal(pid, 'SIGKILL')
  if (!(await gone(seat, 10_000))) {
    throw new StartError(
      'postgres-failed',
      `上次留下的数据库进程 ${processesIn(seat.cluster).join('、')} 停不下来，请重启本机后再试。`,
      `Database processes left from the last run (${processesIn(seat.cluster).join(', ')}) cannot be stopped: restart this machine and try again.`,
    )
  }
  rmSync(join(seat.cluster, 'postmaster.pid'), { force: true })
}

/** The sentence behind the server's own words in its log. */
export function failureIn(log: string, seat: Seat): StartError {
  if (/No space left on device|Disk quota exceeded/.test(log)) return diskFull(seat.folder, null)
  if (/could not bind|could not create any TCP/.test(log)) {
    return new StartError('port-taken', '数据库端口已被占用。', 'The port of the database is taken.')
  }
  if (log.includes('Permission denied')) return noPermission(seat.folder)
  if (log.includes('could not look up effective user ID')) {
    return new StartError(
      'no-permission',
      '当前用户编号在 /etc/passwd 中没有名字，数据库无法以它运行：请补上这一行，或换一个用户启动。',
      'The current user id has no name in /etc/passwd and the database cannot run as it: add the line, or start as another user.',
    )
  }
  const last = log.match(/(?:FATAL|PANIC|error|ERROR):.*/g)?.at(-1) ?? log.trim().split('\n').at(-1) ?? ''
  return new StartError(
    'postgres-failed',
    `数据库启动失败：${last}（日志在 ${logOf(seat)}）。`,
    `The database did not start: ${last} (its log is ${logOf(seat)}).`,
  )
}

async function gone(seat: Seat, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += 10) {
    if (processesIn(seat.cluster).length === 0) return true
    await wait(10)
  }
  return false
}

function pidInFile(seat: Seat): number | null {
  try {
    return Number.parseInt(readFileSync(join(seat.cluster, 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return null
  }
}

const processesIn = (cluster: string): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => isIn(cluster, pid))

function isIn(cluster: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
