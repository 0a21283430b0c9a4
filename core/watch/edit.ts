// One fence of a running watch is drawn anew or taken away, among a hundred thousand. What is known at all others stays as it
// is; whoever is known at this one is settled, since what was read by its old shape could not be read again by the new.

import { stir } from './calm.ts'
import type { Crossing } from './crossing.ts'
import { newestAt, readWaiting, type Works } from './mover.ts'
import { copyOf, type Pair } from './pair.ts'
import { close } from './pass-time.ts'
import { heldBit, type MoverState, type States } from './states.ts'

/** Fixes up to the newest one will not be read again. */
export const settle = (mover: MoverState): void => {
  mover.marks = [{ next: mover.track.end, pairs: mover.pairs.map(copyOf), toldCount: 0 }]
  mover.sinceMark = 0
  mover.told = []
  mover.toldBefore = 0
  mover.heldBits = mover.pairs.reduce((bits, pair) => bits | heldBit(pair.slot), 0)
  mover.settledAt = Math.max(newestAt(mover), mover.silentAt)
}

/**
 * What movers have at the fence of `slot` goes on when it `carries`, and ends as `withdrawn` otherwise. To be called
 * while the old fence still stands; answers what ended.
 */
export const letGo = (
  works: Works,
  states: States,
  slot: number,
  carries: boolean,
  now: number,
): Crossing[] => {
  const { scene } = works
  const out: Crossing[] = []
  const bit = heldBit(slot)
  for (const [m, mover] of states.movers.entries()) {
    if ((mover.heldBits & bit) !== 0 && !everyPair(mover, pair => pair.slot !== slot)) {
      readWaiting(works, mover, m, states.rows)
      const told = mover.told.length
      scene.mover = mover
      scene.i = -1
      scene.receivedAt = now
      mover.pairs = mover.pairs.filter(pair => {
        if (pair.slot !== slot) return true
        pair.sounding.fill(Number.NaN)
        pair.isSteady = false
        if (!carries) close(scene, scene.laid[slot]!, pair, now, 'withdrawn')
        return carries
      })
      for (let k = told; k < mover.told.length; k++) out.push(mover.told[k]!)
      settle(mover)
    }
  }
  return out
}

/** A fence comes to stand somewhere from `now` on: nobody may take the ground around them for known any more. */
export const lookAnew = (works: Works, states: States, now: number): void => {
  for (const [m, mover] of states.movers.entries()) {
    if (stir(states.rows, m) >= now) readWaiting(works, mover, m, states.rows)
    mover.freeM = -1
  }
}

/** The fence of one slot stands at another now. */
export const renumber = (states: States, from: number, to: number): void => {
  const bit = heldBit(from)
  for (const mover of states.movers) {
    if ((mover.heldBits & bit) === 0) continue
    mover.heldBits |= heldBit(to)
    everyPair(mover, pair => {
      if (pair.slot === from) pair.slot = to
      return true
    })
  }
  const ledger = states.ledgers.get(from)
  states.ledgers.delete(from)
  if (ledger) states.ledgers.set(to, ledger)
}

/** Of all a mover has, now and at its marks, whether `holds`. */
const everyPair = ({ pairs, marks }: MoverState, holds: (pair: Pair) => boolean): boolean =>
  pairs.every(holds) && marks.every(mark => mark.pairs.every(holds))
