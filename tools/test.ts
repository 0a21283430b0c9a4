// `npm test`: everything, with no step before it. `npm test -- <files or globs>` runs a part; a test's name can be
// asked for with --test-name-pattern=….
import { randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StartError } from '#server/store/embedded/start-error.ts'
import { releaseTestCluster, testCluster } from '#test/support/cluster.ts'
import { dropRun } from '#test/support/database.ts'
import { findBrowser } from './browser.ts'
import { buildScreens } from './build-screens.ts'
import { closingReporter } from './closing-reporter.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const patternFlag = '--test-name-pattern='
const args = process.argv.slice(2)
const globs = args.filter(arg => !arg.startsWith('--'))
const namePatterns = args
  .filter(arg => arg.startsWith(patternFlag))
  .map(arg => new RegExp(arg.slice(patternFlag.length)))

const files = globSync(globs.length > 0 ? globs : ['**/*.test.ts'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**', '**/.jiewang/**'],
})
  .map(file => join(root, file))
  .toSorted()

// The tests get a PostgreSQL, never DATABASE_URL itself: a test that starts the program must not find real data.
const given = process.env.DATABASE_URL
delete process.env.DATABASE_URL
if (given) process.env.JIEWANG_TEST_PG = given
const testRun = randomBytes(4).toString('hex')

try {
  if (files.length === 0) throw new Error(`No test file matches ${globs.join(' ')}`)
  const wantBrowser = files.some(file => readFileSync(file, 'utf8').includes('tools/browser.ts'))
  if (wantBrowser) readyForBrowsers()
  await runAll(await testCluster())
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}

// Both once here rather than by each test file at the same moment. What fails here fails again in the tests that
// need it, and is counted there; everything else is still worth running.
function readyForBrowsers(): void {
  try {
    buildScreens()
    process.env.JIEWANG_CHROMIUM = findBrowser().path
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

async function runAll(cluster: string): Promise<void> {
  process.env.JIEWANG_TEST_PG = cluster
  process.env.JIEWANG_TEST_RUN = testRun
  // Held open so that the keeper of the cluster sees somebody there while no test is connected.
  const presence = new pg.Client({ connectionString: cluster })
  await presence.connect()
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  const events = run({
    files,
    cwd: root,
    concurrency: Math.max(2, availableParallelism() - 1),
    timeout: 15 * 60_000,
    signal: stop.signal,
    ...(namePatterns.length > 0 ? { testNamePatterns: namePatterns } : {}),
  })
  events.on('test:fail', () => {
    process.exitCode = 1
  })
  for await (const text of closingReporter(events)) process.stdout.write(text)
  if (stop.signal.aborted) process.exitCode = 130
  await presence.end()
  await dropRun(cluster, testRun)
  if (!given) releaseTestCluster()
}
