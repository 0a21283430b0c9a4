// What happens at a fence without any fix: a mover falls silent, or the fence reaches its end. Both happen at a moment
// that follows from what is known, so it does not matter who notices first, a clock or the next fix.

import { calm } from './alarm.ts'
import type { Why } from './crossing.ts'
import type { Laid } from './laid.ts'
import { forget, type Pair } from './pair.ts'
import { type Scene, tell } from './scene.ts'

/** Moment of silence not told yet, or NaN. */
const silentAt = (pair: Pair, laid: Laid): number =>
  pair.presence === 'unknown' && pair.knownSilent ? Number.NaN : pair.seenAt + laid.lostAfterMs

/** Lets time pass until `at`; answers whether the pair lives on. `mover.silentAt` moves to what was decided. */
export const passTime = (scene: Scene, laid: Laid, pair: Pair, at: number): boolean => {
  const { mover } = scene
  const lostAt = silentAt(pair, laid)
  if (lostAt <= at && lostAt < laid.expiresAt) {
    forget(pair)
    pair.knownSilent = true
    mover.silentAt = Math.max(mover.silentAt, lostAt)
    if (!Number.isNaN(pair.visitAt)) {
      pair.lost = true
      tell(scene, laid, 'lost', 'silent', lostAt, { visitAt: pair.visitAt, decidedAt: lostAt })
    }
  }
  if (at < laid.expiresAt) return true
  close(scene, laid, pair, laid.expiresAt, 'expired')
  mover.silentAt = Math.max(mover.silentAt, laid.expiresAt)
  return false
}

/** Ends what is open at a fence that ends itself. */
export const close = (scene: Scene, laid: Laid, pair: Pair, at: number, why: Why): void => {
  if (!Number.isNaN(pair.visitAt)) {
    tell(scene, laid, 'ended', why, at, { visitAt: pair.visitAt, decidedAt: at })
    pair.visitAt = Number.NaN
  }
  if (pair.breach) calm(scene, laid, pair, at, why, at)
}
