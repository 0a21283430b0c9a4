// Verifying the history: every fact hashed again, every chain followed to its end, every commit held against the
// ledger. Whatever was altered, taken away, moved or slipped in behind the program's back is named.
import { hashOf, noHash } from './chain.ts'
import { everySubject, type KeptFact, withinPage } from './history.ts'
import type { Database, Query } from './pool.ts'
import { factOf } from './store.ts'
import { verifyLedger } from './verify-ledger.ts'
import { findMoved } from './verify-moved.ts'

export type Problem = {
  what: 'altered' | 'missing' | 'reordered' | 'foreign' | 'no-facts' | 'no-row'
  /** Absent where only the commit is known. */
  subject?: string
  seq?: number
  zh: string
  en: string
}

export type Verified = {
  ok: boolean
  subjects: number
  facts: number
  commits: number
  problems: readonly Problem[]
  /** One digest over the whole ledger: written down elsewhere, it shows later whether even the ledger was rewritten. */
  ledgerDigest: string
}

/** Problems kept in the result; `report` hears of all of them. */
const mostListed = 10_000
const progressEvery = 250_000

type Head = { subject: string; seq: number; hash: string }

/** `report` gets one line per problem and now and then one of progress, Chinese first. */
export const verify = (db: Database, report: (line: string) => void): Promise<Verified> =>
  db.transaction(async query => {
    await query('set transaction isolation level repeatable read read only')
    const problems: Problem[] = []
    let found = 0
    const say = (p: Problem) => {
      found++
      if (problems.length < mostListed) problems.push(p)
      report(`✗ ${p.zh} / ${p.en}`)
    }
    let subjects = 0
    let facts = 0
    let told = 0
    for await (const page of everySubject(query, db.district)) {
      const heads = await headsOf(query, db.district, page)
      for (const rows of page.subjects) {
        const { subject } = rows[0]!
        verifySubject(db.district, rows, heads.get(subject), say)
        heads.delete(subject)
        subjects++
        facts += rows.length
      }
      for (const head of heads.values()) say(withoutFacts(head))
      if (facts - told >= progressEvery) {
        told = facts
        report(`… 已核对 ${facts} 条事实 / ${facts} facts checked`)
      }
    }
    const { commits, ledgerDigest } = await verifyLedger(query, db.district, say)
    return { ok: found === 0, subjects, facts, commits, problems, ledgerDigest }
  })

const headsOf = async (
  query: Query,
  district: string,
  page: Parameters<typeof withinPage>[0],
): Promise<Map<string, Head>> => {
  const within = withinPage(page)
  const rows = await query<Head>(`select subject, seq, hash from life_now where ${within.text}`, [
    district,
    ...within.values,
  ])
  return new Map(rows.map(r => [r.subject, r]))
}

const verifySubject = (
  district: string,
  rows: readonly KeptFact[],
  head: Head | undefined,
  say: (p: Problem) => void,
): void => {
  const { subject } = rows[0]!
  const misfits: KeptFact[] = []
  let before = noHash
  let next = 1
  for (const row of rows) {
    if (row.seq > next) say(missing(subject, next, row.seq - 1))
    // After a hole the hash before is not known: the fact is held against what follows it and the ledger.
    else if (hashOf(district, factOf(row), before) !== row.hash) misfits.push(row)
    before = row.hash
    next = row.seq + 1
  }
  if (misfits.length > 0) {
    const moved = findMoved(district, rows, misfits)
    for (const row of misfits) {
      const from = moved.get(row)
      say(from === undefined ? altered(row) : reordered(row, from))
    }
  }
  const last = rows.at(-1)!
  if (!head) say(withoutRow(subject))
  else if (head.seq > last.seq) say(missing(subject, last.seq + 1, head.seq))
  else if (head.seq < last.seq) say(afterTheEnd(subject, head.seq + 1))
  else if (head.hash !== last.hash) say(endChanged(last))
}

const missing = (subject: string, from: number, to: number): Problem => ({
  what: 'missing',
  subject,
  seq: from,
  zh: `${subject} 缺少第 ${from === to ? from : `${from} 至 ${to}`} 条事实`,
  en: `${subject}: fact ${from === to ? from : `${from} to ${to}`} is missing`,
})
const altered = ({ subject, seq, type }: KeptFact): Problem => ({
  what: 'altered',
  subject,
  seq,
  zh: `${subject} 第 ${seq} 条事实（${type}）被改动：内容与校验值不符`,
  en: `${subject}: fact ${seq} (${type}) was altered: it does not fit its hash`,
})
const reordered = ({ subject, seq, type }: KeptFact, from: number): Problem => ({
  what: 'reordered',
  subject,
  seq,
  zh: `${subject} 第 ${seq} 条事实（${type}）被移动：它原是第 ${from} 条`,
  en: `${subject}: fact ${seq} (${type}) was moved here: it was fact ${from}`,
})
const endChanged = ({ subject, seq }: KeptFact): Problem => ({
  what: 'altered',
  subject,
  seq,
  zh: `${subject} 最后一条（第 ${seq} 条）的校验值与现状表不符`,
  en: `${subject}: the hash of its last fact (${seq}) differs from the one the current state was kept with`,
})
const afterTheEnd = (subject: string, seq: number): Problem => ({
  what: 'foreign',
  subject,
  seq,
  zh: `${subject} 第 ${seq} 条起的事实是后塞进来的：现状表只到第 ${seq - 1} 条`,
  en: `${subject}: facts from ${seq} on were slipped in: the current state ends at ${seq - 1}`,
})
const withoutRow = (subject: string): Problem => ({
  what: 'no-row',
  subject,
  zh: `${subject} 有事实，但现状表里没有它`,
  en: `${subject} has facts but no row in life_now`,
})
const withoutFacts = ({ subject, seq }: Head): Problem => ({
  what: 'no-facts',
  subject,
  seq: 1,
  zh: `${subject} 的 ${seq} 条事实全部缺少：现状表里有它，事实表里没有`,
  en: `${subject}: all ${seq} facts are missing: it stands in life_now only`,
})

/** `npx jiewang verify`: prints what it finds and answers with the exit code: 0 whole, 1 not. */
export const verifyCommand = async (db: Database, out: (line: string) => void): Promise<number> => {
  const startMs = performance.now()
  const v = await verify(db, out)
  const seconds = (performance.now() - startMs) / 1000
  const rate = Math.round(v.facts / Math.max(seconds, 0.001))
  out(
    `事项 ${v.subjects}，事实 ${v.facts}，提交 ${v.commits}，用时 ${seconds.toFixed(1)} 秒（每秒 ${rate} 条）。` +
      ` / ${v.subjects} subjects, ${v.facts} facts, ${v.commits} commits in ${seconds.toFixed(1)} s (${rate} facts/s).`,
  )
  out(`台账摘要 SM3 ${v.ledgerDigest} / ledger digest. 抄存到别处，可日后比对 / Keep a copy elsewhere.`)
  out(
    v.ok
      ? '✓ 历史完整 / The history is whole.'
      : `✗ 发现 ${v.problems.length}${v.problems.length === mostListed ? '+' : ''} 处问题 / problems found.`,
  )
  return v.ok ? 0 : 1
}
