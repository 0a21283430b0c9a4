// What it costs to ask “has somebody told us this already?” of so many matters: the look-ups of the store, and the ranking
// of what they find, as the desk asks when a matter is opened. Beside it the plain way: trigram likeness over the words of
// the same matters, with the index PostgreSQL offers for it.
import { randomUUID } from 'node:crypto'
import { type Instant, instant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { duplicatesOf } from '#desk/suggest.ts'
import { type CoreWorld, openCoreWorld } from '#server/main/core-world.ts'
import { median, quantile, round, type Say } from './bench.ts'
import { castOf, reportOf } from './cast.ts'
import { storyOf, withClient } from './multiply.ts'
import type { Seeds } from './seeds.ts'

export type Lookups = {
  lookupP99Ms: number
  lookupMedianMs: number
  lookupPerSecond: number
  rankedP99Ms: number
  insertMs: number
  bytesPerMatter: number
}

const lanes = 4

export const measureLookups = async (
  seeds: Seeds,
  count: number,
  asks: number,
  say: Say,
): Promise<Lookups> => {
  const { url, drop } = await seeds.copy(count)
  try {
    const world = await openCoreWorld(url, seeds.settings)
    try {
      const subjects = await bearSome(world, Math.min(asks, 1000))
      const loaded = await Promise.all(subjects.map(async s => (await world.desk.load(s))!))
      const ask = async (i: number) => {
        const { standing } = loaded[i % loaded.length]!
        const suggested = (standing.doc as { suggestion?: { type?: string } }).suggestion
        const startMs = performance.now()
        let storeMs = 0
        const store = {
          ...world.store,
          alike: async (sought: Parameters<typeof world.store.alike>[0]) => {
            const found = await world.store.alike(sought)
            storeMs = performance.now() - startMs
            return found
          },
        }
        await duplicatesOf(standing, suggested?.type, world.district(), store, world.now())
        return { storeMs, wholeMs: performance.now() - startMs }
      }
      for (let i = 0; i < 300; i++) await ask(i)
      const times: { storeMs: number; wholeMs: number }[] = []
      for (let i = 0; i < asks; i++) times.push(await ask(i))
      const startMs = performance.now()
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (let i = lane; i < asks; i += lanes) await ask(i)
        }),
      )
      const perSecond = (asks * 1000) / (performance.now() - startMs)
      const stored = times.map(t => t.storeMs)
      const out = {
        lookupP99Ms: round(quantile(stored, 0.99)),
        lookupMedianMs: round(median(stored)),
        lookupPerSecond: Math.round(perSecond),
        rankedP99Ms: round(
          quantile(
            times.map(t => t.wholeMs),
            0.99,
          ),
        ),
        ...(await costOf(url, count)),
      }
      say(
        `${count} matters: look-up ${out.lookupMedianMs} ms, p99 ${out.lookupP99Ms} ms, ranked ${out.rankedP99Ms} ms`,
      )
      return out
    } finally {
      await world.db.close()
    }
  } finally {
    await drop()
  }
}

/** Reports of today, as the seeds tell them: their towns and types have as many likes as any. */
const bearSome = async (world: CoreWorld, count: number): Promise<string[]> => {
  const cast = castOf(world.district(), world.now(), 84)
  const subjects: string[] = []
  for (let n = 0; n < count; n++) {
    const scene = cast[n % cast.length]!
    const report = reportOf(scene, n)
    const point = [
      105.85 + ((n * 7_919) % 100_000) / 250_000,
      29.6 + ((n * 36_877) % 100_000) / 250_000,
    ] as const
    const received = await world.receive({
      report: {
        source: 'bench-sort',
        sourceId: randomUUID(),
        at: instant(world.now()) as Instant,
        ...report,
        // One in ten tells what is there already.
        words: `${report.words}，${storyOf(n % 10 === 0 ? n + 1 : -1 - n)}`,
        place: { ...report.place, ...(n % 2 === 0 ? { point } : {}) },
      },
      actor: scene.reporter,
    })
    if (isRefusal(received)) throw new Error(`a report was refused: ${JSON.stringify(received)}`)
    subjects.push(received.number)
  }
  return subjects
}

const inserted = 2000

/** What the keys and squares add: to the disk for every matter, and to keeping one. Indexes of their own tell it. */
const costOf = (url: string, count: number): Promise<{ insertMs: number; bytesPerMatter: number }> =>
  withClient(url, async db => {
    await db.query(`create table keys_alone as
      select subject, array_to_tsvector(array(select t from unnest(tsvector_to_array(words)) t where t like '~%')) as keys,
             district, spot, born_at from subject_index limit ${count}`)
    await db.query('create index keys_found on keys_alone using gin (keys) with (fastupdate = off)')
    await db.query('create index keys_spot on keys_alone (district, spot, born_at) where spot is not null')
    const { rows } = await db.query<{ bytes: number }>(
      `select ((pg_relation_size('keys_found') + pg_relation_size('keys_spot')) / (select count(*) from keys_alone)
               + (select avg(pg_column_size(keys) + 8) from keys_alone))::float8 as bytes`,
    )
    await db.query('create temp table fresh as select * from keys_alone order by born_at desc limit 2000')
    const startMs = performance.now()
    await db.query('insert into keys_alone select * from fresh')
    return {
      insertMs: round((performance.now() - startMs) / inserted, 3),
      bytesPerMatter: Math.round(rows[0]!.bytes),
    }
  })

/** The plain way, of the same words: the most alike by trigrams of the last month. Milliseconds, the median. */
export const measureTrigrams = async (
  seeds: Seeds,
  count: number,
  asks: number,
): Promise<number | undefined> => {
  const { url, drop } = await seeds.copy(count)
  try {
    return await withClient(url, async db => {
      const { rows: there } = await db.query(`select from pg_available_extensions where name = 'pg_trgm'`)
      if (there.length === 0) return undefined
      await db.query('create extension if not exists pg_trgm')
      await db.query(`create table plain as select f.subject, f.at, f.data->>'words' as words from fact f
        where f.seq = 1 and f.life = 'matter'`)
      await db.query('create index plain_words on plain using gin (words gin_trgm_ops)')
      await db.query('vacuum analyze plain')
      const { rows } = await db.query<{ words: string; at: string }>(
        'select words, at from plain order by at desc limit $1',
        [asks],
      )
      const times: number[] = []
      for (const { words, at } of rows) {
        const startMs = performance.now()
        await db.query(
          `select subject, similarity(words, $1) as s from plain where words % $1 and at >= $2
           order by s desc limit 60`,
          [words, Number(at) - 30 * 86_400_000],
        )
        times.push(performance.now() - startMs)
      }
      return median(times)
    })
  } finally {
    await drop()
  }
}
