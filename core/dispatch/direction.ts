// Up, down or sideways: which way a matter goes when it changes hands, as people say it (上报 交办 转办).

import type { District } from '../district/district.ts'
import { assert } from '../kit/assert.ts'

export type Direction = 'up' | 'down' | 'sideways' | 'self'

/** Dies on a unit the district does not have. */
export const directionOf = (fromUnit: string, toUnit: string, district: District): Direction => {
  if (fromUnit === toUnit) return 'self'
  const from = district.unit(fromUnit)
  const to = district.unit(toUnit)
  assert(
    from !== undefined && to !== undefined,
    `direction ${fromUnit} → ${toUnit}: want units of the district`,
  )
  if (from.territory === to.territory) {
    // A department answers for the same land as the district centre, which commands it.
    if (from.kind === 'centre' && to.kind !== 'centre') return 'down'
    if (to.kind === 'centre' && from.kind !== 'centre') return 'up'
    return 'sideways'
  }
  if (to.territory.startsWith(from.territory)) return 'down'
  return from.territory.startsWith(to.territory) ? 'up' : 'sideways'
}
