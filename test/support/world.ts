// A whole world on a database of its own, with a clock the test turns by hand: the real desk, store, vault and doors over
// the small district. Posts sign in by name, without a password: signing in itself is tested where it is written.
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pino from 'pino'
import type { District } from '#core/district/district.ts'
import { type Instant, instant, parseInstant } from '#core/kit/instant.ts'
import { makePath } from '#core/path/path.ts'
import { makeDesk } from '#desk/desk.ts'
import { makeReceive } from '#desk/receive.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import { makeApp } from '#server/http/app.ts'
import { makePhotos } from '#server/http/photo-cleaning.ts'
import { type Sessions, type Signed, sessionCookie } from '#server/http/session-port.ts'
import { doorNo } from '#server/http/status.ts'
import { rowView } from '#server/http/views/row.ts'
import type { World } from '#server/http/world.ts'
import { makeTrials } from '#server/jobs/trial.ts'
import { makeLive } from '#server/live/live.ts'
import { makeKeeper } from '#server/store/keeper.ts'
import { migrate } from '#server/store/migrate.ts'
import { openDatabase } from '#server/store/pool.ts'
import { makeStore } from '#server/store/store.ts'
import { makeVault } from '#server/store/vault.ts'
import { type KeyHolder, keysFromText } from '#server/store/vault-key.ts'
import { freshDatabase } from './database.ts'
import { smallDistrict } from './small-district.ts'

export type TestWorld = World & {
  app: FastifyInstance
  vaultKeys: KeyHolder
  /** Turns the clock. */
  turnTo(at: Instant): void
  pass(minutes: number): void
  /** Sends a request as a post, e.g. `operator`, or as nobody. Answers status and parsed body. */
  as(post: string | undefined): Caller
  close(): Promise<void>
}

export type Answer<T = Record<string, never>> = {
  status: number
  body: T
  headers: Record<string, unknown>
  text: string
}
export type Caller = {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  get<T = any>(url: string, headers?: Record<string, string>): Promise<Answer<T>>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  post<T = any>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
}

/** A Wednesday morning in working time. */
export const morning: Instant = parseInstant('2026-06-03T09:12:00+08:00')!

/** Whoever holds a post is signed in by knocking with its name. */
const openSessions = (district: () => District, now: () => Instant): Sessions => {
  const signedAs = (token: string): Signed | undefined => {
    const d = district()
    const post = d.post(token)
    const person = post && d.holdersOf(post.id, now())[0]
    const unit = post && d.unit(post.unit)
    return post && person && unit
      ? {
          actor: { kind: 'officer', person: person.id, post, unit },
          posts: d.postsOf(person.id, now()),
          csrf: `csrf-${token}`,
          secondFactor: false,
          mustChange: false,
          mustSetUpSecondFactor: false,
          sessionId: token,
        }
      : undefined
  }
  const no = doorNo('no-such-address')
  return {
    actorOf: async token => signedAs(token),
    signIn: async () => no,
    signOut: async () => {},
    signOutEverywhere: async () => {},
    takePost: async (_token, post) => signedAs(post) ?? no,
    changePassword: async () => no,
    beginSecondFactor: async () => no,
    confirmSecondFactor: async () => no,
    dropSecondFactor: async () => no,
    accounts: {
      list: async () => [],
      firstPassword: async () => no,
      setDisabled: async () => no,
      unlock: async () => no,
      dropSecondFactor: async () => no,
    },
  }
}

export type WorldOptions = {
  district?: District
  at?: Instant
  log?: World['log']
  live?: { batchMs?: number; heartbeatMs?: number }
  /** Adds doors of gates to the app. */
  register?: (app: FastifyInstance, world: World & Pick<TestWorld, 'vaultKeys'>) => Promise<void>
}

export const makeWorld = async (options: WorldOptions = {}): Promise<TestWorld> => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  let at = options.at ?? morning
  const now = () => at
  const district = options.district ?? smallDistrict()
  const db = await openDatabase(fresh.url, district.code, 6)
  const numberOf = (series: string, n: number) =>
    `${district.numberPrefix}${series.replace('matter:', '').replace('petition:', 'XF').replace('alarm:', 'GJ').replace('fence:', 'WL')}-${String(n).padStart(5, '0')}`
  const keeper = makeKeeper(db, now, numberOf)
  const store = makeStore(db, keeper)
  const desk = makeDesk(store, () => district, now)
  const path = makePath(district)
  const vaultKeys = keysFromText(randomBytes(32).toString('hex'))
  const vault = makeVault(db, vaultKeys, now)
  const trials = makeTrials({
    db,
    keys: vaultKeys,
    desk,
    now,
    calendarSpecOf: id => district.calendars.find(c => c.id === id),
    failed: error => {
      throw error
    },
  })
  const live = await makeLive({
    db,
    factsOf: store.factsOf,
    heard: ({ subject, seq }) => desk.heard(subject, seq),
    row: (row, lang) => rowView(row, district, lang),
    ...options.live,
  })
  const world: World = {
    db,
    store,
    desk,
    waiting: keeper.waiting,
    district: () => district,
    path: () => path,
    now,
    monotonicMs: () => at,
    receive: makeReceive(desk, vault, () => path, now),
    receivePetition: makeReceivePetition(desk, vault, () => path, now),
    sessions: openSessions(() => district, now),
    vault,
    photos: makePhotos(db, now),
    live,
    trials,
    secret: randomBytes(32),
    log: options.log ?? pino({ level: 'silent' }),
    settings: { dist: join(tmpdir(), 'jiewang-no-build'), tls: false, trustedProxies: [] },
  }
  const app = await makeApp(world)
  await options.register?.(app, { ...world, vaultKeys })
  await app.ready()
  return {
    ...world,
    app,
    turnTo: to => {
      at = to
    },
    pass: minutes => {
      at = instant(at + minutes * 60_000)
    },
    as: post => callerFor(app, post === undefined ? undefined : `post-${post}`),
    vaultKeys,
    close: async () => {
      await app.close()
      await trials.stop()
      await live.close()
      await db.close()
      await fresh.drop()
    },
  }
}

const callerFor = (app: FastifyInstance, token: string | undefined): Caller => {
  const send = async (options: InjectOptions): Promise<Answer<never>> => {
    const res = await app.inject(options)
    const isJson = String(res.headers['content-type'] ?? '').includes('json')
    return {
      status: res.statusCode,
      body: (isJson && res.body !== '' ? res.json() : undefined) as never,
      headers: res.headers,
      text: res.body,
    }
  }
  const seat = token === undefined ? {} : { cookie: `${sessionCookie}=${token}`, 'x-csrf': `csrf-${token}` }
  return {
    get: (url, headers = {}) => send({ method: 'GET', url, headers: { ...seat, ...headers } }),
    post: (url, body = {}, headers = {}) =>
      send({ method: 'POST', url, payload: body as object, headers: { ...seat, ...headers } }),
  }
}
