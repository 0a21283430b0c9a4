// The keeper: many callers, one commit. Whatever waits is kept together in one statement; while the disk makes it
// durable the next batch gathers. A caller is answered only after its own facts are durable.
import pg from 'pg'
import type { Instant } from '#core/kit/instant.ts'
import { tokensOf } from '#core/kit/text.ts'
import type { Fact } from '#core/life/fact.ts'
import { bandsOf, keysAt } from '#core/sort/likeness.ts'
import type { NowRow } from '#desk/now-row.ts'
import type { Append, Birth, Born, Kept } from '#desk/store-port.ts'
import { digestOf, hashOf, noHash } from './chain.ts'
import { keepSql } from './keep-sql.ts'
import type { Database } from './pool.ts'

export type Keeper = {
  keep(append: Append): Promise<Kept>
  keepTogether(appends: readonly Append[]): Promise<Kept>
  bear(birth: Birth): Promise<Born>
  /** Waiting right now; doors refuse early when it grows beyond what a few commits can take. */
  waiting(): number
}

type Result =
  | { outcome: 'kept'; subject: string }
  | { outcome: 'changed-meanwhile' }
  | { outcome: 'known'; subject: string }
type Job = {
  work: { appends: readonly Append[] } | { birth: Birth }
  done: (r: Result) => void
  failed: (e: unknown) => void
}

/** Most subjects in one statement. More makes single callers wait longer for little gain. */
const mostInBatch = 128
/** Batches on their way to the disk at once. */
const mostInFlight = 2

export const makeKeeper = (
  db: Database,
  now: () => Instant,
  numberOf: (series: string, n: number) => string,
): Keeper => {
  const queue: Job[] = []
  const heads = new Heads(db)
  let inFlight = 0

  const pump = () => {
    while (inFlight < mostInFlight && queue.length > 0) {
      const jobs = queue.splice(0, mostInBatch)
      inFlight++
      void run(jobs).finally(() => {
        inFlight--
        pump()
      })
    }
  }

  const run = async (jobs: Job[]): Promise<void> => {
    try {
      const ready = await prepare(jobs)
      try {
        if (ready.length > 0) await write(ready)
        for (const r of ready) r.job.done({ outcome: 'kept', subject: r.rows[0]!.append.subject })
      } catch (error) {
        if (!isOfOne(error)) throw error
        // Somebody in the batch was refused and nothing of it was kept: each alone, so that only that one hears it.
        for (const r of ready) await alone(r)
      }
    } catch (error) {
      for (const j of jobs) j.failed(error)
    }
  }

  const alone = async (r: Ready, tries = 1): Promise<void> => {
    try {
      await write([r])
      r.job.done({ outcome: 'kept', subject: r.rows[0]!.append.subject })
    } catch (error) {
      if (codeOf(error) === deadlock && tries < mostTries) return alone(r, tries + 1)
      for (const row of r.rows) heads.drop(row.append.subject)
      if (codeOf(error) === 'JW001') return r.job.done({ outcome: 'changed-meanwhile' })
      if (codeOf(error) === '23505' && 'birth' in r.job.work) {
        const known = await knownSubject(db, r.job.work.birth.source, r.job.work.birth.sourceId)
        if (known !== undefined) return r.job.done({ outcome: 'known', subject: known })
      }
      r.job.failed(error)
    }
  }

  /** Numbers for births, chain hashes for all. */
  const prepare = async (jobs: Job[]): Promise<Ready[]> => {
    const births = new Map<string, number>()
    for (const j of jobs) {
      if ('birth' in j.work) {
        const series = seriesOf(j.work.birth)
        births.set(series, (births.get(series) ?? 0) + 1)
      }
    }
    const next = new Map<string, number>()
    for (const [series, n] of births) next.set(series, await takeNumbers(db, series, n))
    const before = await heads.at(
      jobs.flatMap(j =>
        'appends' in j.work ? j.work.appends.map(a => ({ subject: a.subject, seq: a.after })) : [],
      ),
    )
    const keptAt = now()
    const rowsOf = (work: Job['work']): ReadyRow[] => {
      if ('appends' in work)
        return work.appends.map(append =>
          rowOf(append, undefined, keptAt, before(append.subject, append.after)),
        )
      const { birth } = work
      const series = seriesOf(birth)
      const n = next.get(series)!
      next.set(series, n + 1)
      return [rowOf({ ...birth.build(numberOf(series, n)), after: 0 }, birth, keptAt, noHash)]
    }
    return jobs.flatMap(job => {
      try {
        return [{ job, rows: rowsOf(job.work) }]
      } catch (error) {
        job.failed(error)
        return []
      }
    })
  }

  const rowOf = (append: Append, birth: Birth | undefined, keptAt: Instant, prev: string): ReadyRow => {
    let head = prev
    const facts = append.facts.map(fact => {
      head = hashOf(db.district, fact, head)
      return { fact, hash: head }
    })
    return { append, birth, facts, prev, head, keptAt }
  }

  const write = async (ready: readonly Ready[]): Promise<void> => {
    const rows = ready.flatMap(r => r.rows)
    const hashes = rows.flatMap(r => r.facts.map(f => f.hash))
    await db.system(keepSql, [
      db.district,
      JSON.stringify(rows.map(subjectJson)),
      JSON.stringify(rows.flatMap(factsJson)),
      JSON.stringify(rows.flatMap(noticesJson)),
      rows.length,
      hashes.length,
      digestOf(hashes),
    ])
    for (const r of rows) heads.set(r.append.subject, r.append.row.seq, r.head)
  }

  const submit = (work: Job['work']): Promise<Result> =>
    new Promise((done, failed) => {
      queue.push({ work, done, failed })
      // Callers of the same turn of the loop come along in one batch.
      if (queue.length === 1) setImmediate(pump)
      else if (queue.length >= mostInBatch) pump()
    })

  const keepTogether = async (appends: readonly Append[]): Promise<Kept> =>
    (await submit({ appends })).outcome === 'kept' ? 'kept' : 'changed-meanwhile'

  return {
    keepTogether,
    keep: append => keepTogether([append]),
    bear: async birth => {
      const known = await knownSubject(db, birth.source, birth.sourceId)
      if (known !== undefined) return { subject: known, known: true }
      const r = await submit({ birth })
      if (r.outcome === 'changed-meanwhile') throw new Error('a birth has nothing that could have changed')
      return { subject: r.subject, known: r.outcome === 'known' }
    },
    waiting: () => queue.length,
  }
}

type ReadyRow = {
  append: Append
  birth: Birth | undefined
  facts: readonly { fact: Fact; hash: string }[]
  /** Hash of the fact these follow; the database refuses the append when it is another. */
  prev: string
  head: string
  keptAt: Instant
}
type Ready = { job: Job; rows: readonly ReadyRow[] }

export const seriesOf = (birth: Pick<Birth, 'life' | 'dayDigits'>): string =>
  `${birth.life}:${birth.dayDigits}`

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
/** Two batches each held a row the other wanted: PostgreSQL undid this one, and nothing of it was kept. */
const deadlock = '40P01'
const mostTries = 5
/** The statement was undone for something in it; not because disk, memory or server failed everybody alike. */
const isOfOne = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !/^(53|57|58|XX)/.test(error.code ?? '')

export const knownSubject = async (
  db: Database,
  source: string,
  sourceId: string,
): Promise<string | undefined> => {
  const rows = await db.system<{ subject: string }>(
    'select subject from intake_key where district = $1 and source = $2 and source_id = $3',
    [db.district, source, sourceId],
  )
  return rows[0]?.subject
}

/**
 * Takes `n` numbers of a series and returns the first. Its commit does not wait for the disk: the batch that uses the
 * numbers does, and the log is written in order, so a number can be skipped by a crash but never used twice.
 */
const takeNumbers = (db: Database, series: string, n: number): Promise<number> =>
  db
    .system<{ first: number }>(
      `with quick as (select set_config('synchronous_commit', 'off', true))
       insert into number_series (district, series, next) select $1, $2, $3::int + 1 from quick
       on conflict (district, series) do update set next = number_series.next + $3::int
       returning next - $3::int as first`,
      [db.district, series, n],
    )
    .then(rows => rows[0]!.first)

/** The last hashes lately written, so that a chain goes on without reading it back. */
class Heads {
  private readonly known = new Map<string, { seq: number; hash: string }>()
  private readonly db: Database
  constructor(db: Database) {
    this.db = db
  }
  /**
   * Hashes at the places asked for. The answer belongs to the caller alone: what other batches remember or forget
   * meanwhile must not reach into it. A place that is not there answers a hash no fact has, and the append is refused.
   */
  async at(
    wanted: readonly { subject: string; seq: number }[],
  ): Promise<(subject: string, seq: number) => string> {
    const found = new Map<string, string>()
    const place = (subject: string, seq: number) => `${subject}#${seq}`
    const missing = wanted.filter(w => {
      const known = this.known.get(w.subject)
      if (known?.seq === w.seq) found.set(place(w.subject, w.seq), known.hash)
      return known?.seq !== w.seq
    })
    if (missing.length > 0) {
      const rows = await this.db.system<{ subject: string; seq: number; hash: string }>(
        `select f.subject, f.seq, f.hash from fact f
         join json_to_recordset($2::json) as w(subject text, seq int) on f.subject = w.subject and f.seq = w.seq
         where f.district = $1`,
        [this.db.district, JSON.stringify(missing)],
      )
      for (const r of rows) found.set(place(r.subject, r.seq), r.hash)
    }
    return (subject, seq) => found.get(place(subject, seq)) ?? noHash
  }
  set(subject: string, seq: number, hash: string): void {
    this.known.delete(subject)
    this.known.set(subject, { seq, hash })
    if (this.known.size > 50_000) this.known.delete(this.known.keys().next().value!)
  }
  drop(subject: string): void {
    this.known.delete(subject)
  }
}

const subjectJson = (r: ReadyRow): Record<string, unknown> => {
  const { row, scope, after } = r.append
  return {
    subject: r.append.subject,
    after,
    prev: r.prev,
    ...nowJson(row, r.head),
    scoped: scope !== undefined,
    ...(scope
      ? { s_unit: scope.unit, s_territory: scope.territory ?? '', s_by_unit: scope.byUnit, s_key: scope.key }
      : {}),
    fresh_units: row.involved,
    moved: after > 0 && r.append.facts.some(f => f.type === 'located'),
    ...(after === 0 ? { search: searchTokens(row, r.append.facts[0]!) } : {}),
    point_lng: row.pointLng,
    point_lat: row.pointLat,
    ...(r.birth
      ? {
          source: r.birth.source,
          source_id: r.birth.sourceId,
          link: r.birth.linkHash ?? null,
          reporter: r.birth.reporter ?? null,
          photos: r.birth.photos,
        }
      : { photos: r.append.facts.flatMap(f => (Array.isArray(f.data.photos) ? f.data.photos : [])) }),
  }
}

export const nowJson = (row: NowRow, hash: string): Record<string, unknown> => ({
  life: row.life,
  seq: row.seq,
  hash,
  state: row.state,
  phase: row.phase,
  lead: row.lead,
  co: row.co,
  arbiter: row.arbiter,
  place: row.place,
  involved: row.involved,
  accused: row.accused,
  sealed: row.sealed,
  type: row.type,
  module: row.module,
  urgency: row.urgency,
  channel: row.channel,
  born_at: row.bornAt,
  since_at: row.sinceAt,
  clock_name: row.clockName,
  clock_start_at: row.clockStartAt,
  yellow_at: row.yellowAt,
  due_at: row.dueAt,
  paused: row.paused,
  next_turn_at: row.nextTurnAt,
  supervision: row.supervision,
  hops: row.hops,
  merged: row.merged,
  sampled: row.sampled,
  asked: row.asked,
  closed_level: row.closedLevel,
  headline: row.headline,
})

/** Long texts are found by their beginning; a run of letters longer than any word is cut. */
const mostTokens = 600
const longestToken = 40
/** What a subject is found by: its words, and the keys by which texts like its own find it. */
export const searchTokens = (row: NowRow, first: Pick<Fact, 'data'>): string[] => {
  const words = typeof first.data.words === 'string' && !row.sealed ? first.data.words : ''
  const tokens = tokensOf(row.searchText)
    .slice(0, mostTokens)
    .map(t => t.slice(0, longestToken))
  return [...new Set(tokens), ...keysAt(bandsOf(words), row.bornAt)]
}

const factsJson = (r: ReadyRow): Record<string, unknown>[] =>
  r.facts.map(({ fact, hash }) => ({
    subject: fact.subject,
    seq: fact.seq,
    life: fact.life,
    type: fact.type,
    at: fact.at,
    kept_at: r.keptAt,
    by: fact.by,
    data: fact.data,
    clocks: fact.clocks ?? null,
    hash,
  }))

const noticesJson = (r: ReadyRow): Record<string, unknown>[] =>
  r.append.notices.map(n => noticeJson(r.append.subject, n, r.keptAt))

export const noticeJson = (
  subject: string,
  n: Append['notices'][number],
  madeAt: Instant,
): Record<string, unknown> => ({
  key: `${subject}|${n.seq}|${n.to}|${n.wording}`,
  subject,
  seq: n.seq,
  recipient: n.to,
  wording: n.wording,
  fill: n.fill,
  made_at: madeAt,
})
