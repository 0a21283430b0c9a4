// Holds the test cluster while anybody uses it. A process of its own, because test processes come and go in any
// order, are killed, and none of them should take the database away under the others.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { openCluster } from '#server/store/embedded/cluster.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { testDataDir } from './cluster.ts'

const lingerMs = 10_000

try {
  const cluster = await openCluster({ dataDir: testDataDir, durable: false })
  let lastSeenAt = Date.now()
  let toldToStop = false
  let askedToLeave = false
  process.on('SIGTERM', () => {
    toldToStop = true
  })
  process.on('SIGUSR2', () => {
    askedToLeave = true
  })
  while (!toldToStop) {
    for (let waitedMs = 0; waitedMs < 1000 && !askedToLeave && !toldToStop; waitedMs += 50) await wait(50)
    // Whoever asked has just disconnected; the server needs a moment to notice.
    if (askedToLeave) await wait(200)
    if ((await othersOn(cluster.url)) > 0) lastSeenAt = Date.now()
    else if (askedToLeave || Date.now() - lastSeenAt > lingerMs) break
    askedToLeave = false
  }
  await cluster.stop()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  if (error.code !== 'already-running') {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

async function othersOn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rows[0].n
  } finally {
    await client.end()
  }
}
