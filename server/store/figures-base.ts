// What the figures are counted from: the facts of the told history up to the end of its window, and one row a matter
// folded from them in SQL. Temporary tables of one transaction; nothing of it is kept. `ranked` and `share` are written
// once here, so that every median is the nearest rank and every share has the same rounding.

/** $1 district, $2 first instant not told any more, $3 office hours as [[from, to], …] in milliseconds. */
export const baseTables: readonly { name: string; sql: string; values: readonly (1 | 2 | 3)[] }[] = [
  {
    name: 'told',
    sql: `create temp table told on commit drop as
select f.life, f.subject, f.seq, f.type, f.at, f.by, f.data
from fact f join intake_key k on k.district = f.district and k.subject = f.subject
where f.district = $1 and k.source = 'history' and f.at < $2`,
    values: [1, 2],
  },
  {
    name: 'office',
    sql: `create temp table office on commit drop as
select (span->>0)::bigint as from_at, (span->>1)::bigint as to_at from json_array_elements($1::json) span`,
    values: [3],
  },
  {
    name: 'matter',
    sql: `create temp table matter on commit drop as
with folded as (
  select subject,
    min(at) filter (where type = 'reported') as born_at,
    (array_agg(data->>'channel') filter (where type = 'reported'))[1] as channel,
    coalesce((array_agg(data->>'type' order by seq desc)
      filter (where data ? 'type' and type in ('reported', 'sorted', 'dispatched', 'closed-on-spot')))[1],
      -- Whoever turns a report away sorts it no further than was suggested.
      (array_agg(data->>'type' order by seq desc) filter (where type = 'suggested'))[1]) as type,
    (array_agg(data->>'place' order by seq desc) filter (where data ? 'place' and type in ('reported', 'located')))[1] as place,
    (array_agg(data->'point' order by seq desc) filter (where data ? 'point' and type in ('reported', 'located')))[1] as point,
    (array_agg(type order by seq desc) filter (where type in ('reported', 'accepted', 'dispatched', 'merged', 'unmerged',
      'not-accepted', 'diverted', 'closed', 'closed-on-spot', 'reopened')))[1] as last_step,
    (array_agg(coalesce(data->>'level', 'on_spot') order by seq desc)
      filter (where type in ('closed', 'closed-on-spot')))[1] as level,
    (array_agg(data->>'unit' order by seq desc) filter (where type = 'fed-back'))[1] as handled_by,
    max(at) filter (where type in ('closed', 'closed-on-spot')) as closed_at,
    max(seq) filter (where type in ('closed', 'closed-on-spot')) as closed_seq,
    coalesce(max(seq) filter (where type in ('extended', 'reopened', 'resumed')), 0) as reset_seq,
    coalesce(bool_or(type = 'dispatched'), false) as dispatched,
    coalesce(bool_or(type = 'reported' and jsonb_array_length(coalesce(data->'accused', '[]')) > 0), false) as accused
  from told where life = 'matter' group by subject
)
select subject, born_at, channel, type, left(type, 2) as module, place, left(place, 9) as town, point, accused, dispatched,
  closed_at, closed_seq, reset_seq, handled_by,
  case when last_step in ('closed', 'closed-on-spot') then 'closed' when last_step = 'merged' then 'merged'
    when last_step = 'not-accepted' then 'declined' when last_step = 'diverted' then 'diverted' else 'open' end as outcome,
  case when level = 'on_spot' then 'on-spot' when level in ('community', 'grid', 'building') then 'community'
    when level = 'town' then 'town' when handled_by like 'D-%' then 'department' else 'upper' end as level
from folded`,
    values: [],
  },
  {
    // From being given (dispatched, or by an upheld return) to the signature and the first result, waits apart.
    name: 'line',
    sql: `create temp table line on commit drop as
with fed as (
  select subject, min(at) as fed_at from told where type = 'fed-back' group by subject
), given as (
  select f.subject, fed.fed_at,
    max(f.at) filter (where f.type = 'dispatched' or (f.type = 'return-ruled' and f.data->>'ruling' = 'upheld')) as given_at,
    coalesce(sum(case f.type when 'resumed' then f.at when 'suspended' then -f.at end), 0) as waited_ms
  from told f join fed using (subject)
  where f.at < fed.fed_at and f.type in ('dispatched', 'return-ruled', 'suspended', 'resumed') group by f.subject, fed.fed_at
)
select g.*, min(f.at) as signed_at, (g.fed_at - g.given_at - g.waited_ms) / 3600000.0 as hours
from given g left join told f on f.subject = g.subject and f.type = 'signed' and f.at >= g.given_at
group by g.subject, g.fed_at, g.given_at, g.waited_ms`,
    values: [],
  },
  { name: '', sql: 'create index on told (subject, seq)', values: [] },
  { name: '', sql: 'create index on told (type)', values: [] },
  { name: '', sql: 'create unique index on matter (subject)', values: [] },
  { name: '', sql: 'analyze told', values: [] },
  { name: '', sql: 'create unique index on line (subject)', values: [] },
  { name: '', sql: 'analyze matter', values: [] },
  { name: '', sql: 'analyze line', values: [] },
]

/** Hour, day, month in China time of an instant column. */
export const chinaTime = (column: string): string =>
  `(to_timestamp(${column} / 1000.0) at time zone 'Asia/Shanghai')`

/** Per cent of a condition among the rows. */
export const share = (condition: string): string =>
  `100.0 * count(*) filter (where ${condition}) / nullif(count(*), 0)`
/** Nearest rank: the least value with at least this share of all at or below it. */
export const ranked = (rank: number, value: string): string =>
  `percentile_disc(${rank}) within group (order by ${value})`
