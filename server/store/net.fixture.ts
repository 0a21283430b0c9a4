// A whole net on a database of its own, for tests: the small district, the real store, desk and receiving door, and a
// clock the test sets. `admin` is a connection above row-level security, to do what the program must not be able to.
import pg from 'pg'
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { makePath } from '#core/path/path.ts'
import { type Desk, makeDesk } from '#desk/desk.ts'
import { makeReceive, type ReportRequest } from '#desk/receive.ts'
import { makeReceivePetition, type PetitionRequest } from '#desk/receive-petition.ts'
import { freshDatabase } from '#test/support/database.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment } from '#test/support/story.ts'
import { makeKeeper } from './keeper.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'
import { makeStore } from './store.ts'

export type Net = Awaited<ReturnType<typeof openNet>>

/**
 * A superuser is above the second wall. On a PostgreSQL of somebody else's the tests run as the owner of the tables, who
 * takes the wall off for a moment in which nobody else reads.
 */
const aboveTheWall = async (admin: pg.Client, sql: string, values: unknown[]): Promise<pg.QueryResult> => {
  const { rows } = await admin.query(
    `select relname, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as above
     from pg_class where relforcerowsecurity order by relname`,
  )
  if (rows[0].above) return admin.query(sql, values)
  // commit_base: what numbers a commit by default.
  const named = rows.filter(r => new RegExp(`\\b${r.relname}\\b`).test(`${sql} commit_base`))
  const all = (force: string) =>
    named.map(r => `alter table ${r.relname} ${force} row level security`).join(';')
  await admin.query('begin')
  try {
    await admin.query(all('no force'))
    const result = await admin.query(sql, values)
    await admin.query(`${all('force')}; commit`)
    return result
  } catch (error) {
    await admin.query('rollback')
    // The program at work took the same tables in another order.
    if (error instanceof pg.DatabaseError && error.code === '40P01') return aboveTheWall(admin, sql, values)
    throw error
  }
}

const numberOf = (district: District) => (series: string, n: number) =>
  `${district.numberPrefix}${series.startsWith('petition') ? 'XF' : ''}${series.replace(/\D/g, '')}${String(n).padStart(4, '0')}`

/** A process of its own on the same database: own connections, own memory. */
export const openProcess = async (url: string, district: District, now: () => Instant) => {
  const db = await openDatabase(url, district.code)
  const store = makeStore(db, makeKeeper(db, now, numberOf(district)))
  return { db, store, desk: makeDesk(store, () => district, now) }
}

export const openNet = async (startsAt: string, district: District = smallDistrict()) => {
  const { url, drop } = await freshDatabase({
    template: async template => void (await migrate(template)),
    templateName: 'net',
  })
  let at = moment(startsAt)
  const now = () => at
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  admin.on('error', () => {})
  const { db, store, desk } = await openProcess(url, district, now)
  const secrets = new Map<string, string>()
  const vault = {
    put: async (_kind: string, plain: string) => {
      const ref = `v-${secrets.size + 1}`
      secrets.set(ref, plain)
      return ref
    },
    destroy: async (ref: string) => void secrets.delete(ref),
    open: async (ref: string) => secrets.get(ref),
  }
  const path = makePath(district)
  const receive = makeReceive(desk, vault, () => path, now)
  const receivePetition = makeReceivePetition(desk, vault, () => path, now)
  let reports = 0
  const others: Database[] = []
  return {
    url,
    db,
    store,
    desk,
    district,
    admin,
    vault,
    secrets,
    receive,
    now,
    setNow: (text: string) => {
      at = moment(text)
    },
    passMs: (ms: number) => {
      at = (at + ms) as Instant
    },
    /** A resident of Liuyuan reports; answers with the number. */
    report: async (
      words = '楼下垃圾堆了三天没人清',
      more: Partial<ReportRequest['report']> = {},
      rest: Partial<ReportRequest> = {},
    ): Promise<string> => {
      const r = await receive({
        report: {
          source: 'test',
          sourceId: String(++reports),
          channel: 'resident-web',
          at,
          words,
          place: { territory: '50019800100101' },
          photos: [],
          lang: 'zh',
          ...more,
        },
        actor: { kind: 'gate', source: 'test' },
        contact: { name: '王某', phone: '13800000000' },
        ...rest,
      })
      if (isRefusal(r)) throw new Error(`the report was refused: ${JSON.stringify(r)}`)
      return r.number
    },
    /** Somebody petitions; answers with the number. */
    petition: async (
      kind: PetitionRequest['report']['kind'],
      accused: readonly string[] = [],
    ): Promise<string> => {
      const r = await receivePetition({
        report: {
          source: 'test',
          sourceId: `p${++reports}`,
          channel: 'visit',
          kind,
          words: '征地补偿标准一直没有公开，请答复',
          accused,
          photos: [],
          lang: 'zh',
        },
        actor: { kind: 'gate', source: 'test' },
        contact: { name: '李某', phone: '13800000001' },
      })
      if (isRefusal(r)) throw new Error(`the petition was refused: ${JSON.stringify(r)}`)
      return r.number
    },
    does: async (
      subject: string,
      actor: Actor,
      move: string,
      input: Record<string, never> | object = {},
      on: Desk = desk,
    ) => {
      const outcome = await on.move(subject, move, actor, input as never)
      if (isRefusal(outcome)) throw new Error(`${move} was refused: ${JSON.stringify(outcome)}`)
      return outcome
    },
    process: async () => {
      const other = await openProcess(url, district, now)
      others.push(other.db)
      return other
    },
    /** Does something the program cannot do: row-level security is passed, triggers and keys are not. */
    tamper: (sql: string, values: unknown[] = []) => aboveTheWall(admin, sql, values),
    close: async () => {
      await Promise.all(others.map(o => o.close()))
      await db.close()
      await admin.end().catch(() => {})
      await drop()
    },
  }
}
