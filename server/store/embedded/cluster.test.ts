// The life of our own PostgreSQL as stories: first start, second start, company, and being killed in every way.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { attach, attachOrOpen, type Cluster, openCluster } from './cluster.ts'
import { readyPostmaster } from './postmaster.ts'
import { ask, scratchDataDir } from './scratch.fixture.ts'
import { takeSeat } from './seat.ts'
import { StartError } from './start-error.ts'

const writer = fileURLToPath(new URL('./writer.fixture.ts', import.meta.url))

test('a first start makes the cluster, a second finds what was written', async t => {
  const dataDir = scratchDataDir(t)
  const first = await openCluster({ dataDir })
  await ask(first.url, `create extension pg_trgm`)
  await ask(first.url, `create table matter as select '路灯不亮'::text as words`)
  await first.stop()
  const second = await openCluster({ dataDir })
  assert.deepEqual(await ask(second.url, 'select words from matter'), [{ words: '路灯不亮' }])
  // The locale must know Chinese letters: with plain C the list of trigrams is empty.
  const [row] = await ask<{ n: number }>(second.url, `select cardinality(show_trgm('路灯不亮')) as n`)
  assert.ok(row && row.n > 0)
  await second.stop()
})

test('a durable cluster waits for the disk, and lets nobody in without the password', async t => {
  const cluster = await openCluster({ dataDir: scratchDataDir(t) })
  t.after(cluster.stop)
  const rows = await ask(
    cluster.url,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by 1`,
  )
  assert.deepEqual(
    rows.map(row => row.setting),
    ['on', 'on', 'on'],
  )
  for (const door of ['socket', 'tcp']) {
    const url = new URL(cluster.url)
    if (door === 'tcp') url.search = ''
    assert.equal((await ask(url.href, 'select 1')).length, 1, door)
    url.password = 'wrong'
    await assert.rejects(ask(url.href, 'select 1'), /password authentication failed/, door)
  }
})

test('the password lies in a file only its owner reads', async t => {
  const dataDir = scratchDataDir(t)
  const cluster = await openCluster({ dataDir })
  t.after(cluster.stop)
  const file = join(takeSeat(dataDir).folder, 'password')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(decodeURIComponent(new URL(cluster.url).password), readFileSync(file, 'utf8'))
})

test('a second start on the same data is refused in one sentence; a command beside it attaches', async t => {
  const dataDir = scratchDataDir(t)
  assert.equal(await attach(dataDir), null)
  const owner = await openCluster({ dataDir })
  await assert.rejects(openCluster({ dataDir }), (error: unknown) => {
    assert.ok(error instanceof StartError)
    assert.equal(error.code, 'already-running')
    assert.match(error.zh, new RegExp(`进程号 ${process.pid}`))
    return true
  })
  const beside = await attachOrOpen({ dataDir })
  await beside.stop()
  assert.equal((await ask(owner.url, 'select 1')).length, 1)
  await owner.stop()
})

test('of four starts at the same moment exactly one wins', async t => {
  const dataDir = scratchDataDir(t)
  const starts = await Promise.allSettled(Array.from({ length: 4 }, () => openCluster({ dataDir })))
  const won = starts.filter(start => start.status === 'fulfilled')
  assert.equal(won.length, 1)
  await won[0]?.value.stop()
})

test('kill -9 of the program at random moments: every acknowledged row is there', async t => {
  const dataDir = scratchDataDir(t)
  let acknowledged = 0
  for (let round = 0; round < 5; round++) {
    const program = spawn(process.execPath, [writer, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
    let printed = ''
    program.stdout.on('data', (chunk: Buffer) => {
      printed += chunk
    })
    await once(program.stdout, 'data')
    await new Promise(resolve => setTimeout(resolve, Math.random() * 300))
    program.kill('SIGKILL')
    await once(program, 'close')
    const whole = printed.slice(0, printed.lastIndexOf('\n')).split('\n').map(Number)
    assert.ok((whole[0] ?? 0) > acknowledged, 'each round goes on after what the last one had acknowledged')
    acknowledged = whole.at(-1) ?? 0
  }
  const cluster = await openCluster({ dataDir })
  const [row] = await ask<{ last: number; n: string }>(
    cluster.url,
    'select max(n) as last, count(*) as n from row',
  )
  assert.ok(row && row.last >= acknowledged && Number(row.n) === row.last)
  await cluster.stop()
})

test('kill -9 of PostgreSQL under the program: it comes back on the same address, acknowledged rows are there', async t => {
  const dataDir = scratchDataDir(t)
  const heard: string[] = []
  const cluster = await openCluster({ dataDir, say: zh => heard.push(zh) })
  await ask(cluster.url, 'create table row (n int)')
  for (let n = 1; n <= 3; n++) {
    await ask(cluster.url, `insert into row values (${n})`)
    const server = readyPostmaster(takeSeat(dataDir))
    assert.ok(server)
    process.kill(server.pid, 'SIGKILL')
    await untilAnswers(cluster)
    assert.equal((await ask(cluster.url, 'select n from row')).length, n)
  }
  assert.equal(heard.filter(zh => zh.includes('已恢复')).length, 3)
  await cluster.stop()
})

test('a crashed start leaves a pid that now belongs to somebody else: the next start takes over', async t => {
  const dataDir = scratchDataDir(t)
  await (await openCluster({ dataDir })).stop()
  const { folder, cluster } = takeSeat(dataDir)
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, startedTicks: '1' }))
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n5432\n\n\n0 0\nready\n`)
  const next = await openCluster({ dataDir })
  assert.equal((await ask(next.url, 'select 1')).length, 1)
  await next.stop()
})

test('a cluster for tests waits for no disk and leaves nothing behind', async t => {
  const dataDir = scratchDataDir(t)
  const cluster = await openCluster({ dataDir, durable: false })
  assert.deepEqual(await ask(cluster.url, `select current_setting('fsync') as fsync`), [{ fsync: 'off' }])
  await cluster.stop()
  const { folder, cluster: data } = takeSeat(dataDir)
  assert.throws(() => statSync(data), /ENOENT/)
  assert.equal(dirname(data), folder)
})

test('data of another PostgreSQL version are left alone, with a sentence', async t => {
  const dataDir = scratchDataDir(t)
  await (await openCluster({ dataDir })).stop()
  const seat = takeSeat(dataDir)
  writeFileSync(join(seat.cluster, 'PG_VERSION'), '17\n')
  await assert.rejects(openCluster({ dataDir }), { code: 'data-version' })
})

async function untilAnswers(cluster: Cluster): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answered = await ask(cluster.url, 'select 1').catch(() => null)
    if (answered) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  assert.fail('PostgreSQL did not come back within 5 s')
}
