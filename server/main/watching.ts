// Positions and fences put together: the doors for positions, the one intake behind them, the watch that reads what was
// kept, the alarms it speaks to, and trials of fences over past positions.
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type Alarms, makeAlarms } from '#desk/alarms.ts'
import { type Broker, openBroker } from '#server/gate/positions/broker.ts'
import { type ForeignBroker, joinBroker } from '#server/gate/positions/foreign-broker.ts'
import { type Intake, makeIntake } from '#server/gate/positions/intake.ts'
import { makeKeyBook, registerPositions } from '#server/gate/positions/register.ts'
import { makeTrials, type Trials } from '#server/jobs/trial.ts'
import { startWatchKeeper, type WatchKeeper, type WatchKeeperParts } from '#server/jobs/watch-keeper.ts'
import type { Change } from '#server/store/changes.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { type CoreWorld, wallClock } from './core-world.ts'
import { driveBy, layDemoFences } from './demo-fences.ts'
import type { MqttSettings, Settings } from './settings.ts'

export type Watching = {
  intake: Intake
  keeper: WatchKeeper
  trials: Trials
  /** A fence switched on must hold within a moment. */
  heard(change: Change): void
  /** Adds the HTTP door. */
  register(app: FastifyInstance): Promise<void>
  /** Fences of a demonstration district and what went by them, once. */
  furnish(): Promise<void>
  /** Opens the MQTT door; resolves to what to tell about it. */
  open(): Promise<{ zh: string; en: string } | undefined>
  stop(): Promise<void>
}

/** Another process may hold the watch; then the vehicles are read there. */
const watchPatienceMs = 5000
const fenceFacts = new Set(['redrawn', 'switched-on', 'switched-off', 'ended', 'expired'])

type Counted = NonNullable<WatchKeeperParts['counted']>

export const openWatching = (
  core: CoreWorld,
  settings: Settings,
  log: Logger,
  counted: Counted,
): Watching => {
  const { db, desk, store, district, now, vaultKeys } = core
  // Tells this process's batches from those of others on the same database.
  const name = randomBytes(6).toString('hex')
  const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
  const alarms: Alarms = makeAlarms({
    desk,
    store,
    district,
    now,
    fenceAt: number => keeper.fenceAt(number),
    digest,
  })
  const keeper: WatchKeeper = startWatchKeeper({
    db,
    keys: vaultKeys,
    alarms,
    district,
    now,
    name,
    counted,
    failed: error => log.error({ err: error }, 'watch'),
  })
  const intake = makeIntake({ db, keys: vaultKeys, now, inside: core.clock.inside, name, read: keeper.read })
  const keys = makeKeyBook(db)
  const trials = makeTrials({
    db,
    keys: vaultKeys,
    desk,
    now,
    calendarSpecOf: id => district().calendars.find(c => c.id === id),
    failed: error => log.error({ err: error }, 'trial'),
  })
  const doors: (Broker | ForeignBroker)[] = []
  const failed = (error: unknown) => log.warn({ err: error }, 'mqtt')

  return {
    intake,
    keeper,
    trials,
    heard: ({ type }) => {
      if (fenceFacts.has(type)) keeper.wake()
    },
    furnish: async () => {
      if (!settings.demoMatters) return
      const fresh = await layDemoFences(core, settings.packDir)
      if (fresh.length === 0) return
      keeper.wake()
      await keeper.begun(watchPatienceMs)
      // As devices send: by the clock outside.
      await driveBy(intake, fresh, wallClock())
    },
    register: app => registerPositions(app, { intake, keys }),
    open: async () => {
      const { mqtt } = settings
      if (mqtt.url !== undefined) {
        const clientId = `jiewang-${digest(`${db.district}|${settings.dataDir}`).slice(0, 12)}`
        doors.push(
          joinBroker({
            intake,
            url: mqtt.url,
            version: mqtt.version,
            clientId,
            connected: () => log.info({}, 'mqtt broker joined'),
            failed,
          }),
        )
        return { zh: `MQTT 已接入 ${new URL(mqtt.url).host}`, en: 'MQTT broker joined' }
      }
      if (mqtt.port === undefined) return undefined
      try {
        const broker = await openBroker({ intake, keys, failed }, { host: settings.host, port: mqtt.port })
        doors.push(broker)
        return { zh: `定位 MQTT  ${settings.host}:${broker.port}`, en: 'positions by MQTT' }
      } catch (error) {
        return taken(error as NodeJS.ErrnoException, mqtt)
      }
    },
    stop: async () => {
      await Promise.all(doors.map(d => d.close()))
      await trials.stop()
      await keeper.stop()
    },
  }
}

/** A port nobody asked for is no reason not to start; one that was asked for is. */
const taken = (error: NodeJS.ErrnoException, { port, isAsked }: MqttSettings): { zh: string; en: string } => {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
  const zh = `MQTT 端口 ${port} 已被占用`
  const en = `MQTT port ${port} is taken`
  if (!isAsked)
    return {
      zh: `${zh}，没有打开；可用 JIEWANG_MQTT_PORT 换一个`,
      en: `${en} and was not opened; choose another by JIEWANG_MQTT_PORT`,
    }
  throw new StartError(
    'port-taken',
    `${zh}：请用 JIEWANG_MQTT_PORT 换一个，或填 off 关闭。`,
    `${en}: choose another by JIEWANG_MQTT_PORT, or off.`,
  )
}
