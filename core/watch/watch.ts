// The watch over all fences: fixes in, crossings out. Pure: the same states and fixes give the same crossings, and time
// is an argument. States handed to `step`, `stepAll`, `stepColumns`, `tick` or `adopt` are used up; go on with the ones
// in the answer. (They are the same memory: a copy of thousands of tracks for each fix would cost all the speed.)

import { assert } from '#core/kit/assert.ts'
import { type Instant, instant } from '#core/kit/instant.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import { takeOver } from './adopt.ts'
import { grownRows, isRowFull, newRows, rest, stir, waits } from './calm.ts'
import { count, insideOf } from './capacity.ts'
import { cellGround } from './cell-ground.ts'
import type { Crossing } from './crossing.ts'
import { letGo, lookAnew, renumber } from './edit.ts'
import type { Fence } from './fence.ts'
import { makeField } from './field.ts'
import type { Fix, FixColumns, MoverClass, Unused } from './fix.ts'
import type { GroundOf } from './ground.ts'
import { classBit, type Gates, type Laid, lay } from './laid.ts'
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
  /**
   * Adds a fence, or changes the one of its id, from `now` on. What is known at others stays; presence, visits and alarms
   * at this one carry over, unless it is of another kind now: then they end as `withdrawn`.
   */
  put(states: States, fence: Fence, now: Instant): Step
  /** Takes a fence away. What was open at it ends as `withdrawn`; nothing happens when there is none of this id. */
  remove(states: States, fence: string, now: Instant): Step
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

export const makeWatch = (all: readonly Fence[], ports: Ports = {}): Watch => {
  const fences = [...all]
  const settings = { ...defaultSettings, ...ports.settings }
  const calendarOf = ports.calendarOf ?? (() => undefined)
  const gates: Gates = new Map()
  const laid = fences.map((fence, slot) => lay(fence, slot, calendarOf, gates))
  /** Goes up with every fence that is put or removed. */
  let edits = 0
  const known = new WeakMap<States, number>()
  const slotOf = new Map(fences.map((fence, slot) => [fence.id, slot]))
  assert(slotOf.size === fences.length, `${fences.length} fences with ${slotOf.size} ids: want each id once`)
  const ground = (ports.groundOf ?? cellGround)(fences.map(f => f.shape))
  const field = makeField(laid, ground)
  let found = new Int32Array(Math.max(64, fences.length))
  const nobody = newMover('', 0, newTrack())
  const worksFor = (states: States): Works => {
    if (known.get(states) !== edits) {
      const same =
        states.fences.length === fences.length && fences.every((f, i) => isSame(states.fences[i], f))
      assert(
        same,
        `states of ${states.fences.length} fences read with ${fences.length} others: want adopt() first`,
      )
      known.set(states, edits)
      // A fence that was put reads nothing from before; its definition alone does not say so.
      for (const [slot, fence] of states.fences.entries()) {
        if (fence.startsAt > laid[slot]!.startsAt) laid[slot] = lay(fence, slot, calendarOf, gates)
      }
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
    const map = { laid, ground, field, found }
    const crossings: Crossing[] = []
    const unused: { index: number; why: Unused }[] = []
    /** Movers with a fix out of order: from where to read again, and what they knew before. */
    const again = new Map<MoverState, { slot: number; from: number; knownUntilAt: number }>()
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
      if (waits(states.rows, fixes, index, accuracyM, map)) continue
      const slot = fixes.mover[index]!
      const mover = states.movers[slot]!
      const isFull = isRowFull(states.rows, slot)
      readWaiting(works, mover, slot, states.rows)
      if (isFull) {
        rest(states.rows, slot, laid, mover)
        if (waits(states.rows, fixes, index, accuracyM, map)) continue
        stir(states.rows, slot)
      }
      const knownUntilAt = newestAt(mover)
      const i = insert(works, mover, fix)
      const dirty = again.get(mover)
      if (typeof i === 'string') unused.push({ index, why: i })
      else if (dirty !== undefined) dirty.from = Math.min(dirty.from, i)
      else if (i === mover.track.end - 1 && fix.at >= mover.silentAt) readInOrder(works, mover, i, crossings)
      else if (fix.at < mover.silentAt || !readInQuiet(works, mover, i)) {
        again.set(mover, { slot, from: i, knownUntilAt: Math.max(knownUntilAt, mover.silentAt) })
        continue
      }
      if (dirty === undefined) rest(states.rows, slot, laid, mover)
    }
    for (const [mover, { slot, from, knownUntilAt }] of again) {
      readAgainFrom(works, mover, from, knownUntilAt, crossings)
      rest(states.rows, slot, laid, mover)
    }
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
    fences: [...fences],
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
  const stand = (states: States, slot: number, one: Laid): void => {
    laid[slot] = one
    fences[slot] = states.fences[slot] = one.fence
    slotOf.set(one.fence.id, slot)
    ground.put(slot, one.fence.shape)
    field.forget(slot)
    if (fences.length > found.length) found = new Int32Array(2 * fences.length)
    known.set(states, ++edits)
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
    put: (states, fence, now) => {
      const works = worksFor(states)
      const startsAt = instant(Math.max(fence.startsAt, now))
      const slot = slotOf.get(fence.id) ?? fences.length
      const next = lay({ ...fence, startsAt }, slot, calendarOf, gates)
      const was = laid[slot]
      const carries = was?.kind === next.kind
      const ended = was ? withCounts(states, letGo(works, states, slot, carries, now)) : []
      if (!carries) states.ledgers.delete(slot)
      lookAnew(works, states, now)
      stand(states, slot, next)
      return { states, crossings: ended, unused: [] }
    },
    remove: (states, id, now) => {
      const works = worksFor(states)
      const slot = slotOf.get(id)
      if (slot === undefined) return { states, crossings: [], unused: [] }
      const ended = withCounts(states, letGo(works, states, slot, false, now))
      states.ledgers.delete(slot)
      slotOf.delete(id)
      // The last one takes its place, so that states and fences stay without gaps.
      const last = fences.length - 1
      const moved = laid[last]!
      for (const list of [laid, fences, states.fences]) list.pop()
      ground.put(last, undefined)
      field.forget(last)
      if (slot < last) {
        renumber(states, last, slot)
        stand(states, slot, { ...moved, slot })
      } else known.set(states, ++edits)
      return { states, crossings: ended, unused: [] }
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
