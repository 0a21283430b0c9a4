// Accounts: one a person of the district, with a sign-in name. What the person may do stands in the district pack; an
// account says only that somebody is who they say they are.
import type { District } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import { hashPassword } from './passwords.ts'
import type { Database, Query } from './pool.ts'
import { normalLogin } from './sign-in-attempts.ts'

export type Account = {
  person: string
  login: string
  passwordHash: string | null
  /** Vault references. */
  secondFactor: string | null
  secondFactorPending: string | null
  disabled: boolean
  mustChange: boolean
  changedAt: Instant
}

/** A first password not used for this long is void. */
const firstPasswordMs = 7 * msPerDay
export const isFirstPasswordVoid = (a: Account, now: Instant): boolean =>
  a.mustChange && a.changedAt + firstPasswordMs <= now

const columns =
  'person, login, password_hash, second_factor, second_factor_pending, disabled, must_change, changed_at'

type AccountRow = {
  person: string
  login: string
  password_hash: string | null
  second_factor: string | null
  second_factor_pending: string | null
  disabled: boolean
  must_change: boolean
  changed_at: number
}

const accountOf = (r: AccountRow): Account => ({
  person: r.person,
  login: r.login,
  passwordHash: r.password_hash,
  secondFactor: r.second_factor,
  secondFactorPending: r.second_factor_pending,
  disabled: r.disabled,
  mustChange: r.must_change,
  changedAt: r.changed_at as Instant,
})

export const accountByLogin = async (db: Database, login: string): Promise<Account | undefined> => {
  const [row] = await db.system<AccountRow>(
    `select ${columns} from account where district = $1 and login = $2`,
    [db.district, normalLogin(login)],
  )
  return row && accountOf(row)
}

export const accountOfPerson = async (db: Database, person: string): Promise<Account | undefined> => {
  const [row] = await db.system<AccountRow>(
    `select ${columns} from account where district = $1 and person = $2`,
    [db.district, person],
  )
  return row && accountOf(row)
}

/** All accounts by login; a district has a few thousand at most. */
export const allAccounts = async (db: Database): Promise<Account[]> =>
  (
    await db.system<AccountRow>(`select ${columns} from account where district = $1 order by login`, [
      db.district,
    ])
  ).map(accountOf)

/** Letters, digits, dots and hyphens, 2–40 long; also Chinese. Undefined when it is none of that. */
export const loginFrom = (wish: string): string | undefined => {
  const login = normalLogin(wish)
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u.test(login) ? login : undefined
}

export const makeAccount = async (
  query: Query,
  district: string,
  wish: { person: string; login: string; passwordHash: string; mustChange: boolean },
  now: Instant,
): Promise<'made' | 'taken'> => {
  const rows = await query(
    `insert into account (district, person, login, password_hash, must_change, changed_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
    [district, wish.person, normalLogin(wish.login), wish.passwordHash, wish.mustChange, now],
  )
  return rows.length === 1 ? 'made' : 'taken'
}

export const setPassword = async (
  db: Database,
  person: string,
  passwordHash: string,
  mustChange: boolean,
  now: Instant,
): Promise<void> => {
  await db.system(
    'update account set password_hash = $3, must_change = $4, changed_at = $5 where district = $1 and person = $2',
    [db.district, person, passwordHash, mustChange, now],
  )
}

/** False when there is no such account. */
export const setDisabled = async (db: Database, person: string, disabled: boolean): Promise<boolean> =>
  (
    await db.system('update account set disabled = $3 where district = $1 and person = $2 returning 1', [
      db.district,
      person,
      disabled,
    ])
  ).length === 1

/**
 * Accounts for the demonstration, all with one password; those that exist stay as they are. Only where the pack says
 * that its people are invented. Resolves to the accounts as they are to be shown.
 */
export const ensureDemoAccounts = async (
  db: Database,
  district: District,
  password: string,
  now: Instant,
): Promise<readonly { login: string; zh: string }[]> => {
  assert(
    district.synthetic,
    `demo accounts in ${district.zh}: only a district marked synthetic may have them`,
  )
  const wanted = district.demoAccounts
  const there = new Set((await allAccounts(db)).map(a => a.person))
  await Promise.all(
    wanted
      .filter(w => !there.has(w.person))
      .map(async ({ person, login }) => {
        const passwordHash = await hashPassword(password)
        await makeAccount(db.system, db.district, { person, login, passwordHash, mustChange: false }, now)
      }),
  )
  return wanted.map(({ login, zh }) => ({ login, zh }))
}
