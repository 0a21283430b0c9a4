// When the clock keeper must wake up next.
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

/** The earliest instant at which any light turns; undefined when no clock runs. One look at the end of an index. */
export const earliestTurn = async (db: Database): Promise<Instant | undefined> => {
  const rows = await db.system<{ at: Instant }>(
    `select next_turn_at as at from life_now where district = $1 and next_turn_at is not null
     order by next_turn_at limit 1`,
    [db.district],
  )
  return rows[0]?.at
}
