// The same cluster for every kind of account and place: root in reach and out of reach, a normal user, a full disk.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { completeSymlinks, findBinaries } from './binaries.ts'
import { openCluster } from './cluster.ts'
import { ask, scratchDataDir } from './scratch.fixture.ts'
import { takeSeat } from './seat.ts'

const skip = process.getuid?.() === 0 ? false : 'needs root'
const writer = fileURLToPath(new URL('./writer.fixture.ts', import.meta.url))

// `daemon`: a normal user whom root would never choose, so that choosing wrongly shows.
const other = { uid: 1, gid: 1 }

/** The writer run by a normal user; null when that user cannot reach the program. */
function writeAs(account: { uid: number; gid: number }, dataDir: string) {
  const options = { ...account, cwd: '/', input: '', encoding: 'utf8' } as const
  const canReach = spawnSync(process.execPath, ['--check', writer], options).status === 0
  return canReach ? spawnSync(process.execPath, [writer, dataDir], options) : null
}

test('root, in a checkout only root can enter: data and server move to where PostgreSQL can live', {
  skip,
}, async t => {
  const dataDir = scratchDataDir(t)
  const cluster = await openCluster({ dataDir })
  const seat = takeSeat(dataDir)
  assert.match(seat.folder, /^\/var\/lib\/jiewang\/[0-9a-f]{12}$/)
  assert.notEqual(statSync(seat.cluster).uid, 0)
  assert.equal((await ask(cluster.url, 'select 1')).length, 1)
  await cluster.stop()
})

test('root, in a checkout everybody can enter: data stay there, owned by an unprivileged account', {
  skip,
}, async t => {
  const dataDir = scratchDataDir(t)
  chmodSync(dirname(dataDir), 0o755)
  const cluster = await openCluster({ dataDir })
  assert.equal(takeSeat(dataDir).folder, dataDir)
  assert.notEqual(statSync(join(dataDir, 'cluster')).uid, 0)
  await cluster.stop()
})

test('a normal user starts it, and root goes on with the same data later', { skip }, async t => {
  const dataDir = scratchDataDir(t)
  const parent = dirname(dataDir)
  chmodSync(parent, 0o777)
  const done = writeAs(other, dataDir)
  if (done === null) return t.skip('this checkout is out of reach for others')
  assert.equal(done.stderr, '')
  const cluster = await openCluster({ dataDir })
  assert.equal(takeSeat(dataDir).runAs?.uid, other.uid)
  assert.ok((await ask(cluster.url, 'select n from row')).length > 0)
  await cluster.stop()
})

test('a normal user on data of root gets a sentence', { skip }, async t => {
  const dataDir = scratchDataDir(t)
  chmodSync(dirname(dataDir), 0o755)
  await (await openCluster({ dataDir })).stop()
  const done = writeAs(other, dataDir)
  if (done === null) return t.skip('this checkout is out of reach for others')
  assert.match(done.stderr, /没有权限读写/)
})

test('a disk nearly full is refused before anything is written', { skip }, async t => {
  const mount = mkdtempSync(join(tmpdir(), 'jiewang-small-'))
  chmodSync(mount, 0o755)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=755', 'tmpfs', mount]).status === 0
  t.after(() => {
    if (mounted) spawnSync('umount', [mount])
    rmSync(mount, { recursive: true, force: true })
  })
  if (!mounted) return t.skip('mounting is not allowed here')
  await assert.rejects(openCluster({ dataDir: join(mount, 'pg') }), {
    code: 'disk-full',
    message: /只剩 \d+ MB/,
  })
  assert.equal(existsSync(join(mount, 'pg', 'cluster')), false)
})

test('links the install script would have made are made by us', t => {
  const place = mkdtempSync(join(tmpdir(), 'jiewang-links-'))
  t.after(() => rmSync(place, { recursive: true, force: true }))
  const native = join(place, 'native')
  mkdirSync(join(native, 'lib'), { recursive: true })
  cpSync(join(findBinaries(), 'pg-symlinks.json'), join(native, 'pg-symlinks.json'))
  const rows: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source } of rows) cpSync(join(dirname(findBinaries()), source), join(place, source))
  completeSymlinks(native)
  completeSymlinks(native)
  for (const { target } of rows) assert.ok(existsSync(join(place, target)), target)
})
