// What every move of a matter starts from: its situation, its words, and which desk may command it.
import type { Role, Unit, Urgency } from '../../district/district.ts'
import type { MoveSpec, Need, Situation, WhoRule } from '../../life/life.ts'
import { named, type Refusal, refuse } from '../../life/refusal.ts'
import { isInside } from '../../life/who.ts'
import type { MatterDoc } from './doc.ts'

export type Move = MoveSpec<MatterDoc>
export type Here = Situation<MatterDoc>
export type Who = Pick<Move, 'by' | 'whoZh' | 'whoEn'>

/** A petition office is a desk too: what complains about the command centre itself lands there. */
export const deskRoles: readonly Role[] = [
  'operator',
  'dispatcher',
  'watch_director',
  'town_dispatcher',
  'town_commander',
  'community_worker',
  'petition_clerk',
]
export const commanders: readonly Role[] = [
  'watch_director',
  'town_commander',
  'dispatcher',
  'town_dispatcher',
]
export const supervisors: readonly Role[] = [
  'supervisor',
  'watch_director',
  'district_leader',
  'town_commander',
]

/** The desk that holds it, or a command centre over the place; `notCommanding` keeps lower centres out. */
export const atTheDesk: readonly WhoRule[] = [
  { relation: 'holding', roles: deskRoles },
  { relation: 'over', roles: deskRoles },
]
export const byDesk: Who = {
  by: atTheDesk,
  whoZh: '值守的指挥中心坐席',
  whoEn: 'an operator of a command centre in charge',
}
export const byLead: Who = { by: [{ relation: 'holding' }], whoZh: '主办单位', whoEn: 'the lead unit' }
export const bySystem: Who = { by: [{ relation: 'system' }], whoZh: '系统', whoEn: 'the system' }

export const words: Need = { zh: '说明', en: 'Note', kind: 'text', max: 2000 }
export const needWords: Need = { ...words, required: true }
export const photos: Need = { zh: '照片', en: 'Photos', kind: 'photos' }
export const urgencyNeed: Need = {
  zh: '紧急程度',
  en: 'Urgency',
  kind: 'choice',
  from: ['flash', 'urgent', 'normal', 'complex'],
  labels: {
    flash: ['特急', 'Flash'],
    urgent: ['紧急', 'Urgent'],
    normal: ['一般', 'Normal'],
    complex: ['复杂', 'Complex'],
  },
}

export const str = (s: Pick<Here, 'input'>, key: string): string | undefined => {
  const v = s.input[key]
  return typeof v === 'string' && v.trim() !== '' ? v.trim() : undefined
}
export const units = (s: Pick<Here, 'input'>, key: string): readonly string[] => {
  const v = s.input[key]
  return Array.isArray(v) ? [...new Set(v as string[])] : []
}
export const said = (s: Pick<Here, 'input'>): { words?: string } => {
  const w = str(s, 'words')
  return w === undefined ? {} : { words: w }
}
export const shots = (s: Here) =>
  Array.isArray(s.input.photos) && s.input.photos.length ? { photos: s.input.photos } : {}
export const unitOf = (s: Pick<Here, 'actor'>): Unit | undefined =>
  s.actor.kind === 'officer' ? s.actor.unit : undefined

/**
 * The urgency a desk means when it names a type alone: once sorted it stays what it is; before that a raised alarm
 * stays raised, then the suggestion made for this very type counts, then the type's own.
 */
export const urgencyFor = (s: Here, type: string | undefined): Urgency => {
  const { doc } = s.standing
  const named = str(s, 'urgency') as Urgency | undefined
  if (named !== undefined) return named
  if (doc.type !== undefined || doc.urgency !== 'normal' || type === undefined) return doc.urgency
  if (doc.suggestion?.type === type) return doc.suggestion.urgency
  return s.district.type(type)?.urgency ?? doc.urgency
}

/**
 * A centre over the place commands a matter only from above: it holds it, dispatched it, or stands over the one that
 * did. Otherwise a community could divert what the district gave to a bureau, because the place is its own.
 */
export const notCommanding = (s: Here): Refusal | undefined => {
  const own = unitOf(s)
  const { lead, dispatcher } = s.standing.doc
  if (own === undefined || own.id === lead || own.id === dispatcher) return undefined
  const held = s.district.unit(dispatcher ?? lead)
  if (held !== undefined && own.kind === 'centre' && isInside(held.territory, own.territory)) return undefined
  return refuse('not-yours', {
    move: { zh: '这项操作', en: 'this' },
    who: { zh: '主办单位、派单的中心或其上级', en: 'the lead unit, the centre that sent it, or one above' },
    post: s.actor.kind === 'officer' ? s.actor.post.zh : '',
  })
}

/** Why a unit cannot be given this matter, as lead or as co-handler. */
export const cannotTake = (
  s: Here,
  unitId: string,
  type: string | undefined,
  asLead: boolean,
): Refusal | undefined => {
  const unit = s.district.unit(unitId)
  if (!unit) return refuse('unknown-unit', { unit: unitId })
  if (s.standing.doc.accused.includes(unitId)) return refuse('accused-cannot-lead', { unit: named(unit) })
  if (unit.referralOnly || unit.kind === 'liaison' || unit.kind === 'party')
    return refuse('referral-only', { unit: named(unit) })
  const t = type === undefined ? undefined : s.district.type(type)
  if (asLead && t?.communityRole === 'assist' && unit.kind === 'centre' && unit.level === 'community')
    return refuse('community-only-assists', { type: named(t) })
  if (asLead && s.standing.doc.released.includes(unitId))
    return refuse('released-by-ruling', { unit: named(unit) })
  return undefined
}
