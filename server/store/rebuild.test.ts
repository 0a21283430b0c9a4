// Rebuilt equals maintained, and a damaged view is found and mended from facts alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Net, openNet } from './net.fixture.ts'
import { liveRandomly } from './random-lives.fixture.ts'
import { rebuild, rebuildCommand } from './rebuild.ts'

let net: Net
let subjects: string[]
before(async () => {
  net = await openNet('2026-11-23 09:00')
  subjects = await liveRandomly(net, 20, 25, 11)
})
after(() => net.close())

const check = () => rebuild(net.db, net.district, { check: true })

test('after random lives the kept views equal the rebuilt ones', async () => {
  const r = await check()
  assert.deepEqual(r.differences, [])
  assert.equal(r.subjects, subjects.length)
  const { rows } = await net.tamper(
    `select (select count(*) from life_now) + (select count(*) from subject_index) + (select count(*) from involvement) as n`,
  )
  assert.equal(r.rowsCompared, Number(rows[0].n))
})

const damages: readonly (readonly [what: string, sql: string, view: string])[] = [
  [
    'a state changed',
    `update life_now set state = 'closed', phase = 'resting' where subject = $1`,
    'life_now',
  ],
  ['a due time moved', 'update life_now set due_at = coalesce(due_at, 0) + 1 where subject = $1', 'life_now'],
  ['a walled unit invented', `update life_now set accused = '{d-nobody}' where subject = $1`, 'life_now'],
  ['a row lost', 'delete from life_now where subject = $1', 'life_now'],
  ['search words lost', `update subject_index set words = '' where subject = $1`, 'subject_index'],
  ['an index row lost', 'delete from subject_index where subject = $1', 'subject_index'],
  ['a place changed', `update subject_index set place = '500198' where subject = $1`, 'subject_index'],
  ['participation lost', 'delete from involvement where subject = $1', 'involvement'],
  [
    'participation invented',
    `insert into involvement values ('500198', 'p-500198', $1, 0) on conflict do nothing`,
    'involvement',
  ],
]

for (const [what, sql, view] of damages) {
  test(`${what}: found, mended, equal again`, async () => {
    const subject = subjects[3]!
    await net.tamper(sql, [subject])
    const found = await check()
    assert.equal(found.equal, false)
    assert.ok(found.differences.every(d => d.subject === subject && d.view === view))
    const lines: string[] = []
    assert.equal(await rebuildCommand(net.db, net.district, { check: true }, l => lines.push(l)), 1)
    assert.equal(await rebuildCommand(net.db, net.district, { check: false }, l => lines.push(l)), 0)
    assert.match(lines.at(-1)!, /已按事实修复/)
    assert.deepEqual((await check()).differences, [])
  })
}

test('a row of a subject that never was is taken away', async () => {
  await net.tamper(
    `insert into life_now select * from (select (jsonb_populate_record(n, '{"subject":"XX-ghost"}')).*
     from life_now n limit 1) g`,
  )
  const found = await check()
  assert.deepEqual(
    found.differences.map(d => [d.subject, d.view, d.rebuilt]),
    [['XX-ghost', 'life_now', '—']],
  )
  await rebuild(net.db, net.district, { check: false })
  assert.equal((await check()).equal, true)
})

test('a rebuild sends nothing', async () => {
  const outbox = async () => (await net.tamper('select * from outbox order by key')).rows
  const kept = await outbox()
  assert.ok(kept.length > 0)
  await net.tamper('delete from life_now')
  await rebuild(net.db, net.district, { check: false })
  assert.deepEqual(await outbox(), kept)
  assert.equal((await check()).equal, true)
})
