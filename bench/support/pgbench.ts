// The peer: PostgreSQL's own pgbench running the statements of a life-cycle from C, each its own commit. It comes from
// the system, or is unpacked from Debian's package without installing anything that would start a server.
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Say } from './bench.ts'
import type { Marks, Script, Statement } from './statements.ts'

const majors = ['18', '17', '16', '15']

/** Path of a pgbench that runs, or undefined after saying why there is none. */
export const findPgbench = (dir: string, say: Say): string | undefined => {
  const unpacked = join(dir, 'pgbench')
  const known = () => [
    'pgbench',
    ...globSync('/usr/lib/postgresql/*/bin/pgbench').sort().reverse(),
    ...globSync(join(unpacked, 'usr/lib/postgresql/*/bin/pgbench')),
  ]
  const found = known().find(runs)
  if (found) return found
  if (!existsSync('/usr/bin/apt-get')) {
    say('no pgbench here and no apt-get to fetch it with: the limit is measured alone')
    return undefined
  }
  say('fetching pgbench from the Debian package of PostgreSQL (unpacked, not installed)')
  mkdirSync(unpacked, { recursive: true })
  const run = (file: string, args: readonly string[]) =>
    spawnSync(file, args, {
      cwd: unpacked,
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  const root = process.getuid?.() === 0
  if (root) run('apt-get', ['-qq', 'update'])
  // The client library starts nothing; pgbench cannot run without it.
  if (root) run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'libpq5'])
  for (const major of majors)
    if (run('apt-get', ['-qq', 'download', `postgresql-${major}`]).status === 0) break
  for (const deb of globSync(join(unpacked, '*.deb'))) run('dpkg', ['-x', deb, unpacked])
  const fetched = known().find(runs)
  if (!fetched) say('pgbench could not be had: the limit is measured alone')
  return fetched
}

const runs = (file: string): boolean => spawnSync(file, ['--version']).status === 0

/** Life-cycles a second under pgbench. Throws when a transaction failed. */
export const runPgbench = async (
  pgbench: string,
  url: string,
  script: Script,
  settings: string,
  { clients, seconds, dir }: { clients: number; seconds: number; dir: string },
): Promise<number> => {
  const file = join(dir, 'lifecycle.sql')
  writeFileSync(file, scriptText(script))
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-f',
    file,
    url,
  ]
  const { stdout, stderr } = await promisify(execFile)(pgbench, args, {
    env: { ...process.env, PGOPTIONS: settings },
  })
  const tps = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1])
  const failed = /failed transactions: (\d+)/.exec(stdout)?.[1] ?? '0'
  if (!(tps > 0) || failed !== '0') throw new Error(`pgbench did not finish its work: ${stdout}${stderr}`)
  return tps
}

// Numbers of different clients never meet: a random one of 10^15 a life-cycle.
const head = '\\set n random(1, 1000000000000000)\n'
const fresh: Readonly<Record<keyof Marks, string>> = {
  subject: `'B' || :n`,
  sourceId: `'s' || :n`,
  linkHash: `'l' || :n`,
  reporter: `'v-' || :n`,
  house: '(:n::bigint % 100000)::text',
}

export const scriptText = ({ statements, marks }: Script): string =>
  head + statements.map(s => `${statementText(s, marks)};\n`).join('')

const statementText = ({ text, values }: Statement, marks: Marks): string =>
  text.replace(/\$(\d+)\b/g, (_, n: string) => literal(values[Number(n) - 1], marks))

const literal = (value: unknown, marks: Marks): string => {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string')
    throw new Error(`a statement carries ${typeof value}, want text, number or nothing`)
  let text = quoted(value)
  for (const [name, mark] of Object.entries(marks))
    if (mark !== '' && value.includes(mark))
      text = `replace(${text}, '${mark}', ${fresh[name as keyof Marks]})`
  return `(${text})`
}

/** pgbench takes `:word` for a variable wherever it stands, in quotes too: no colon may be left before a word. */
const quoted = (value: string): string => {
  if (/^[[{]/.test(value)) {
    const spaced = JSON.stringify(hideColons(JSON.parse(value)), null, 1).replace(/\n\s*/g, ' ')
    return `$j$${spaced.replaceAll('\\u0001', '\\u003a')}$j$`
  }
  return value
    .split(':')
    .map(part => `'${part.replaceAll("'", "''")}'`)
    .join(' || chr(58) || ')
}

const hideColons = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(':', '\u0001')
  if (Array.isArray(value)) return value.map(hideColons)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, hideColons(v)]))
}
