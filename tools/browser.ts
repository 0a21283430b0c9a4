// A Chromium for the browser tests, found or fetched, so that `npm test` needs no step before it.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** For playwright-core: `chromium.launch({ executablePath: path, args })`. */
export type Browser = { readonly path: string; readonly args: readonly string[] }

const root = fileURLToPath(new URL('..', import.meta.url))

// A newer one may need another Node or other system libraries.
const pinned = '@sparticuz/chromium@153.0.0'

const npmPlace = join(root, '.jiewang', 'browser')

/** A browser that starts here; throws one sentence saying what to do when there is none to be had. */
export function findBrowser(): Browser {
  const given = process.env.JIEWANG_CHROMIUM
  if (given) {
    if (starts(given)) return { path: given, args: given.startsWith(npmPlace) ? bareArgs : plainArgs }
    throw new Error(
      `JIEWANG_CHROMIUM=${given} 无法启动。 JIEWANG_CHROMIUM=${given} does not start as a browser.`,
    )
  }
  const found = installed() ?? fetched() ?? fromDebian() ?? fromNpm()
  if (found) return found
  throw new Error(
    '没有可用的浏览器：请安装 Chromium（Debian：apt-get install chromium fonts-noto-cjk），或用 JIEWANG_CHROMIUM 指明路径。 ' +
      'No browser: install Chromium (Debian: apt-get install chromium fonts-noto-cjk), or name its path in JIEWANG_CHROMIUM.',
  )
}

const plainArgs = ['--no-sandbox']

// The npm build has no sandbox helper, no window system and no graphics driver but its own.
const bareArgs = [
  '--no-sandbox',
  '--no-zygote',
  '--headless=shell',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

const starts = (path: string): boolean => spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0

function installed(): Browser | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  for (const name of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) {
    for (const folder of folders) {
      const path = join(folder, name)
      if (isExecutable(path) && starts(path)) return { path, args: plainArgs }
    }
  }
  return null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function fromDebian(): Browser | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  say('正在用 apt-get 安装 chromium 与中文字体…… Installing chromium and Chinese fonts with apt-get…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, stdio: 'ignore' }).status
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  return installed()
}

function fetched(): Browser | null {
  const path = join(npmPlace, 'unpacked', 'chromium')
  return existsSync(path) && starts(path) ? { path, args: bareArgs } : null
}

function fromNpm(): Browser | null {
  say(`正在获取浏览器 ${pinned}…… Fetching the browser ${pinned}…`)
  const fresh = `${npmPlace}.${process.pid}`
  mkdirSync(join(fresh, 'unpacked'), { recursive: true })
  writeFileSync(join(fresh, 'package.json'), '{"private":true}\n')
  const wanted = ['install', pinned, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  spawnSync('npm', [...wanted, '--loglevel=error', '--prefix', fresh], {
    cwd: fresh,
    stdio: ['ignore', 2, 2],
  })
  // The package unpacks its binary into the temporary folder, where anybody could have put one before.
  const entry = pathToFileURL(join(fresh, 'node_modules/@sparticuz/chromium/build/index.js')).href
  const unpack = `(await import(${JSON.stringify(entry)})).default.executablePath()`
  const env = { ...process.env, TMPDIR: join(fresh, 'unpacked') }
  spawnSync(process.execPath, ['--input-type=module', '-e', `await ${unpack}`], {
    env,
    stdio: ['ignore', 2, 2],
  })
  rmSync(npmPlace, { recursive: true, force: true })
  renameSync(fresh, npmPlace)
  return fetched()
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
