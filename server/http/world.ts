// Everything the doors stand on, given to them by whoever starts the program. Doors never make their own clock,
// connections or secrets, so a test gives them a world of its own.
import type { Logger } from 'pino'
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Lang } from '#core/life/timeline.ts'
import type { Scope } from '#core/life/who.ts'
import type { Path } from '#core/path/path.ts'
import type { Desk } from '#desk/desk.ts'
import type { makeReceive } from '#desk/receive.ts'
import type { makeReceivePetition } from '#desk/receive-petition.ts'
import type { Store } from '#desk/store-port.ts'
import type { Change } from '#server/store/changes.ts'
import type { Database } from '#server/store/pool.ts'
import type { SessionNo, Sessions } from './session-port.ts'

/** Opening is for doors that have written down who looks and why. */
export type VaultPort = {
  /** The plain text; undefined once it was deleted. */
  open(ref: string): Promise<string | undefined>
  /** Whether there is something of a person in it. */
  holds(ref: string): Promise<boolean>
  destroy(ref: string): Promise<void>
}

export type PhotosPort = {
  /** Takes hidden data out of a picture and keeps it, bound to nothing until a fact names it. */
  keep(bytes: Buffer): Promise<{ photo: string } | SessionNo>
}

/** The live stream; made in server/live over the same database. */
export type LivePort = {
  /** From `lastId` (as the browser sends it back) on; resolves to the call that ends it. */
  join(
    scope: Scope,
    lang: Lang,
    lastId: string | undefined,
    send: (text: string) => void,
  ): Promise<() => void>
  /** A passing figure of a place, to whoever watches over it. */
  announce(place: string, type: string, data: unknown): void
  /** Facts added to one subject. */
  follow(subject: string, tell: (changes: readonly Change[]) => void): () => void
}

/** Fences tried over kept positions; made in server/jobs. */
export type TrialPort = {
  begin(fence: string): void
  of(fence: string): { state: string; done?: number; of?: number }
}

export type World = {
  db: Database
  store: Store
  desk: Desk
  /** How many appends wait for the disk. */
  waiting(): number
  district(): District
  now(): Instant
  /** Milliseconds that only ever grow, by which rate limits refill. */
  monotonicMs(): number
  receive: ReturnType<typeof makeReceive>
  receivePetition: ReturnType<typeof makeReceivePetition>
  /** The journey's rules over the pack version in force. */
  path(): Path
  sessions: Sessions
  vault: VaultPort
  photos: PhotosPort
  live: LivePort
  trials: TrialPort
  /** 32 secret bytes of this installation; links of reporters are derived from them. */
  secret: Uint8Array
  log: Logger
  settings: {
    /** Folder with the built screens. */
    dist: string
    /** Served over TLS: cookies are Secure, browsers are told to stay on TLS. */
    tls: boolean
    /** Addresses of proxies whose X-Forwarded-For is believed; empty = none. */
    trustedProxies: readonly string[]
    /** Where people reach us, e.g. https://jiewang.example.gov.cn; other origins may not change anything. */
    origin?: string
  }
}
