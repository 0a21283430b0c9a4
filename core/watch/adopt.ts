// Goes on with other fences. Presence, visits and alarms carry over by the fence's id, so that a moved corner does not
// ring a bell by itself; what was decided on the old shapes is settled, since it could not be read again on the new ones.

import { newRows, takeWaiting } from './calm.ts'
import type { Crossing } from './crossing.ts'
import { settle } from './edit.ts'
import { type Laid, lay } from './laid.ts'
import { noSounding, type Pair, see, seeSpeed } from './pair.ts'
import { close } from './pass-time.ts'
import { inside, outside, readingOf } from './reading.ts'
import type { Scene } from './scene.ts'
import { type SignedDistance, signedDistance } from './signed-distance.ts'
import type { MoverState, States } from './states.ts'
import { iAccuracy, iAt, iLat, iLng, iSpeed, stride } from './track.ts'

/** Fills `fresh` from `old`; answers what ended because its fence is gone, at `now`. */
export const takeOver = (
  old: States,
  fresh: States,
  laid: readonly Laid[],
  map: Pick<Scene, 'ground' | 'field'>,
  now: number,
): Crossing[] => {
  const slotOf = new Map(laid.map(l => [l.fence.id, l.slot]))
  const before = old.fences.map((fence, slot) =>
    lay({ ...fence, schedule: { kind: 'always' } }, slot, () => undefined),
  )
  const scene = { ...map, laid: before, sources: old.sources, i: -1, receivedAt: now }
  const crossings: Crossing[] = []
  fresh.sources.push(...old.sources)
  for (const [source, slot] of old.sourceSlots) fresh.sourceSlots.set(source, slot)
  for (const [id, slot] of old.moverSlots) fresh.moverSlots.set(id, slot)
  const distances = new Map<number, SignedDistance>()
  const distanceOf = (slot: number): SignedDistance => {
    const distance = distances.get(slot) ?? signedDistance(before[slot]!.fence.shape)
    distances.set(slot, distance)
    return distance
  }
  fresh.rows = newRows(old.movers.length)
  for (const [slot, mover] of old.movers.entries()) {
    const { track } = mover
    const count = takeWaiting(old.rows, slot, track)
    for (let i = track.end - count; i < track.end; i++) hear(mover, i, before, distanceOf)
    const told = mover.told.length
    const pairs: Pair[] = []
    for (const pair of mover.pairs) {
      const was = before[pair.slot]!
      const slot = slotOf.get(was.fence.id)
      if (slot === undefined) close({ ...scene, mover }, was, pair, now, 'withdrawn')
      else pairs.push({ ...pair, slot, sounding: noSounding(), isSteady: false })
    }
    crossings.push(...mover.told.slice(told))
    fresh.movers.push(settled(mover, pairs))
  }
  for (const [slot, ledger] of old.ledgers) {
    const now = slotOf.get(before[slot]!.fence.id)
    if (now !== undefined) fresh.ledgers.set(now, ledger)
  }
  return crossings
}

/** A fix that waited says nothing, see calm.ts; so it is only remembered, as the old fences read it. */
const hear = (
  { track, pairs }: MoverState,
  i: number,
  before: readonly Laid[],
  distanceOf: (slot: number) => SignedDistance,
): void => {
  const { data } = track
  const p = i * stride
  const [at, lng, lat] = [data[p + iAt]!, data[p + iLng]!, data[p + iLat]!]
  for (const pair of pairs) {
    const was = before[pair.slot]!
    const reading = readingOf(was, distanceOf(pair.slot)(lng, lat), data[p + iAccuracy]!)
    see(pair, was, reading, at)
    if (was.kind === 'speed' && pair.presence === 'inside' && reading !== outside)
      seeSpeed(pair, was, data[p + iSpeed]!, at)
    if (reading !== inside) continue
    pair.inLng = lng
    pair.inLat = lat
  }
}

const settled = (mover: MoverState, pairs: Pair[]): MoverState => {
  const { track } = mover
  const data = track.data.slice(0, Math.max(track.end, 1) * stride)
  const fresh = { ...mover, track: { data, start: track.start, end: track.end }, pairs, freeM: -1 }
  settle(fresh)
  return fresh
}
