// A told past laid in batches leaves the same rows as the keeper would have left keeping it commit by commit; the history
// verifies, the views equal the rebuilt ones, life goes on behind it, and a district that is not empty is left alone.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, test } from 'node:test'
import type { Instant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { makeDesk } from '#desk/desk.ts'
import { numberIn } from '#desk/numbers.ts'
import type { Commit } from '#sim/net/memory-store.ts'
import type { VaultRecord } from '#sim/net/memory-vault.ts'
import { freshDatabase } from '#test/support/database.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { officer } from '#test/support/story.ts'
import { makeKeeper } from './keeper.ts'
import { pastKey, tellRandomly } from './lay.fixture.ts'
import { lay } from './lay.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'
import { rebuild } from './rebuild.ts'
import { makeStore } from './store.ts'
import { makeVault } from './vault.ts'
import { keysFromText } from './vault-key.ts'
import { verify } from './verify.ts'

const district = smallDistrict()
const keys = keysFromText(pastKey)
const numberOf = (series: string, n: number) => numberIn(district, series, n)

const openFresh = async (): Promise<{ db: Database; url: string; close: () => Promise<void> }> => {
  const { url, drop } = await freshDatabase({
    template: async template => void (await migrate(template)),
    templateName: 'net',
  })
  const db = await openDatabase(url, district.code)
  const close = async () => {
    await db.close()
    await drop()
  }
  return { db, url, close }
}

let laidIn: Awaited<ReturnType<typeof openFresh>>
let keptIn: Awaited<ReturnType<typeof openFresh>>
const commits: Commit[] = []
const records: VaultRecord[] = []
let endAt: Instant

before(async () => {
  laidIn = await openFresh()
  keptIn = await openFresh()
  const laid = await lay(laidIn.db, keys, async laying => {
    endAt = await tellRandomly({
      seed: 5,
      rounds: 3,
      kept: commit => {
        commits.push(commit)
        laying.kept(commit)
      },
      vault: {
        put: record => {
          records.push(record)
          laying.vault.put(record)
        },
        destroyed: laying.vault.destroyed,
      },
      settle: laying.settle,
    })
  })
  assert.equal(laid?.commits, commits.length)
  assert.ok(laid.facts > 400, `${laid.facts} facts`)
  let at = 0 as Instant
  const keeper = makeKeeper(keptIn.db, () => at, numberOf)
  for (const { keptAt, subjects } of commits) {
    at = keptAt
    const [first] = subjects
    if (!first?.birth) assert.equal(await keeper.keepTogether(subjects), 'kept')
    else {
      const { birth, ...rest } = first
      assert.deepEqual(await keeper.bear({ ...birth, build: () => rest }), {
        subject: first.subject,
        known: false,
      })
    }
  }
})
after(async () => {
  await laidIn.close()
  await keptIn.close()
})

/** Rows of a table in the order of their key; commits by their place among the commits of the district. */
const rowsIn = (db: Database, table: string, columns: string) =>
  db.system(
    `select ${columns.replace('nth', '(select count(*) from ledger l where l.district = t.district and l.tx <= t.tx) as nth')}
     from ${table} t where district = $1 order by ${columns.includes('nth') ? 'nth, ' : ''} 1, 2, 3`,
    [db.district],
  )

for (const [table, columns] of [
  ['fact', 'subject, seq, life, type, at, kept_at, by, data, clocks, hash, nth'],
  ['ledger', 'facts, digest, district, nth'],
  ['life_now', '*'],
  ['involvement', '*'],
  ['subject_index', '*'],
  ['intake_key', '*'],
  ['link', '*'],
  ['number_series', '*'],
  ['outbox', 'key, subject, seq, recipient, wording, fill, made_at'],
] as const) {
  test(`${table} is as the keeper leaves it`, async () => {
    const kept = await rowsIn(keptIn.db, table, columns)
    assert.ok(kept.length > 0, `nothing in ${table}`)
    assert.deepEqual(await rowsIn(laidIn.db, table, columns), kept)
  })
}

test('what was told in the past is owed to nobody', async () => {
  const owed = await laidIn.db.system(
    'select key from outbox where sent_at is distinct from made_at or tries <> 1',
  )
  assert.deepEqual(owed, [])
})

test('the vault opens every record, and each is tied to its matter', async () => {
  const vault = makeVault(laidIn.db, keys, () => endAt)
  assert.ok(records.length > 5)
  for (const { ref, plain, kind, madeAt } of records) {
    assert.equal(await vault.open(ref), plain)
    const certificate = await vault.certificate(ref)
    assert.deepEqual([certificate?.kind, certificate?.madeAt], [kind, madeAt])
    const named = commits.flatMap(c => c.subjects).find(s => s.birth?.reporter === ref)
    assert.equal(certificate?.subject, named?.subject)
  }
})

test('the history verifies and the views are what the facts say', async () => {
  const v = await verify(laidIn.db, () => {})
  assert.deepEqual(v.problems, [])
  assert.equal(v.commits, commits.length)
  const r = await rebuild(laidIn.db, district, { check: true })
  assert.deepEqual(r.differences, [])
})

test('life goes on behind it: numbers, chains and commits follow', async () => {
  const { db } = laidIn
  const keeper = makeKeeper(db, () => endAt, numberOf)
  const desk = makeDesk(
    makeStore(db, keeper),
    () => district,
    () => endAt,
  )
  const [open] = await db.system<{ subject: string }>(
    `select subject from life_now where life = 'matter' and phase = 'open' and not sealed limit 1`,
  )
  const noted = await desk.move(open!.subject, 'note', officer('operator'), { words: '接着办' })
  assert.ok(!isRefusal(noted), JSON.stringify(noted))
  const [first] = await db.system<{ past: number; present: number }>(
    `select (select max(tx) from ledger where tx < l.tx) as past, tx as present from ledger l order by tx desc limit 1`,
  )
  assert.ok(first!.present > first!.past)
  assert.equal((await verify(db, () => {})).ok, true)
})

test('a district that has facts is left alone, and nothing is told', async () => {
  let told = false
  const again = await lay(laidIn.db, keys, async () => {
    told = true
  })
  assert.deepEqual([again, told], [undefined, false])
})

test('a telling that fails leaves nothing', async () => {
  const { db, close } = await openFresh()
  try {
    const cut = lay(db, keys, async laying => {
      for (const commit of commits) laying.kept(commit)
      await laying.settle()
      throw new Error('the power went')
    })
    await assert.rejects(cut, /power/)
    for (const table of ['fact', 'life_now', 'outbox', 'number_series'])
      assert.deepEqual(await db.system(`select count(*)::int as n from ${table}`), [{ n: 0 }], table)
  } finally {
    await close()
  }
})

test('killed in the middle it begins anew', async () => {
  const { db, url, close } = await openFresh()
  try {
    const child = spawn(process.execPath, [new URL('lay.fixture.ts', import.meta.url).pathname, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>(half => child.stdout.once('data', () => half()))
    child.kill('SIGKILL')
    await new Promise(gone => child.once('exit', gone))
    const laid = await lay(db, keys, async laying => {
      await tellRandomly({ seed: 5, rounds: 3, ...laying })
    })
    assert.equal(laid?.commits, commits.length)
    assert.deepEqual(await rowsIn(db, 'life_now', '*'), await rowsIn(keptIn.db, 'life_now', '*'))
    assert.equal((await verify(db, () => {})).ok, true)
  } finally {
    await close()
  }
})
