// The statement that lays a batch of a told past: every table in one, rows as JSON like the keeper's. One, because whoever
// tells is busy telling: between two statements the database would wait for the answer to be read. A subject that comes
// again in a later batch brings its row as it stands by then.
import { nowColumns } from './keep-sql.ts'

const columns = nowColumns.map(([c]) => c)
const shape = nowColumns.map(([c, t]) => `${c} ${t}`).join(', ')

/** Each: $1 district, $2 rows (json). */
const tables = {
  facts: `insert into fact (district, subject, seq, life, type, at, kept_at, by, data, clocks, hash, tx)
    select $1, subject, seq, life, type, at, kept_at, by, data, clocks, hash, tx
    from json_to_recordset($2::json) as f(subject text, seq int, life text, type text, at bigint, kept_at bigint,
      by jsonb, data jsonb, clocks jsonb, hash text, tx bigint)`,
  ledger: `insert into ledger (district, facts, digest, tx) select $1, facts, digest, tx
    from json_to_recordset($2::json) as l(facts int, digest text, tx bigint)`,
  now: `insert into life_now (district, subject, ${columns.join(', ')}) select $1, subject, ${columns.join(', ')}
    from json_to_recordset($2::json) as x(subject text, ${shape})
    on conflict (district, subject) do update set ${columns.map(c => `${c} = excluded.${c}`).join(', ')}`,
  involvement: `insert into involvement (district, unit, subject, born_at) select $1, unit, subject, born_at
    from json_to_recordset($2::json) as x(unit text, subject text, born_at bigint) on conflict do nothing`,
  born: `insert into subject_index (district, subject, life, born_at, place, point_lng, point_lat, words)
    select $1, subject, life, born_at, place, point_lng, point_lat, array_to_tsvector(search)
    from json_to_recordset($2::json) as x(subject text, life text, born_at bigint, place text,
      point_lng double precision, point_lat double precision, search text[])`,
  moved: `update subject_index x set place = m.place, point_lng = m.point_lng, point_lat = m.point_lat
    from json_to_recordset($2::json) as m(subject text, place text, point_lng double precision, point_lat double precision)
    where x.district = $1 and x.subject = m.subject`,
  keys: `insert into intake_key (district, source, source_id, subject) select $1, source, source_id, subject
    from json_to_recordset($2::json) as k(source text, source_id text, subject text)`,
  links: `insert into link (district, hash, subject, reporter) select $1, hash, subject, reporter
    from json_to_recordset($2::json) as l(hash text, subject text, reporter text)`,
  // Told when they were made: whoever is simulated read theirs long ago, and no gateway hears of the past.
  notices: `insert into outbox (district, key, subject, seq, recipient, wording, fill, made_at, sent_at, tries, next_try_at)
    select $1, key, subject, seq, recipient, wording, fill, made_at, made_at, 1, made_at
    from json_to_recordset($2::json) as o(key text, subject text, seq int, recipient text, wording text, fill jsonb,
      made_at bigint) on conflict do nothing`,
  series: `insert into number_series (district, series, next) select $1, series, next
    from json_to_recordset($2::json) as s(series text, next int)
    on conflict (district, series) do update set next = greatest(number_series.next, excluded.next)`,
} as const

type Table = keyof typeof tables
export type LayingRows = Readonly<Record<Table, readonly object[]>>

const names = Object.keys(tables) as Table[]

/** $1 district, then the rows of each table, as `valuesOf` has them. */
export const layingSql = `with ${names
  .map((name, i) => `${name}_laid as (${tables[name].replaceAll('$2', `$${i + 2}`)})`)
  .join(', ')} select`

export const valuesOf = (rows: LayingRows): readonly string[] => names.map(name => JSON.stringify(rows[name]))
