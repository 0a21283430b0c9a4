// Keys of connected systems: an Open311 client, a hotline, another district. The key is shown once, its hash is kept,
// and an ended key stays in the list so that old reports still say whence they came.
import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

export type GateKey = {
  /** First letters of the hash: enough to tell keys apart, nothing to get in with. */
  id: string
  /** Stands as the source of every report that comes in with it. */
  source: string
  /** Whose it is, in words. */
  words: string
  madeAt: Instant
  endedAt?: Instant
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')
const idOf = (hash: string): string => hash.slice(0, 12)

/** `source`: lower case letters, digits, hyphens, e.g. hotline-12345. */
export const makeGateKey = async (
  db: Database,
  source: string,
  words: string,
  now: Instant,
): Promise<{ key: string; id: string }> => {
  const key = `jwk_${randomBytes(32).toString('base64url')}`
  await db.system(
    'insert into gate_key (district, hash, source, words, made_at) values ($1, $2, $3, $4, $5)',
    [db.district, hashOf(key), source, words, now],
  )
  return { key, id: idOf(hashOf(key)) }
}

/** Who knocks with this key; undefined when it is unknown or ended. */
export const sourceOfKey = async (db: Database, key: string): Promise<string | undefined> => {
  const [row] = await db.system<{ source: string }>(
    'select source from gate_key where district = $1 and hash = $2 and ended_at is null',
    [db.district, hashOf(key)],
  )
  return row?.source
}

/** False when no key in force has this id. */
export const endGateKey = async (db: Database, id: string, now: Instant): Promise<boolean> =>
  (
    await db.system(
      `update gate_key set ended_at = $3
       where district = $1 and left(hash, 12) = $2 and ended_at is null returning 1`,
      [db.district, id, now],
    )
  ).length > 0

export const gateKeys = async (db: Database): Promise<GateKey[]> => {
  const rows = await db.system<{
    hash: string
    source: string
    words: string
    made_at: number
    ended_at: number | null
  }>(
    'select hash, source, words, made_at, ended_at from gate_key where district = $1 order by made_at, hash',
    [db.district],
  )
  return rows.map(r => ({
    id: idOf(r.hash),
    source: r.source,
    words: r.words,
    madeAt: r.made_at as Instant,
    ...(r.ended_at === null ? {} : { endedAt: r.ended_at as Instant }),
  }))
}
