// Pack versions ever in force. A matter keeps the calendar it was promised under, so old versions are never thrown away.
import type { Pack } from '#core/district/district.ts'
import type { CalendarSpec } from '#core/kit/working-calendar.ts'
import type { Database } from './pool.ts'

export type PackInForce = { version: string; inForceAt: number; pack: Pack }

/** Puts a version in force from an instant on, until the next one. */
export const putInForce = async (
  db: Database,
  version: string,
  pack: Pack,
  fromAt: number,
): Promise<void> => {
  await db.system(
    `insert into pack_version (district, version, in_force_at, pack) values ($1, $2, $3, $4)
     on conflict (district, in_force_at) do update set version = excluded.version, pack = excluded.pack`,
    [db.district, version, fromAt, JSON.stringify(pack)],
  )
  await db.system(`select pg_notify('jiewang', $1)`, [db.district])
}

/** All versions, oldest in force first. */
export const packsInForce = (db: Database): Promise<PackInForce[]> =>
  db.system<PackInForce>(
    `select version, in_force_at as "inForceAt", pack from pack_version where district = $1 order by in_force_at`,
    [db.district],
  )

export const versionsInForce = (db: Database): Promise<{ version: string; inForceAt: number }[]> =>
  db.system<{ version: string; inForceAt: number }>(
    `select version, in_force_at as "inForceAt" from pack_version where district = $1 order by in_force_at`,
    [db.district],
  )

export const olderCalendars = (packs: readonly PackInForce[]): CalendarSpec[] =>
  packs.flatMap(p => [...p.pack.calendars])
