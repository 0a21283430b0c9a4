// Every fact of the district, subject by subject, in one pass and one snapshot: what verifying and rebuilding read.
// Pages follow the primary key, and the next page is under way while the present one is worked on.

import type { Query } from './pool.ts'
import type { FactRow } from './store.ts'

export type KeptFact = FactRow & { tx: number; hash: string }
/** Whole subjects only; `after` < every subject ≤ `upTo` in the database's own order, `upTo` absent in the last page. */
export type Page = { subjects: readonly KeptFact[][]; after: string; upTo?: string }

const factsInPage = 5000

const pageSql = `select subject, seq, life, type, at, by, data, clocks, tx, hash from fact
  where district = $1 and (subject, seq) > ($2, $3::int) order by subject, seq limit ${factsInPage}`

/** Must run inside one transaction at `repeatable read`, so that views and facts are of the same moment. */
export async function* everySubject(query: Query, district: string): AsyncGenerator<Page> {
  let after = ''
  let open: KeptFact[] = []
  let coming = query<KeptFact>(pageSql, [district, '', 0])
  for (;;) {
    const rows = await coming
    const last = rows.at(-1)
    const more = rows.length === factsInPage && last !== undefined
    if (more) {
      coming = query<KeptFact>(pageSql, [district, last.subject, last.seq])
      // Awaited at the top of the loop; a consumer that leaves early must not leave a rejection behind.
      coming.catch(() => {})
    }
    const subjects: KeptFact[][] = []
    for (const row of rows) {
      if (open.length > 0 && open[0]!.subject !== row.subject) {
        subjects.push(open)
        open = []
      }
      open.push(row)
    }
    if (!more) {
      if (open.length > 0) subjects.push(open)
      yield { subjects, after }
      return
    }
    const upTo = subjects.at(-1)?.[0]?.subject
    if (upTo === undefined) continue
    yield { subjects, after, upTo }
    after = upTo
  }
}

/** The condition of a page for a table with a `subject` column; $1 is the district. */
export const withinPage = (page: Page): { text: string; values: unknown[] } =>
  page.upTo === undefined
    ? { text: 'district = $1 and subject > $2', values: [page.after] }
    : { text: 'district = $1 and subject > $2 and subject <= $3', values: [page.after, page.upTo] }
