// Who makes a move: somebody who really holds a post in the unit on that day and whom the rules let make it. The same
// story meets the same people as long as they hold their posts.
import type { District, Role } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Life } from '#core/life/life.ts'
import { type Actor, type Reach, stands } from '#core/life/who.ts'
import type { Application } from '#core/lives/matter/doc.ts'
import { deskRoles, supervisors } from '#core/lives/matter/here.ts'

/** Who of a unit usually does it, most usual first. */
const handling: readonly Role[] = [
  'dept_handler',
  'town_dispatcher',
  'community_worker',
  'dispatcher',
  'petition_clerk',
  'operator',
  'town_commander',
  'watch_director',
  'dept_approver',
]
// A dispatcher before an operator: whoever sorts at a desk of the district also sends.
const sending: readonly Role[] = ['dispatcher', ...deskRoles]
const checking: readonly Role[] = ['verifier', 'supervisor', ...sending]
const approving: readonly Role[] = [
  'dept_approver',
  'watch_director',
  'town_commander',
  'supervisor',
  'district_leader',
  'dispatcher',
  'town_dispatcher',
]
const urging: readonly Role[] = ['supervisor', 'watch_director', 'town_commander', ...sending]

/** Anybody in the unit whom the rules let, when those who usually do it are not there. */
const anybody: readonly Role[] = [...handling, ...approving, ...urging]

const usual: Readonly<Record<string, readonly Role[]>> = {
  accept: sending,
  dispatch: sending,
  merge: sending,
  unmerge: sending,
  decline: sending,
  divert: sending,
  receipt: sending,
  locate: sending,
  rule: sending,
  wall: sending,
  verify: checking,
  close: checking,
  'spot-check': checking,
  approve: approving,
  extend: approving,
  nudge: urging,
  supervise: supervisors,
  reopen: ['grid_leader', ...urging],
}

const rolesFor = new Map<string, readonly Role[]>()
const rolesOf = (move: string): readonly Role[] => {
  const known = rolesFor.get(move)
  if (known) return known
  const roles = [...new Set([...(usual[move] ?? []), ...anybody])]
  rolesFor.set(move, roles)
  return roles
}

/** A number from a name, the same on every machine: FNV-1a. */
export const drawOf = (name: string, of: number): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return ((h ^ (h >>> 13)) >>> 0) % of
}

/** Holders of these posts of a unit at an instant, most usual role first, beginning with the story's own people. */
function* holdersIn(
  unitId: string,
  roles: readonly Role[],
  story: string,
  at: Instant,
  district: District,
): Generator<Actor> {
  const unit = district.unit(unitId)
  if (!unit) return
  for (const role of roles) {
    for (const post of district.postsIn(unitId, role)) {
      const people = district.holdersOf(post.id, at)
      const first = people.length > 1 ? drawOf(`${story}|${post.id}`, people.length) : 0
      for (let i = 0; i < people.length; i++)
        yield { kind: 'officer', person: people[(first + i) % people.length]!.id, post, unit }
    }
  }
}

/** Somebody of the unit whose standing to the subject lets them make the move; undefined when nobody's does. */
export const actorIn = (
  life: Life<Reach>,
  move: string,
  unitId: string,
  doc: Reach,
  story: string,
  at: Instant,
  district: District,
): Actor | undefined => {
  const rules = life.moves[move]?.by ?? []
  const asker = (doc as { application?: Application }).application?.by
  for (const actor of holdersIn(unitId, rolesOf(move), story, at, district)) {
    if (actor.kind !== 'officer') continue
    if (move === 'approve' && actor.person === asker) continue
    const may = rules.some(
      rule =>
        stands(rule.relation, actor, doc) &&
        (rule.roles === undefined || rule.roles.includes(actor.post.role)),
    )
    if (may) return actor
  }
  return undefined
}

/** Officers by what brings a report in by a channel, the most fitting first. */
const bringing: Readonly<Record<string, readonly Role[]>> = {
  'officer-app': ['peace_officer', 'grid_leader', 'community_worker'],
  visit: ['community_worker', 'grid_leader'],
  video: ['operator'],
  petition: ['petition_clerk'],
}

/** Channels by which people report themselves; machines and other systems bring the rest. */
const ownChannels: readonly string[] = ['resident-web', 'volunteer']

type PostIndex = ReadonlyMap<string, readonly string[]>
const indexes = new WeakMap<District, PostIndex>()

const postIndex = (district: District): PostIndex => {
  const known = indexes.get(district)
  if (known) return known
  const made = new Map<string, string[]>()
  for (const { id, role, territory } of district.posts) {
    const key = `${role}:${territory}`
    const list = made.get(key)
    if (list) list.push(id)
    else made.set(key, [id])
  }
  indexes.set(district, made)
  return made
}

/** Lengths of territory codes, finest first. */
const codeChars = [16, 14, 12, 9, 6] as const

/**
 * Who brings a report in. Of officers somebody whose territory is the place, the finest one first; with `twoHats` one who
 * holds more posts than one, where there is one.
 */
export const bringerOf = (
  { channel, place, story, twoHats }: { channel: string; place: string; story: string; twoHats: boolean },
  at: Instant,
  district: District,
): Actor => {
  if (ownChannels.includes(channel)) return { kind: 'reporter', ref: '' }
  const index = postIndex(district)
  for (const role of bringing[channel] ?? [])
    for (const chars of codeChars) {
      if (chars > place.length) continue
      const found = (index.get(`${role}:${place.slice(0, chars)}`) ?? []).flatMap(id => {
        const post = district.post(id)!
        return district.holdersOf(id, at).map(({ id: person }) => ({ person, post }))
      })
      if (found.length === 0) continue
      const hats = twoHats ? found.filter(f => district.postsOf(f.person, at).length > 1) : []
      const some = hats.length > 0 ? hats : found
      const { person, post } = some[drawOf(`${story}|bringer`, some.length)]!
      return { kind: 'officer', person, post, unit: district.unit(post.unit)! }
    }
  return { kind: 'gate', source: channel }
}
