// Tries a fence over fixes that were kept, before it is switched on, and says fix by fix why it did or did not speak. It is
// the same watch that runs live, so what it answers is what would have been told.

import type { Instant } from '#core/kit/instant.ts'
import { cellGround } from './cell-ground.ts'
import type { Crossing, Evidence } from './crossing.ts'
import type { Fence } from './fence.ts'
import type { Fix } from './fix.ts'
import { historyOf } from './history.ts'
import { lay } from './laid.ts'
import type { Presence } from './pair.ts'
import { near, readingOf, wordOf } from './reading.ts'
import { decimetres } from './scene.ts'
import { defaultSettings, makeWatch, type Ports } from './watch.ts'

export type Trial = {
  /** In the order in which it happened. */
  readonly history: readonly Crossing[]
  readonly alarms: number
  /** Breaches in these alarms: how often it would have rung without merging. */
  readonly breaches: number
  readonly visits: number
  readonly fixesRead: number
  readonly fixesUnused: number
  /** In by their centre while their error circle reaches out. Many of them: the fence is too small for its receivers. */
  readonly fixesInDoubt: number
}

const inOrder = (fixes: readonly Fix[]): Fix[] =>
  [...fixes].sort((a, b) => a.at - b.at || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0))

/** As if the fence had been on all the time, whatever its own start; its expiry counts. Fixes in any order. */
export const tryOver = (fence: Fence, fixes: readonly Fix[], ports: Ports = {}): Trial => {
  const ordered = inOrder(fixes)
  const watch = makeWatch([{ ...fence, startsAt: (ordered[0]?.at ?? fence.startsAt) as Instant }], ports)
  const { crossings, unused } = watch.stepAll(watch.newStates(), ordered)
  const history = historyOf(crossings)
  const { laid, measured } = rulerOf(fence, ports)
  const have = (what: Crossing['what']) => history.filter(c => c.what === what).length
  return {
    history,
    alarms: have('alarm-raised'),
    breaches: have('alarm-raised') + have('alarm-repeated'),
    visits: have('entered') + have('passed'),
    fixesRead: fixes.length - unused.length,
    fixesUnused: unused.length,
    fixesInDoubt: fixes.filter(fix => {
      const [distanceM, accuracyM] = measured(fix)
      return distanceM <= -laid.inBufferM && readingOf(laid, distanceM, accuracyM) === near
    }).length,
  }
}

export type Line = Evidence & {
  readonly mover: string
  /** After this fix. */
  readonly presence: Presence
  readonly isOn: boolean
  readonly said: readonly Crossing[]
}

/** One line a fix: how it was read, what was known after it, and what was said. For one mover's stretch, not for months. */
export const explain = (fence: Fence, fixes: readonly Fix[], ports: Ports = {}): Line[] => {
  const watch = makeWatch([fence], ports)
  const { laid, measured } = rulerOf(fence, ports)
  let states = watch.newStates()
  return inOrder(fixes).map((fix): Line => {
    const step = watch.step(states, fix)
    states = step.states
    const [distanceM, accuracyM] = measured(fix)
    return {
      mover: fix.mover,
      source: fix.source,
      at: fix.at,
      distanceM: decimetres(distanceM),
      accuracyM,
      reading: wordOf(readingOf(laid, distanceM, accuracyM)),
      presence: watch.presenceOf(states, fence.id, fix.mover, fix.at),
      isOn: laid.isOn(fix.at),
      said: step.crossings,
    }
  })
}

const rulerOf = (fence: Fence, ports: Ports) => {
  const laid = lay(fence, 0, ports.calendarOf ?? (() => undefined))
  const ground = (ports.groundOf ?? cellGround)([fence.shape])
  const assumedM = ports.settings?.assumedAccuracyM ?? defaultSettings.assumedAccuracyM
  const measured = (fix: Fix): readonly [distanceM: number, accuracyM: number] => [
    ground.distanceM(0, ...fix.point),
    fix.accuracyM ?? assumedM,
  ]
  return { laid, measured }
}
