// Which matters the Open311 door shows: those that came in through it, never sealed ones, never ones that complain about
// a unit, never drafts. A source sees its own; without one all of them, of which the door shows public fields only.
import type { Fact } from '#core/life/fact.ts'
import type { Database } from './pool.ts'
import { type FactRow, factOf } from './store.ts'

export type Open311Wish = {
  /** Only matters this connected system reported. */
  source?: string
  subjects?: readonly string[]
  types?: readonly string[]
  /** Both or neither phase = all. */
  open?: boolean
  /** Born within, both ends included. */
  born?: { from: number; to: number }
  /** Something happened within, both ends included. */
  touched?: { from: number; to: number }
  limit: number
  offset: number
}

/** Newest first. Served by the partial index on the channel. */
export const open311Subjects = async (db: Database, wish: Open311Wish): Promise<string[]> => {
  const values: unknown[] = [db.district]
  const parts: string[] = []
  const add = (make: (v: (x: unknown) => string) => string) =>
    parts.push(
      make(x => {
        values.push(x)
        return `$${values.length}`
      }),
    )
  const { source, subjects, types, open, born, touched } = wish
  if (source !== undefined)
    add(
      v => `exists (select from fact f where f.district = $1 and f.subject = n.subject and f.seq = 1
              and f.data->>'source' = ${v(source)})`,
    )
  if (subjects) add(v => `n.subject = any(${v(subjects)})`)
  if (types) add(v => `n.type = any(${v(types)})`)
  if (open !== undefined) add(() => `n.phase ${open ? '=' : '<>'} 'open'`)
  if (born) add(v => `n.born_at between ${v(born.from)} and ${v(born.to)}`)
  if (touched)
    add(
      v => `exists (select from fact t where t.district = $1 and t.subject = n.subject
              and t.at between ${v(touched.from)} and ${v(touched.to)})`,
    )
  const rows = await db.system<{ subject: string }>(
    `select n.subject from life_now n
     where n.district = $1 and n.channel = 'open311' and n.life = 'matter' and n.state <> 'draft'
       and not n.sealed and n.accused = '{}' ${parts.map(p => `and ${p}`).join(' ')}
     order by n.born_at desc, n.subject desc limit ${Number(wish.limit)} offset ${Number(wish.offset)}`,
    values,
  )
  return rows.map(r => r.subject)
}

/** Histories of the subjects, in the order asked for. */
export const historiesOf = async (db: Database, subjects: readonly string[]): Promise<Fact[][]> => {
  if (subjects.length === 0) return []
  const rows = await db.system<FactRow>(
    `select subject, seq, life, type, at, by, data, clocks from fact
     where district = $1 and subject = any($2) order by subject, seq`,
    [db.district, subjects],
  )
  const found = new Map<string, Fact[]>(subjects.map(s => [s, []]))
  for (const r of rows) found.get(r.subject)!.push(factOf(r))
  return [...found.values()].filter(facts => facts.length > 0)
}
