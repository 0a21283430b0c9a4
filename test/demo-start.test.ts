// A stranger's first start, cut by a power failure while the past is laid: the second start begins it anew, the doors
// open, an officer finds work and the history verifies; the third start finds everything there.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '#server/main/settings.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { paths } from '#wire/paths.ts'

const password = 'a-demo-password-for-tests'
const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-first-start-'))
let database: FreshDatabase
let port: number
let running: ChildProcess | undefined

before(async () => {
  database = await freshDatabase()
  const probe = createServer()
  await new Promise<void>(done => probe.listen(0, '127.0.0.1', done))
  port = (probe.address() as { port: number }).port
  probe.close()
})
after(async () => {
  if (running?.exitCode === null) await end('SIGKILL')
  await database.drop()
  rmSync(dataDir, { recursive: true })
})

const env = () => ({
  ...process.env,
  PORT: String(port),
  DATABASE_URL: database.url,
  JIEWANG_DATA_DIR: dataDir,
  JIEWANG_DEMO_PASSWORD: password,
  JIEWANG_DEMO_HISTORY: '5',
  JIEWANG_MQTT_PORT: 'off',
})

/** Starts the program and resolves when it has said something that matches. */
const startUntil = (said: RegExp): Promise<string> =>
  new Promise((heard, failed) => {
    let told = ''
    const child = spawn(process.execPath, [join(root, 'server/main/start.ts')], { env: env() })
    running = child
    const hear = (chunk: Buffer) => {
      told += chunk
      if (said.test(told)) heard(told)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', code => failed(new Error(`left with ${code}: ${told}`)))
  })

const end = async (signal: NodeJS.Signals): Promise<void> => {
  const gone = new Promise(done => running!.once('exit', done))
  running!.removeAllListeners('exit')
  const left = new Promise(done => running!.once('exit', done))
  running!.kill(signal)
  await Promise.race([gone, left])
}

const commandSays = (args: readonly string[]): Promise<string> =>
  new Promise((done, failed) => {
    let told = ''
    const child = spawn(process.execPath, [join(root, 'server/main/cli.ts'), ...args], { env: env() })
    child.stdout.on('data', chunk => {
      told += chunk
    })
    child.once('exit', code => (code === 0 ? done(told) : failed(new Error(`${args}: ${code} ${told}`))))
  })

const opened = /Ctrl\+C stops/

test('cut in the middle, begun anew, found again', async () => {
  await startUntil(/铺开往事.* [1-9]0 %/)
  await end('SIGKILL')

  const second = await startUntil(opened)
  assert.match(second, /铺开往事.* 100 %/)
  const base = `http://127.0.0.1:${port}`
  const signed = await fetch(`${base}${paths.session}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'zhihuizhang', password }),
  })
  assert.equal(signed.status, 200)
  const date = new Date(signed.headers.get('date')!)
  assert.ok(date.getUTCFullYear() === 2019, `the district lives in ${date.toISOString()}`)
  const cookie = signed.headers.getSetCookie()[0]!
  assert.match(cookie, /Max-Age=\d+/)
  const list = await fetch(`${base}${paths.subjects('matter')}?tab=all`, {
    headers: { cookie: cookie.split(';')[0]! },
  })
  const { rows } = (await list.json()) as { rows: unknown[] }
  assert.ok(rows.length > 10)
  assert.match(await commandSays(['verify']), /历史完整/)
  assert.match(await commandSays(['rebuild', '--check']), /完全一致/)
  await end('SIGTERM')

  assert.doesNotMatch(await startUntil(opened), /铺开/)
  await end('SIGTERM')
})
