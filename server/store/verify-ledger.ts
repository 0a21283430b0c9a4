// The ledger holds one digest for every commit. It shows what a subject's own chain cannot: a chain rewritten from end
// to end, a subject taken away whole, a fact slipped in by another hand.
import { hash } from 'node:crypto'
import { digestOf } from './chain.ts'
import type { Query } from './pool.ts'
import type { Problem } from './verify.ts'

type Line = {
  tx: number
  facts: number | null
  digest: string | null
  kept: number | null
  hashes: string | null
  places: string | null
}

const commitsInPage = 2000

// A range of transactions at a time: those of the next ledger lines, and all facts between them.
const pageSql = `
with lines as (
  select tx, facts, digest from ledger where district = $1 and tx > $2 order by tx limit ${commitsInPage}
), edge as (
  select case when count(*) = ${commitsInPage} then max(tx) else 9223372036854775807 end as tx from lines
), kept as (
  select f.tx, count(*)::int as kept, string_agg(f.hash, e'\\n' order by f.hash) as hashes,
         string_agg(distinct f.subject, '、') as places
  from fact f, edge where f.district = $1 and f.tx > $2 and f.tx <= edge.tx group by f.tx
)
select tx, l.facts, l.digest, k.kept, k.hashes, k.places from lines l full join kept k using (tx) order by tx`

export const verifyLedger = async (
  query: Query,
  district: string,
  say: (p: Problem) => void,
): Promise<{ commits: number; ledgerDigest: string }> => {
  let after = 0
  let commits = 0
  let ledgerDigest = hash('sm3', district)
  for (;;) {
    const lines = await query<Line>(pageSql, [district, after])
    let read = 0
    for (const line of lines) {
      if (line.digest === null) {
        say(unknownCommit(line))
        continue
      }
      read++
      commits++
      ledgerDigest = hash('sm3', `${ledgerDigest}\n${line.tx}\n${line.facts}\n${line.digest}`)
      const kept = line.kept ?? 0
      if (kept < line.facts!) say(fewer(line, kept))
      else if (kept > line.facts!) say(more(line, kept))
      else if (digestOf(line.hashes === null ? [] : line.hashes.split('\n')) !== line.digest) say(other(line))
    }
    if (read < commitsInPage) return { commits, ledgerDigest }
    after = lines.at(-1)!.tx
  }
}

const only = ({ places }: Line): { subject?: string } =>
  places !== null && !places.includes('、') ? { subject: places } : {}
const inside = ({ places }: Line) => (places === null ? '' : `（${places}）`)

const unknownCommit = (line: Line): Problem => ({
  what: 'foreign',
  ...only(line),
  zh: `提交 ${line.tx} 的 ${line.kept} 条事实${inside(line)}不在台账里：不是程序写入的`,
  en: `commit ${line.tx}: ${line.kept} facts (${line.places}) are not in the ledger: the program did not write them`,
})
const fewer = (line: Line, kept: number): Problem => ({
  what: 'missing',
  ...only(line),
  zh: `提交 ${line.tx} 应有 ${line.facts} 条事实，只剩 ${kept} 条${inside(line)}`,
  en: `commit ${line.tx} kept ${line.facts} facts, ${kept} are left${line.places ? ` (${line.places})` : ''}`,
})
const more = (line: Line, kept: number): Problem => ({
  what: 'foreign',
  ...only(line),
  zh: `提交 ${line.tx} 应有 ${line.facts} 条事实，现有 ${kept} 条${inside(line)}：有后塞进来的`,
  en: `commit ${line.tx} kept ${line.facts} facts, now there are ${kept} (${line.places}): some were slipped in`,
})
const other = (line: Line): Problem => ({
  what: 'altered',
  ...only(line),
  zh: `提交 ${line.tx} 的事实${inside(line)}与台账摘要不符：校验链被重写过`,
  en: `commit ${line.tx}: its facts (${line.places}) do not fit the ledger: hashes were rewritten`,
})
