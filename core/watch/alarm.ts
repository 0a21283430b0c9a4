// Opens, repeats and ends the alarm of one pair. A breach soon after the last one joins its alarm and raises the count.

import type { Why } from './crossing.ts'
import type { Laid } from './laid.ts'
import type { Pair } from './pair.ts'
import { type Scene, tell } from './scene.ts'

export const raise = (scene: Scene, laid: Laid, pair: Pair, at: number, why: Why): void => {
  const again = at - pair.calmAt <= laid.mergeWithinMs
  if (again) pair.alarmCount++
  else {
    pair.alarmAt = at
    pair.alarmCount = 1
  }
  pair.breach = true
  tell(scene, laid, again ? 'alarm-repeated' : 'alarm-raised', why, at, { pair })
}

/** `decidedAt` when no fix decides it. */
export const calm = (
  scene: Scene,
  laid: Laid,
  pair: Pair,
  at: number,
  why: Why,
  decidedAt?: number,
): void => {
  pair.breach = false
  pair.calmAt = at
  tell(scene, laid, 'alarm-ended', why, at, decidedAt === undefined ? { pair } : { pair, decidedAt })
}
