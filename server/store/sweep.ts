// What is thrown away after its time: photos nobody bound to a matter, sessions that ended, tries at signing in, positions.
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'
import { sweepPositions } from './positions.ts'
import { sweepAttempts } from './sign-in-attempts.ts'

/** A photo is uploaded minutes before the report that names it; a day covers a phone without network. */
const unboundPhotoMs = msPerDay
/** Ended sessions are kept a day, so that a question about last night can be answered. */
const endedSessionMs = msPerDay

/** Returns how many photos and sessions went. */
export const sweepLeftovers = async (
  db: Database,
  now: Instant,
): Promise<{ photos: number; sessions: number }> => {
  const photos = await db.system(
    'delete from photo where district = $1 and subject is null and made_at <= $2 returning 1',
    [db.district, now - unboundPhotoMs],
  )
  const sessions = await db.system('delete from session where district = $1 and ends_at <= $2 returning 1', [
    db.district,
    now - endedSessionMs,
  ])
  await sweepAttempts(db, now)
  await sweepPositions(db, now)
  return { photos: photos.length, sessions: sessions.length }
}
