// How much, by what and when: each query answers rows of key and value; the key is '' where there is one value only.
import { chinaTime, share } from './figures-base.ts'

/** First to last day of report, both counted; undefined for an empty history. */
const daysTold = `(max(${chinaTime('born_at')}::date) - min(${chinaTime('born_at')}::date) + 1)`

export const volumeFigures: Readonly<Record<string, string>> = {
  received: `select '' as key, count(*) as value from matter`,
  outcome: `select outcome as key, count(*) as value from matter group by 1`,
  'turned-away': `select '' as key, count(*) as value from matter where outcome in ('declined', 'diverted')`,
  dispatched: `select '' as key, count(*) as value from matter where dispatched`,
  returns: `select 'asked' as key, count(*) as value from told where life = 'matter' and type = 'return-requested'
union all
select 'upheld', count(*) from told where type = 'return-ruled' and data->>'ruling' = 'upheld'`,
  'return-rate': `select '' as key, 100.0 * (select count(*) from told where life = 'matter' and type = 'return-requested')
  / nullif(count(*), 0) as value from matter where dispatched`,
  'dispatch-accuracy': `select '' as key,
  100 - 100.0 * (select count(*) from told where type = 'return-ruled' and data->>'ruling' = 'upheld') / nullif(count(*), 0) as value
from matter where dispatched`,
  days: `select '' as key, ${daysTold} as value from matter`,
  'closed-per-day': `select '' as key, count(*) filter (where outcome = 'closed')::numeric
  / ${daysTold} as value from matter`,
  'closed-by-month': `select to_char(${chinaTime('closed_at')}, 'YYYY-MM') as key, count(*) as value
from matter where outcome = 'closed' group by 1`,
  'received-by-hour': `select extract(hour from ${chinaTime('born_at')})::int::text as key,
  100.0 * count(*) / sum(count(*)) over () as value from matter group by 1`,
  'received-by-weekday': `select extract(isodow from ${chinaTime('born_at')})::int::text as key,
  7.0 * count(*) / sum(count(*)) over () as value from matter group by 1`,
  'closed-by-channel': `select case when channel in ('upper-level', 'department') then 'upper-level + department'
  else channel end as key, count(*) as value from matter where outcome = 'closed' group by 1`,
  'closed-by-module-and-level': `select concat_ws(' ', coalesce(module, 'all'), coalesce(level, 'all')) as key, count(*) as value
from matter where outcome = 'closed' group by cube (module, level)`,
  'closed-by-department': `select handled_by as key, count(*) as value from matter
where outcome = 'closed' and level = 'department' group by 1`,
  'police-clues': `select '' as key, count(*) as value from matter
where outcome = 'closed' and level = 'department' and handled_by = 'D-ga' and module = 'CL'`,
  'grassroots-rate': `select 'closed at the base' as key, count(*) filter (where level in ('on-spot', 'community', 'town')) as value
from matter where outcome = 'closed'
union all
select 'rate', ${share(`level in ('on-spot', 'community', 'town')`)} from matter where outcome = 'closed'`,
  'received-by-street': `select town as key, 100.0 * count(*) / nullif((select count(*) from matter), 0) as value from matter
where town like '5001990%' group by 1`,
  'streets-and-towns': `select case when town like '5001990%' then 'streets' else 'towns' end as key,
  100.0 * count(*) / nullif((select count(*) from matter), 0) as value from matter group by 1`,
  'towns-by-rank': `with ranked as (
  select count(*) as n, row_number() over (order by count(*) desc) as rank from matter where town not like '5001990%' group by town
)
select '' as key, -regr_slope(ln(n), ln(rank)) as value from ranked`,
  satisfaction: `with answer as (
  select distinct on (t.subject) t.data from told t join matter m using (subject)
  where t.type = 'rated' and m.outcome = 'closed' order by t.subject, t.seq
)
select 'invited' as key, count(*) as value from matter where outcome = 'closed'
union all select 'answered', count(*) from answer
union all select 'satisfied', count(*) from answer where data->>'satisfied' in ('yes', 'very')
union all select 'solved', count(*) from answer where (data->>'solved')::boolean
union all select 'answered %', 100.0 * (select count(*) from answer) / nullif(count(*), 0) from matter where outcome = 'closed'
union all select 'satisfied %', ${share(`data->>'satisfied' in ('yes', 'very')`)} from answer
union all select 'solved %', ${share(`(data->>'solved')::boolean`)} from answer`,
  'satisfaction-interval': `with answer as (
  select count(*)::float8 as n, count(*) filter (where data->>'satisfied' in ('yes', 'very'))::float8 as k
  from told where type = 'rated' having count(*) > 0
), wilson as (
  select (k / n + 1.96 ^ 2 / (2 * n)) / (1 + 1.96 ^ 2 / n) as middle,
    1.96 / (1 + 1.96 ^ 2 / n) * sqrt(k / n * (1 - k / n) / n + 1.96 ^ 2 / (4 * n ^ 2)) as half
  from answer
)
select 'low' as key, 100 * (middle - half) as value from wilson union all select 'high', 100 * (middle + half) from wilson`,
  discontent: `with why as (
  select case when words like '%没解决%' then 'not-solved' when words like '%太慢%' then 'too-slow'
    when words like '%没人联系%' then 'no-contact' when words like '%态度%' then 'attitude'
    when words like '%不一%' then 'contradiction' end as key
  from (select data->>'words' as words from told where type = 'rated' and data->>'satisfied' not in ('yes', 'very')) w
)
select key, 100.0 * count(*) / sum(count(*)) over () as value from why group by 1`,
}
