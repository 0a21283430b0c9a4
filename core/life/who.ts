// One question for every read and every command: who is this, in which relation to this subject, right now?
// The same predicate stands a second time in the database (row-level security); a test keeps the two equal.
import type { Post, Role, Unit } from '../district/district.ts'
import type { By } from './fact.ts'

export type Actor =
  | { kind: 'officer'; person: string; post: Post; unit: Unit }
  | { kind: 'reporter'; ref: string }
  | { kind: 'gate'; source: string }
  | { kind: 'system'; name: string }

/** The part of every life's doc that decides who may see it and act on it. Unit ids and territory codes only. */
export type Reach = {
  /** The one unit answerable now. Never empty while the subject is open. */
  lead: string
  /** Co-handlers whose part is still open. */
  co: readonly string[]
  /** Territory code of the place; the district's own code when the place is not known. */
  place: string
  /** Every unit that ever had a hand in it, or got a copy. */
  involved: readonly string[]
  /** Units complained about, with all units under them: for them the subject does not exist. */
  accused: readonly string[]
  /** Accusations: only the key-holder and the organ it was routed to. */
  sealed: boolean
  arbiter?: string
  /** Vault references of those who reported it. */
  reporters: readonly string[]
  /** Persons and units that did the handling: they may not check it. */
  handlers: readonly string[]
  handlerUnits: readonly string[]
}

export type Relation =
  | 'holding' // my unit is the lead
  | 'over' // my command centre answers for the place, at any level
  | 'co' // my unit is an open co-handler
  | 'arbiter' // my unit was named to rule on the return
  | 'checker' // over the place and not the handler
  | 'approver' // may approve what the lead unit asks: its own approver, or the centre over the place
  | 'place' // my grid is the place
  | 'involved' // my unit had a hand in it or got a copy
  | 'reporter'
  | 'system'
  | 'anyone' // any officer on duty (used for births)

const fieldRoles: readonly Role[] = ['grid_leader', 'peace_officer']
const headRoles: readonly Role[] = ['district_leader', 'watch_director']
const blindRoles: readonly Role[] = ['sys_admin', 'security_admin', 'audit_admin']

export const isInside = (place: string, territory: string): boolean => place.startsWith(territory)

/** What a reader may see, in the shape the database is told. */
export type Scope = {
  unit: string
  /** Prefix of places seen by territory; absent for departments, which see only what they take part in. */
  territory?: string
  /** Whether taking part by unit opens a row; field roles see their grid only. */
  byUnit: boolean
  /** Holds the key to sealed subjects. */
  key: boolean
  /** Admin roles keep the machine running and see no business data (separation of three powers). */
  blind: boolean
}

export const scopeOf = (actor: Actor & { kind: 'officer' }): Scope => ({
  unit: actor.unit.id,
  ...(actor.unit.kind === 'centre' ? { territory: actor.post.territory } : {}),
  byUnit: !fieldRoles.includes(actor.post.role),
  key: actor.post.role === 'petition_keyholder',
  blind: blindRoles.includes(actor.post.role),
})

/** What of a subject decides who sees it; the flat rows of lists have it too. */
export type Seen = Pick<Reach, 'lead' | 'place' | 'involved' | 'accused' | 'sealed'>

/** The predicate itself. Its twin in SQL is `may_see`; change both or neither. */
export const sees = (scope: Scope, r: Seen): boolean => {
  if (scope.blind || r.accused.includes(scope.unit)) return false
  // Sealed: the key-holder, and the organ it was routed to. Before routing nobody is involved, not even colleagues.
  if (r.sealed) return scope.key || (scope.byUnit && r.lead === scope.unit && r.involved.includes(scope.unit))
  if (scope.byUnit && r.involved.includes(scope.unit)) return true
  return scope.territory !== undefined && isInside(r.place, scope.territory)
}

export const maySee = (actor: Actor, r: Reach): boolean => {
  switch (actor.kind) {
    case 'officer':
      return sees(scopeOf(actor), r)
    case 'reporter':
      return r.reporters.includes(actor.ref)
    case 'gate':
      return false
    case 'system':
      return true
  }
}

const isOver = (actor: Actor & { kind: 'officer' }, r: Reach): boolean =>
  actor.unit.kind === 'centre' &&
  !fieldRoles.includes(actor.post.role) &&
  isInside(r.place, actor.unit.territory)

export const stands = (relation: Relation, actor: Actor, r: Reach): boolean => {
  if (actor.kind === 'system') return relation === 'system'
  if (actor.kind === 'reporter') return relation === 'reporter' && r.reporters.includes(actor.ref)
  if (actor.kind === 'gate') return false
  // What cannot be seen cannot be acted on; asked last, for most relations do not hold.
  return holds(relation, actor, r) && maySee(actor, r)
}

const holds = (relation: Relation, actor: Actor & { kind: 'officer' }, r: Reach): boolean => {
  const unit = actor.unit.id
  switch (relation) {
    case 'holding':
      return r.lead === unit && !fieldRoles.includes(actor.post.role)
    case 'over':
      return isOver(actor, r)
    case 'co':
      return r.co.includes(unit)
    case 'arbiter':
      return r.arbiter === unit
    case 'checker':
      // Someone else's eyes: another unit over the place, or, where the handling unit is the top one, its verifier.
      return (
        isOver(actor, r) &&
        !r.handlers.includes(actor.person) &&
        (!r.handlerUnits.includes(unit) || actor.post.role === 'verifier')
      )
    case 'approver':
      // The top centre has nobody above it; there its own leader approves.
      return (
        (r.lead === unit &&
          (actor.post.role === 'dept_approver' ||
            (actor.unit.kind === 'centre' &&
              actor.unit.level === 'district' &&
              headRoles.includes(actor.post.role)))) ||
        (r.lead !== unit && isOver(actor, r))
      )
    case 'place':
      return isInside(r.place, actor.post.territory) && fieldRoles.includes(actor.post.role)
    case 'involved':
      return r.involved.includes(unit)
    case 'anyone':
      return true
    case 'reporter':
    case 'system':
      return false
  }
}

export const byOf = (actor: Actor): By => {
  switch (actor.kind) {
    case 'officer':
      return { kind: 'officer', person: actor.person, post: actor.post.id, unit: actor.unit.id }
    case 'reporter':
      return { kind: 'reporter', ref: actor.ref }
    case 'gate':
      return { kind: 'gate', source: actor.source }
    case 'system':
      return { kind: 'system', name: actor.name }
  }
}
