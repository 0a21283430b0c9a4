// What was planted for the analysis and for tests to find, counted as somebody would who does not know the plan: by type,
// place, time and what stands in the history.
import { chinaTime } from './figures-base.ts'

const noted = (words: string): string =>
  `select count(distinct subject) from told where type = 'noted' and data->>'words' like '【${words}】%'`

const day = (column: string) => `${chinaTime(column)}::date`

export const plantedFigures: Readonly<Record<string, string>> = {
  flood: `with storm as (
  select m.* from matter m join told f on f.subject = m.subject and f.type = 'reported'
  where f.data->>'words' like '%暴雨%'
    and ${chinaTime('m.born_at')} >= '2020-08-17 18:00' and ${chinaTime('m.born_at')} < '2020-08-19 18:00'
)
select 'matters in 48 hours' as key, count(*)::numeric as value from storm
union all select 'towns', count(distinct town) from storm
union all select 'joined to another %', 100.0 * count(*) filter (where outcome = 'merged') / nullif(count(*), 0) from storm`,
  'lift-company': `with estate as (
  select place, count(*) as n from matter where type = 'GS04' and outcome = 'closed' and ${day('born_at')} between '2021-02-18' and '2021-07-26'
  group by place order by count(*) desc limit 4
)
select 'estates' as key, count(*)::numeric as value from estate union all select 'matters', sum(n) from estate`,
  traps: `select 'accused-unit' as key, count(*) as value from matter where accused
union all select 'returned three times', count(*) from (
  select subject from told where type = 'return-requested' group by subject having count(*) = 3) t
union all select 'merged wrongly', count(*) from told where type = 'unmerged'
union all select 'asked to be forgotten', (${noted('个人信息')})
union all select 'picture kept by a hold', (${noted('影像保留')})
union all select 'pictures without a basis', (${noted('影像调阅')})
union all select 'special care past its term', (${noted('关爱服务')})`,
}
