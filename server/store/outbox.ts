// The outbox: messages owed because of a fact. Units read theirs from this table; a sender takes the rest outside. A row
// is claimed for a while, not locked, so that a sender that dies leaves it to the next one under the same key.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { fill } from '#core/life/refusal.ts'
import type { Scope } from '#core/life/who.ts'
import type { Database } from './pool.ts'

export type OwedNotice = {
  /** Names the message for ever; a receiver that saw it before does nothing. */
  key: string
  subject: string
  seq: number
  recipient: string
  wording: string
  fill: Readonly<Record<string, string>>
  madeAt: Instant
  /** How often it was tried, this time included. */
  tries: number
}

export type UnitNotice = Omit<OwedNotice, 'recipient' | 'tries'>

/** The message in both languages, from the pack's wordings; undefined when the pack has no such wording. */
export const noticeText = (
  district: District,
  wording: string,
  filling: Readonly<Record<string, string>>,
): { zh: string; en: string } | undefined => {
  const found = district.wordings.find(w => w.code === wording)
  return found && { zh: fill(found.zh, filling), en: fill(found.en, filling) }
}

/** What this unit was told since an instant, newest first, as far as this person may see the subjects. */
export const unitNotices = (db: Database, scope: Scope, since: Instant, most = 100): Promise<UnitNotice[]> =>
  db.as({ who: 'officer', scope })<UnitNotice>(
    `select key, subject, seq, wording, fill, made_at as "madeAt" from outbox
     where district = $1 and recipient = $2 and made_at > $3 order by made_at desc, key limit $4`,
    [db.district, `unit:${scope.unit}`, since, most],
  )

/**
 * Takes up to `most` messages that are due and hides them from other senders until `leaseMs` from now. Those that are
 * neither marked sent nor put off by then come back.
 */
export const claimNotices = (
  db: Database,
  now: Instant,
  most: number,
  leaseMs: number,
): Promise<OwedNotice[]> =>
  db.system<OwedNotice>(
    `with due as (
       select key from outbox where district = $1 and sent_at is null and next_try_at <= $2
       order by next_try_at, key limit $3 for update skip locked
     )
     update outbox o set tries = o.tries + 1, next_try_at = $2::bigint + $4::bigint
     from due where o.district = $1 and o.key = due.key
     returning o.key, o.subject, o.seq, o.recipient, o.wording, o.fill, o.made_at as "madeAt", o.tries`,
    [db.district, now, most, leaseMs],
  )

/** Marks up to `most` messages that are due as sent, where being there is all the delivery they need. */
export const leaveThere = async (db: Database, now: Instant, most: number): Promise<number> =>
  (
    await db.system(
      `with due as (
         select key from outbox where district = $1 and sent_at is null and next_try_at <= $2
         order by next_try_at, key limit $3 for update skip locked
       )
       update outbox o set sent_at = $2, tries = o.tries + 1
       from due where o.district = $1 and o.key = due.key returning 1`,
      [db.district, now, most],
    )
  ).length

export const markSent = async (db: Database, keys: readonly string[], at: Instant): Promise<void> => {
  await db.system(
    'update outbox set sent_at = $3 where district = $1 and key = any($2) and sent_at is null',
    [db.district, keys, at],
  )
}

export const putOff = async (db: Database, key: string, untilAt: Instant): Promise<void> => {
  await db.system('update outbox set next_try_at = $3 where district = $1 and key = $2', [
    db.district,
    key,
    untilAt,
  ])
}
