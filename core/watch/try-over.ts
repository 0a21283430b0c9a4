// Tries a fence over fixes that were kept, before it is switched on, and says fix by fix why it did or did not speak. It is
// the same watch that runs live, so what it answers is what would have been told. A month of fixes is fed page by page:
// `let trying = beginTrial(fence)`, for each page `trying = tryMore(trying, page)`, and `trialOf(trying)`.

import { instant } from '#core/kit/instant.ts'
import { cellGround } from './cell-ground.ts'
import type { Crossing, Evidence } from './crossing.ts'
import type { Fence } from './fence.ts'
import type { Fix } from './fix.ts'
import { historyOf } from './history.ts'
import { type Laid, lay } from './laid.ts'
import type { Presence } from './pair.ts'
import { near, readingOf, wordOf } from './reading.ts'
import { decimetres } from './scene.ts'
import type { States } from './states.ts'
import { defaultSettings, makeWatch, type Ports, type Watch } from './watch.ts'

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

/** A trial that goes on, fed page by page. Used up by `tryMore`, as states are: go on with the one it answers. */
export type Trying = {
  readonly watch: Watch
  readonly ruler: Ruler
  readonly states: States
  readonly told: Crossing[]
  readonly fixesRead: number
  readonly fixesUnused: number
  readonly fixesInDoubt: number
}

/** As if the fence had been on all the time, whatever its own start; its expiry counts. */
export const beginTrial = (fence: Fence, ports: Ports = {}): Trying => {
  const watch = makeWatch([{ ...fence, startsAt: instant(0) }], ports)
  return {
    watch,
    ruler: rulerOf(fence, ports),
    states: watch.newStates(),
    told: [],
    fixesRead: 0,
    fixesUnused: 0,
    fixesInDoubt: 0,
  }
}

/** Pages in the order of fix time; within a page, and up to the late window back into the page before, in any order. */
export const tryMore = (trying: Trying, page: readonly Fix[]): Trying => {
  const { watch, told, ruler } = trying
  const { states, crossings, unused } = watch.stepAll(trying.states, inOrder(page))
  for (const crossing of crossings) told.push(crossing)
  const inDoubt = page.filter(fix => {
    const [distanceM, accuracyM] = ruler.measured(fix)
    return distanceM <= -ruler.laid.inBufferM && readingOf(ruler.laid, distanceM, accuracyM) === near
  })
  return {
    watch,
    ruler,
    states,
    told,
    fixesRead: trying.fixesRead + page.length - unused.length,
    fixesUnused: trying.fixesUnused + unused.length,
    fixesInDoubt: trying.fixesInDoubt + inDoubt.length,
  }
}

/** What the fence would have said so far; the trial may go on afterwards. */
export const trialOf = ({ told, fixesRead, fixesUnused, fixesInDoubt }: Trying): Trial => {
  const history = historyOf(told)
  const have = (what: Crossing['what']) => history.filter(c => c.what === what).length
  return {
    history,
    alarms: have('alarm-raised'),
    breaches: have('alarm-raised') + have('alarm-repeated'),
    visits: have('entered') + have('passed'),
    fixesRead,
    fixesUnused,
    fixesInDoubt,
  }
}

/** All at once, in any order. */
export const tryOver = (fence: Fence, fixes: readonly Fix[], ports: Ports = {}): Trial =>
  trialOf(tryMore(beginTrial(fence, ports), fixes))

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

type Ruler = {
  readonly laid: Laid
  readonly measured: (fix: Fix) => readonly [distanceM: number, accuracyM: number]
}

const rulerOf = (fence: Fence, ports: Ports): Ruler => {
  const laid = lay(fence, 0, ports.calendarOf ?? (() => undefined))
  const ground = (ports.groundOf ?? cellGround)([fence.shape])
  const assumedM = ports.settings?.assumedAccuracyM ?? defaultSettings.assumedAccuracyM
  const measured = (fix: Fix): readonly [distanceM: number, accuracyM: number] => [
    ground.distanceM(0, ...fix.point),
    fix.accuracyM ?? assumedM,
  ]
  return { laid, measured }
}
