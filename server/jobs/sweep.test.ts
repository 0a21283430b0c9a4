// What is thrown away after its time, and what is not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toIso } from '#core/kit/instant.ts'
import { openNet } from '#server/store/net.fixture.ts'
import { moment } from '#test/support/story.ts'
import { retryAfterMs } from './outbox-sender.ts'
import { nextSweep, startSweep } from './sweep.ts'

test('unbound photos and ended sessions go after a day, the vault is asked, others stay', async () => {
  const net = await openNet('2026-11-23 09:00')
  const hour = 3_600_000
  const photo = (id: string, subject: string | null, hoursAgo: number) =>
    net.tamper(
      `insert into photo (district, id, subject, mime, bytes, sha256, made_at)
       values ($1, $2, $3, 'image/jpeg', '', '', $4)`,
      ['500198', id, subject, net.now() - hoursAgo * hour],
    )
  const session = (hash: string, endedHoursAgo: number) =>
    net.tamper(
      `insert into session (district, hash, person, csrf, made_at, used_at, ends_at) values ($1, $2, 'p', '', 0, 0, $3)`,
      ['500198', hash, net.now() - endedHoursAgo * hour],
    )
  await photo('forgotten', null, 25)
  await photo('fresh', null, 23)
  await photo('bound', 'XX1', 400)
  await session('old', 25)
  await session('lately', 1)
  await session('running', -5)
  const told: unknown[] = []
  const asked: string[] = []
  let done: () => void
  const swept = new Promise<void>(resolve => {
    done = resolve
  })
  const job = startSweep({
    db: net.db,
    now: net.now,
    vault: async at => {
      asked.push(toIso(at))
      return { overdue: 0 }
    },
    swept: counts => {
      told.push(counts)
      done()
    },
    failed: error => {
      throw error
    },
  })
  await swept
  job.wake()
  await job.stop()
  assert.deepEqual(told, [{ photos: 1, sessions: 1, vault: { overdue: 0 } }], 'once a day')
  assert.deepEqual(asked, ['2026-11-23T09:00:00+08:00'])
  const left = async (table: string, column: string) =>
    (await net.tamper(`select ${column} as x from ${table} order by 1`)).rows.map(r => r.x)
  assert.deepEqual(await left('photo', 'id'), ['bound', 'fresh'])
  assert.deepEqual(await left('session', 'hash'), ['lately', 'running'])
  await net.close()
})

test('the next sweep is at three in the morning', () => {
  assert.equal(nextSweep(moment('2026-11-23 02:59')), moment('2026-11-23 03:00'))
  assert.equal(nextSweep(moment('2026-11-23 03:00')), moment('2026-11-24 03:00'))
  assert.equal(nextSweep(moment('2026-12-31 09:00')), moment('2027-01-01 03:00'))
})

test('waits before another try grow from seconds to an hour', () => {
  assert.deepEqual([1, 2, 3, 10, 30].map(retryAfterMs), [5000, 10_000, 20_000, 2_560_000, 3_600_000])
})
