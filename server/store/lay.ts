// Laying a told past: what a net in memory kept goes into the database in large batches, and looks afterwards as if the
// keeper had kept it commit by commit – chains, ledger, rows, numbers, search words, links, records of the vault. All of
// it is one transaction: a laying that is cut, however hard, leaves an empty district behind and begins anew.
import type { Commit } from '#sim/net/memory-store.ts'
import type { VaultListener } from '#sim/net/memory-vault.ts'
import { type Heads, rowsOf } from './lay-rows.ts'
import { layingSql, valuesOf } from './lay-sql.ts'
import { layRecords, type PastRecord } from './lay-vault.ts'
import type { Database, Query } from './pool.ts'
import type { KeyHolder } from './vault-key.ts'

/** What the telling hands over: the listeners of a net in memory. */
export type Laying = {
  kept: (commit: Commit) => void
  vault: Required<VaultListener>
  /**
   * Lets the database come up with the telling; to be awaited now and then, or all of the past gathers in memory.
   * Rejects when it refused something.
   */
  settle(): Promise<void>
  /** The chain of a subject that will never grow again need not be remembered. */
  forget(subject: string): void
}

export type Laid = { commits: number; facts: number; subjects: number }

/** Facts in one batch: more gains nothing and costs memory. */
const factsInBatch = 4000
/** Batches the telling may be ahead of the database. */
const mostAhead = 2

const nothing: Laid = { commits: 0, facts: 0, subjects: 0 }

/**
 * Lays what `tell` tells. Undefined, and nothing told, when the district has facts already. While it lasts nobody else
 * writes facts: commits of the past are numbered behind everything kept before and before everything kept after.
 * `also` is done with it or not at all.
 */
export const lay = (
  db: Database,
  keys: KeyHolder,
  tell: (laying: Laying) => Promise<void>,
  also: (query: Query) => Promise<void> = async () => {},
): Promise<Laid | undefined> =>
  db.transaction(async query => {
    await query('lock table fact in share row exclusive mode')
    const [there] = await query('select 1 from fact where district = $1 limit 1', [db.district])
    if (there) return undefined
    const [first] = await query<{ tx: number }>('select commit_number() as tx')
    const batches = makeBatches(db.district, query, keys, first!.tx)
    await tell(batches.laying)
    const laid = await batches.end()
    await query('update commit_base set base = base + $1', [laid.commits])
    await also(query)
    await query(`select pg_notify('jiewang', $1)`, [db.district])
    return laid
  })

const makeBatches = (district: string, query: Query, keys: KeyHolder, firstTx: number) => {
  const heads: Heads = new Map()
  const laid = { ...nothing }
  let commits: Commit[] = []
  let facts = 0
  let over: string[] = []
  const untied = new Map<string, PastRecord>()
  /** What was sent and may still be under way; one connection does one thing after the other. */
  const line: Promise<void>[] = []
  let failure: { error: unknown } | undefined

  const send = (work: () => Promise<void>): void => {
    const before = line.at(-1) ?? Promise.resolve()
    line.push(
      before
        .then(() => (failure ? undefined : work()))
        .catch(error => {
          failure = { error }
        }),
    )
  }

  const write = (): void => {
    const records: PastRecord[] = []
    const rows = rowsOf(district, commits, firstTx + laid.commits, heads, (ref, subject) => {
      const record = untied.get(ref)
      if (record) records.push({ ...record, subject })
      untied.delete(ref)
    })
    send(async () => {
      await query(layingSql, [district, ...valuesOf(rows)])
      await layRecords(district, keys, records, query)
    })
    laid.commits += commits.length
    laid.facts += facts
    laid.subjects += rows.born.length
    for (const subject of over) heads.delete(subject)
    commits = []
    facts = 0
    over = []
  }

  const settle = async (most: number): Promise<void> => {
    // A turn of the loop even when nothing is to be waited for: the connection is served only then.
    await new Promise(next => setImmediate(next))
    while (line.length > most) await line.shift()
    if (failure) throw failure.error
  }

  const laying: Laying = {
    kept: commit => {
      commits.push(commit)
      for (const { facts: fresh } of commit.subjects) facts += fresh.length
      if (facts >= factsInBatch) write()
    },
    vault: {
      put: record => void untied.set(record.ref, record),
      destroyed: ref => void untied.delete(ref),
    },
    settle: () => settle(mostAhead),
    forget: subject => void over.push(subject),
  }
  return {
    laying,
    end: async (): Promise<Laid> => {
      write()
      // Records no fact named wait for their matter like any other, and the sweep takes them.
      send(() => layRecords(district, keys, [...untied.values()], query))
      await settle(0)
      return laid
    },
  }
}
