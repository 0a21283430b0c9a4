// Where the clock of an invented district stands: one row, absent in every real district.
import type { Instant } from '#core/kit/instant.ts'
import type { Database, Query } from './pool.ts'

export type ClockRow = {
  /** The machine's clock showed `realAt` when the district's showed `at`. */
  realAt: number
  at: Instant
  /** How many times as fast as the machine's it goes on from there. */
  speed: number
  /** Begin of the storm under way or past. */
  stormAt: Instant | null
}

export const readClock = async (db: Database): Promise<ClockRow | undefined> =>
  (
    await db.system<ClockRow>(
      'select real_at as "realAt", at, speed, storm_at as "stormAt" from district_clock where district = $1',
      [db.district],
    )
  )[0]

export const setClock = async (
  query: Query,
  district: string,
  { realAt, at, speed, stormAt }: ClockRow,
): Promise<void> => {
  await query(
    `insert into district_clock (district, real_at, at, speed, storm_at) values ($1, $2, $3, $4, $5)
     on conflict (district) do update set real_at = $2, at = $3, speed = $4, storm_at = $5`,
    [district, realAt, at, speed, stormAt],
  )
}

/** When the last commit was kept, as the district counted time; undefined when there is none. */
export const lastKeptAt = async (db: Database): Promise<Instant | undefined> =>
  (
    await db.system<{ at: Instant }>(
      'select kept_at as at from fact where district = $1 order by tx desc limit 1',
      [db.district],
    )
  )[0]?.at
