// The keeper's promises: one report is one subject however often it arrives, one refused append harms nobody else in
// its batch, appends kept together stand or fall together, and numbers are used once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, parseInstant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { makePath } from '#core/path/path.ts'
import { makeDesk } from '#desk/desk.ts'
import { makeReceive, type Received, type ReportRequest } from '#desk/receive.ts'
import type { Append } from '#desk/store-port.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { digestOf, hashOf, noHash } from './chain.ts'
import { makeKeeper } from './keeper.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'
import { type FactRow, factOf, makeStore } from './store.ts'

const district = smallDistrict()
const at = parseInstant('2026-06-03T09:12:00+08:00')!
const now = (): Instant => at

let fresh: FreshDatabase
let db: Database
before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, district.code, 8)
})
after(async () => {
  await db.close()
  await fresh.drop()
})

/** A process of its own on the shared database: its own keeper, desk and memory. */
const process = () => {
  const keeper = makeKeeper(db, now, (series, n) => `XX${series.split(':')[1]}-${String(n).padStart(5, '0')}`)
  const store = makeStore(db, keeper)
  const desk = makeDesk(store, () => district, now)
  const path = makePath(district)
  const receive = makeReceive(desk, { put: async () => 'none', destroy: async () => {} }, () => path, now)
  return { keeper, store, desk, receive }
}

const gate: Actor = { kind: 'gate', source: 'test' }
const report = (sourceId: string, words = '路灯不亮，晚上看不见'): ReportRequest => ({
  report: {
    source: 'test',
    sourceId,
    channel: district.channels[0]!.code,
    at,
    words,
    photos: [],
    lang: 'zh',
  },
  actor: gate,
})
const taken = (r: Awaited<ReturnType<ReturnType<typeof process>['receive']>>): Received => {
  assert.ok(!isRefusal(r), JSON.stringify(r))
  return r
}

const operatorOf = (unitId: string): Actor & { kind: 'officer' } => {
  const unit = district.unit(unitId)!
  const post = district.postsIn(unitId).find(p => /operator|dispatcher|community_worker/.test(p.role))!
  return { kind: 'officer', person: 'p', post, unit }
}

/** A note as the desk would have it kept, not kept yet. */
const noteOn = async (p: ReturnType<typeof process>, { number, holder }: Received): Promise<Append> => {
  const caught: Append[] = []
  const keep = async (append: Append) => {
    caught.push(append)
    return 'kept' as const
  }
  const spy = makeDesk({ ...p.store, keep }, () => district, now)
  await spy.move(number, 'note', operatorOf(holder), { words: '批注' })
  return caught[0]!
}

test('the same report twenty times at once, through two processes, is one subject with one birth', async () => {
  const [a, b] = [process(), process()]
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? a : b).receive(report('same-1')).then(taken)),
  )
  assert.equal(new Set(all.map(r => r.number)).size, 1)
  assert.equal(all.filter(r => !r.known).length, 1)
  const facts = await a.store.factsOf(all[0]!.number)
  assert.equal(facts.filter(f => f.type === 'reported').length, 1)
})

test('two hundred reports at once get two hundred numbers, each used once, and every chain holds', async () => {
  const p = process()
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, i) => p.receive(report(`many-${i}`)).then(taken)),
  )
  const numbers = all.map(r => r.number)
  assert.equal(new Set(numbers).size, 200)
  for (const number of numbers.slice(0, 20)) {
    const rows = await db.system<FactRow & { hash: string }>(
      'select * from fact where district = $1 and subject = $2 order by seq',
      [district.code, number],
    )
    let head = noHash
    for (const row of rows) {
      head = hashOf(district.code, factOf(row), head)
      assert.equal(row.hash, head)
    }
  }
})

test('every commit has a ledger row whose digest is that of the facts kept with it', async () => {
  const rows = await db.system<{ tx: number; facts: number; digest: string; hashes: string[] }>(
    `select l.tx, l.facts, l.digest, (select array_agg(f.hash) from fact f where f.district = l.district and f.tx = l.tx) as hashes
     from ledger l where l.district = $1`,
    [district.code],
  )
  assert.ok(rows.length > 0)
  for (const r of rows) {
    assert.equal(r.hashes.length, r.facts)
    assert.equal(digestOf(r.hashes), r.digest)
  }
})

test('two processes decide on the same sight: one is kept, the other decides anew on what it finds', async () => {
  const [a, b] = [process(), process()]
  const { number, holder } = taken(await a.receive(report('race-1')))
  await Promise.all([a.desk.load(number), b.desk.load(number)])
  const operator = operatorOf(holder)
  const [x, y] = await Promise.all([
    a.desk.move(number, 'accept', operator, {}),
    b.desk.move(number, 'accept', operator, {}),
  ])
  assert.equal([x, y].filter(r => !isRefusal(r)).length, 1)
  assert.deepEqual(
    [x, y].filter(isRefusal).map(r => r.refused),
    ['not-now'],
  )
})

test('one stale append in a batch is refused and every other append of the batch is kept', async () => {
  const p = process()
  const born = await Promise.all(['b1', 'b2', 'b3'].map(id => p.receive(report(id)).then(taken)))
  const appends = await Promise.all(born.map(r => noteOn(p, r)))
  const stale: Append = { ...appends[1]!, after: appends[1]!.after - 1 }
  const results = await Promise.all([
    p.keeper.keep(appends[0]!),
    p.keeper.keep(stale),
    p.keeper.keep(appends[2]!),
  ])
  assert.deepEqual(results, ['kept', 'changed-meanwhile', 'kept'])
  assert.equal((await p.store.factsOf(born[1]!.number)).at(-1)!.type, 'suggested')
})

test('what the database cannot take, and what cannot even be made, harms nobody else in the batch', async () => {
  const p = process()
  const born = await Promise.all(['n1', 'n2', 'n3'].map(id => p.receive(report(id)).then(taken)))
  const [one, bad, three] = (await Promise.all(born.map(r => noteOn(p, r)))) as [Append, Append, Append]
  const fact = { ...bad.facts[0]!, data: { words: 'a\u0000b' } }
  const results = await Promise.allSettled([
    p.keeper.keep(one),
    p.keeper.keep({ ...bad, facts: [fact] }),
    p.keeper.bear({
      ...{ life: 'matter', source: 'test', sourceId: 'unmakable', dayDigits: '20260603', photos: [] },
      build: () => {
        throw new Error('cannot be made')
      },
    }),
    p.keeper.keep(three),
  ])
  assert.deepEqual(
    results.map(r => (r.status === 'fulfilled' ? r.value : String(r.reason.message).slice(0, 30))),
    ['kept', 'unsupported Unicode escape seq', 'cannot be made', 'kept'],
  )
})

test('appends kept together stand or fall together', async () => {
  const p = process()
  const born = await Promise.all(['t1', 't2'].map(id => p.receive(report(id)).then(taken)))
  const [one, two] = born.map(b => b.number) as [string, string]
  const merged = await p.desk.move(one, 'merge', operatorOf(born[0]!.holder), {
    into: two,
    words: '同一件事',
  })
  assert.ok(!isRefusal(merged), JSON.stringify(merged))
  assert.equal((await p.store.factsOf(one)).at(-1)!.type, 'merged')
  assert.equal((await p.store.factsOf(two)).at(-1)!.type, 'joined-by')
})

test('the database refuses an append by somebody who may not see the subject, whatever the program believed', async () => {
  const p = process()
  const born = taken(await p.receive(report('scope-1')))
  const note = await noteOn(p, born)
  const stranger = { unit: 'nobody', byUnit: true, key: false, blind: false }
  assert.equal(await p.keeper.keep({ ...note, scope: stranger }), 'changed-meanwhile')
  assert.equal(await p.keeper.keep(note), 'kept')
})

test('two pairs kept in opposite order wait for each other: one is kept, the other hears that it came too late', async () => {
  const [a, b] = [process(), process()]
  const born = await Promise.all(['d1', 'd2'].map(id => a.receive(report(id)).then(taken)))
  const [one, two] = (await Promise.all(born.map(r => noteOn(a, r)))) as [Append, Append]
  const outcomes: Promise<unknown>[] = []
  // A third holds the first subject until both stand before it, one of them with the second in hand.
  await db.transaction(async query => {
    await query('select 1 from life_now where subject = $1 for update', [one.subject])
    outcomes.push(a.keeper.keepTogether([one, two]), b.keeper.keepTogether([two, one]))
    for (let waiting = 0; waiting < 2; ) {
      await pause(10)
      waiting = (await query('select 1 from pg_locks where not granted')).length
    }
  })
  assert.deepEqual((await Promise.all(outcomes)).sort(), ['changed-meanwhile', 'kept'])
})

test('stale appends beside good ones never put a wrong link into a chain', async () => {
  const p = process()
  const born = await Promise.all(
    Array.from({ length: 12 }, (_, i) => p.receive(report(`chain-${i}`)).then(taken)),
  )
  for (let round = 0; round < 6; round++) {
    // Each subject gets a note, and at the same time what another process decided on an older sight of it.
    await Promise.all(
      born.flatMap(({ number, holder }) => {
        const other = process()
        const stale = other.store.factsOf(number).then(async facts => {
          await other.desk.load(number)
          const caught: Append[] = []
          const keep = async (append: Append) => {
            caught.push(append)
            return 'kept' as const
          }
          await makeDesk({ ...p.store, factsOf: async () => facts, keep }, () => district, now).move(
            number,
            'note',
            operatorOf(holder),
            { words: '旧的' },
          )
          const append = caught[0]!
          const older = { ...append, after: append.after - 1 }
          return Promise.all([p.keeper.keep(older), p.keeper.keep(append)])
        })
        return [stale, p.desk.move(number, 'note', operatorOf(holder), { words: '批注' })]
      }),
    )
  }
  for (const { number } of born) {
    const rows = await db.system<FactRow & { hash: string }>(
      'select * from fact where district = $1 and subject = $2 order by seq',
      [district.code, number],
    )
    let head = noHash
    for (const row of rows) {
      head = hashOf(district.code, factOf(row), head)
      assert.equal(row.hash, head, `${number} #${row.seq}`)
    }
  }
})

test('a moment later the number series goes on without a gap', async () => {
  const p = process()
  const first = taken(await p.receive(report('gap-1'))).number
  const second = taken(await p.receive(report('gap-2'))).number
  const n = (s: string) => Number(s.split('-')[1])
  assert.equal(n(second), n(first) + 1)
})
