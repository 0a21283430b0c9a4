// Light turns fire once, each at its own instant: with two keepers, after a night of downtime, over a database that
// was cut, beside a subject that cannot be turned.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { type Instant, toIso } from '#core/kit/instant.ts'
import { type Net, openNet } from '#server/store/net.fixture.ts'
import { rebuild } from '#server/store/rebuild.ts'
import { verify } from '#server/store/verify.ts'
import { moment, officer } from '#test/support/story.ts'
import { startClockKeeper } from './clock-keeper.ts'
import type { Job } from './loop.ts'

let net: Net
let jobs: Job[] = []
afterEach(async () => {
  await Promise.all(jobs.map(j => j.stop()))
  jobs = []
  await net.close()
})

const keeperOn = (parts: Pick<Net, 'db' | 'desk'>, failures: unknown[] = []): Job => {
  const job = startClockKeeper({
    ...parts,
    now: net.now,
    failed: what => failures.push(what),
    lockRetryMs: 50,
  })
  jobs.push(job)
  return job
}

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return
    await new Promise(r => setTimeout(r, 50))
  }
  assert.fail(`waited 10 s for: ${what}`)
}

type Turn = { subject: string; at: string; clock: string; share: number; kept: string }
const turns = async (subject?: string): Promise<Turn[]> => {
  const { rows } = await net.tamper(
    `select subject, at, kept_at, data from fact where type = 'light-turned' and ($1::text is null or subject = $1)
     order by subject, seq`,
    [subject ?? null],
  )
  return rows.map(r => ({
    subject: r.subject,
    at: toIso(Number(r.at) as Instant).slice(0, 19),
    kept: toIso(Number(r.kept_at) as Instant).slice(0, 19),
    clock: r.data.clock,
    share: r.data.share,
  }))
}
const nothingDue = async () =>
  (await net.tamper('select 1 from life_now where next_turn_at <= $1', [net.now()])).rowCount === 0

test('two keepers on one database write every turn once', async () => {
  net = await openNet('2026-11-23 09:00')
  const subjects: string[] = []
  for (let i = 0; i < 40; i++) {
    net.passMs(7000)
    subjects.push(await net.report())
  }
  const other = await net.process()
  keeperOn(net)
  keeperOn(other)
  // Triage is 30 minutes: yellow after 22.5, red after 30.
  net.setNow('2026-11-23 09:40')
  await until('all lights turned', nothingDue)
  for (const s of subjects)
    assert.deepEqual(
      (await turns(s)).map(t => t.share),
      [0.75, 1],
    )
  assert.deepEqual((await verify(net.db, () => {})).problems, [])
})

test('a keeper takes over when the one at work stops', async () => {
  net = await openNet('2026-11-23 09:00')
  const subject = await net.report()
  const other = await net.process()
  const first = keeperOn(net)
  net.setNow('2026-11-23 09:23')
  await until('yellow', async () => (await turns(subject)).length === 1)
  keeperOn(other)
  await first.stop()
  net.setNow('2026-11-23 09:31')
  await until('red by the second keeper', async () => (await turns(subject)).length === 2)
})

test('after a night of downtime every turn is written once, in order, at its own instant', async () => {
  net = await openNet('2026-11-23 17:50')
  const subject = await net.report('夜市占道经营', { type: 'CM01' })
  await net.does(subject, officer('east-dispatcher'), 'dispatch', { lead: 'd-city', type: 'CM01' })
  const loaded = (await net.desk.load(subject))!
  assert.ok(loaded.standing.clocks.whole, 'it was dispatched and its promise runs')
  // Nobody is there until the next morning but one.
  net.setNow('2026-11-25 10:30')
  keeperOn(net)
  await until('all lights turned', nothingDue)
  const written = await turns(subject)
  assert.ok(written.length >= 3, `sign-off, contact and their ladder: ${JSON.stringify(written)}`)
  assert.deepEqual(
    written.map(t => t.at),
    written.map(t => t.at).sort(),
    'in the order of their instants',
  )
  assert.equal(new Set(written.map(t => `${t.clock} ${t.share}`)).size, written.length, 'each once')
  // Sign-off is 2 working hours from Monday 17:50: 10 minutes that day, 9:00–10:50 the next.
  const red = written.find(t => t.clock === 'sign' && t.share === 1)
  assert.equal(red?.at, '2026-11-24T10:50:00')
  assert.equal(red?.kept, '2026-11-25T10:30:00')
  assert.deepEqual(await rebuildDifferences(), [])
})

const rebuildDifferences = async () => (await rebuild(net.db, net.district, { check: true })).differences

test('the ladder is climbed once: nudge at 0.75, supervision at 1, listed at 1.5', async () => {
  net = await openNet('2026-11-23 09:00')
  const subject = await net.report()
  keeperOn(net)
  keeperOn(await net.process())
  for (const at of ['2026-11-23 09:23', '2026-11-23 09:31', '2026-11-23 09:46', '2026-11-23 23:00']) {
    net.setNow(at)
    await until(`everything due by ${at}`, nothingDue)
  }
  const { rows } = await net.tamper(
    `select type, data->>'rung' as rung, at from fact where subject = $1 and type in ('nudged', 'supervised') order by seq`,
    [subject],
  )
  assert.deepEqual(
    rows.map(r => [r.type, r.rung, toIso(Number(r.at) as Instant).slice(11, 19)]),
    [
      ['nudged', null, '09:22:30'],
      ['supervised', '督办', '09:30:00'],
      ['supervised', '挂牌督办', '09:45:00'],
    ],
  )
})

test('a suspended matter resumes by itself at the end of its last day', async () => {
  net = await openNet('2026-11-23 09:00')
  const subject = await net.report('烧烤店油烟太大', { type: 'EE02' })
  await net.does(subject, officer('east-dispatcher'), 'dispatch', { lead: 'd-city', type: 'EE02' })
  await net.does(subject, officer('city-handler'), 'sign')
  await net.does(subject, officer('city-handler'), 'ask-suspension', {
    reason: 'weather',
    untilOn: '2026-11-25',
    words: '连日大雨，无法施工',
  })
  await net.does(subject, officer('city-approver'), 'approve')
  assert.equal((await net.desk.load(subject))!.standing.state, 'suspended')
  keeperOn(net)
  net.setNow('2026-11-26 00:00')
  await until('resumed', async () => (await net.desk.load(subject))!.standing.state !== 'suspended')
  const resumed = (await net.desk.load(subject))!.facts.filter(f => f.type === 'resumed')
  assert.deepEqual(
    resumed.map(f => f.at),
    [moment('2026-11-26 00:00')],
  )
})

test('a subject that cannot be turned is named once and holds up nobody', async () => {
  net = await openNet('2026-11-23 09:00')
  const poisoned = [await net.report(), await net.report(), await net.report()]
  net.passMs(60_000)
  const healthy = await net.report()
  await net.tamper(`update fact set type = 'never-heard-of' where subject = any($1) and seq = 2`, [poisoned])
  const failures: { subject?: string }[] = []
  // A process that starts now knows nothing and reads the poisoned facts.
  keeperOn(await net.process(), failures)
  net.setNow('2026-11-23 09:45')
  await until('the healthy one', async () => (await turns(healthy)).length === 2)
  net.setNow('2026-11-23 10:00')
  await new Promise(r => setTimeout(r, 2500))
  assert.deepEqual(failures.map(f => f.subject).sort(), [...poisoned].sort())
})

test('a database that cuts every connection is waited for', async () => {
  net = await openNet('2026-11-23 09:00')
  const subject = await net.report()
  const failures: unknown[] = []
  keeperOn(net, failures)
  net.setNow('2026-11-23 09:23')
  await until('yellow', async () => (await turns(subject)).length === 1)
  for (let i = 0; i < 3; i++) {
    await net.tamper(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await new Promise(r => setTimeout(r, 150))
  }
  net.setNow('2026-11-23 09:31')
  await until('red', async () => (await turns(subject)).length === 2)
  assert.deepEqual((await verify(net.db, () => {})).problems, [])
})

test('a keeper whose lock was lost without its knowing does no harm', async () => {
  net = await openNet('2026-11-23 09:00')
  const subjects: string[] = []
  for (let i = 0; i < 30; i++) subjects.push(await net.report())
  keeperOn(net)
  await new Promise(r => setTimeout(r, 200))
  keeperOn(await net.process())
  await net.tamper(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
     and database = (select oid from pg_database where datname = current_database())`,
  )
  await new Promise(r => setTimeout(r, 200))
  // Both believe they hold it now.
  net.setNow('2026-11-23 09:46')
  await until('all lights turned', nothingDue)
  await new Promise(r => setTimeout(r, 300))
  for (const s of subjects)
    assert.deepEqual(
      (await turns(s)).map(t => t.share),
      [0.75, 1, 1.5],
    )
  assert.deepEqual((await verify(net.db, () => {})).problems, [])
})
