// A program for the tests to kill: opens the cluster and writes one row after another, printing each only after the
// database has acknowledged it. Ends when its standard input does.
import pg from 'pg'
import { openCluster } from './cluster.ts'

const cluster = await openCluster({ dataDir: process.argv[2] ?? '' })
const client = new pg.Client({ connectionString: cluster.url })
await client.connect()
await client.query('create table if not exists row (n int primary key)')
const { rows } = await client.query<{ last: number }>('select coalesce(max(n), 0) as last from row')

let isOpen = true
process.stdin.once('end', () => {
  isOpen = false
})
process.stdin.resume()
for (let n = (rows[0]?.last ?? 0) + 1; isOpen; n++) {
  await client.query('insert into row values ($1)', [n])
  process.stdout.write(`${n}\n`)
}
await client.end()
await cluster.stop()
