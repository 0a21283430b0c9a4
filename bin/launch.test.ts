// The launcher as a stranger meets it: arguments, exit codes and signals pass through, and every reason not to start
// is one sentence. Its programs are stand-ins in a copy of bin/, so nothing of the real ones is needed.
import assert from 'node:assert/strict'
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const place = mkdtempSync(join(tmpdir(), 'jiewang-launch-'))
after(() => rmSync(place, { recursive: true, force: true }))

cpSync(dirname(fileURLToPath(import.meta.url)), join(place, 'bin'), { recursive: true })
writeFileSync(join(place, 'package.json'), '{"name":"stand-in","type":"module"}')
writeFileSync(join(place, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}')
// As npm leaves it after an install that is younger than the lock file.
mkdirSync(join(place, 'node_modules'))
writeFileSync(join(place, 'node_modules/.package-lock.json'), '{}')
mkdirSync(join(place, 'tools'))
writeFileSync(
  join(place, 'tools/check.ts'),
  `const [what = '', ...rest]: string[] = process.argv.slice(2)
   if (what === 'code') process.exitCode = 7
   if (what === 'wait') {
     process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(5) })
     setInterval(() => {}, 1000)
     console.log('waiting')
   }
   if (what === 'say') console.log(JSON.stringify(rest))`,
)

const launcher = join(place, 'bin/launch.mjs')
const launch = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8', input: '' })

test('arguments and exit codes pass through', () => {
  assert.equal(launch('check', 'say', '--port', '8080', '路灯').stdout, '["--port","8080","路灯"]\n')
  assert.equal(launch('check', 'code').status, 7)
})

test('an unknown command is named, with the known ones', () => {
  const { status, stderr } = launch('strat')
  assert.equal(status, 1)
  assert.match(stderr, /^没有命令 “strat”。 .*known are start, .*\n$/)
})

test('a request to stop reaches the program, and its answer comes back', async () => {
  const child = spawn(process.execPath, [launcher, 'check', 'wait'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk
  })
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  assert.equal(code, 5)
  assert.equal(told, 'waiting\nasked to stop\n')
})

test('a launcher killed outright takes its program along', async () => {
  const child = spawn(process.execPath, [launcher, 'check', 'wait'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  // The program holds the other end of the pipe: closed means it has ended too.
  await once(child.stdout, 'close')
  assert.equal(told, 'waiting\nasked to stop\n')
})

test('no network: one sentence, after the packages turned out to be missing', () => {
  const alone = join(place, 'fresh')
  mkdirSync(alone)
  cpSync(join(place, 'bin'), join(alone, 'bin'), { recursive: true })
  writeFileSync(join(alone, 'package.json'), '{"name":"x","version":"1.0.0","dependencies":{"yaml":"2.9.1"}}')
  const entry = { version: '2.9.1', resolved: 'http://127.0.0.1:9/yaml/-/yaml-2.9.1.tgz' }
  const packages = {
    '': { name: 'x', version: '1.0.0', dependencies: { yaml: '2.9.1' } },
    'node_modules/yaml': entry,
  }
  const lock = { name: 'x', version: '1.0.0', lockfileVersion: 3, requires: true, packages }
  writeFileSync(join(alone, 'package-lock.json'), JSON.stringify(lock))
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(alone, 'cache'),
  }
  const done = spawnSync(process.execPath, [join(alone, 'bin/launch.mjs'), 'check'], {
    encoding: 'utf8',
    env,
  })
  assert.equal(done.status, 1)
  assert.match(done.stderr, /连不上 npm 软件源.*cannot be reached.*\n$/)
})

test('an old Node reads the first file to its sentence', () => {
  // Only the part before the import must be readable to an old Node: plain statements, no modules.
  const text = readFileSync(launcher, 'utf8')
  const old = text.slice(0, text.indexOf('import(')).replaceAll('process.versions.node', `'18.19.1'`)
  const done = spawnSync(process.execPath, ['--input-type=commonjs', '-e', old], { encoding: 'utf8' })
  assert.equal(done.status, 1)
  assert.match(done.stderr, /^Node\.js 版本太旧：现在是 18\.19\.1.*too old.*\n$/)
})
