// The keeper of a simulated process: the same queue, the same batches, the same second tries as the one on PostgreSQL
// (server/store/keeper.ts), over a database that can fail between any two of its statements. Callers are answered only
// after their own facts are durable. That it tells the truth is what test/faults is for.
import type { Instant } from '#core/kit/instant.ts'
import type { Append, Birth, Born, Kept } from '#desk/store-port.ts'
import { hashOver, noHash } from './chain.ts'
import { type Durable, MovedOn, type Row, Twice } from './durable.ts'
import type { Line } from './line.ts'
import type { Schedule } from './schedule.ts'

export type Keeper = {
  keep(append: Append): Promise<Kept>
  keepTogether(appends: readonly Append[]): Promise<Kept>
  bear(birth: Birth): Promise<Born>
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
type Ready = { job: Job; rows: readonly Row[] }

const mostInBatch = 128
const mostInFlight = 2

const seriesOf = (birth: Birth): string => `${birth.life}:${birth.dayDigits}`

export const makeKeeper = (
  durable: Durable,
  line: Line,
  schedule: Schedule,
  now: () => Instant,
  numberOf: (series: string, n: number) => string,
): Keeper => {
  const queue: Job[] = []
  const heads = new Map<string, { seq: number; hash: string }>()
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
        if (!(error instanceof MovedOn || error instanceof Twice)) throw error
        for (const r of ready) await alone(r)
      }
    } catch (error) {
      for (const j of jobs) j.failed(error)
    }
  }

  const alone = async (r: Ready): Promise<void> => {
    try {
      await write([r])
      r.job.done({ outcome: 'kept', subject: r.rows[0]!.append.subject })
    } catch (error) {
      for (const row of r.rows) heads.delete(row.append.subject)
      if (error instanceof MovedOn) return r.job.done({ outcome: 'changed-meanwhile' })
      if (error instanceof Twice && 'birth' in r.job.work) {
        const { source, sourceId } = r.job.work.birth
        const known = await line.ask(() => durable.known(source, sourceId))
        if (known !== undefined) return r.job.done({ outcome: 'known', subject: known })
      }
      r.job.failed(error)
    }
  }

  const prepare = async (jobs: Job[]): Promise<Ready[]> => {
    const births = new Map<string, number>()
    for (const { work } of jobs)
      if ('birth' in work) births.set(seriesOf(work.birth), (births.get(seriesOf(work.birth)) ?? 0) + 1)
    const next = new Map<string, number>()
    for (const [series, n] of births) next.set(series, await line.ask(() => durable.takeNumbers(series, n)))
    const before = await headsAt(jobs.flatMap(j => ('appends' in j.work ? j.work.appends : [])))
    return jobs.flatMap(job => {
      try {
        return [{ job, rows: rowsOf(job.work, next, before) }]
      } catch (error) {
        job.failed(error)
        return []
      }
    })
  }

  const rowsOf = (work: Job['work'], next: Map<string, number>, before: (a: Append) => string): Row[] => {
    if ('appends' in work) return work.appends.map(append => ({ append, prev: before(append) }))
    const { build, ...birth } = work.birth
    const series = seriesOf(work.birth)
    const n = next.get(series)!
    next.set(series, n + 1)
    return [{ append: { ...build(numberOf(series, n)), after: 0 }, prev: noHash, birth }]
  }

  const headsAt = async (wanted: readonly Append[]): Promise<(a: Append) => string> => {
    const found = new Map<Append, string>()
    const missing = wanted.filter(a => {
      const known = heads.get(a.subject)
      if (known?.seq === a.after) found.set(a, known.hash)
      return known?.seq !== a.after
    })
    if (missing.length > 0)
      for (const [a, hash] of await line.ask(() =>
        missing.map(a => [a, durable.hashAt(a.subject, a.after)] as const),
      ))
        if (hash !== undefined) found.set(a, hash)
    return a => found.get(a) ?? noHash
  }

  const write = async (ready: readonly Ready[]): Promise<void> => {
    const rows = ready.flatMap(r => r.rows)
    const keptAt = now()
    await line.keep(tx => durable.commit(tx, rows, keptAt))
    for (const { append, prev } of rows)
      heads.set(append.subject, {
        seq: append.row.seq,
        hash: append.facts.reduce((head, fact) => hashOver(fact, head), prev),
      })
  }

  const submit = (work: Job['work']): Promise<Result> =>
    new Promise((done, failed) => {
      queue.push({ work, done, failed })
      if (queue.length === 1) schedule.after(0, pump)
      else if (queue.length >= mostInBatch) pump()
    })

  const keepTogether = async (appends: readonly Append[]): Promise<Kept> =>
    (await submit({ appends })).outcome === 'kept' ? 'kept' : 'changed-meanwhile'

  return {
    keepTogether,
    keep: append => keepTogether([append]),
    bear: async birth => {
      const known = await line.ask(() => durable.known(birth.source, birth.sourceId))
      if (known !== undefined) return { subject: known, known: true }
      const r = await submit({ birth })
      if (r.outcome === 'changed-meanwhile') throw new Error('a birth has nothing that could have changed')
      return { subject: r.subject, known: r.outcome === 'known' }
    },
  }
}
