// The documents hold: what they link to exists, what they tell a reader to type exists, every setting is told, and no
// page names a folder of the machine it was written on.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const skipped = ['node_modules', 'dist', '.jiewang', '.git'].map(name => `**/${name}/**`)
const pages = globSync('**/*.md', { cwd: root, exclude: skipped }).toSorted()
/** Text without code, in which square brackets are no links. */
const prose = (text: string): string => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')

const rooms = 'core|desk|wire|sim|server|ui|web|resident|tools|test|bench|bin|docs|decisions|packs'
const inCode = new RegExp(`\`((?:${rooms})/[\\w./-]+)\``, 'g')

test('every relative link leads to a file', () => {
  assert.ok(pages.length > 10, `${pages.length} pages read`)
  const dead = pages.flatMap(page =>
    [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(found => found[1]!)
      .filter(to => !/^(https?:|mailto:|#)/.test(to))
      .filter(to => !existsSync(join(root, dirname(page), to.split('#')[0]!)))
      .map(to => `${page}: ${to}`),
  )
  assert.deepEqual(dead, [])
})

test('every file of ours that a page names exists', () => {
  const gone = pages.flatMap(page =>
    [...read(page).matchAll(inCode)]
      .map(found => found[1]!)
      .filter(path => !existsSync(join(root, path)))
      .map(path => `${page}: ${path}`),
  )
  assert.deepEqual(gone, [])
})

test('every command a page tells the reader to type exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const told = spawnSync(process.execPath, [join(root, 'server/main/cli.ts'), 'help'], { encoding: 'utf8' })
  assert.equal(told.status, 0, told.stderr)
  const known = new Set([...told.stdout.matchAll(/^ {2}([\w-]+) /gm)].map(found => found[1]!))
  assert.ok(known.has('pack') && known.has('replay'), told.stdout)
  const wrong = pages.flatMap(page => {
    const text = read(page)
    return [
      ...[...text.matchAll(/npm run ([\w:-]+)/g)].filter(found => !Object.hasOwn(scripts, found[1]!)),
      ...[...text.matchAll(/npx jiewang ([a-z][\w-]*)/g)].filter(found => !known.has(found[1]!)),
    ].map(found => `${page}: ${found[0]}`)
  })
  assert.deepEqual(wrong, [])
})

test('docs/operations.md tells of every setting the server reads', () => {
  const page = read('docs/operations.md')
  const settings = globSync('server/**/*.ts', { cwd: root })
    .filter(file => !/\.(test|fixture)\.ts$/.test(file))
    .flatMap(file => [...read(file).matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map(found => found[1]!))
  assert.ok(settings.includes('DATABASE_URL'))
  assert.deepEqual(
    [...new Set(settings)].filter(name => !page.includes(`\`${name}`)),
    [],
  )
})

test('no page names a folder of somebody’s machine', () => {
  const named = pages.flatMap(page =>
    [...read(page).matchAll(/(?<![\w.])\/(home|root|work|tmp|Users)\/[\w.-]+/g)].map(
      found => `${page}: ${found[0]}`,
    ),
  )
  assert.deepEqual(named, [])
})
