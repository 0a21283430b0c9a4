// What every move of a petition starts from: who may make it, and which organ may be given it.
import type { Role } from '../../district/district.ts'
import type { MoveSpec, Situation } from '../../life/life.ts'
import { named, type Refusal, refuse } from '../../life/refusal.ts'
import { needWords, str, units, words } from '../matter/here.ts'
import { accusedWith, unaccusedUnit } from '../matter/wall.ts'
import type { PetitionDoc } from './doc.ts'

export { accusedWith, needWords, str, unaccusedUnit, units, words }
export type Move = MoveSpec<PetitionDoc>
export type Here = Situation<PetitionDoc>
type Who = Pick<Move, 'by' | 'whoZh' | 'whoEn'>

const organRoles: readonly Role[] = [
  'dept_handler',
  'dept_approver',
  'dept_liaison',
  'town_commander',
  'town_dispatcher',
  'community_worker',
  'watch_director',
  'petition_clerk',
]
const heads: readonly Role[] = ['dept_approver', 'town_commander', 'watch_director', 'district_leader']

export const byClerk: Who = {
  by: [{ relation: 'holding', roles: ['petition_clerk'] }],
  whoZh: '信访登记员',
  whoEn: 'the petition clerk',
}
export const byOrgan: Who = {
  by: [{ relation: 'holding', roles: organRoles }],
  whoZh: '有权处理机关',
  whoEn: 'the organ that handles it',
}
export const byHead: Who = {
  by: [{ relation: 'holding', roles: heads }],
  whoZh: '办理机关的负责人',
  whoEn: 'the head of the organ',
}
export const byReviewer: Who = {
  by: [{ relation: 'holding', roles: [...new Set([...organRoles, ...heads])] }],
  whoZh: '复查复核机关',
  whoEn: 'the reviewing organ',
}
export const byPetitioner: Who = { by: [{ relation: 'reporter' }], whoZh: '信访人', whoEn: 'the petitioner' }

/** Why an organ cannot be given the petition. Art. 30: never to the one complained about. */
export const cannotTake = (s: Here, id: string): Refusal | undefined => {
  const unit = s.district.unit(id)
  if (!unit) return refuse('unknown-unit', { unit: id })
  if (s.standing.doc.accused.includes(id)) return refuse('accused-cannot-lead', { unit: named(unit) })
  if (unit.referralOnly || unit.kind === 'liaison' || unit.kind === 'party')
    return refuse('referral-only', { unit: named(unit) })
  if (s.standing.doc.released.includes(id)) return refuse('released-by-ruling', { unit: named(unit) })
  return undefined
}

/**
 * Nobody takes up what another level is handling within its limit (arts. 24, 35). Only the desk can see the other
 * petition: it puts `inProgress` and its number into the input, and overwrites whatever a client sent there.
 */
export const inProgressElsewhere = (s: Here): Refusal | undefined =>
  s.input.inProgress === true
    ? refuse('in-progress-below', { number: str(s, 'inProgressNumber') ?? '' })
    : undefined
