// Sessions: a secret of 256 bits in a cookie, its SHA-256 in the database. What was read is believed for five seconds,
// so that a page full of requests costs one query; whatever ends a session here ends it at once, and in the other
// processes within those five seconds.
import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

const hour = 3_600_000
/** Idle longer than a working day's half shift ends it; so do twelve hours, whatever happens. */
export const idleMs = 8 * hour
export const longestMs = 12 * hour
export const believedMs = 5_000
/** The time of last use is written at most this often. */
const touchMs = 60_000
const mostBelieved = 20_000

export type Session = {
  hash: string
  person: string
  post: string | null
  csrf: string
  endsAt: Instant
  secondFactor: boolean
  mustChange: boolean
}

export type SessionStore = {
  /** A new session; the token is not kept anywhere and shown once. */
  begin(person: string, post: string | null): Promise<{ token: string; session: Session }>
  /** Undefined when unknown, over, or the account is disabled. */
  find(token: string): Promise<Session | undefined>
  /** Resolves to whose it was; undefined when there was none. */
  end(token: string): Promise<{ person: string; post: string | null } | undefined>
  /** Ends a person's sessions everywhere, but for the one named. */
  endAllOf(person: string, except?: string): Promise<number>
  /** Takes another post, with a new csrf. */
  setPost(token: string, post: string): Promise<Session | undefined>
  /** Forgets what is believed of a person, after their account changed. */
  forget(person: string): void
}

const secret = (): string => randomBytes(32).toString('base64url')
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

type SessionRow = {
  hash: string
  person: string
  post: string | null
  csrf: string
  used_at: number
  ends_at: number
  second_factor: boolean
  must_change: boolean
}

const sessionOf = (r: SessionRow): Session => ({
  hash: r.hash,
  person: r.person,
  post: r.post,
  csrf: r.csrf,
  endsAt: r.ends_at as Instant,
  secondFactor: r.second_factor,
  mustChange: r.must_change,
})

export const makeSessionStore = (db: Database, now: () => Instant): SessionStore => {
  const believed = new Map<string, { session: Session; until: number }>()
  // A read under way while a session ends may still have seen it; it is answered but not believed.
  let ends = 0
  const forgetIf = (is: (s: Session) => boolean) => {
    ends++
    for (const [hash, b] of believed) if (is(b.session)) believed.delete(hash)
  }
  const believe = (session: Session): Session => {
    if (believed.size >= mostBelieved) believed.delete(believed.keys().next().value!)
    believed.set(session.hash, { session, until: now() + believedMs })
    return session
  }
  const read = async (hash: string): Promise<Session | undefined> => {
    const at = now()
    const endsBefore = ends
    const [row] = await db.system<SessionRow>(
      `select s.hash, s.person, s.post, s.csrf, s.used_at, s.ends_at,
              a.second_factor is not null as second_factor, a.must_change
       from session s join account a on a.district = s.district and a.person = s.person
       where s.district = $1 and s.hash = $2 and s.ends_at > $3 and s.used_at > $4 and not a.disabled`,
      [db.district, hash, at, at - idleMs],
    )
    if (!row) return undefined
    if (row.used_at <= at - touchMs)
      await db.system('update session set used_at = $3 where district = $1 and hash = $2', [
        db.district,
        hash,
        at,
      ])
    const session = sessionOf(row)
    return ends === endsBefore ? believe(session) : session
  }
  return {
    begin: async (person, post) => {
      const token = secret()
      const at = now()
      await db.system(
        `insert into session (district, hash, person, post, csrf, made_at, used_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)`,
        [db.district, hashOf(token), person, post, secret(), at, at + longestMs],
      )
      const session = await read(hashOf(token))
      if (!session) throw new Error(`the session begun for ${person} cannot be read: is the account there?`)
      return { token, session }
    },
    find: async token => {
      const hash = hashOf(token)
      const known = believed.get(hash)
      if (known && known.until > now() && known.session.endsAt > now()) return known.session
      believed.delete(hash)
      return read(hash)
    },
    end: async token => {
      const hash = hashOf(token)
      const [row] = await db.system<{ person: string; post: string | null }>(
        'delete from session where district = $1 and hash = $2 returning person, post',
        [db.district, hash],
      )
      forgetIf(s => s.hash === hash)
      return row
    },
    endAllOf: async (person, except) => {
      const gone = await db.system(
        'delete from session where district = $1 and person = $2 and hash <> $3 returning 1',
        [db.district, person, except === undefined ? '' : hashOf(except)],
      )
      forgetIf(s => s.person === person)
      return gone.length
    },
    setPost: async (token, post) => {
      const hash = hashOf(token)
      await db.system('update session set post = $3, csrf = $4 where district = $1 and hash = $2', [
        db.district,
        hash,
        post,
        secret(),
      ])
      forgetIf(s => s.hash === hash)
      return read(hash)
    },
    forget: person => forgetIf(s => s.person === person),
  }
}
