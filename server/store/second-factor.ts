// The second factor as the database knows it: a reference into the vault, the last time step used, and keyed hashes of
// the recovery codes. The secret itself and the codes' pepper lie in the vault.
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

/** Sets the reference of a factor being set up; resolves to the one it replaces. */
export const setPending = async (db: Database, person: string, ref: string): Promise<string | undefined> => {
  const [row] = await db.system<{ old: string | null }>(
    `update account a set second_factor_pending = $3
     from (select second_factor_pending as old from account where district = $1 and person = $2) o
     where a.district = $1 and a.person = $2 returning o.old`,
    [db.district, person, ref],
  )
  return row?.old ?? undefined
}

/** The pending factor counts from now on; its code of `step` is used up. False when it was replaced meanwhile. */
export const putInForce = (
  db: Database,
  person: string,
  ref: string,
  step: number,
  recoveryHashes: readonly string[],
): Promise<boolean> =>
  db.transaction(async query => {
    const done = await query(
      `update account set second_factor = $3, second_factor_pending = null, second_factor_step = $4
       where district = $1 and person = $2 and second_factor_pending = $3 returning 1`,
      [db.district, person, ref, step],
    )
    if (done.length === 0) return false
    await query('delete from recovery_code where district = $1 and person = $2', [db.district, person])
    await query(
      'insert into recovery_code (district, person, hash) select $1, $2, h from unnest($3::text[]) h',
      [db.district, person, recoveryHashes],
    )
    return true
  })

/** Takes it away; resolves to the vault references that are to be destroyed. */
export const takeAway = (db: Database, person: string): Promise<string[]> =>
  db.transaction(async query => {
    await query('delete from recovery_code where district = $1 and person = $2', [db.district, person])
    const [row] = await query<{ a: string | null; b: string | null }>(
      `update account t set second_factor = null, second_factor_pending = null
       from (select second_factor as a, second_factor_pending as b from account where district = $1 and person = $2 for update) o
       where t.district = $1 and t.person = $2 returning o.a, o.b`,
      [db.district, person],
    )
    return [row?.a, row?.b].filter(ref => typeof ref === 'string')
  })

/** Uses up a time step; false when it, or a later one, was used before, in whatever process. */
export const spendStep = async (db: Database, person: string, step: number): Promise<boolean> =>
  (
    await db.system(
      `update account set second_factor_step = $3
       where district = $1 and person = $2 and second_factor_step < $3 returning 1`,
      [db.district, person, step],
    )
  ).length === 1

/** Uses up a recovery code; false when there is none such left. */
export const spendRecoveryCode = async (
  db: Database,
  person: string,
  hash: string,
  now: Instant,
): Promise<boolean> =>
  (
    await db.system(
      `update recovery_code set used_at = $4
       where district = $1 and person = $2 and hash = $3 and used_at is null returning 1`,
      [db.district, person, hash, now],
    )
  ).length === 1
