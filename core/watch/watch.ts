// The watch over all fences: fixes in, crossings out. Pure: the same states and fixes give the same crossings, and time
// is an argument. States handed to `step`, `stepAll`, `stepColumns`, `tick` or `adopt` are used up; go on with the ones
// in the answer. (They are the same memory: a copy of thousands of tracks for each fix would cost all the speed.)

import { assert } from '#core/kit/assert.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import { takeOver } from './adopt.ts'
import { grownRows, newRows, rest, waits } from './calm.ts'
import { count, insideOf } from './capacity.ts'
import { cellGround } from './cell-ground.ts'
import type { Crossing } from './crossing.ts'
import type { Fence } from './fence.ts'
import { makeField } from './field.ts'
import type { Fix, FixColumns, MoverClass, Unused } from './fix.ts'
import type { GroundOf } from './ground.ts'
import { classBit, lay } from './laid.ts'
import {
  type Incoming,
  insert,
  newestAt,
  passTimeOf,
  readAgainFrom,
  readInOrder,
  readInQuiet,
  readWaiting,
  type Works,
} from './mover.ts'
import type { Presence } from './pair.ts'
import { type MoverState, newMover, type States } from './states.ts'
import { newTrack } from './track.ts'

export type Settings = {
  /** How long after a mover's newest fix an older one still changes what is known. */
  readonly lateWindowMs: number
  /** A fix farther ahead of its receipt than this comes from a wrong clock. */
  readonly futureMs: number
  /** For fixes that do not say how certain they are. */
  readonly assumedAccuracyM: number
}

export const defaultSettings: Settings = { lateWindowMs: 600_000, futureMs: 120_000, assumedAccuracyM: 15 }

export type Step = {
  readonly states: States
  readonly crossings: readonly Crossing[]
  readonly unused: readonly { readonly index: number; readonly why: Unused }[]
}

export type Watch = {
  readonly fences: readonly Fence[]
  newStates(): States
  moverSlot(states: States, id: string, moverClass: MoverClass): number
  sourceSlot(states: States, source: string): number
  step(states: States, fix: Fix): Step
  stepAll(states: States, fixes: readonly Fix[]): Step
  stepColumns(states: States, fixes: FixColumns): Step
  /** Time has come to `now` without a fix: silence and expiry are noticed. */
  tick(states: States, now: Instant): Step
  /** Takes over states written with other fences or shapes. What was open at a fence that is gone ends as `withdrawn`. */
  adopt(states: States, now: Instant): Step
  presenceOf(states: States, fence: string, mover: string, now: Instant): Presence
  /** Movers inside a capacity fence. */
  insideOf(states: States, fence: string): number
}

export type Ports = {
  readonly calendarOf?: (id: string) => WorkingCalendar | undefined
  readonly groundOf?: GroundOf
  readonly settings?: Partial<Settings>
}

const isSame = (a: Fence | undefined, b: Fence): boolean =>
  a === b || (a?.id === b.id && a.geometryVersion === b.geometryVersion)

export const makeWatch = (fences: readonly Fence[], ports: Ports = {}): Watch => {
  const settings = { ...defaultSettings, ...ports.settings }
  const laid = fences.map((fence, slot) => lay(fence, slot, ports.calendarOf ?? (() => undefined)))
  const known = new WeakSet<States>()
  const slotOf = new Map(fences.map((fence, slot) => [fence.id, slot]))
  assert(slotOf.size === fences.length, `${fences.length} fences with ${slotOf.size} ids: want each id once`)
  const ground = (ports.groundOf ?? cellGround)(fences.map(f => f.shape))
  const field = makeField(laid, ground)
  const found = new Int32Array(fences.length)
  const nobody = newMover('', 0, newTrack())
  const worksFor = (states: States): Works => {
    if (!known.has(states)) {
      const same =
        states.fences.length === fences.length && fences.every((f, i) => isSame(states.fences[i], f))
      assert(
        same,
        `states of ${states.fences.length} fences read with ${fences.length} others: want adopt() first`,
      )
      known.add(states)
    }
    const scene = { laid, ground, field, sources: states.sources, mover: nobody, i: -1, receivedAt: 0 }
    return { scene, found, lateWindowMs: settings.lateWindowMs }
  }
  const withCounts = (states: States, crossings: Crossing[]): Crossing[] => {
    const counted = new Set(crossings.filter(c => c.kind === 'capacity').map(c => c.fence))
    for (const id of counted) {
      const one = laid[slotOf.get(id) ?? -1]
      if (one === undefined) continue // a fence that is gone counts no more
      crossings.push(
        ...count(
          states.ledgers,
          one,
          crossings.filter(c => c.fence === id),
        ),
      )
    }
    return crossings
  }
  const moverSlot = (states: States, id: string, moverClass: MoverClass): number => {
    const known = states.moverSlots.get(id)
    if (known !== undefined) return known
    states.moverSlots.set(id, states.movers.length)
    states.rows = grownRows(states.rows, states.movers.length + 1)
    return states.movers.push(newMover(id, classBit(moverClass), newTrack())) - 1
  }
  const sourceSlot = (states: States, source: string): number => {
    const known = states.sourceSlots.get(source)
    if (known !== undefined) return known
    states.sourceSlots.set(source, states.sources.length)
    return states.sources.push(source) - 1
  }

  const stepColumns = (states: States, fixes: FixColumns): Step => {
    const works = worksFor(states)
    const crossings: Crossing[] = []
    const unused: { index: number; why: Unused }[] = []
    /** Movers with a fix out of order: from where to read again, and what they knew before. */
    const again = new Map<MoverState, { from: number; knownUntilAt: number }>()
    const fix: Incoming = { at: 0, lng: 0, lat: 0, accuracyM: 0, speedMps: 0, receivedAt: 0, source: 0 }
    for (let index = 0; index < fixes.length; index++) {
      const told = fixes.accuracyM[index]!
      const accuracyM = told >= 0 ? told : settings.assumedAccuracyM
      fix.at = fixes.at[index]!
      fix.lng = fixes.lng[index]!
      fix.lat = fixes.lat[index]!
      fix.accuracyM = accuracyM
      fix.speedMps = fixes.speedMps[index]!
      fix.receivedAt = fixes.receivedAt[index]!
      fix.source = fixes.source[index]!
      if (!(Math.abs(fix.lng) <= 180 && Math.abs(fix.lat) <= 90 && fix.at >= 0)) {
        unused.push({ index, why: 'not-a-position' })
        continue
      }
      if (fix.at > fix.receivedAt + settings.futureMs) {
        unused.push({ index, why: 'from-the-future' })
        continue
      }
      if (waits(states.rows, fixes, index, accuracyM)) continue
      const slot = fixes.mover[index]!
      const mover = states.movers[slot]!
      readWaiting(works, mover, slot, states.rows)
      const knownUntilAt = newestAt(mover)
      const i = insert(works, mover, fix)
      if (typeof i === 'string') unused.push({ index, why: i })
      else {
        const dirty = again.get(mover)
        if (dirty !== undefined) dirty.from = Math.min(dirty.from, i)
        else if (i === mover.track.end - 1 && fix.at >= mover.silentAt) {
          readInOrder(works, mover, i, crossings)
          rest(states.rows, slot, works.scene)
        } else if (fix.at < mover.silentAt || !readInQuiet(works, mover, i))
          again.set(mover, { from: i, knownUntilAt: Math.max(knownUntilAt, mover.silentAt) })
      }
    }
    for (const [mover, { from, knownUntilAt }] of again)
      readAgainFrom(works, mover, from, knownUntilAt, crossings)
    return { states, crossings: withCounts(states, crossings), unused }
  }
  const stepAll = (states: States, fixes: readonly Fix[]): Step => {
    const float = (read: (fix: Fix) => number) => Float64Array.from(fixes, read)
    return stepColumns(states, {
      length: fixes.length,
      mover: Int32Array.from(fixes, f => moverSlot(states, f.mover, f.moverClass)),
      source: Int32Array.from(fixes, f => sourceSlot(states, f.source)),
      at: float(f => f.at),
      receivedAt: float(f => f.receivedAt),
      lng: float(f => f.point[0]),
      lat: float(f => f.point[1]),
      accuracyM: float(f => f.accuracyM ?? Number.NaN),
      speedMps: float(f => f.speedMps ?? Number.NaN),
    })
  }
  const newStates = (): States => ({
    fences,
    movers: [],
    moverSlots: new Map(),
    sources: [],
    sourceSlots: new Map(),
    ledgers: new Map(),
    rows: newRows(8),
  })
  const readAllWaiting = (states: States, works: Works) => {
    for (const [slot, mover] of states.movers.entries()) readWaiting(works, mover, slot, states.rows)
  }
  return {
    fences,
    newStates,
    moverSlot,
    sourceSlot,
    stepColumns,
    stepAll,
    step: (states, fix) => stepAll(states, [fix]),
    tick: (states, now) => {
      const works = worksFor(states)
      const crossings: Crossing[] = []
      readAllWaiting(states, works)
      for (const mover of states.movers) {
        const before = mover.told.length
        passTimeOf(works, mover, now, now)
        for (let k = before; k < mover.told.length; k++) crossings.push(mover.told[k]!)
      }
      return { states, crossings: withCounts(states, crossings), unused: [] }
    },
    adopt: (states, now) => {
      const fresh = newStates()
      const crossings = takeOver(states, fresh, laid, { ground, field }, now)
      return { states: fresh, crossings: withCounts(fresh, crossings), unused: [] }
    },
    presenceOf: (states, fence, mover, now) => {
      const slot = slotOf.get(fence)
      const moverSlot = states.moverSlots.get(mover) ?? -1
      const state = states.movers[moverSlot]
      if (state !== undefined) readWaiting(worksFor(states), state, moverSlot, states.rows)
      const one = slot === undefined ? undefined : laid[slot]
      if (one === undefined || state === undefined || now >= one.expiresAt) return 'unknown'
      const pair = state.pairs.find(p => p.slot === slot)
      const seenAt = pair ? pair.seenAt : newestAt(state)
      if (now - seenAt >= one.lostAfterMs) return 'unknown'
      return pair?.presence ?? 'outside'
    },
    insideOf: (states, fence) => insideOf(states.ledgers.get(slotOf.get(fence) ?? -1)),
  }
}
