// Matters somebody may still do something with by themselves: the open ones, and those lately answered or passed on.
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

/** Reports older than this are asked about by nobody any more, once they were answered. */
const askedDays = 14

export const waitingMatters = (db: Database, now: Instant): Promise<{ subject: string; seq: number }[]> =>
  db.system(
    `select subject, seq from life_now where district = $1 and life = 'matter' and phase = 'open' and not sealed
     union all
     select subject, seq from life_now where district = $1 and born_at >= $2 and life = 'matter'
       and state in ('closed', 'diverted') and not sealed`,
    [db.district, now - askedDays * msPerDay],
  )

/** Number of the last commit; undefined before the first. */
export const lastCommit = async (db: Database): Promise<number | undefined> =>
  (
    await db.system<{ tx: number }>('select tx from fact where district = $1 order by tx desc limit 1', [
      db.district,
    ])
  )[0]?.tx
