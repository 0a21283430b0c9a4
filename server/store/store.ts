// The store behind the desk's port, on PostgreSQL. Reads for decisions are made as the system: who may decide is asked
// by the rules first and by the keep statement again.
import type { Instant } from '#core/kit/instant.ts'
import type { By, ClockStart, Fact, Payload } from '#core/life/fact.ts'
import type { Neighbour, Store } from '#desk/store-port.ts'
import { findAlike } from './alike.ts'
import { type Keeper, knownSubject } from './keeper.ts'
import type { Database } from './pool.ts'

export type FactRow = {
  subject: string
  seq: number
  life: string
  type: string
  at: number
  by: By
  data: Payload
  clocks: readonly ClockStart[] | null
}

export const factOf = (r: FactRow): Fact => ({
  life: r.life,
  subject: r.subject,
  seq: r.seq,
  type: r.type,
  at: r.at as Instant,
  by: r.by,
  data: r.data,
  ...(r.clocks ? { clocks: r.clocks } : {}),
})

/** End of a prefix range in a "C"-collated column: digits and letters all sort below it. */
export const prefixEnd = (prefix: string): string => `${prefix}~`

/** Towns have an index in order of time; a finer place is a few rows of its town, the whole district is every row. */
const inPlace = (district: string, place: string): string =>
  place.length === district.length
    ? '$5::text <= $6'
    : place.length === district.length + 3
      ? 'town = $5 and place < $6'
      : 'place >= $5 and place < $6'

export const makeStore = (db: Database, keeper: Keeper): Store => ({
  keep: keeper.keep,
  keepTogether: keeper.keepTogether,
  bear: keeper.bear,
  known: (source, sourceId) => knownSubject(db, source, sourceId),
  factsOf: async subject => {
    const rows = await db.system<FactRow>(
      'select subject, seq, life, type, at, by, data, clocks from fact where district = $1 and subject = $2 order by seq',
      [db.district, subject],
    )
    return rows.map(factOf)
  },
  neighbours: async (life, place, since, most) => {
    const rows = await db.system<{
      subject: string
      born_at: number
      place: string
      point_lng: number | null
      point_lat: number | null
      type: string | null
      state: string
      joined: number
      words: string
    }>(
      // The newest few are taken by the index before anything is joined to them.
      `select x.subject, x.born_at, x.place, x.point_lng, x.point_lat, n.type, n.state, n.merged as joined,
              coalesce(f.data->>'words', '') as words
       from (select * from subject_index
             where district = $1 and life = $2 and born_at >= $3 and ${inPlace(db.district, place)}
             order by born_at desc limit $4) x
       join life_now n on n.district = x.district and n.subject = x.subject
       join fact f on f.district = x.district and f.subject = x.subject and f.seq = 1
       where n.state not in ('merged', 'draft') and not n.sealed
       order by x.born_at desc`,
      [db.district, life, since, most, place, prefixEnd(place)],
    )
    return rows.map(
      (r): Neighbour => ({
        subject: r.subject,
        at: r.born_at as Instant,
        place: r.place,
        ...(r.point_lng === null || r.point_lat === null
          ? {}
          : { point: [r.point_lng, r.point_lat] as const }),
        ...(r.type === null ? {} : { type: r.type }),
        words: r.words,
        state: r.state,
        joined: r.joined,
      }),
    )
  },
  alike: sought => findAlike(db, sought),
  dueBy: async (now, most) =>
    db.system<{ subject: string; life: string }>(
      `select subject, life from life_now where district = $1 and next_turn_at is not null and next_turn_at <= $2
       order by next_turn_at limit $3`,
      [db.district, now, most],
    ),
  reschedule: async (subject, after, nextTurnAt) => {
    await db.system(
      'update life_now set next_turn_at = $4 where district = $1 and subject = $2 and seq = $3',
      [db.district, subject, after, nextTurnAt ?? null],
    )
  },
  byLink: async linkHash => {
    const rows = await db.system<{ subject: string; reporter: string | null }>(
      'select subject, reporter from link where district = $1 and hash = $2',
      [db.district, linkHash],
    )
    const r = rows[0]
    return r && { subject: r.subject, ...(r.reporter === null ? {} : { reporter: r.reporter }) }
  },
})
