// Whatever is done to the history behind the program's back is found and named.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { officer } from '#test/support/story.ts'
import { digestOf, hashOf, noHash } from './chain.ts'
import { type Net, openNet } from './net.fixture.ts'
import { liveRandomly } from './random-lives.fixture.ts'
import { type FactRow, factOf } from './store.ts'
import { type Problem, verify, verifyCommand } from './verify.ts'

let net: Net
let subjects: string[]
before(async () => {
  net = await openNet('2026-11-23 09:00')
  subjects = await liveRandomly(net, 12, 20, 7)
})
after(() => net.close())

/** Tampers inside a saved copy of the tables, verifies, and puts everything back. */
const tampered = async (sql: readonly (readonly [string, unknown[]])[]): Promise<readonly Problem[]> => {
  for (const t of ['fact', 'ledger', 'life_now']) await net.tamper(`create table saved_${t} as table ${t}`)
  try {
    for (const [text, values] of sql) await net.tamper(text, values)
    const lines: string[] = []
    const v = await verify(net.db, line => lines.push(line))
    assert.equal(v.ok, v.problems.length === 0)
    assert.equal(lines.filter(l => l.startsWith('✗')).length, v.problems.length, 'every problem is told')
    for (const p of v.problems) assert.ok(/[一-鿿]/.test(p.zh) && /[a-z]/.test(p.en))
    return v.problems
  } finally {
    for (const t of ['fact', 'ledger', 'life_now']) {
      await net.tamper(`truncate ${t}`)
      await net.tamper(`insert into ${t} select * from saved_${t}`)
      await net.tamper(`drop table saved_${t}`)
    }
  }
}

const named = (problems: readonly Problem[], what: Problem['what'], subject: string, seq?: number) =>
  assert.ok(
    problems.some(p => p.what === what && p.subject === subject && (seq === undefined || p.seq === seq)),
    `wanted ${what} ${subject}#${seq ?? ''}, found ${JSON.stringify(problems)}`,
  )

const longest = async (): Promise<{ subject: string; seq: number }> => {
  const { rows } = await net.tamper(
    `select subject, seq from life_now where subject = any($1) order by seq desc limit 1`,
    [subjects],
  )
  assert.ok(rows[0].seq >= 4, 'the random lives are long enough to tamper with')
  return rows[0]
}

test('an untouched history is whole, and the command says so', async () => {
  const lines: string[] = []
  assert.equal(await verifyCommand(net.db, line => lines.push(line)), 0)
  assert.match(lines.at(-1)!, /历史完整/)
  const { rows } = await net.tamper('select count(*)::int as n from fact')
  const v = await verify(net.db, () => {})
  assert.equal(v.facts, rows[0].n)
  assert.equal(v.subjects, subjects.length)
})

test('a word altered in one fact', async () => {
  const { subject } = await longest()
  const p = await tampered([
    [`update fact set data = data || '{"words":"别的话"}' where subject = $1 and seq = 2`, [subject]],
  ])
  named(p, 'altered', subject, 2)
  assert.equal(p.length, 1, 'the others are not blamed')
})

test('another time, another person, another clock', async () => {
  const { subject } = await longest()
  for (const change of [
    'at = at + 1',
    `by = '{"kind":"system","name":"x"}'`,
    `clocks = '[]'`,
    `type = 'noted'`,
  ])
    named(
      await tampered([[`update fact set ${change} where subject = $1 and seq = 1`, [subject]]]),
      'altered',
      subject,
      1,
    )
})

test('a fact deleted in the middle, at the end, at the beginning', async () => {
  const { subject, seq } = await longest()
  for (const gone of [2, seq, 1])
    named(
      await tampered([['delete from fact where subject = $1 and seq = $2', [subject, gone]]]),
      'missing',
      subject,
      gone,
    )
})

test('the end cut off together with the row that remembered it: the ledger knows', async () => {
  const { subject, seq } = await longest()
  const p = await tampered([
    ['delete from fact where subject = $1 and seq = $2', [subject, seq]],
    [
      `update life_now n set seq = f.seq, hash = f.hash from fact f
       where n.subject = $1 and f.subject = $1 and f.seq = $2`,
      [subject, seq - 1],
    ],
  ])
  assert.ok(p.some(x => x.what === 'missing' && /提交/.test(x.zh)))
})

test('two facts swapped', async () => {
  const { subject } = await longest()
  const p = await tampered([
    ['update fact set seq = -2 where subject = $1 and seq = 2', [subject]],
    ['update fact set seq = 2 where subject = $1 and seq = 3', [subject]],
    ['update fact set seq = 3 where subject = $1 and seq = -2', [subject]],
  ])
  named(p, 'reordered', subject, 2)
  named(p, 'reordered', subject, 3)
  assert.match(p.find(x => x.seq === 2)!.zh, /原是第 3 条/)
})

test('a fact slipped in at the end, with a hash that fits', async () => {
  const { subject, seq } = await longest()
  const { rows } = await net.tamper('select * from fact where subject = $1 and seq = $2', [subject, seq])
  const forged = { ...factOf(rows[0] as FactRow), seq: seq + 1, type: 'noted', data: { words: '伪造' } }
  const hash = hashOf('500198', forged, rows[0].hash)
  const insert = `insert into fact (district, subject, seq, life, type, at, kept_at, by, data, clocks, hash)
    values ('500198', $1, $2, 'matter', 'noted', $3, $3, $4, $5, $6, $7)`
  const values = [
    subject,
    seq + 1,
    forged.at,
    JSON.stringify(forged.by),
    JSON.stringify(forged.data),
    forged.clocks ? JSON.stringify(forged.clocks) : null,
    hash,
  ]
  const p = await tampered([[insert, values]])
  named(p, 'foreign', subject, seq + 1)
  // The same with the current state forged too: only the ledger is left to tell.
  const q = await tampered([
    [insert, values],
    ['update life_now set seq = $2, hash = $3 where subject = $1', [subject, seq + 1, hash]],
  ])
  assert.deepEqual(
    q.map(x => [x.what, x.subject]),
    [['foreign', subject]],
  )
  // And hidden in an honest commit.
  const r = await tampered([
    [insert, values],
    ['update life_now set seq = $2, hash = $3 where subject = $1', [subject, seq + 1, hash]],
    [
      'update fact set tx = (select tx from fact where subject = $1 and seq = 1) where subject = $1 and seq = $2',
      [subject, seq + 1],
    ],
  ])
  assert.ok(r.length > 0 && r.every(x => x.what === 'foreign'))
})

test('a whole chain rewritten with fitting hashes: the ledger knows', async () => {
  const { subject } = await longest()
  const { rows } = await net.tamper('select * from fact where subject = $1 order by seq', [subject])
  const edits: [string, unknown[]][] = []
  let head = noHash
  for (const row of rows as (FactRow & { hash: string })[]) {
    const fact = factOf(row)
    const told = row.seq === 2 ? { ...fact, data: { ...fact.data, words: '改写' } } : fact
    head = hashOf('500198', told, head)
    edits.push([
      'update fact set data = $3, hash = $4 where subject = $1 and seq = $2',
      [subject, row.seq, JSON.stringify(told.data), head],
    ])
  }
  edits.push(['update life_now set hash = $2 where subject = $1', [subject, head]])
  const p = await tampered(edits)
  assert.ok(p.length > 0)
  assert.ok(p.every(x => x.what === 'altered' && /台账/.test(x.zh)))
})

test('a subject without facts, facts without a row, everything truncated', async () => {
  const { subject } = await longest()
  named(await tampered([['delete from fact where subject = $1', [subject]]]), 'no-facts', subject)
  named(await tampered([['delete from life_now where subject = $1', [subject]]]), 'no-row', subject)
  const gone = await tampered([
    ['delete from fact where subject = $1', [subject]],
    ['delete from life_now where subject = $1', [subject]],
  ])
  assert.ok(gone.length > 0 && gone.every(x => x.what === 'missing'), 'the ledger misses it')
  const all = await tampered([['truncate fact', []]])
  assert.equal(all.filter(x => x.what === 'no-facts').length, subjects.length)
})

test('a ledger line altered or taken away', async () => {
  const tx = '(select min(tx) from ledger)'
  const altered = await tampered([[`update ledger set digest = $1 where tx = ${tx}`, [digestOf(['x'])]]])
  assert.deepEqual(
    altered.map(p => p.what),
    ['altered'],
  )
  const gone = await tampered([[`delete from ledger where tx = ${tx}`, []]])
  assert.deepEqual(
    gone.map(p => p.what),
    ['foreign'],
  )
})

test('the program itself can neither change nor delete a fact', async () => {
  const { subject } = await longest()
  await net.db.system(`update fact set type = 'x' where district = $1 and subject = $2`, ['500198', subject])
  await net.db.system('delete from fact where district = $1 and subject = $2', ['500198', subject])
  const v = await verify(net.db, () => {})
  assert.deepEqual(v.problems, [])
})

test('verifying while others write raises no false alarm', async () => {
  let writing = true
  const writer = (async () => {
    while (writing) {
      const s = await net.report()
      await net.does(s, officer('dispatcher'), 'note', { words: '看过' })
    }
  })()
  for (let i = 0; i < 5; i++) assert.deepEqual((await verify(net.db, () => {})).problems, [])
  writing = false
  await writer
})
