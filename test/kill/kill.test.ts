// Kill it anywhere: what was acknowledged is there, what was not is not half there. The program or its PostgreSQL is
// killed outright (SIGKILL) at random moments while people work: 12 times in every `npm test`, JIEWANG_KILLS=200 for the
// bar the project sets itself. JIEWANG_SEED repeats the order of shots, though never the very moments.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase } from '#server/store/pool.ts'
import { verify } from '#server/store/verify.ts'
import { Fire, targets, until } from './net-under-fire.ts'
import { type Acknowledged, live, signIn } from './stubborn.ts'

const kills = Number(process.env.JIEWANG_KILLS ?? 12)
const seed = Number(process.env.JIEWANG_SEED ?? Date.now() % 1_000_000)
const lanes = 8
const comeBackMs = 60_000

/** mulberry32 */
const dice = (state: number) => () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

test(`killed ${kills} times under load: nothing acknowledged is lost, nothing is half there`, async t => {
  const next = dice(seed)
  const pick = (count: number) => Math.floor(next() * count)
  const fire = new Fire()
  const seen: Acknowledged = { numbers: new Map(), facts: new Map(), faults: [] }
  const count = () => [...seen.facts.values()].reduce((n, types) => n + types.size, 0)
  let over = false
  let people: Promise<unknown>[] = []
  try {
    await fire.start()
    const seats = await signIn(fire)
    let broken: unknown
    people = Array.from({ length: lanes }, () =>
      live(fire, seats, seen, () => over).catch(error => {
        broken ??= error
      }),
    )
    const shots = { server: 0, postmaster: 0, backend: 0 }
    let longestMs = 0
    for (let n = 0; n < kills; n++) {
      await wait(50 + next() * 900)
      const target = targets[pick(targets.length)]!
      const startMs = performance.now()
      await fire.kill(target, pick)
      shots[target]++
      const before = count()
      await until(comeBackMs, () => {
        if (broken) throw broken
        return count() > before + lanes
      }).catch(error => {
        throw new Error(
          `after shot ${n + 1} (${target}), seed ${seed}: ${error.message}\n${fire.lastWords()}`,
        )
      })
      longestMs = Math.max(longestMs, performance.now() - startMs)
    }
    over = true
    await Promise.all(people)
    t.diagnostic(
      `${JSON.stringify(shots)}, seed ${seed}: ${seen.numbers.size} matters and ${count()} facts acknowledged, ` +
        `${seen.faults.length} answers of 500, at most ${(longestMs / 1000).toFixed(1)} s from the shot until work went on`,
    )
    await checkAll(await fire.database(), seen)
  } finally {
    // Whatever happened, nobody goes on asking.
    over = true
    await fire.end()
    await Promise.all(people)
  }
})

const checkAll = async (url: string, seen: Acknowledged): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ask = async (text: string) => (await client.query(text)).rows
  try {
    const kept = new Map<string, Set<string>>()
    for (const { subject, types } of await ask(
      'select subject, array_agg(type) as types from fact group by subject',
    ))
      kept.set(subject, new Set(types))
    for (const [number, types] of seen.facts)
      for (const type of types)
        assert.ok(kept.get(number)?.has(type), `${number}: ${type} was acknowledged and is lost`)

    const keys = await ask(`select source_id, subject from intake_key where source = 'resident-web'`)
    const bySource = new Map(keys.map(k => [k.source_id, k.subject]))
    for (const [key, number] of seen.numbers)
      assert.equal(bySource.get(key), number, `the report ${key} was answered with ${number}`)

    const half = await ask(`
      select s.subject from (select subject, max(seq) as seq, count(*) as n from fact group by subject) s
      full join life_now n on n.subject = s.subject
      left join subject_index x on x.subject = n.subject
      left join intake_key k on k.subject = n.subject
      left join link l on l.subject = n.subject
      where s.subject is null or n.subject is null or n.seq <> s.seq or s.n <> s.seq
         or x.subject is null or k.subject is null or l.subject is null`)
    assert.deepEqual(half, [], 'half-written matters')

    const forgotten = await ask(`
      select f.subject from fact f where f.seq = 1 and f.data ? 'reporter'
        and not exists (select from vault_record v where v.ref = f.data->>'reporter' and v.sealed is not null)`)
    assert.deepEqual(forgotten, [], 'matters whose reporter was answered and is not in the vault')

    const { rows } = await client.query('select district from fact limit 1')
    const db = await openDatabase(url, rows[0].district, 2)
    try {
      const lines: string[] = []
      const verified = await verify(db, line => lines.push(line))
      assert.ok(verified.ok, lines.slice(0, 10).join('\n'))
      assert.equal(verified.subjects, kept.size)
    } finally {
      await db.close()
    }
  } finally {
    await client.end()
  }
}
