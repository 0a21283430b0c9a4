// Puts derived rows in the place of wrong ones: what is wrong goes, what is right comes, in the rebuild's transaction.
import { nowColumns } from './keep-sql.ts'
import type { Query } from './pool.ts'
import type { Derived } from './rebuild-derive.ts'

const columns = nowColumns.map(([c]) => c).join(', ')
const shape = nowColumns.map(([c, t]) => `${c} ${t}`).join(', ')

/** `wrong` names every subject with a difference; `right` is what those with facts must look like. */
export const mend = async (
  query: Query,
  district: string,
  wrong: readonly string[],
  right: readonly Derived[],
): Promise<void> => {
  for (const view of ['life_now', 'subject_index', 'involvement'])
    await query(`delete from ${view} where district = $1 and subject = any($2)`, [district, wrong])
  await query(
    `insert into life_now (district, subject, ${columns})
     select $1, subject, ${columns} from json_to_recordset($2::json) as x(subject text, ${shape})`,
    [district, JSON.stringify(right.map(d => ({ subject: d.subject, ...d.now })))],
  )
  await query(
    `insert into subject_index (district, subject, life, born_at, place, point_lng, point_lat, words)
     select $1, subject, life, born_at, place, point_lng, point_lat, array_to_tsvector(tokens)
     from json_to_recordset($2::json) as x(subject text, life text, born_at bigint, place text,
       point_lng double precision, point_lat double precision, tokens text[])`,
    [district, JSON.stringify(right.map(d => ({ subject: d.subject, ...d.index, tokens: d.tokens })))],
  )
  await query(
    `insert into involvement (district, unit, subject, born_at)
     select $1, unit, subject, born_at from json_to_recordset($2::json) as x(subject text, unit text, born_at bigint)`,
    [
      district,
      JSON.stringify(
        right.flatMap(d =>
          [...d.units].map(([unit, bornAt]) => ({ subject: d.subject, unit, born_at: bornAt })),
        ),
      ),
    ],
  )
}
