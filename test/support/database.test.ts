// Databases for tests: apart from each other, filled once, gone when dropped.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testCluster } from './cluster.ts'
import { databasePrefix, dropRun, freshDatabase } from './database.ts'

const ask = async <R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows
  } finally {
    await client.end()
  }
}

test('eight tests at once fill the template once and do not see each other', async () => {
  let filled = 0
  const template = async (url: string) => {
    filled++
    await ask(url, 'create table matter (n int)')
  }
  const copies = await Promise.all(
    Array.from({ length: 8 }, () => freshDatabase({ template, templateName: 'own_test' })),
  )
  assert.equal(filled, 1)
  await Promise.all(copies.map((copy, i) => ask(copy.url, `insert into matter values (${i})`)))
  const seen = await Promise.all(copies.map(copy => ask<{ n: number }>(copy.url, 'select n from matter')))
  assert.deepEqual(
    seen.map(rows => rows.map(row => row.n)),
    copies.map((_, i) => [i]),
  )
  await Promise.all(copies.map(copy => copy.drop()))
})

test('a template that fails is not kept as one', async () => {
  const failing = () => Promise.reject(new Error('bad migration'))
  const options = { template: failing, templateName: 'failing' }
  await assert.rejects(freshDatabase(options), /bad migration/)
  const good = await freshDatabase({ template: async () => {}, templateName: 'failing' })
  await good.drop()
})

test('dropping a run leaves none of its databases', async () => {
  const cluster = await testCluster()
  const named = (run: string) =>
    ask(cluster, `select datname from pg_database where starts_with(datname, '${databasePrefix(run)}')`)
  await ask(cluster, `create database ${databasePrefix('gone')}x`)
  assert.equal((await named('gone')).length, 1)
  await dropRun(cluster, 'gone')
  assert.equal((await named('gone')).length, 0)
})
