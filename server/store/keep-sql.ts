// The one statement that keeps a batch: facts, the rows lists show, participation, search, notices and the ledger, in
// one commit. Rows arrive as JSON, which costs the client least; the database takes them apart.
/** Columns of life_now that come straight from a NowRow: [column, json type]. */
export const nowColumns = [
  ['life', 'text'],
  ['seq', 'int'],
  ['hash', 'text'],
  ['state', 'text'],
  ['phase', 'text'],
  ['lead', 'text'],
  ['co', 'text[]'],
  ['arbiter', 'text'],
  ['place', 'text'],
  ['involved', 'text[]'],
  ['accused', 'text[]'],
  ['sealed', 'boolean'],
  ['type', 'text'],
  ['module', 'text'],
  ['urgency', 'text'],
  ['channel', 'text'],
  ['born_at', 'bigint'],
  ['since_at', 'bigint'],
  ['clock_name', 'text'],
  ['clock_start_at', 'bigint'],
  ['yellow_at', 'bigint'],
  ['due_at', 'bigint'],
  ['paused', 'boolean'],
  ['next_turn_at', 'bigint'],
  ['supervision', 'int'],
  ['hops', 'int'],
  ['merged', 'int'],
  ['sampled', 'boolean'],
  ['asked', 'boolean'],
  ['closed_level', 'text'],
  ['headline', 'text'],
] as const

const columns = nowColumns.map(([c]) => c)
const shape = nowColumns.map(([c, t]) => `${c} ${t}`).join(', ')

/**
 * $1 district, $2 subjects (json), $3 facts (json), $4 notices (json), $5 how many subjects must be kept,
 * $6 how many facts, $7 their digest. Fails with JW001 when any subject moved on meanwhile or is hidden from the actor,
 * with 23505 when a report with the same key is there already.
 */
export const keepSql = `
with this as materialized (
  select commit_number() as tx
), input as materialized (
  select * from json_to_recordset($2::json) as x(
    subject text, after int, prev text, ${shape},
    scoped boolean, s_unit text, s_territory text, s_by_unit boolean, s_key boolean,
    fresh_units text[], moved boolean, search text[], point_lng double precision, point_lat double precision,
    source text, source_id text, link text, reporter text, photos text[])
), moved_on as (
  update life_now n set ${columns
    .filter(c => c !== 'life' && c !== 'born_at')
    .map(c => `${c} = i.${c}`)
    .join(', ')}
  from input i
  where i.after > 0 and n.district = $1 and n.subject = i.subject and n.seq = i.after and n.hash = i.prev
    and (not i.scoped or may_see(n.lead, n.involved, n.accused, n.sealed, n.place, i.s_unit, i.s_territory, i.s_by_unit, i.s_key))
  returning n.subject
), born as (
  insert into life_now (district, subject, ${columns.join(', ')})
  select $1, subject, ${columns.join(', ')} from input where after = 0
  returning subject
), keys as (
  insert into intake_key (district, source, source_id, subject)
  select $1, source, source_id, subject from input where source is not null
), links as (
  insert into link (district, hash, subject, reporter)
  select $1, link, subject, reporter from input where link is not null
), units as (
  insert into involvement (district, unit, subject, born_at)
  select $1, u, i.subject, i.born_at from input i, unnest(i.fresh_units) u
  on conflict do nothing
), found as (
  insert into subject_index (district, subject, life, born_at, place, point_lng, point_lat, words)
  select $1, subject, life, born_at, place, point_lng, point_lat, array_to_tsvector(search)
  from input where after = 0
), found_again as (
  update subject_index x set place = i.place, point_lng = i.point_lng, point_lat = i.point_lat
  from input i where i.moved and x.district = $1 and x.subject = i.subject
), bound as (
  update photo p set subject = i.subject
  from input i, unnest(i.photos) ph where p.district = $1 and p.id = ph and p.subject is null
), facts as (
  insert into fact (district, subject, seq, life, type, at, kept_at, by, data, clocks, hash, tx)
  select $1, subject, seq, life, type, at, kept_at, by, data, clocks, hash, (select tx from this)
  from json_to_recordset($3::json) as f(subject text, seq int, life text, type text, at bigint, kept_at bigint,
    by jsonb, data jsonb, clocks jsonb, hash text)
), notices as (
  insert into outbox (district, key, subject, seq, recipient, wording, fill, made_at, next_try_at)
  select $1, key, subject, seq, recipient, wording, fill, made_at, made_at
  from json_to_recordset($4::json) as o(key text, subject text, seq int, recipient text, wording text, fill jsonb, made_at bigint)
  on conflict do nothing
), ledgers as (
  insert into ledger (district, facts, digest, tx) select $1, $6, $7, tx from this
)
select must_keep((select count(*) from moved_on) + (select count(*) from born), $5::int),
       pg_notify('jiewang', $1)`
