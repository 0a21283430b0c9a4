// Who acts in a story: people who really hold the post on that day, never somebody made up for the occasion.
import type { District, Role } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Actor, Reach } from '#core/life/who.ts'
import { deskRoles } from '#core/lives/matter/here.ts'

/** Parts people play in a story; ./goals.ts says which part makes which move. */
export type Post = 'desk' | 'lead' | 'helper' | 'checker' | 'arbiter' | 'approver' | 'supervisor' | 'reporter'

const leadRoles: readonly Role[] = [
  'petition_clerk',
  'dept_handler',
  'town_dispatcher',
  'community_worker',
  'dispatcher',
]
// A dispatcher before an operator: whoever sorts at a desk of the district also sends.
const sendRoles: readonly Role[] = ['dispatcher', ...deskRoles]

/** One holder of the first of these roles that somebody in the unit holds. */
export const officerIn = (
  unitId: string | undefined,
  roles: readonly Role[],
  at: Instant,
  district: District,
): Actor | undefined => {
  const unit = unitId === undefined ? undefined : district.unit(unitId)
  if (!unit) return undefined
  for (const post of roles.flatMap(role => district.postsIn(unit.id, role))) {
    const [person] = district.holdersOf(post.id, at)
    if (person) return { kind: 'officer', person: person.id, post, unit }
  }
  return undefined
}

export const actorFor = (
  who: Post,
  doc: Reach & { dispatcher?: string; ownReporters?: readonly string[] },
  at: Instant,
  district: District,
): Actor | undefined => {
  const find = (unit: string | undefined, roles: readonly Role[]) => officerIn(unit, roles, at, district)
  const top = district.centreOver(district.code, 'district').id
  switch (who) {
    case 'desk':
      return find(doc.lead, sendRoles)
    case 'lead':
      return find(doc.lead, doc.involved.length > 1 ? leadRoles.slice(1) : leadRoles)
    case 'helper':
      return find(doc.co[0], leadRoles.slice(1))
    case 'checker':
      // A community has no checker of its own; the town over it has.
      return (
        find(doc.dispatcher, ['verifier']) ??
        find(district.centreOver(doc.place, 'town').id, ['verifier']) ??
        find(top, ['verifier'])
      )
    case 'arbiter':
      return find(doc.arbiter, sendRoles)
    case 'approver':
      return find(doc.lead, ['dept_approver']) ?? find(top, ['watch_director'])
    case 'supervisor':
      return find(top, ['supervisor'])
    case 'reporter': {
      const ref = doc.ownReporters?.[0] ?? doc.reporters[0]
      return ref === undefined ? undefined : { kind: 'reporter', ref }
    }
  }
}

/** Who brings a report in: the officer whose grid it is, the community's worker, the resident, or the other system. */
export const bringerOf = (channel: string, place: string, at: Instant, district: District): Actor => {
  if (channel === 'resident-web' || channel === 'volunteer') return { kind: 'reporter', ref: '' }
  const role = ({ 'officer-app': 'peace_officer', visit: 'community_worker' } as const)[channel]
  const posts = district.posts
    .filter(p => p.role === role && place.startsWith(p.territory))
    .sort((a, b) => b.territory.length - a.territory.length)
  for (const post of posts) {
    const [person] = district.holdersOf(post.id, at)
    if (person) return { kind: 'officer', person: person.id, post, unit: district.unit(post.unit)! }
  }
  return { kind: 'gate', source: channel }
}
