// How fast and how well: durations by the facts' own instants, lights by the turns the clocks wrote down, quality by what
// was sent back, reopened, sampled and supervised.
import { chinaTime, ranked, share } from './figures-base.ts'

const handled = `matter m join line using (subject) where m.outcome = 'closed'`

/** Of the closed and dispatched: did the promise turn red before the closing, under the limit that counted then? */
const late = `promised as (
  select m.subject, m.level, m.handled_by, count(f.seq) > 0 as late
  from matter m left join told f on f.subject = m.subject and f.type = 'light-turned' and f.data->>'clock' = 'whole'
    and (f.data->>'share')::numeric = 1 and f.seq > m.reset_seq and f.seq < m.closed_seq
  where m.outcome = 'closed' and m.dispatched group by m.subject, m.level, m.handled_by
)`

const topic = (words: string): string => `type = 'noted' and data->>'words' like '【${words}】%'`
const noted = (words: string): string => `(select count(*) from told where ${topic(words)})`

export const qualityFigures: Readonly<Record<string, string>> = {
  'on-the-spot-minutes': `with took as (
  select (regexp_match(data->>'answer', '用时 (\\d+) 分钟'))[1]::int as minutes from told where type = 'closed-on-spot'
)
select 'median' as key, ${ranked(0.5, 'minutes')} as value from took union all select 'p90', ${ranked(0.9, 'minutes')} from took`,
  'triage-minutes': `with first_act as (
  select m.subject, min(f.at) - m.born_at as ms, extract(hour from ${chinaTime('m.born_at')}) not between 6 and 21 as night
  from matter m join told f using (subject)
  where f.type in ('accepted', 'dispatched', 'merged', 'not-accepted', 'diverted') group by m.subject, m.born_at
)
select case when night then 'median by night' else 'median by day' end as key, ${ranked(0.5, 'ms')} / 60000.0 as value
from first_act group by night
union all select 'p95', ${ranked(0.95, 'ms')} / 60000.0 from first_act`,
  'sign-off': `select 'median minutes in office hours' as key, ${ranked(0.5, '(signed_at - given_at)')} / 60000.0 as value
from ${handled} and exists (select from office o where given_at >= o.from_at and given_at < o.to_at)
union all
select '% later than the limit', 100.0 * (select count(distinct f.subject) from told f where f.type = 'light-turned'
  and f.data->>'clock' = 'sign' and (f.data->>'share')::numeric = 1) / nullif(count(*), 0) from matter where dispatched`,
  'handling-hours': `select level || ' median' as key, ${ranked(0.5, 'hours')} as value
from ${handled} and level in ('community', 'town') group by level`,
  'handling-days': `select level || ' p90' as key, ${ranked(0.9, 'hours')} / 24 as value
from ${handled} and level in ('community', 'town', 'department') group by level
union all
select level || ' median', ${ranked(0.5, 'hours')} / 24 from ${handled} and level = 'department' group by level`,
  mediation: `with ended as (
  select subject from told where ${topic('达成协议')} or ${topic('调解不成')}
)
select 'median days' as key, ${ranked(0.5, 'hours')} / 24 as value from line where subject in (select subject from ended)
union all select 'p90 days', ${ranked(0.9, 'hours')} / 24 from line where subject in (select subject from ended)
union all select 'sessions a matter', ${noted('调解')}::numeric / nullif(count(*), 0) from ended
union all select 'agreed %', 100.0 * ${noted('达成协议')} / nullif(count(*), 0) from ended
union all select 'kept %', 100.0 * ${noted('协议履行')} / nullif(${noted('达成协议')}, 0)
union all select 'confirmed by court %', 100.0 * ${noted('司法确认')} / nullif(${noted('达成协议')}, 0)`,
  petitions: `with letter as (
  select subject, min(at) filter (where type = 'registered') as registered_at,
    min(at) filter (where type = 'opinion-issued') as opinion_at,
    bool_or(type = 'extended') as extended, bool_or(type = 'review-asked') as reviewed
  from told where life = 'petition' group by subject
)
select 'all' as key, count(*)::numeric as value from letter
union all select 'median days', ${ranked(0.5, 'floor((opinion_at - registered_at) / 86400000.0)')} from letter where opinion_at is not null
union all select 'extended %', ${share('extended')} from letter
union all select 'to review %', ${share('reviewed')} from letter`,
  'on-time': `with ${late}
select 'all' as key, ${share('not late')} as value from promised
union all select level, ${share('not late')} from promised where level in ('town', 'department') group by level
union all select 'worst department', min(rate) from (
  select ${share('not late')} as rate from promised where level = 'department' group by handled_by) by_department`,
  lights: `with light as (
  select m.subject, case
    when (select f.type from told f where f.subject = m.subject and f.type in ('suspended', 'resumed') order by f.seq desc limit 1)
      = 'suspended' then 'grey'
    when shown >= 1 then 'red' when shown >= 0.75 then 'yellow' else 'green' end as key
  from matter m, lateral (
    select max((f.data->>'share')::numeric) as shown from told f where f.subject = m.subject and f.type = 'light-turned'
      and f.data->>'clock' = 'whole' and f.seq > m.reset_seq) turned
  where m.outcome = 'open'
)
select key, 100.0 * count(*) / sum(count(*)) over () as value from light group by 1`,
  rework: `select '' as key, 100.0 * count(*) filter (where type = 'sent-back') / nullif(count(*) filter (where type = 'fed-back'), 0) as value
from told where life = 'matter'`,
  'reopened-by-resident': `select '' as key, 100.0 * (select count(distinct subject) from told where type = 'reopened'
  and by->>'kind' = 'reporter') / nullif(count(*), 0) as value from matter where outcome = 'closed'`,
  'reported-again': `with again as (
  select distinct first.subject from matter first join matter second on second.type = first.type and second.point = first.point
    and second.subject <> first.subject and second.born_at > first.closed_at and second.born_at < first.closed_at + 30 * 86400000::bigint
  where first.outcome = 'closed' and second.outcome <> 'merged'
)
select '' as key, 100.0 * (select count(*) from again) / nullif(count(*), 0) as value from matter where outcome = 'closed'`,
  suspended: `with wait as (
  select subject, at, (select min(r.at) from told r where r.subject = s.subject and r.type = 'resumed' and r.seq > s.seq) as resumed_at
  from told s where s.type = 'suspended'
)
select '% of dispatched' as key, 100.0 * (select count(distinct subject) from wait) / nullif(count(*), 0) as value from matter where dispatched
union all select 'mean days', avg(resumed_at - at) / 86400000.0 from wait where resumed_at is not null`,
  samples: `select 'on the spot %' as key, ${share(`(data->>'sampled')::boolean`)} as value from told where type = 'closed-on-spot'
union all select 'others %', 100.0 * (${noted('抽样核查 属实')} + ${noted('抽样核查 不实')}) / nullif(count(*), 0)
  from matter where outcome = 'closed' and dispatched
union all select 'false closures %', 100.0 * ${noted('抽样核查 不实')}
  / nullif((select count(*) from told where type = 'closed-on-spot' and (data->>'sampled')::boolean)
  + ${noted('抽样核查 属实')} + ${noted('抽样核查 不实')}, 0)`,
  supervision: `with pressed as (
  select m.subject, bool_or(f.type = 'nudged') as nudged, max((f.data->>'rank')::int) as rung
  from matter m join told f using (subject) where m.outcome = 'closed' and f.type in ('nudged', 'supervised') group by 1
), closed as (select count(*) as n from matter where outcome = 'closed')
select 'nudged %' as key, 100.0 * count(*) filter (where nudged) / nullif((select n from closed), 0) as value from pressed
union all select 'supervised %', 100.0 * count(*) filter (where rung >= 1) / nullif((select n from closed), 0) from pressed
union all select 'listed', count(*) filter (where rung >= 2) from pressed
union all select 'listed %', 100.0 * count(*) filter (where rung >= 2) / nullif((select n from closed), 0) from pressed
union all select 'talks', count(*) filter (where rung >= 3) from pressed`,
  'phone-sample': `select 'asked' as key, ${noted('独立电话抽样 满意')} + ${noted('独立电话抽样 不满意')} as value
union all select 'satisfied %', 100.0 * ${noted('独立电话抽样 满意')}
  / nullif(${noted('独立电话抽样 满意')} + ${noted('独立电话抽样 不满意')}, 0)`,
  duplicates: `select 'all %' as key, ${share(`outcome = 'merged'`)} as value from matter`,
}
