// What one fix says to one fence: in, out, too near the border to say, or too uncertain to be heard. The error circle is
// taken in the cautious direction: in is said when the whole circle is in, out when the whole circle is out, so that
// neither an alarm nor its end rests on the wobble of a receiver.

import type { ReadingWord } from './crossing.ts'
import type { Laid } from './laid.ts'

export type Reading = 0 | 1 | 2 | 3
export const near = 0
export const inside = 1
export const outside = 2
export const uncertain = 3

export const readingOf = (laid: Laid, distanceM: number, accuracyM: number): Reading => {
  if (accuracyM > laid.maxAccuracyM) return uncertain
  if (distanceM + laid.inCircle * accuracyM <= -laid.inBufferM) return inside
  if (distanceM - laid.outCircle * accuracyM >= laid.outBufferM) return outside
  return near
}

export const wordOf = (reading: Reading): ReadingWord =>
  reading === inside ? 'in' : reading === outside ? 'out' : reading === near ? 'near' : 'too-uncertain'
