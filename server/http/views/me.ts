// Who sits here and what is theirs: the tabs of an inbox and the doors beyond it follow the post, never the person.
import type { District, Role } from '#core/district/district.ts'
import { type Lang, unitName } from '#core/life/timeline.ts'
import type { Actor } from '#core/life/who.ts'
import { fenceRoles } from '#core/lives/fence.ts'
import type { Tab } from '#server/store/lists.ts'
import type { Me } from '#wire/views.ts'
import type { Signed } from '../session-port.ts'
import { postWords } from './post-words.ts'
import { tabWords } from './words.ts'

const desk: readonly Tab[] = [
  'desk',
  'todo',
  'checking',
  'ruling',
  'asked',
  'late',
  'watching',
  'done',
  'all',
]
const above: readonly Tab[] = ['late', 'watching', 'checking', 'asked', 'done', 'all']
const department: readonly Tab[] = ['todo', 'late', 'done', 'all']
/** Their grid: what is open in it, what is late, and what was closed and may be asked for again. */
const field: readonly Tab[] = ['watching', 'late', 'done', 'all']

const tabsByRole: Readonly<Record<Role, readonly Tab[]>> = {
  district_leader: above,
  watch_director: desk,
  operator: desk,
  dispatcher: desk,
  supervisor: above,
  verifier: ['checking', 'late', 'watching', 'done', 'all'],
  dept_liaison: department,
  dept_handler: department,
  dept_approver: ['asked', 'todo', 'late', 'done', 'all'],
  town_commander: desk,
  town_dispatcher: desk,
  community_worker: desk,
  grid_leader: field,
  peace_officer: field,
  petition_clerk: desk,
  petition_keyholder: ['desk', 'late', 'watching', 'done', 'all'],
  sys_admin: [],
  security_admin: [],
  audit_admin: [],
}

export const tabsOf = (role: Role): readonly Tab[] => tabsByRole[role]

/** Roles that manage accounts, read who looked at personal data, work with petitions, hold the key to sealed ones. */
export const accountRoles: readonly Role[] = ['security_admin']
export const lookRoles: readonly Role[] = ['audit_admin']
export const petitionRoles: readonly Role[] = ['petition_clerk', 'petition_keyholder']
export const adminRoles: readonly Role[] = ['sys_admin', 'security_admin', 'audit_admin']

const mayOf = (actor: Actor & { kind: 'officer' }): string[] => {
  const { role } = actor.post
  return [
    ...(adminRoles.includes(role) ? [] : ['report']),
    // A unit meets the petitions routed to it, so every business post may look; the list shows what is theirs.
    ...(adminRoles.includes(role) || role === 'peace_officer' || role === 'grid_leader' ? [] : ['petitions']),
    // Alarms and fences are seen by centres over a place; those who command draw.
    ...(actor.unit.kind === 'centre' && !adminRoles.includes(role) && !petitionRoles.includes(role)
      ? ['alarms']
      : []),
    ...(fenceRoles.includes(role) ? ['draw'] : []),
    ...(accountRoles.includes(role) ? ['accounts'] : []),
    ...(lookRoles.includes(role) ? ['looks'] : []),
    ...(role === 'petition_keyholder' ? ['seals'] : []),
  ]
}

export const meView = (signed: Signed, district: District, lang: Lang): Me => {
  const { person, post, unit } = signed.actor
  return {
    person: { id: person, words: district.person(person)?.zh ?? person },
    post: { id: post.id, words: postWords(post, lang), role: post.role },
    unit: {
      id: unit.id,
      words: unitName(unit.id, district, lang),
      kind: unit.kind,
      level: unit.level,
      territory: unit.territory,
    },
    posts: signed.posts.map(p => ({
      id: p.id,
      words: postWords(p, lang),
      unitWords: unitName(p.unit, district, lang),
    })),
    csrf: signed.csrf,
    secondFactor: signed.secondFactor,
    tabs: tabsOf(post.role).map(tab => [tab, tabWords(tab, lang)]),
    may: mayOf(signed.actor),
    synthetic: district.synthetic,
    district: district[lang],
  }
}
