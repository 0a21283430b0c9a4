// An empty cluster, made once. It is made beside its place and moved there when whole, so a start that is killed half
// way leaves nothing that looks like a database.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failureIn, spawnOptions } from './postmaster.ts'
import type { Seat } from './seat.ts'
import { StartError } from './start-error.ts'

export const superuser = 'jiewang'

const major = '18'

export function passwordOf(seat: Seat): string {
  return readFileSync(join(seat.folder, 'password'), 'utf8')
}

/** Makes the cluster when there is none; refuses one of another major version. */
export function readyCluster(seat: Seat, durable: boolean): void {
  const versionFile = join(seat.cluster, 'PG_VERSION')
  if (!existsSync(versionFile)) {
    create(seat, durable)
    return
  }
  const found = readFileSync(versionFile, 'utf8').trim()
  if (found === major) return
  throw new StartError(
    'data-version',
    `${seat.folder} 里的数据属于 PostgreSQL ${found}，本程序使用 ${major}：请用对应的旧版程序打开。`,
    `The data in ${seat.folder} belong to PostgreSQL ${found} and this program uses ${major}: open them with the release that made them.`,
  )
}

function create(seat: Seat, durable: boolean): void {
  const fresh = join(seat.folder, 'cluster.new')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  // initdb reads the password as the account it runs as, so for a moment a copy lies in that account's own folder.
  const passwordCopy = join(seat.folder, 'password.new')
  writeFileSync(passwordCopy, password, { mode: 0o600 })
  writeFileSync(join(seat.folder, 'password'), password, { mode: 0o600 })
  if (seat.runAs) for (const path of [fresh, passwordCopy]) chownSync(path, seat.runAs.uid, seat.runAs.gid)
  const done = spawnSync(
    join(seat.native, 'bin', 'initdb'),
    [
      ...['-D', fresh, '-U', superuser, '-E', 'UTF8', `--pwfile=${passwordCopy}`],
      // The built-in provider sorts by code point and knows Chinese letters; with plain C pg_trgm sees none.
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=C.UTF-8'],
      ...['--auth=scram-sha-256', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ],
    { ...spawnOptions(seat), encoding: 'utf8' },
  )
  rmSync(passwordCopy)
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw failureIn(done.stderr || String(done.error), seat)
  }
  renameSync(fresh, seat.cluster)
}
