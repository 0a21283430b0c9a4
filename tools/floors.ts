// `npm run floors`: checks every arrow of the house and prints the wrong ones, one a line, with the reason.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkFloors, type Exception } from './floors/check-floors.ts'

// Wrong arrows we live with, each with its reason. The shorter the better.
const exceptions: readonly Exception[] = []

const root = fileURLToPath(new URL('..', import.meta.url))
const skipped = ['node_modules', 'dist', '.jiewang', '.git', 'coverage']
const paths = globSync('**/*.{ts,tsx}', { cwd: root, exclude: skipped.map(name => `**/${name}/**`) })
  .filter(path => !path.endsWith('.d.ts'))
  .toSorted()

const files = new Map(paths.map(path => [path, readFileSync(`${root}/${path}`, 'utf8')]))
const wrongs = checkFloors(files, exceptions)
for (const { path, line, why } of wrongs) console.log(`${path}:${line}: ${why}`)
console.log(`floors: ${files.size} files, ${wrongs.length} wrong arrows`)
process.exitCode = wrongs.length > 0 ? 1 : 0
