// How near two reports are to each other: by their points where both have one, otherwise by the codes of their places.
import type { Point } from '../district/district.ts'
import { distanceM } from '../kit/geometry.ts'

export type Placed = { place: string; point?: Point }
export type PlaceAlike = {
  /** 0…1 */
  share: number
  metres?: number
  reasons: { zh: string; en: string }[]
}

// Codes nest (see Territory): so many digits in common are the same piece of this kind.
const nearness = [
  { digits: 14, share: 0.8, zh: '同一网格', en: 'same grid' },
  { digits: 12, share: 0.5, zh: '同一社区（村）', en: 'same community' },
  { digits: 9, share: 0.2, zh: '同一镇街', en: 'same town' },
]

// Phones are 10 to 50 m off: up to 50 m is the same spot, from 500 m on another one.
const sameM = 50
const otherM = 500
/** Two points far apart in one village are two spots: the points know better than the border. */
const farShare = 0.2

export const placeAlike = (a: Placed, b: Placed): PlaceAlike => {
  const same = nearness.find(
    n => a.place.length >= n.digits && a.place.slice(0, n.digits) === b.place.slice(0, n.digits),
  )
  const reasons = same ? [{ zh: same.zh, en: same.en }] : []
  if (!a.point || !b.point) return { share: same?.share ?? 0, reasons }
  const metres = Math.round(distanceM(a.point, b.point))
  const byDistance = Math.min(1, Math.max(0, (otherM - metres) / (otherM - sameM)))
  if (byDistance === 0) return { share: same ? farShare : 0, metres, reasons }
  reasons.push({ zh: `相距 ${metres} 米`, en: `${metres} m apart` })
  return { share: Math.max(byDistance, same?.share ?? 0), metres, reasons }
}
