// One server process of the net: the ordinary desk and doors over a keeper, a line and a clock of its own, and the jobs
// that run beside them. Killed, it loses its memory and everything not acknowledged; started again, it knows nothing.
import { type Instant, instant } from '#core/kit/instant.ts'
import type { Path } from '#core/path/path.ts'
import { type Desk, makeDesk } from '#desk/desk.ts'
import { numberIn } from '#desk/numbers.ts'
import { makeReceive, type Vault } from '#desk/receive.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import type { Store } from '#desk/store-port.ts'
import type { Chance } from '../chance.ts'
import type { Durable } from './durable.ts'
import type { Gateway } from './gateway.ts'
import { type Job, type Screen, startClockKeeper, startReader, startSender } from './jobs.ts'
import { makeKeeper } from './keeper.ts'
import { type Line, makeLine, type Weather } from './line.ts'
import type { Schedule } from './schedule.ts'
import { makeStore } from './store.ts'

/** One life of a process, from its start to its death. */
export type Running = {
  desk: Desk
  store: Store
  receive: ReturnType<typeof makeReceive>
  receivePetition: ReturnType<typeof makeReceivePetition>
  screen: Screen
}

export type Server = {
  name: string
  running(): Running | undefined
  /** Counts lives. */
  life(): number
  now(): Instant
  start(): void
  kill(): void
  /** Its clock goes wrong by so much. */
  setSkew(ms: number): void
  /** How late it reads what others kept. */
  setLag(ms: number): void
  /** The database told everybody that something was kept. */
  notify(): void
}

export type ServerParts = {
  name: string
  path: Path
  durable: Durable
  schedule: Schedule
  weather: Weather
  gateway: Gateway
  chance: Chance
  /** A store with something wrong in it, to see whether that is found. */
  spoil?: (store: Store, schedule: Schedule) => Store
  /** Hears of a subject whose light cannot be turned. */
  stuck: (subject: string, error: unknown) => void
  /** Hears which change of the stream this process has taken in. */
  heard: (server: string, subject: string, seq: number) => void
}

export const makeServer = (parts: ServerParts): Server => {
  const { name, path, durable, schedule, weather, gateway, chance, spoil } = parts
  const { district } = path
  let running: Running | undefined
  let line: Line | undefined
  let jobs: readonly Job[] = []
  let lives = 0
  let skewMs = 0
  let lagMs = 0
  let told = false
  const now = () => instant(schedule.now() + skewMs)

  const vaultOn = (own: Line): Vault => ({
    put: (_kind, plain) => {
      const ref = `v-${Array.from({ length: 4 }, () => chance.below(2 ** 32).toString(36)).join('')}`
      return own.ask(() => {
        durable.put(plain, ref)
        return ref
      })
    },
    destroy: ref => own.ask(() => durable.destroy(ref)),
  })

  const start = (): void => {
    if (running) return
    lives++
    const own = makeLine(durable, schedule, weather, chance)
    const keeper = makeKeeper(durable, own, schedule, now, (series, n) => numberIn(district, series, n))
    const honest = makeStore(durable, own, keeper)
    const store = spoil ? spoil(honest, schedule) : honest
    const desk = makeDesk(store, () => district, now)
    const vault = vaultOn(own)
    const job = { holder: `${name}#${lives}`, durable, line: own, schedule, now }
    const reader = startReader(
      job,
      ({ subject, seq }) => {
        desk.heard(subject, seq)
        parts.heard(name, subject, seq)
      },
      () => chance.between(20, 300) + lagMs,
    )
    jobs = [reader, startClockKeeper(job, desk, parts.stuck), startSender(job, gateway)]
    line = own
    running = {
      desk,
      store,
      receive: makeReceive(desk, vault, () => path, now),
      receivePetition: makeReceivePetition(desk, vault, () => path, now),
      screen: reader.screen,
    }
  }

  return {
    name,
    running: () => running,
    life: () => lives,
    now,
    start,
    kill: () => {
      line?.cut()
      durable.unlockAll(`${name}#${lives}`)
      running = undefined
      line = undefined
      jobs = []
    },
    setSkew: ms => {
      skewMs = ms
    },
    setLag: ms => {
      lagMs = ms
    },
    notify: () => {
      if (told || !running) return
      told = true
      schedule.after(chance.between(1, 100), () => {
        told = false
        for (const job of jobs) job.wake()
      })
    },
  }
}
