// The matters of a period, page by page in the order they came in: whole histories for a what-if, and, for learning, the
// words with the type a person confirmed. Nothing here opens the vault: words in facts are masked.
import type { Fact } from '#core/life/fact.ts'
import type { Database } from './pool.ts'
import { type FactRow, factOf } from './store.ts'

const subjectsInPage = 1000

type Born = { subject: string; bornAt: number }

/** Matters received from `fromAt` up to, not including, `toAt`; the next page is read while the present one is used. */
async function* pages(db: Database, fromAt: number, toAt: number): AsyncGenerator<Born[]> {
  const next = (last: Born) =>
    db.system<Born>(
      `select subject, born_at as "bornAt" from subject_index
       where district = $1 and life = 'matter' and born_at >= $2 and born_at < $3 and (born_at, subject) > ($4, $5)
       order by born_at, subject limit ${subjectsInPage}`,
      [db.district, fromAt, toAt, last.bornAt, last.subject],
    )
  let coming = next({ subject: '', bornAt: fromAt - 1 })
  for (;;) {
    const page = await coming
    if (page.length === 0) return
    const more = page.length === subjectsInPage
    if (more) {
      coming = next(page.at(-1)!)
      // Awaited at the top of the loop; a consumer that leaves early must not leave a rejection behind.
      coming.catch(() => {})
    }
    yield page
    if (!more) return
  }
}

/** All facts of each matter, in order. */
export async function* historiesOf(db: Database, fromAt: number, toAt: number): AsyncGenerator<Fact[][]> {
  for await (const page of pages(db, fromAt, toAt)) {
    const rows = await db.system<FactRow>(
      `select subject, seq, life, type, at, by, data, clocks from fact
       where district = $1 and subject = any ($2) order by subject, seq`,
      [db.district, page.map(p => p.subject)],
    )
    const bySubject = Map.groupBy(rows.map(factOf), f => f.subject)
    yield page.flatMap(p => {
      const facts = bySubject.get(p.subject)
      return facts ? [facts] : []
    })
  }
}

/** What somebody told us, what was suggested, and what a person made of it. */
export type TypedMatter = {
  subject: string
  bornAt: number
  words: string
  title: string | null
  suggested: string | null
  typed: string
}

/**
 * Matters whose type an officer confirmed by sorting, dispatching, or giving it with the report they wrote down; with
 * `closed` only those that were answered: nobody changes their type any more.
 */
export async function* typedMatters(
  db: Database,
  fromAt: number,
  toAt: number,
  { closed }: { closed: boolean },
): AsyncGenerator<TypedMatter[]> {
  for await (const page of pages(db, fromAt, toAt)) {
    const rows = await db.system<TypedMatter>(
      `select subject, min(at) filter (where type = 'reported') as "bornAt",
         (array_agg(data->>'words') filter (where type = 'reported'))[1] as words,
         (array_agg(data->>'title') filter (where type = 'reported'))[1] as title,
         (array_agg(data->>'type' order by seq) filter (where type = 'suggested'))[1] as suggested,
         (array_agg(data->>'type' order by seq desc) filter (where data ? 'type' and by->>'kind' = 'officer'
           and type in ('reported', 'sorted', 'dispatched')))[1] as typed
       from fact where district = $1 and subject = any ($2)
         and type in ('reported', 'suggested', 'sorted', 'dispatched', 'closed', 'closed-on-spot')
       group by subject
       having bool_or(data ? 'type' and by->>'kind' = 'officer' and type in ('reported', 'sorted', 'dispatched'))
         and bool_or(type = 'reported') and (not $3 or bool_or(type in ('closed', 'closed-on-spot')))`,
      [db.district, page.map(p => p.subject), closed],
    )
    const bySubject = new Map(rows.map(r => [r.subject, r]))
    yield page.flatMap(p => bySubject.get(p.subject) ?? [])
  }
}
