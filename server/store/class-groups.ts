// What the analysis of classes reads, and what it keeps: matters in their masked words, groups under their own keys.
import { randomUUID } from 'node:crypto'
import type { ClassGroup } from '#core/analyse/classes.ts'
import { type Known, matchGroups } from '#core/analyse/identity.ts'
import type { Message } from '#core/analyse/message.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'

/** Matters received from `fromAt` to `toAt`. Sealed ones (accusations) are never analysed, merged ones count with theirs. */
export const mattersToAnalyse = async (
  db: Database,
  fromAt: Instant,
  toAt: Instant,
): Promise<readonly Message[]> => {
  const rows = await db.system<{
    id: string
    at: Instant
    title: string | null
    body: string
    place: string
    type: string | null
  }>(
    `select n.subject as id, n.born_at as at, f.data->>'title' as title, f.data->>'words' as body, n.place, n.type
     from life_now n join fact f on f.district = n.district and f.subject = n.subject and f.seq = 1
     where n.district = $1 and n.life = 'matter' and not n.sealed and n.born_at >= $2 and n.born_at <= $3
       and f.data->>'words' is not null
     order by n.born_at, n.subject`,
    [db.district, fromAt, toAt],
  )
  return rows.map(({ id, at, title, body, place, type }) => ({
    id,
    at,
    body,
    place,
    ...(title === null ? {} : { title }),
    ...(type === null ? {} : { type }),
  }))
}

export type KeptGroup = Omit<ClassGroup, 'ids' | 'shared'> & {
  readonly key: string
  readonly ids: readonly string[]
  readonly foundAt: Instant
  readonly seenAt: Instant
  readonly joined: readonly string[]
}

/** Groups that share with none seen since then begin anew. */
const knownDays = 30
const msPerDay = 86_400_000

/** Gives each group its identity and keeps it, all or none. */
export const keepGroups = (db: Database, groups: readonly ClassGroup[], now: Instant): Promise<void> =>
  db.transaction(async query => {
    const known = await query<Known>(
      `select key, subjects as ids from class_group where district = $1 and seen_at >= $2 order by seen_at desc, rank`,
      [db.district, now - knownDays * msPerDay],
    )
    const rows = matchGroups(groups, known).map(({ group, key, joined, splitFrom }) => ({
      key: key ?? randomUUID(),
      rank: group.rank,
      called: group.name,
      score: group.score,
      terms: group.terms,
      subjects: group.ids,
      first_at: group.firstAt,
      last_at: group.lastAt,
      place: group.place ?? null,
      joined,
      split_from: splitFrom ?? null,
    }))
    await query(
      `insert into class_group (district, key, found_at, seen_at, rank, called, score, terms, subjects,
         first_at, last_at, place, joined, split_from)
       select $1, key, $2, $2, rank, called, score, terms, subjects, first_at, last_at, place, joined,
         split_from
       from jsonb_to_recordset($3::jsonb) as g(key text, rank int, called text, score double precision,
         terms jsonb, subjects text[], first_at bigint, last_at bigint, place text, joined text[], split_from text)
       on conflict (district, key) do update set seen_at = excluded.seen_at, rank = excluded.rank,
         called = excluded.called, score = excluded.score, terms = excluded.terms, subjects = excluded.subjects,
         first_at = excluded.first_at, last_at = excluded.last_at, place = excluded.place,
         joined = array(select distinct unnest(class_group.joined || excluded.joined) order by 1)`,
      [db.district, now, JSON.stringify(rows)],
    )
  })

/** The groups of the latest analysis, the weightiest first. */
export const latestGroups = (db: Database): Promise<readonly KeptGroup[]> =>
  db.system<KeptGroup>(
    `select key, rank, called as name, score, terms, subjects as ids,
       first_at as "firstAt", last_at as "lastAt", place,
       found_at as "foundAt", seen_at as "seenAt", joined
     from class_group where district = $1
       and seen_at = (select max(seen_at) from class_group where district = $1)
     order by rank`,
    [db.district],
  )
