// Builds the screens when their sources are not those of the last build. The launcher runs it before `start`, and
// the tests before the first browser opens; with nothing changed it only compares a digest.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ourRoot = fileURLToPath(new URL('..', import.meta.url))

/** Builds what vite.config.ts describes into dist/, if that is not what lies there already. */
export function buildScreens(root: string = ourRoot): void {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const stampFile = join(root, 'dist', '.built-from')
  const digest = sourcesDigest(root)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return
  process.stderr.write('正在构建界面…… Building the screens…\n')
  rmSync(stampFile, { force: true })
  // From the root, wherever we were called: paths in a Vite configuration start at the working folder.
  const vite = join(ourRoot, 'node_modules/vite/bin/vite.js')
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (done.status !== 0)
    throw new Error('界面构建失败，原因见上。 The screens could not be built; the reason stands above.')
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile, digest)
}

/** Over everything a screen may be made of, by content: a fresh checkout has fresh times on old files. */
function sourcesDigest(root: string): string {
  const files = globSync('{core,wire,desk,sim,ui,web,patrol,resident}/**/*', {
    cwd: root,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  const settings = ['vite.config.ts', 'package.json', 'package-lock.json']
    .map(name => join(root, name))
    .filter(existsSync)
  const hash = createHash('sha256')
  for (const file of [...files.toSorted(), ...settings])
    hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

if (import.meta.main) {
  try {
    buildScreens()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}
