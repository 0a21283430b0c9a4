// The end of what is known of people: records whose time is over are destroyed, records no fact ever named too.
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'
import { destroyAll } from './vault.ts'
import { kinds, unboundDays } from './vault-kinds.ts'

export type Swept = { bound: number; overdue: number; unbound: number }

const kindsOf = (of: string): string[] =>
  Object.entries(kinds)
    .filter(([, kind]) => kind.of === of)
    .map(([name]) => name)

/** To be run once a day, by one process; running it twice does nothing twice. */
export const vaultSweep = async (db: Database, now: Instant): Promise<Swept> => {
  const waited = now - unboundDays * msPerDay
  const bound = await bindNamed(db, waited)
  // A matter that was reopened is open: its records wait for the next end.
  const overdue = await db.system<{ ref: string }>(
    `select v.ref from vault_record v
     join life_now n on n.district = v.district and n.subject = v.subject
     where v.district = $1 and v.deleted_at is null and n.phase = 'ended'
       and n.since_at + v.keep_until_days * ${msPerDay}::bigint <= $2`,
    [db.district, now],
  )
  const unbound = await db.system<{ ref: string }>(
    `select ref from vault_record where district = $1 and deleted_at is null and subject is null and (
       (kind = any($2) and made_at <= $3) or (kind = any($4) and made_at + keep_until_days * ${msPerDay}::bigint <= $5))`,
    [db.district, kindsOf('matter'), waited, kindsOf('event'), now],
  )
  return {
    bound,
    overdue: await destroyAll(db, refs(overdue), now),
    unbound: await destroyAll(db, refs(unbound), now),
  }
}

const refs = (rows: readonly { ref: string }[]): string[] => rows.map(r => r.ref)

/** Ties waiting records to the matters whose facts name them: facts kept since the oldest of them was made. */
const bindNamed = async (db: Database, madeBefore: number): Promise<number> => {
  const named = await db.system(
    `with waiting as materialized (
       select ref, made_tx from vault_record
       where district = $1 and deleted_at is null and subject is null and kind = any($2) and made_at <= $3
     ), named as (
       select distinct on (w.ref) w.ref, f.subject from fact f
       cross join lateral (values (f.data->>'reporter'), (f.by->>'ref')) as told (ref)
       join waiting w on w.ref = told.ref
       where f.district = $1 and f.tx >= (select min(made_tx) from waiting)
       order by w.ref, f.tx
     )
     update vault_record v set subject = n.subject from named n where v.district = $1 and v.ref = n.ref returning 1`,
    [db.district, kindsOf('matter'), madeBefore],
  )
  return named.length
}
