// What a post is called in the reader's language. A district pack names its posts in Chinese alone; in English the role
// is told, and the unit stands beside it everywhere.
import type { Post, Role } from '#core/district/district.ts'
import type { Lang } from '#core/life/timeline.ts'

const rolesEn: Readonly<Record<Role, string>> = {
  district_leader: 'District leader',
  watch_director: 'Watch director',
  operator: 'Operator',
  dispatcher: 'Dispatcher',
  supervisor: 'Supervisor',
  verifier: 'Verifier',
  dept_liaison: 'Liaison',
  dept_handler: 'Handler',
  dept_approver: 'Approver',
  town_commander: 'Town commander',
  town_dispatcher: 'Town dispatcher',
  community_worker: 'Community worker',
  grid_leader: 'Grid leader',
  peace_officer: 'Peace officer',
  petition_clerk: 'Petition clerk',
  petition_keyholder: 'Key-holder for sealed petitions',
  sys_admin: 'System administrator',
  security_admin: 'Security administrator',
  audit_admin: 'Audit administrator',
}

export const postWords = (post: Pick<Post, 'zh' | 'role'>, lang: Lang): string =>
  lang === 'zh' ? post.zh : rolesEn[post.role]
