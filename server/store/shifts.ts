// Shifts of those who send positions: a random key for the phone, its hash here, and nothing that says whose it was.
import { createHash, randomBytes } from 'node:crypto'
import { type Instant, msPerHour } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

/** Whoever forgets to end it is off shift then. */
export const longestShiftMs = 12 * msPerHour

export type Shift = { unit: string; beganAt: number; endsAt: number }

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

export const beginShift = async (
  db: Database,
  unit: string,
  now: Instant,
): Promise<{ shift: string; endsAt: Instant }> => {
  const shift = `s-${randomBytes(16).toString('base64url')}`
  const endsAt = (now + longestShiftMs) as Instant
  await db.system(
    'insert into duty_shift (district, hash, unit, began_at, ends_at) values ($1, $2, $3, $4, $5)',
    [db.district, hashOf(shift), unit, now, endsAt],
  )
  return { shift, endsAt }
}

/** False when no running shift of this unit has the key. */
export const endShift = async (db: Database, unit: string, shift: string, now: Instant): Promise<boolean> =>
  (
    await db.system(
      'update duty_shift set ends_at = $4 where district = $1 and hash = $2 and unit = $3 and ends_at > $4 returning 1',
      [db.district, hashOf(shift), unit, now],
    )
  ).length > 0

/** Shifts by their keys; unknown ones are left out. */
export const shiftsOf = async (
  db: Database,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Shift>> => {
  if (keys.length === 0) return new Map()
  const byHash = new Map(keys.map(k => [hashOf(k), k]))
  const rows = await db.system<{ hash: string; unit: string; began_at: number; ends_at: number }>(
    'select hash, unit, began_at, ends_at from duty_shift where district = $1 and hash = any($2)',
    [db.district, [...byHash.keys()]],
  )
  return new Map(
    rows.map(r => [byHash.get(r.hash)!, { unit: r.unit, beganAt: r.began_at, endsAt: r.ends_at }]),
  )
}
