// Builds the screens when their sources are not those of the last build. The launcher runs it before `start`, and
// the tests before the first browser opens; with nothing changed it only compares a digest.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'dist', '.built-from')

/** Builds what vite.config.ts describes into dist/, if that is not what lies there already. */
export async function buildScreens(): Promise<void> {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const digest = sourcesDigest()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return
  process.stderr.write('正在构建界面…… Building the screens…\n')
  rmSync(stampFile, { force: true })
  const { build } = await import('vite')
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile, digest)
}

/** Over everything a screen may be made of, by content: a fresh checkout has fresh times on old files. */
function sourcesDigest(): string {
  const files = globSync('{core,wire,desk,sim,ui,web,patrol,resident}/**/*', {
    cwd: root,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  const settings = ['vite.config.ts', 'package.json', 'package-lock.json'].map(name => join(root, name))
  const hash = createHash('sha256')
  for (const file of [...files.toSorted(), ...settings])
    hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

if (import.meta.main) await buildScreens()
