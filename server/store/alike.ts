// Finding what may have been told before: a few looks at indexes, each of them bounded, so that it takes as long among a
// million matters as among a thousand. What these find is read once; ranking is not the database's.
import type { Instant } from '#core/kit/instant.ts'
import { bandsOf, keysBetween } from '#core/sort/likeness.ts'
import { spotsAround } from '#core/sort/spot.ts'
import { alikeBounds as most, type Neighbour, type Sought } from '#desk/store-port.ts'
import type { Database } from './pool.ts'

type Found = {
  subject: string
  born_at: number
  place: string
  point_lng: number | null
  point_lat: number | null
  type: string | null
  state: string
  joined: number
  words: string
  into: string | null
}

/** Subjects of one index entry, `$1` district and `$2` life; subjects break ties, so that every store finds the same. */
const of = (where: string, direction: 'asc' | 'desc', limit: number): string =>
  `select x.subject, x.born_at from subject_index x where x.district = $1 and x.life = $2 and ${where}
   order by x.born_at ${direction}, x.subject ${direction} limit ${limit}`
const first = (rows: string, direction: 'asc' | 'desc', limit: number): string =>
  `select subject from (${rows}) a order by born_at ${direction}, subject ${direction} limit ${limit}`
const each = (keys: string, where: string, direction: 'asc' | 'desc', limit: number): string =>
  `select a.subject, a.born_at from unnest(${keys}) k cross join lateral (${of(where, direction, limit)}) a`

/**
 * $3 since when, $4 a day before it was told, $5 likeness keys, $6 squares, $7 places, $8 town, $9 type. The oldest of
 * the last day are looked for as well: in a storm the matter that all others join stands behind hundreds of newer ones.
 */
const nearSql = [
  // Behind the fence, lest the planner walk through all that was told lately in hope of meeting enough with these keys.
  `select subject from (select x.subject, x.born_at, x.life from subject_index x
     where x.district = $1 and x.words @@ $5::tsquery offset 0) a
   where a.life = $2 and a.born_at >= $3 order by a.born_at desc, a.subject desc limit ${most.alike}`,
  ...(
    [
      ['$6::bigint[]', 'x.spot = k'],
      ['$7::text[]', 'x.place = k'],
    ] as const
  ).flatMap(([keys, where]) => [
    first(each(keys, `${where} and x.born_at >= $3`, 'desc', most.aPlace), 'desc', most.near),
    first(each(keys, `${where} and x.born_at >= $4`, 'asc', most.oldest), 'asc', most.oldest),
  ]),
  // In a storm what came last is merged already; what waits is further back.
  `select subject from (select n.subject, n.born_at from unnest($7::text[]) k cross join lateral (
     select n.subject, n.born_at from life_now n where n.district = $1 and n.place = k and n.phase = 'open'
       and n.life = $2 and n.born_at >= $3 offset 0) n) a
   order by born_at desc, subject desc limit ${most.waiting}`,
  `select n.subject from life_now n where n.district = $1 and (n.type = $9 or n.type is null) and n.subject = any(array(
     select a.subject from (${of('x.town = $8 and x.born_at >= $3', 'desc', most.inTown)}) a))`,
]
  .map(sql => `(${sql})`)
  .join(' union ')

/** `subjects` is one array: the rows are fetched by their keys, whatever the planner thinks how many they are. */
const readSql = (subjects: string): string => `
  select x.subject, x.born_at, x.place, x.point_lng, x.point_lat, n.state, n.merged as joined,
         coalesce(n.type, (select s.data->>'type' from fact s
            where s.district = $1 and s.subject = x.subject and s.seq between 2 and 3 and s.type = 'suggested')) as type,
         coalesce(f.data->>'words', '') as words,
         case when n.state = 'merged' then (select m.data->>'into' from fact m
            where m.district = $1 and m.subject = x.subject and m.type = 'merged' order by m.seq desc limit 1) end as into
  from subject_index x
  join lateral (select * from life_now n where n.district = $1 and n.subject = x.subject offset 0) n on true
  join lateral (select * from fact f where f.district = $1 and f.subject = x.subject and f.seq = 1 offset 0) f on true
  where x.district = $1 and x.subject = any(${subjects}) and n.state <> 'draft' and not n.sealed
  order by x.born_at desc, x.subject desc`

const foundSql = readSql(`array(${nearSql})`)
const namedSql = readSql('$2::text[]')

/** Merges lead to what they were merged into; so many steps of one merge after another are followed. */
const mostSteps = 3

export const findAlike = async (db: Database, sought: Sought): Promise<readonly Neighbour[]> => {
  const { life, words, since, dayBefore, point, places, town, type, at } = sought
  const keys = keysBetween(bandsOf(words), since, at)
  const found = await db.system<Found>(foundSql, [
    db.district,
    life,
    since,
    dayBefore,
    // A query without a word matches nothing, and PostgreSQL would say so in its log each time.
    keys.length === 0 ? `'~'` : keys.map(k => `'${k}'`).join(' | '),
    point ? spotsAround(point) : [],
    places,
    town,
    type ?? null,
  ])
  for (let step = 0; step < mostSteps; step++) {
    const there = new Set(found.map(r => r.subject))
    const missing = [...new Set(found.flatMap(r => r.into ?? []))].filter(s => !there.has(s))
    if (missing.length === 0) break
    found.push(...(await db.system<Found>(namedSql, [db.district, missing])))
  }
  return found.map(neighbourOf)
}

const neighbourOf = (r: Found): Neighbour => ({
  subject: r.subject,
  at: r.born_at as Instant,
  place: r.place,
  ...(r.point_lng === null || r.point_lat === null ? {} : { point: [r.point_lng, r.point_lat] as const }),
  ...(r.type === null ? {} : { type: r.type }),
  words: r.words,
  state: r.state,
  joined: r.joined,
  ...(r.into === null ? {} : { into: r.into }),
})
