// Connections to PostgreSQL. Every connection is told who asks before it is used: the system for the machinery, an
// officer's scope for what a person reads. Whoever is not told to the database sees nothing.
import pg from 'pg'
import { assert } from '#core/kit/assert.ts'
import type { Scope } from '#core/life/who.ts'
import { bearLoss } from './bear-loss.ts'

export type Who =
  | { who: 'system' }
  /** `inOrder`: the statement ends early on an index that has its order; see `tellingOf`. */
  | { who: 'officer'; scope: Scope; inOrder?: boolean }
  | { who: 'reporter'; subject: string }

export type Row = Record<string, unknown>
export type Query = <R extends Row>(text: string, values?: readonly unknown[]) => Promise<R[]>

export type Database = {
  district: string
  /** As the system: for the machinery, never with a person's wish in it. */
  system: Query
  /** As a person: the database shows only what this person may see. */
  as(who: Who): Query
  /** One transaction as the system. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>
  /** A connection of its own that hears notifications; calls back for each, reconnects by itself. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** A session lock across processes; undefined when another process holds it. Released by the returned call. */
  tryLock(name: string): Promise<(() => Promise<void>) | undefined>
  /** Whether any process holds a lock taken with `tryLock`. */
  isLocked(name: string): Promise<boolean>
  close(): Promise<void>
}

export const appRole = 'jiewang_app'

// bigint columns hold milliseconds and counts: they fit a double exactly until the year 287396.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

type Telling = readonly [string, string][]

const tellingOf = (district: string, who: Who): Telling => {
  const scope = who.who === 'officer' ? who.scope : undefined
  return [
    ['app.district', district],
    // An administrator of the machine sees no business data at all.
    ['app.who', scope?.blind ? 'nobody' : who.who],
    ['app.unit', scope?.unit ?? ''],
    ['app.territory', scope?.territory ?? ''],
    ['app.by_unit', scope?.byUnit ? 'yes' : ''],
    ['app.holds_key', scope?.key ? 'yes' : ''],
    ['app.subject', who.who === 'reporter' ? who.subject : ''],
    // PostgreSQL expects one row behind the second wall, whatever is asked, and then sorts all there are for the first
    // fifty: 112 ms at 26,000 matters, where walking the index takes 0.3.
    ['enable_sort', who.who === 'officer' && who.inOrder ? 'off' : 'on'],
  ]
}

const told = new WeakMap<pg.PoolClient | pg.Client, string>()

/** Tells the connection who asks, unless it was told the same the last time. */
const tell = async (client: pg.PoolClient | pg.Client, telling: Telling): Promise<void> => {
  const key = JSON.stringify(telling)
  if (told.get(client) === key) return
  told.delete(client)
  const calls = telling.map((_, i) => `set_config('${telling[i]![0]}', $${i + 1}, false)`)
  await client.query(
    `select ${calls.join(', ')}`,
    telling.map(t => t[1]),
  )
  told.set(client, key)
}

/**
 * `url` names the database. When its user is a superuser or may bypass row-level security, every connection steps down
 * to an ordinary role first: the second wall must hold in every installation.
 */
export const openDatabase = async (url: string, district: string, size = 10): Promise<Database> => {
  const stepDown = await mustStepDown(url)
  // One prepared plan serves every scope: settings are read when it runs, and planning a list under the second wall
  // takes longer than running it.
  const options = `-c plan_cache_mode=force_generic_plan${stepDown ? ` -c role=${appRole}` : ''}`
  const openPool = (max: number) => {
    const pool = new pg.Pool({ connectionString: url, max, options })
    pool.on('error', () => {
      // An idle connection was cut; the pool drops it and the next query opens another.
    })
    // While it is lent out the pool does not listen to it.
    pool.on('connect', bearLoss)
    return pool
  }
  // The machinery has connections of its own: told once that it is the system, they need never be told again.
  const machinery = openPool(Math.ceil(size / 2))
  const readers = openPool(Math.floor(size / 2))
  const run = async (who: Who, text: string, values: readonly unknown[] = []) => {
    const client = await (who.who === 'system' ? machinery : readers).connect()
    let broken: Error | undefined
    try {
      await tell(client, tellingOf(district, who))
      return (await client.query(named(text, values))).rows
    } catch (error) {
      if (!isSqlError(error)) broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }
  const as =
    (who: Who): Query =>
    (text, values) =>
      run(who, text, values) as never
  const ownClient = async () => {
    const client = bearLoss(new pg.Client({ connectionString: url, options, keepAlive: true }))
    try {
      await client.connect()
      await tell(client, tellingOf(district, { who: 'system' }))
      return client
    } catch (error) {
      void client.end().catch(() => {})
      throw error
    }
  }
  return {
    district,
    system: as({ who: 'system' }),
    as,
    transaction: async work => {
      const client = await machinery.connect()
      let broken: Error | undefined
      try {
        await tell(client, tellingOf(district, { who: 'system' }))
        await client.query('begin')
        const result = await work(
          async (text, values = []) => (await client.query(named(text, values))).rows as never,
        )
        // After a statement that failed PostgreSQL answers a commit with a rollback and no error.
        const { command } = await client.query('commit')
        assert(command === 'COMMIT', `commit answered by ${command}: work went on after a failed statement`)
        return result
      } catch (error) {
        await client.query('rollback').catch(e => {
          broken = e as Error
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    listen: async (channel, heard) => {
      let ended = false
      let client = await ownClient()
      const hear = async (c: pg.Client) => {
        c.on('notification', n => heard(n.payload ?? ''))
        c.on('error', () => void again())
        c.on('end', () => void again())
        await c.query(`listen "${channel}"`)
      }
      let waiting = false
      const again = async (): Promise<void> => {
        if (ended || waiting) return
        waiting = true
        for (let waitMs = 100; !ended; waitMs = Math.min(waitMs * 2, 5000)) {
          await new Promise(r => setTimeout(r, waitMs))
          try {
            client = await ownClient()
            if (ended) return void client.end().catch(() => {})
            await hear(client)
            waiting = false
            heard('')
            return
          } catch {
            // The database is not back yet.
          }
        }
      }
      await hear(client)
      return async () => {
        ended = true
        await client.end().catch(() => {})
      }
    },
    tryLock: async name => {
      const client = await ownClient()
      const leave = async () => void (await client.end().catch(() => {}))
      try {
        const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as got', [
          `${district}:${name}`,
        ])
        if (rows[0]?.got) return leave
      } catch (error) {
        await leave()
        throw error
      }
      await leave()
      return undefined
    },
    isLocked: async name => {
      const rows = await run(
        { who: 'system' },
        `select exists (select from pg_locks where locktype = 'advisory' and granted
           and (classid::bigint << 32) | objid::bigint = hashtextextended($1, 0)
           and database = (select oid from pg_database where datname = current_database())) as held`,
        [`${district}:${name}`],
      )
      return rows[0]?.held === true
    },
    close: async () => void (await Promise.all([machinery.end(), readers.end()])),
  }
}

/** Statements with values are prepared once a connection under a name of their text. */
const names = new Map<string, string>()
const named = (text: string, values: readonly unknown[]): pg.QueryConfig => {
  if (values.length === 0) return { text }
  let name = names.get(text)
  if (name === undefined) {
    name = `q${names.size}`
    // Texts are made from a handful of templates; a runaway number of them must not fill the server's memory.
    if (names.size < 500) names.set(text, name)
    else return { text, values: [...values] }
  }
  return { name, text, values: [...values] }
}

/** Told by the server about a statement; the connection is as good as before. */
const isSqlError = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity !== 'FATAL' && error.severity !== 'PANIC'

const mustStepDown = async (url: string): Promise<boolean> => {
  const client = bearLoss(new pg.Client({ connectionString: url }))
  await client.connect()
  try {
    const { rows } = await client.query(
      'select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user',
    )
    return rows[0]?.above === true
  } finally {
    await client.end()
  }
}
