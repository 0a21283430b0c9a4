// Takes what the outbox owes outside: to the webhook of an SMS or push gateway where one is set, else it is delivered by
// being there – units read theirs on screen, reporters on the page behind their link. A message carries the key of the
// fact that caused it; it may arrive twice, but never as a new one.
import type { District } from '#core/district/district.ts'
import { type Instant, msPerHour } from '#core/kit/instant.ts'
import { claimNotices, leaveThere, markSent, type OwedNotice, putOff } from '#server/store/outbox.ts'
import type { Database } from '#server/store/pool.ts'
import { type Job, runJob } from './loop.ts'
import { type Contact, messageOf, post } from './notice-webhook.ts'

export type OutboxParts = {
  db: Database
  district: () => District
  now: () => Instant
  /** Opened at the moment of delivery only; undefined when the record is gone. */
  contactOf: (ref: string) => Promise<Contact | undefined>
  /** Absent: nothing leaves the machine. */
  webhook?: string
  /** Never carries a contact. */
  failed: (what: { key?: string; error: unknown }) => void
  lockRetryMs?: number
}

const atOnce = 50
const inParallel = 8
/** One statement a second does for a city; taken one by one they were a sixth of the database's work under load. */
const mostLeftThere = 5000
/** Longer than a whole batch can take, so that nobody claims it a second time meanwhile. */
const leaseMs = 120_000
const idleMs = 1000
const firstRetryMs = 5000

/** 5 s, 10 s, 20 s … and every hour in the end: a gateway that was down all night still gets every message. */
export const retryAfterMs = (tries: number): number =>
  Math.min(msPerHour, firstRetryMs * 2 ** Math.min(tries - 1, 20))

export const startOutboxSender = (parts: OutboxParts): Job => {
  const { db, now, failed, webhook } = parts

  const deliver = async (notice: OwedNotice, to: string): Promise<void> => {
    try {
      const message = await messageOf(notice, parts.district(), parts.contactOf)
      if (message) await post(to, message)
    } catch (error) {
      failed({ key: notice.key, error })
      return putOff(db, notice.key, (now() + retryAfterMs(notice.tries)) as Instant)
    }
    await markSent(db, [notice.key], now())
  }

  return runJob({
    db,
    lock: 'outbox-sender',
    work: async () => {
      if (webhook === undefined)
        return (await leaveThere(db, now(), mostLeftThere)) === mostLeftThere ? 0 : idleMs
      const claimed = await claimNotices(db, now(), atOnce, leaseMs)
      const queue = claimed.values()
      const courier = async () => {
        for (const notice of queue) await deliver(notice, webhook)
      }
      await Promise.all(Array.from({ length: inParallel }, courier))
      return claimed.length === atOnce ? 0 : idleMs
    },
    failed: error => failed({ error }),
    ...(parts.lockRetryMs === undefined ? {} : { lockRetryMs: parts.lockRetryMs }),
  })
}
