// Failed sign-ins, counted by the name asked for, whether anybody has that name or not: from outside a locked name and
// a locked nothing look alike. An attempt is counted before the password is looked at and given back when it was right,
// so many guesses at the same moment do not slip through.
import { createHash } from 'node:crypto'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

export const mostFailures = 5
const firstLockMs = 15 * 60_000
/** Each further lock is twice as long, up to a day. */
const mostDoublings = 6
const longestLockMs = 24 * 3_600_000
/** After a quiet day all is forgotten. */
const forgetMs = 24 * 3_600_000

export type Attempt = { lockedUntil: Instant } | { failures: number }

export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

const hashOf = (login: string): string => createHash('sha256').update(normalLogin(login)).digest('hex')

/** Counts an attempt. `lockedUntil` means: do not even look at the password. */
export const countAttempt = async (db: Database, login: string, now: Instant): Promise<Attempt> => {
  const values = [db.district, hashOf(login), now]
  const [row] = await db.system<{ failures: number }>(
    `insert into sign_in_attempt as t (district, login_hash, failures, at) values ($1, $2, 1, $3)
     on conflict (district, login_hash) do update set
       -- A lock that has run out leaves five new tries, and the next lock is longer.
       failures = case when t.locked_until is null and t.at > $3 - ${forgetMs} then t.failures + 1 else 1 end,
       lockouts = case when t.at <= $3 - ${forgetMs} and coalesce(t.locked_until, 0) <= $3 - ${forgetMs} then 0 else t.lockouts end,
       locked_until = case when t.locked_until is null and t.at > $3 - ${forgetMs} and t.failures + 1 >= ${mostFailures}
         then $3 + least(${firstLockMs} * (1 << least(t.lockouts, ${mostDoublings})), ${longestLockMs}) end,
       at = $3
     where t.locked_until is null or t.locked_until <= $3
     returning failures`,
    values,
  )
  if (row) return { failures: row.failures }
  const [locked] = await db.system<{ locked_until: number }>(
    'select locked_until from sign_in_attempt where district = $1 and login_hash = $2',
    values.slice(0, 2),
  )
  // Unlocked between the two statements: the next try goes through.
  return { lockedUntil: (locked?.locked_until ?? now) as Instant }
}

/** The attempt turned out wrong: a lock it brought on stays, and counts towards a longer one. */
export const keepAttempt = async (
  db: Database,
  login: string,
  now: Instant,
): Promise<Instant | undefined> => {
  const [row] = await db.system<{ locked_until: number }>(
    `update sign_in_attempt set lockouts = lockouts + 1
     where district = $1 and login_hash = $2 and locked_until > $3 and failures >= ${mostFailures} returning locked_until`,
    [db.district, hashOf(login), now],
  )
  return row?.locked_until as Instant | undefined
}

/** The attempt was not a guess (right password, code still to come): it is given back, nothing else is forgiven. */
export const giveBack = async (db: Database, login: string): Promise<void> => {
  await db.system(
    `update sign_in_attempt set failures = greatest(failures - 1, 0), locked_until = null
     where district = $1 and login_hash = $2`,
    [db.district, hashOf(login)],
  )
}

/** Signed in, or unlocked by the security administrator. */
export const forgetAttempts = async (db: Database, login: string): Promise<void> => {
  await db.system('delete from sign_in_attempt where district = $1 and login_hash = $2', [
    db.district,
    hashOf(login),
  ])
}

/** Logins of `logins` that are locked now. */
export const lockedOf = async (
  db: Database,
  logins: readonly string[],
  now: Instant,
): Promise<ReadonlySet<string>> => {
  const byHash = new Map(logins.map(login => [hashOf(login), login]))
  const rows = await db.system<{ login_hash: string }>(
    'select login_hash from sign_in_attempt where district = $1 and login_hash = any($2) and locked_until > $3',
    [db.district, [...byHash.keys()], now],
  )
  return new Set(rows.map(r => byHash.get(r.login_hash)!))
}

export const sweepAttempts = async (db: Database, now: Instant): Promise<void> => {
  await db.system(
    'delete from sign_in_attempt where district = $1 and at <= $2 and coalesce(locked_until, 0) <= $2',
    [db.district, now - forgetMs],
  )
}
