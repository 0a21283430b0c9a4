// Where a cluster lives and as whom it runs. A normal user runs PostgreSQL from the checkout as themselves. Root may
// not (PostgreSQL refuses), and an unprivileged user often cannot even reach a checkout under a 0700 home, so for
// root binaries and data move to /var/lib/jiewang when, and only when, they are out of reach.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { StartError } from './start-error.ts'

export type Account = { readonly uid: number; readonly gid: number }

export type Seat = {
  /** Ours: settings, password, owner, log. */
  readonly folder: string
  /** PostgreSQL's own: PGDATA. */
  readonly cluster: string
  /** bin/, lib/, share/ of PostgreSQL. */
  readonly native: string
  /** Null: PostgreSQL runs as we do. */
  readonly runAs: Account | null
}

const commonPlace = '/var/lib/jiewang'

export function takeSeat(dataDir: string): Seat {
  mkdirSync(dataDir, { recursive: true })
  const home = realpathSync(dataDir)
  if (process.getuid?.() !== 0) {
    chmodSync(home, 0o700)
    return { folder: home, cluster: join(home, 'cluster'), native: findBinaries(), runAs: null }
  }
  const fallback = unprivilegedAccount()
  const folder = canReach(fallback, dirname(home)) ? home : placeElsewhere(home)
  // Passable, not listable: PostgreSQL must get to its own folder below, and nothing else here concerns it.
  chmodSync(folder, 0o711)
  const cluster = join(folder, 'cluster')
  const runAs = existsSync(cluster) ? ownerOf(cluster, fallback) : fallback
  return { folder, cluster, native: reachableBinaries(runAs), runAs }
}

/** Data started earlier by a normal user stay that user's when root starts the program once. */
function ownerOf(path: string, fallback: Account): Account {
  const { uid, gid } = statSync(path)
  return uid === 0 ? fallback : { uid, gid }
}

function unprivilegedAccount(): Account {
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  const row = rows.find(r => r[0] === 'postgres') ?? rows.find(r => r[0] === 'nobody')
  if (row) return { uid: Number(row[2]), gid: Number(row[3]) }
  throw new StartError(
    'no-permission',
    '以 root 启动时需要系统用户 postgres 或 nobody 之一来运行数据库，两个都不存在：请新建其一，或换普通用户启动。',
    'Started as root, the database needs a system user postgres or nobody, and there is neither: add one, or start as a normal user.',
  )
}

const canReach = (account: Account, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...account, cwd: '/' }).status === 0

/** The folder outside the checkout, remembered in the checkout: a new clone at the same path starts anew. */
function placeElsewhere(home: string): string {
  const pointer = join(home, 'elsewhere')
  if (!existsSync(pointer)) {
    const folder = join(commonPlace, randomBytes(6).toString('hex'))
    writeFileSync(pointer, `${folder}\n`, { flag: 'wx' })
  }
  const folder = readFileSync(pointer, 'utf8').trim()
  mkdirSync(folder, { recursive: true })
  chmodSync(commonPlace, 0o711)
  return folder
}

function reachableBinaries(account: Account): string {
  const native = findBinaries()
  if (runsAs(account, native)) return native
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string
  const copy = join(commonPlace, `postgresql-${version}`)
  if (runsAs(account, copy)) return copy
  mkdirSync(commonPlace, { recursive: true })
  chmodSync(commonPlace, 0o711)
  // What a killed start left there does not run, and would stand in the way.
  rmSync(copy, { recursive: true, force: true })
  const fresh = `${copy}.${randomBytes(4).toString('hex')}`
  const wanted = (path: string): boolean => basename(path) !== 'include' && !path.endsWith('.a')
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, filter: wanted })
  openToAll(fresh)
  try {
    renameSync(fresh, copy)
  } catch (error) {
    if (!runsAs(account, copy)) throw error
    // Another start was quicker and may already be running from its copy.
    rmSync(fresh, { recursive: true, force: true })
  }
  return copy
}

// A strict umask at install time leaves files only root can read.
function openToAll(folder: string): void {
  spawnSync('chmod', ['-R', 'a+rX', folder])
}

const runsAs = (account: Account, native: string): boolean =>
  spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0
