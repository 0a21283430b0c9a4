// What a body carries, in the shape the rules take.
import type { Static } from 'typebox'
import type { District, Urgency } from '#core/district/district.ts'
import { type Refusal, refuse } from '#core/life/refusal.ts'
import type { PlaceSaid as Said } from '#core/locate/locate.ts'
import type { PlaceSaid } from '#wire/commands.ts'

export const placeOf = (place: Static<typeof PlaceSaid> | undefined): { place?: Said } => {
  if (!place) return {}
  const { point, words, territory } = place
  return {
    place: {
      ...(point ? { point } : {}),
      ...(words === undefined ? {} : { words }),
      ...(territory === undefined ? {} : { territory }),
    },
  }
}

export const urgencyOf = (said: string | undefined, district: District): { urgency?: Urgency } | Refusal => {
  if (said === undefined) return {}
  if (Object.hasOwn(district.limitsByUrgency, said)) return { urgency: said as Urgency }
  const right = `可选：${Object.keys(district.limitsByUrgency).join('、')}`
  return refuse('bad-value', { field: '紧急程度', value: said, right })
}
