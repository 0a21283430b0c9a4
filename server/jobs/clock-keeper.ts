// Fires light turns: asleep until the earliest clock of the district reaches a share of its limit, then the desk writes
// the turn down at its own exact instant. One process does it for all; when it goes, another takes over within seconds.
import type { Instant } from '#core/kit/instant.ts'
import type { Desk } from '#desk/desk.ts'
import type { Database } from '#server/store/pool.ts'
import { earliestTurn } from '#server/store/turns.ts'
import { type Job, runJob } from './loop.ts'

/** Asleep no longer than this: clocks of other processes and a corrected system time are noticed. */
const longestSleepMs = 1000
/** Every commit of the district wakes us; looking more often than this would cost more than it gains. */
const shortestSleepMs = 50
const turnsAtOnce = 500

export type ClockKeeperParts = {
  db: Database
  desk: Pick<Desk, 'turn'>
  now: () => Instant
  /** Told once for each subject that cannot be turned, and for every loss of the database. */
  failed: (what: { subject?: string; error: unknown }) => void
  lockRetryMs?: number
}

export const startClockKeeper = ({ db, desk, now, failed, lockRetryMs }: ClockKeeperParts): Job => {
  /** Subjects whose turn failed last time. They stay due and are tried again, beside everybody else. */
  let stuck: ReadonlySet<string> = new Set()

  const turnAll = async (): Promise<void> => {
    for (;;) {
      const failing = new Set<string>()
      const most = turnsAtOnce + stuck.size
      const due = await desk.turn(now(), most, (subject, error) => {
        failing.add(subject)
        if (!stuck.has(subject)) failed({ subject, error })
      })
      stuck = failing
      if (due < most || failing.size === due) return
    }
  }

  const job = runJob({
    db,
    lock: 'clock-keeper',
    work: async () => {
      // A replay lives in another time and turns its own lights; until it ends nothing here is due by our clock.
      if (await db.isLocked('replay')) return longestSleepMs
      await turnAll()
      const next = await earliestTurn(db)
      // A stuck subject is due all the time: it must not keep us awake.
      if (next === undefined || stuck.size > 0) return longestSleepMs
      return Math.min(longestSleepMs, Math.max(shortestSleepMs, next - now()))
    },
    failed: error => failed({ error }),
    ...(lockRetryMs === undefined ? {} : { lockRetryMs }),
  })

  // A fresh commit may hold an earlier turn than the one waited for. Many commits wake us once.
  let pending: NodeJS.Timeout | undefined
  const heard = () => {
    pending ??= setTimeout(() => {
      pending = undefined
      job.wake()
    }, shortestSleepMs)
  }
  // Without the ear the keeper still looks every second.
  const ear = db.listen('jiewang', heard).catch(error => {
    failed({ error })
    return undefined
  })

  return {
    wake: job.wake,
    stop: async () => {
      await job.stop()
      const leave = await ear
      await leave?.()
      clearTimeout(pending)
    },
  }
}
