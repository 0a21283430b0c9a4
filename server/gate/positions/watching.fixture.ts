// A whole net with its positions door, watch and alarms, for tests: the ordinary parts over a database of their own.
import { createHash } from 'node:crypto'
import type { Alarms } from '#desk/alarms.ts'
import { makeAlarms } from '#desk/alarms.ts'
import { startWatchKeeper, type WatchKeeper } from '#server/jobs/watch-keeper.ts'
import { makeGateKey } from '#server/store/gate-keys.ts'
import { makeWorld, type WorldOptions } from '#test/support/world.ts'
import { makeIntake } from './intake.ts'
import { makeKeyBook, registerPositions } from './register.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** Corner of the small district's first grid, and metres to degrees there. */
const [lng0, lat0] = [106.003, 29.805]
export const spot = (eastM: number, northM: number): [number, number] => [
  lng0 + eastM / (111_195 * Math.cos((lat0 * Math.PI) / 180)),
  lat0 + northM / 111_195,
]

/** A pit 100 m square. */
export const pit = (now: number, over: object = {}) => ({
  name: '柳园基坑',
  subjectType: 'facility',
  subjectId: 'pit-1',
  shape: { kind: 'area', polygons: [[[spot(0, 0), spot(100, 0), spot(100, 100), spot(0, 100)]]] },
  rule: { kind: 'must-not-enter' },
  watches: ['vehicle', 'officer', 'detection'],
  severity: 'severe',
  startsAt: now - 86_400_000,
  expiresAt: now + 30 * 86_400_000,
  ...over,
})

export const openWatched = async (
  options: WorldOptions = {},
  /** Wrapped around the alarms, to see what their failures do. */
  spoil: (alarms: Alarms) => Alarms = alarms => alarms,
) => {
  let keeper: WatchKeeper | undefined
  const world = await makeWorld({
    ...options,
    // The app is made and closed by the world; the door must be there before it is ready.
    register: async (app, w) => {
      const intake = makeIntake({
        db: w.db,
        keys: w.vaultKeys,
        now: w.now,
        name: 'test',
        read: batches => keeper?.read(batches),
      })
      await registerPositions(app, { intake, keys: makeKeyBook(w.db) })
    },
  })
  const failures: unknown[] = []
  const counts: { fence: string; place: string; inside: number | undefined }[] = []
  const watch = async () => {
    const alarms: Alarms = makeAlarms({
      desk: world.desk,
      store: world.store,
      district: world.district,
      now: world.now,
      fenceAt: number => keeper?.fenceAt(number),
      digest,
    })
    keeper = startWatchKeeper({
      db: world.db,
      keys: world.vaultKeys,
      alarms: spoil(alarms),
      district: world.district,
      now: world.now,
      name: 'test',
      counted: count => counts.push(count),
      failed: error => failures.push(error),
      lockRetryMs: 20,
    })
  }
  await watch()
  const { key } = await makeGateKey(world.db, 'muck-trucks', '渣土车平台', world.now())
  return {
    world,
    key,
    failures,
    counts,
    watch,
    stopWatching: async () => {
      await keeper?.stop()
      keeper = undefined
    },
    wake: () => keeper?.wake(),
    send: (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
      world.as(undefined).post('/api/positions', body, headers),
    alarms: async () => {
      const { body } = await world.as('operator').get('/api/alarms?tab=all')
      return body.rows as { subject: string; state: string; headline: string; seq: number }[]
    },
    close: async () => {
      await keeper?.stop()
      await world.close()
    },
  }
}
