// The daily sweep: photos nobody bound, sessions that ended, vault records whose time is over. Once a day for all
// processes, in the small hours of China, and once when the program starts; sweeping twice does nothing twice.
import { dayOf, type Instant, msPerHour, plusDays, startOfDay } from '#core/kit/instant.ts'
import type { Database } from '#server/store/pool.ts'
import { sweepLeftovers } from '#server/store/sweep.ts'
import { type Job, runJob } from './loop.ts'

export type SweepParts = {
  db: Database
  now: () => Instant
  /** Destroys vault records past their retention. */
  vault: (now: Instant) => Promise<unknown>
  swept: (counts: { photos: number; sessions: number; vault: unknown }) => void
  failed: (error: unknown) => void
}

const sweepHour = 3
/** A timer cannot be trusted over a day of sleep: look every hour. */
const lookEveryMs = msPerHour

export const nextSweep = (now: Instant): Instant => {
  const today = (startOfDay(dayOf(now)) + sweepHour * msPerHour) as Instant
  return now < today ? today : ((startOfDay(plusDays(dayOf(now), 1)) + sweepHour * msPerHour) as Instant)
}

export const startSweep = ({ db, now, vault, swept, failed }: SweepParts): Job => {
  let next: Instant | undefined
  return runJob({
    db,
    lock: 'sweep',
    lockRetryMs: lookEveryMs,
    work: async () => {
      if (next === undefined || now() >= next) {
        const leftovers = await sweepLeftovers(db, now())
        swept({ ...leftovers, vault: await vault(now()) })
        next = nextSweep(now())
      }
      return Math.max(1000, Math.min(lookEveryMs, next - now()))
    },
    failed,
  })
}
