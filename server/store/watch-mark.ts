// Up to when everything received was read by the watch and told: a watch that begins anew tells only what came later.
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

export const watchMark = async (db: Database): Promise<Instant | undefined> => {
  const [row] = await db.system<{ at: Instant }>(
    'select told_until as at from watch_mark where district = $1',
    [db.district],
  )
  return row?.at
}

/** Need not be durable at once: an older mark only means that more is told again, which changes nothing. */
export const keepWatchMark = async (db: Database, at: Instant): Promise<void> => {
  await db.system(
    `with quick as (select set_config('synchronous_commit', 'off', true))
     insert into watch_mark (district, told_until) select $1, $2 from quick
     on conflict (district) do update set told_until = excluded.told_until`,
    [db.district, at],
  )
}
