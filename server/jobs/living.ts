// Simulated people live in an invented district as long as the program runs: what would be reported is reported, units
// work, residents answer, all through the ordinary doors. One process does it for all. What happened while nobody was
// there is told first, in its order and at its own instants, and until that is done no light is turned by anybody else.
import { type Instant, instant, msPerDay, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import type { Desk } from '#desk/desk.ts'
import { lastKeptAt } from '#server/store/district-clock.ts'
import type { Database } from '#server/store/pool.ts'
import { lastCommit, waitingMatters } from '#server/store/waiting.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { type LiveGround, makePeople } from '#sim/live/people.ts'
import { type Job, runJob } from './loop.ts'
import type { Taken } from './taken.ts'

export type LivingParts = Pick<LiveGround, 'store' | 'path' | 'receive' | 'within'> & {
  db: Database
  desk: Desk
  now: () => Instant
  /** Begin of the storm the district lives through. */
  stormAt: () => Instant | null
  /** What visitors have in hand. */
  taken: Taken
  words: Words
  seed: number
  failed: (error: unknown) => void
  lockRetryMs?: number
}

const lookEveryMs = 2000
const busyMs = 200
/** A longer absence than this, by the machine's clock, is told in its own time. */
const absenceMs = 10 * msPerMinute
const longestAbsenceMs = 8 * msPerDay
const turnsAtOnce = 500

export const startLiving = (parts: LivingParts): Job => {
  const { db, desk, store, path, receive, within, now, taken } = parts
  let known: { tx: number | undefined; rows: Awaited<ReturnType<LiveGround['waiting']>> } | undefined
  /** The same rows until somebody has kept something. */
  const waiting: LiveGround['waiting'] = async () => {
    const tx = await lastCommit(db)
    if (known?.tx !== tx || known === undefined) known = { tx, rows: await waitingMatters(db, now()) }
    return known.rows
  }
  const shared = { desk, store, path, receive, waiting }
  const present = makePeople(
    {
      ...shared,
      // They act now, like everybody else, a moment after they meant to: never before what somebody has just done.
      within: (_, work) => work(),
      turnTo: async () => {},
      isTaken: taken.isTaken,
    },
    parts.words,
    parts.seed,
  )
  const turnTo = (at: Instant): Promise<void> =>
    within(at, async () => {
      for (let n = turnsAtOnce; n === turnsAtOnce; ) n = await desk.turn(at, turnsAtOnce)
    })

  let isLeaving = false
  /** Tells what happened from `from` to now, and up to when it came; `undefined` while somebody else lives in another time. */
  const catchUp = async (from: Instant, to: Instant): Promise<Instant | undefined> => {
    const release = await db.tryLock('replay')
    if (!release) return undefined
    try {
      const absent = makePeople(
        { ...shared, within, turnTo, isTaken: taken.isTaken },
        parts.words,
        parts.seed,
      )
      // An hour at a time: whoever wants to stop need not wait for days to be told.
      let at = from
      while (at < to && !isLeaving) {
        const next = instant(Math.min(to, at + msPerHour))
        await absent.live(at, next, parts.stormAt())
        at = next
      }
      return at
    } finally {
      await release()
    }
  }

  let livedTo: Instant | undefined
  let livedAtMs: number | undefined
  const job = runJob({
    db,
    lock: 'living',
    work: async () => {
      if (await db.isLocked('replay')) return lookEveryMs
      const to = now()
      livedTo ??= instant(Math.max((await lastKeptAt(db)) ?? to, to - longestAbsenceMs))
      // The clock was set back: nothing is lived twice.
      if (to <= livedTo) return lookEveryMs
      const awayMs = livedAtMs === undefined ? to - livedTo : Date.now() - livedAtMs
      if (awayMs > absenceMs) {
        const caughtUpTo = await catchUp(livedTo, to)
        if (caughtUpTo === undefined) return lookEveryMs
        livedTo = caughtUpTo
        livedAtMs = Date.now()
        return 0
      }
      const done = await present.live(livedTo, to, parts.stormAt())
      livedTo = to
      livedAtMs = Date.now()
      return done > 0 ? busyMs : lookEveryMs
    },
    failed: parts.failed,
    ...(parts.lockRetryMs === undefined ? {} : { lockRetryMs: parts.lockRetryMs }),
  })
  return {
    wake: job.wake,
    stop: () => {
      isLeaving = true
      return job.stop()
    },
  }
}
