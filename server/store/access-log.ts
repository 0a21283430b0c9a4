// Who came in, who failed to, who looked at whose data and why, what administrators did: appended, never changed, for
// the auditor. Free words are masked before they are kept; nothing in here opens a vault record.
import { maskPersonal } from '#core/intake/mask.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

export type AccessAct =
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-in-locked'
  | 'sign-out'
  | 'password-changed'
  | 'second-factor-set'
  | 'second-factor-dropped'
  | 'recovery-code-used'
  | 'account-made'
  | 'first-password'
  | 'account-disabled'
  | 'account-enabled'
  | 'account-unlocked'
  | 'look'
  | 'key-made'
  | 'key-ended'

export type Access = {
  at: Instant
  act: AccessAct
  /** Who did it; absent when nobody is known by the name that was tried. */
  person?: string
  post?: string
  subject?: string
  /** Small and flat: ids, codes, network addresses. No personal data of people outside. */
  detail?: Readonly<Record<string, string>>
}

export const logAccess = async (db: Database, access: Access): Promise<void> => {
  await db.system(
    'insert into access_log (district, at, person, post, act, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      db.district,
      access.at,
      access.person ?? null,
      access.post ?? null,
      access.act,
      access.subject ?? null,
      JSON.stringify(access.detail ?? {}),
    ],
  )
}

/** A look at personal data, written down before anything is shown. */
export const logLook = (
  db: Database,
  look: {
    at: Instant
    person: string
    post: string
    unit: string
    subject: string
    purpose: string
    reason: string
  },
): Promise<void> =>
  logAccess(db, {
    at: look.at,
    act: 'look',
    person: look.person,
    post: look.post,
    subject: look.subject,
    detail: { unit: look.unit, purpose: look.purpose, reason: maskPersonal(look.reason).masked },
  })

type LogRow = {
  id: number
  at: number
  person: string | null
  post: string | null
  act: AccessAct
  subject: string | null
  detail: Record<string, string>
}

/** One line of the log as the auditor reads it; `id` orders lines of the same instant. */
export type AccessLine = Access & { id: number }

const lineOf = (r: LogRow): AccessLine => ({
  id: r.id,
  at: r.at as Instant,
  act: r.act,
  ...(r.person === null ? {} : { person: r.person }),
  ...(r.post === null ? {} : { post: r.post }),
  ...(r.subject === null ? {} : { subject: r.subject }),
  detail: r.detail,
})

export type LogWish = {
  acts?: readonly AccessAct[]
  person?: string
  subject?: string
  before?: Instant
  most: number
}

/** Newest first. */
export const readAccess = async (db: Database, wish: LogWish): Promise<AccessLine[]> => {
  const rows = await db.system<LogRow>(
    `select id, at, person, post, act, subject, detail from access_log
     where district = $1 and at < $2 and ($3::text[] is null or act = any($3)) and ($4::text is null or person = $4)
       and ($5::text is null or subject = $5)
     order by at desc, id desc limit $6`,
    [
      db.district,
      wish.before ?? Number.MAX_SAFE_INTEGER,
      wish.acts ?? null,
      wish.person ?? null,
      wish.subject ?? null,
      wish.most,
    ],
  )
  return rows.map(lineOf)
}

/** Who looked at what, when and what for. */
export const readLooks = (db: Database, wish: Omit<LogWish, 'acts'>): Promise<AccessLine[]> =>
  readAccess(db, { ...wish, acts: ['look'] })

export const countLooksSince = async (db: Database, person: string, since: Instant): Promise<number> => {
  const [row] = await db.system<{ n: number }>(
    `select count(*)::int as n from access_log where district = $1 and at >= $2 and person = $3 and act = 'look'`,
    [db.district, since, person],
  )
  return row!.n
}
