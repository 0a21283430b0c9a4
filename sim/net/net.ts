// A whole net in memory: the ordinary desk and the ordinary doors over a store that forgets nothing but is written
// nowhere, and a clock somebody sets. What is told here went through the same rules as what people do.
import type { District } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { type Instant, toIso } from '#core/kit/instant.ts'
import { makePath, type Path } from '#core/path/path.ts'
import { type Desk, makeDesk } from '#desk/desk.ts'
import { numberIn } from '#desk/numbers.ts'
import { makeReceive } from '#desk/receive.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import { type Commit, type MemoryStore, makeMemoryStore } from './memory-store.ts'
import { type MemoryVault, makeMemoryVault, type VaultListener } from './memory-vault.ts'

export type Net = {
  store: MemoryStore
  vault: MemoryVault
  desk: Desk
  receive: ReturnType<typeof makeReceive>
  receivePetition: ReturnType<typeof makeReceivePetition>
  path: () => Path
  district: () => District
  now: () => Instant
  /** Sets the clock, forwards or back, and lets nothing happen by itself. */
  setNow(at: Instant): void
  /** Goes on to `at`: whatever light turns on the way turns at its own instant, before anything later is done. */
  turnTo(at: Instant): Promise<void>
  /** Runs work for which that moment is now. */
  within<T>(at: Instant, work: () => Promise<T>): Promise<T>
}

export type NetParts = {
  /** The district, or its prepared path; a function where the pack version in force changes on the way. */
  path: District | Path | (() => Path)
  /** Where the clock stands at first. */
  at: Instant
  /** Vault references follow from it. */
  seed?: string
  /** Hears every commit in order. */
  kept?: (commit: Commit) => void
  /** Hears of every vault record, before the commit that names it. */
  vault?: VaultListener
  /** Off: what the vault is given is not held, only told to the listener. */
  holdsVault?: boolean
}

/** Subjects woken in one go. */
const turnsAtOnce = 500

export const makeNet = (parts: NetParts): Net => {
  let at = parts.at
  const now = () => at
  const path = pathOf(parts.path)
  const district = () => path().district
  const store = makeMemoryStore({
    district: district().code,
    now,
    numberOf: (series, n) => numberIn(district(), series, n),
    ...(parts.kept ? { kept: parts.kept } : {}),
  })
  const vault = makeMemoryVault(parts.seed ?? 'net', now, parts.vault, parts.holdsVault)
  const desk = makeDesk(store, district, now)

  const turnTo = async (to: Instant): Promise<void> => {
    assert(to >= at, `the clock stands at ${toIso(at)} and does not go back to ${toIso(to)}`)
    for (let next = store.nextTurnAt(); next !== undefined && next <= to; next = store.nextTurnAt()) {
      // A light that was due before the clock was set here turns now, at its own instant.
      if (next > at) at = next
      await desk.turn(next, turnsAtOnce)
    }
    at = to
  }

  return {
    store,
    vault,
    desk,
    receive: makeReceive(desk, vault, path, now),
    receivePetition: makeReceivePetition(desk, vault, path, now),
    path,
    district,
    now,
    setNow: to => {
      at = to
    },
    turnTo,
    within: async (to, work) => {
      at = to
      return work()
    },
  }
}

const pathOf = (given: NetParts['path']): (() => Path) => {
  if (typeof given === 'function') return given
  const path = 'locate' in given ? given : makePath(given)
  return () => path
}
