// What goes wrong in a week, as a list made from the seed: each trouble comes while a certain commit is under way, not at
// some hour of the night when nobody is there to be hit. A list can be shortened, so that a failing week is told by the
// few troubles that matter.
import { msPerHour, msPerMinute } from '#core/kit/instant.ts'
import type { Chance } from '../chance.ts'
import type { Traffic } from './door.ts'
import type { Durable } from './durable.ts'
import type { Gateway } from './gateway.ts'
import type { Weather } from './line.ts'
import type { Schedule } from './schedule.ts'
import type { Server } from './server.ts'

export const kinds = [
  'kill',
  'kill-all',
  'restart',
  'skew',
  'full',
  'slow',
  'breaks',
  'traffic',
  'lag',
  'gateway',
  'two-clocks',
  'storm',
] as const
export type TroubleKind = (typeof kinds)[number]

/** Comes `afterMs` after the `atKeep`-th keep began and lasts `forMs`; `size` means what the kind makes of it, 0 … 1. */
export type Trouble = {
  kind: TroubleKind
  atKeep: number
  afterMs: number
  forMs: number
  server: number
  size: number
}

/** How often each comes in a week, and for how long at most. */
const usual: Readonly<Record<TroubleKind, readonly [count: number, longestMs: number]>> = {
  kill: [30, 5 * msPerMinute],
  'kill-all': [3, 10 * msPerMinute],
  restart: [14, 2 * msPerMinute],
  skew: [10, 8 * msPerHour],
  full: [5, msPerHour],
  slow: [5, 3 * msPerHour],
  breaks: [5, 3 * msPerHour],
  traffic: [5, 6 * msPerHour],
  lag: [8, 2 * msPerHour],
  gateway: [4, 8 * msPerHour],
  'two-clocks': [12, 0],
  storm: [2, msPerHour],
}

export const planTroubles = (chance: Chance, keeps: number, servers: number): Trouble[] =>
  kinds.flatMap(kind => {
    const [count, longestMs] = usual[kind]
    return Array.from({ length: count }, () => ({
      kind,
      atKeep: 1 + chance.below(keeps),
      afterMs: chance.isSo(0.8) ? chance.between(0, 12) : chance.between(0, msPerMinute),
      forMs: Math.round(chance.next() ** 2 * longestMs),
      server: chance.below(servers),
      size: chance.next(),
    }))
  })

export type Struck = {
  servers: readonly Server[]
  durable: Durable
  schedule: Schedule
  weather: Weather
  traffic: Traffic
  gateway: Gateway
  storm: (reports: number) => void
}

export const calm = { breaks: 0.001, slow: 1, lost: 0.004, doubled: 0.006 }

type Way = (t: Trouble, s: Struck, server: Server) => (() => void) | undefined

/** What each kind does; its answer undoes it when the time is over. */
const ways: Readonly<Record<TroubleKind, Way>> = {
  kill: (_t, _s, server) => {
    server.kill()
    return server.start
  },
  'kill-all': (_t, { servers }) => {
    for (const each of servers) each.kill()
    return () => {
      for (const each of servers) each.start()
    }
  },
  restart: (_t, { durable }) => {
    durable.crash()
    return durable.comeBack
  },
  skew: ({ size }, _s, server) => {
    // Forwards and back, from a second to ten minutes.
    server.setSkew(Math.round((size < 0.5 ? -1 : 1) * 1000 * 600 ** Math.abs(2 * size - 1)))
    return () => server.setSkew(0)
  },
  full: (_t, { durable }) => {
    durable.setFull(true)
    return () => durable.setFull(false)
  },
  slow: ({ size }, { weather }) => {
    weather.slow = 5 + size * 400
    return () => {
      weather.slow = calm.slow
    }
  },
  breaks: ({ size }, { weather }) => {
    weather.breaks = 0.02 + size * 0.1
    return () => {
      weather.breaks = calm.breaks
    }
  },
  traffic: ({ size }, { traffic }) => {
    Object.assign(traffic, { lost: 0.02 + size * 0.15, doubled: 0.02 + size * 0.2 })
    return () => void Object.assign(traffic, { lost: calm.lost, doubled: calm.doubled })
  },
  lag: ({ size }, _s, server) => {
    server.setLag(1000 + size * 10 * msPerMinute)
    return () => server.setLag(0)
  },
  gateway: (_t, { gateway }) => {
    gateway.setDown(true)
    return () => gateway.setDown(false)
  },
  'two-clocks': (_t, { durable }) => {
    durable.loseLock('clock-keeper')
    return undefined
  },
  storm: ({ size }, { storm }) => {
    storm(20 + Math.round(size * 40))
    return undefined
  },
}

/** Lets one trouble happen, and end when its time is over. */
export const strike = (t: Trouble, s: Struck): void => {
  const undo = ways[t.kind](t, s, s.servers[t.server % s.servers.length]!)
  if (undo) s.schedule.after(t.forMs, undo)
}

/** Everything as it was: for the quiet after the week. */
export const calmDown = (s: Struck): void => {
  Object.assign(s.weather, { breaks: 0, slow: 1 })
  Object.assign(s.traffic, { lost: 0, doubled: 0 })
  s.durable.comeBack()
  s.durable.setFull(false)
  s.gateway.setDown(false)
  for (const server of s.servers) {
    server.setSkew(0)
    server.setLag(0)
    server.start()
  }
}
