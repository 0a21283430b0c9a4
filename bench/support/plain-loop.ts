// The limit where no pgbench is to be had: the same statements from plain connections of Node, each its own commit.
import { randomBytes, randomInt } from 'node:crypto'
import pg from 'pg'
import type { Script } from './statements.ts'

/** Life-cycles a second with so many connections at once. */
export const runPlainLoop = async (
  url: string,
  { statements, marks }: Script,
  settings: string,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<number> => {
  const endMs = performance.now() + seconds * 1000
  let cycles = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url, options: settings })
      await client.connect()
      while (performance.now() < endMs) {
        const own = randomBytes(8).toString('hex')
        const { house, ...keys } = marks
        const change = (value: unknown) =>
          typeof value === 'string'
            ? Object.values(keys)
                .reduce((text, mark, i) => text.replaceAll(mark, `${'BSLV'[i]}${own}`), value)
                .replaceAll(house, String(randomInt(100_000)))
            : value
        for (const [i, { text, values }] of statements.entries())
          await client.query({ name: `s${i}`, text, values: values.map(change) })
        if (performance.now() < endMs) cycles++
      }
      await client.end()
    }),
  )
  return cycles / seconds
}
