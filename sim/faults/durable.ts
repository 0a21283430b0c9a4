// What survives: one database as the processes of the net see it. Each statement happens all at once or not at all; a
// keep is numbered when it begins and seen when it commits, so commits become visible in another order than they were
// numbered in, as on PostgreSQL. The subjects themselves are held by the store of ../net; this adds what a database has
// besides: commits that are still running, chains, locks, an outbox, and being gone.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { sees } from '#core/life/who.ts'
import type { NowRow } from '#desk/now-row.ts'
import type { Append, Birth, Store } from '#desk/store-port.ts'
import { type KeptSubject, type MemoryStore, makeMemoryStore } from '../net/memory-store.ts'
import { hashOver, noHash } from './chain.ts'
import { makeOutbox, type Outbox } from './outbox.ts'

/** The answer never came: nobody knows whether the statement was carried out. */
export class Gone extends Error {}
/** The disk is full: nothing was kept, and it is nobody's fault in particular. */
export class DiskFull extends Error {}
/** Nothing of the batch was kept because one in it moved on meanwhile, or is hidden from its actor. */
export class MovedOn extends Error {}
/** Nothing of the batch was kept because a key, link or number in it is there already. */
export class Twice extends Error {}

/** One subject of a batch: the append with the hash it goes on from, and its birth if it is one. */
export type Row = { append: Append; prev: string; birth?: Omit<Birth, 'build'> }
export type Entry = { tx: number; keptAt: Instant; subjects: readonly KeptSubject[] }
export type Change = { subject: string; seq: number; tx: number }

export type Durable = {
  outbox: Outbox
  /** Reads and small writes of the desk's port, each one statement; keeping goes through `begin` and `commit`. */
  read: Omit<Store, 'keep' | 'keepTogether' | 'bear'>
  /** Facts as they are kept at this very moment: for whoever checks, not for a process. */
  factsNow(subject: string): readonly Fact[]
  rowOf(subject: string): NowRow | undefined
  subjects(): Iterable<string>
  nextTurnAt(): Instant | undefined
  known(source: string, sourceId: string): string | undefined
  /** First of `n` numbers of a series. Not safe from a crash until the next commit is. */
  takeNumbers(series: string, n: number): number
  hashAt(subject: string, seq: number): string | undefined
  /** Numbers a commit; `began` of the parts hears of it. */
  begin(): number
  commit(tx: number, rows: readonly Row[], keptAt: Instant): void
  rollBack(tx: number): void
  /** Facts after a position, up to the oldest commit still running. */
  changesAfter(position: number): { changes: readonly Change[]; position: number }
  horizon(): number
  /** The highest number any commit was given, running ones included. */
  lastTx(): number
  /** Takes the lock for a holder, or answers that somebody else has it. */
  tryLock(name: string, holder: string): boolean
  unlockAll(holder: string): void
  /** The connection that held a lock is gone and its holder has not noticed: somebody else may take it meanwhile. */
  loseLock(name: string): void
  put(plain: string, ref: string): void
  destroy(ref: string): void
  secrets: ReadonlyMap<string, string>
  /** Counts restarts: a connection belongs to one epoch. */
  epoch(): number
  isDown(): boolean
  crash(): void
  comeBack(): void
  setFull(full: boolean): void
  isFull(): boolean
}

export type DurableParts = {
  district: District
  now: () => Instant
  /** Hears every commit at the moment it becomes durable. */
  committed: (entry: Entry) => void
  /** Hears the number of every keep that begins. */
  began: (tx: number) => void
}

export const makeDurable = ({ district, now, committed, began }: DurableParts): Durable => {
  let fresh: KeptSubject[] = []
  let number = ''
  const base: MemoryStore = makeMemoryStore({
    district: district.code,
    now,
    numberOf: () => number,
    kept: c => void fresh.push(...c.subjects),
  })
  const outbox = makeOutbox()
  const facts = new Map<string, Fact[]>()
  const hashes = new Map<string, string[]>()
  const series = new Map<string, number>()
  let safeSeries = new Map<string, number>()
  const keys = new Map<string, string>()
  const links = new Set<string>()
  const secrets = new Map<string, string>()
  const locks = new Map<string, string>()
  const log = new Map<number, Entry>()
  const running = new Set<number>()
  let lastTx = 0
  let epoch = 1
  let down = false
  let full = false

  const keyOf = (source: string, sourceId: string) => `${source}|${sourceId}`

  const check = (rows: readonly Row[]): void => {
    const inBatch = new Set<string>()
    for (const { append, birth, prev } of rows) {
      const { subject, after, scope } = append
      const row = base.rowOf(subject)
      if (inBatch.has(subject)) throw new MovedOn()
      inBatch.add(subject)
      if (birth) {
        const taken = [subject, keyOf(birth.source, birth.sourceId), birth.linkHash ?? '']
        if (row || keys.has(taken[1]!) || links.has(taken[2]!)) throw new Twice()
        if (taken.some((t, i) => i > 0 && t !== '' && inBatch.has(t))) throw new Twice()
        for (const t of taken) if (t !== '') inBatch.add(t)
      } else if (
        row?.seq !== after ||
        (hashes.get(subject)?.[after - 1] ?? noHash) !== prev ||
        (scope !== undefined && !sees(scope, row))
      )
        throw new MovedOn()
    }
  }

  const apply = ({ append, birth, prev }: Row): void => {
    if (birth) {
      number = append.subject
      void base.bear({ ...birth, build: () => append })
      keys.set(keyOf(birth.source, birth.sourceId), append.subject)
      if (birth.linkHash !== undefined) links.add(birth.linkHash)
    } else void base.keep(append)
    const chain = hashes.get(append.subject) ?? []
    let head = prev
    for (const fact of append.facts) {
      head = hashOver(fact, head)
      chain.push(head)
    }
    hashes.set(append.subject, chain)
    facts.set(append.subject, [...(facts.get(append.subject) ?? []), ...append.facts])
  }

  return {
    outbox,
    read: base,
    factsNow: subject => facts.get(subject) ?? [],
    rowOf: base.rowOf,
    subjects: base.subjects,
    nextTurnAt: base.nextTurnAt,
    known: (source, sourceId) => keys.get(keyOf(source, sourceId)),
    takeNumbers: (name, n) => {
      const first = (series.get(name) ?? 0) + 1
      series.set(name, first + n - 1)
      return first
    },
    hashAt: (subject, seq) => hashes.get(subject)?.[seq - 1],
    begin: () => {
      running.add(++lastTx)
      began(lastTx)
      return lastTx
    },
    rollBack: tx => void running.delete(tx),
    commit: (tx, rows, keptAt) => {
      if (!running.delete(tx)) throw new Gone()
      if (full) throw new DiskFull()
      check(rows)
      fresh = []
      for (const row of rows) apply(row)
      const entry = { tx, keptAt, subjects: fresh }
      for (const s of fresh) outbox.add(s, keptAt)
      // The log is written in order: with this commit every number taken before it is safe too.
      safeSeries = new Map(series)
      log.set(tx, entry)
      committed(entry)
    },
    changesAfter: position => {
      const end = horizonOf(running, lastTx)
      const changes: Change[] = []
      for (let tx = position + 1; tx < end; tx++)
        for (const s of log.get(tx)?.subjects ?? [])
          for (const f of s.facts) changes.push({ subject: f.subject, seq: f.seq, tx })
      return { changes, position: Math.max(position, end - 1) }
    },
    horizon: () => horizonOf(running, lastTx),
    lastTx: () => lastTx,
    tryLock: (name, holder) => {
      const by = locks.get(name)
      if (by !== undefined && by !== holder) return false
      locks.set(name, holder)
      return true
    },
    unlockAll: holder => {
      for (const [name, by] of locks) if (by === holder) locks.delete(name)
    },
    loseLock: name => void locks.delete(name),
    put: (plain, ref) => void secrets.set(ref, plain),
    destroy: ref => void secrets.delete(ref),
    secrets,
    epoch: () => epoch,
    isDown: () => down,
    crash: () => {
      down = true
      epoch++
      running.clear()
      locks.clear()
      series.clear()
      for (const [name, n] of safeSeries) series.set(name, n)
    },
    comeBack: () => {
      down = false
    },
    setFull: is => {
      full = is
    },
    isFull: () => full,
  }
}

const horizonOf = (running: ReadonlySet<number>, last: number): number => {
  let oldest = last + 1
  for (const tx of running) if (tx < oldest) oldest = tx
  return oldest
}
