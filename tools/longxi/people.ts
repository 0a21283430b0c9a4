// Posts, the invented people in them and the periods of duty. Names only: no phone, no identity number, nothing that
// ranks or scores anybody. Officers' counts by kind come from the specification of the demonstration district.
import type { Piece } from './land.ts'
import { districtCode } from './land.ts'
import { personNames } from './names.ts'
import { centreOf, departments, liaisons } from './organisation.ts'
import type { Chance } from './seeded.ts'

export type PostRow = { id: string; zh: string; role: string; unit: string; territory: string; seats: number }
export type PersonRow = { id: string; zh: string; officerType: string }
export type HoldingRow = { post: string; person: string; fromOn: string; toOn: string; insteadOf: string }

/** Seven kinds of peace officer 平安员; together 1,385. */
export const officerKinds = [
  ['专职网格员', 420],
  ['综治巡逻员', 210],
  ['驻所调解员', 62],
  ['城管协管员', 360],
  ['市场监管员', 96],
  ['司法协管员', 87],
  ['禁毒社工', 150],
] as const

// Real messages used in replays begin in 2011: somebody has to be on duty then.
const fromTheStart = '2010-01-01'
/** On this day communities and streets put their officers under one command. */
const oneCommandOn = '2021-07-30'

const postsOf = (pieces: readonly Piece[]): PostRow[] => {
  const posts: PostRow[] = []
  const add = (unit: string, territory: string, role: string, zh: string, seats: number, suffix = role) =>
    posts.push({ id: `${unit}.${suffix}`, zh, role, unit, territory, seats })
  const district = centreOf(districtCode)
  add(district, districtCode, 'district_leader', '区领导', 2)
  add(district, districtCode, 'watch_director', '值班指挥长', 3)
  add(district, districtCode, 'operator', '区坐席', 12)
  add(district, districtCode, 'dispatcher', '区分拨员', 6)
  add(district, districtCode, 'supervisor', '督办员', 4)
  add(district, districtCode, 'verifier', '核查员', 6)
  add(district, districtCode, 'sys_admin', '系统管理员', 1)
  add(district, districtCode, 'security_admin', '安全管理员', 1)
  add(district, districtCode, 'audit_admin', '审计管理员', 1)
  add(district, districtCode, 'peace_officer', '区机动中队平安员', 27)
  for (const d of departments) {
    add(d.id, districtCode, 'dept_liaison', `${d.zh}派驻联络员`, 1)
    add(d.id, districtCode, 'dept_handler', `${d.zh}承办人`, d.handlers)
    add(d.id, districtCode, 'dept_approver', `${d.zh}审批人`, 1)
  }
  add('D-xf', districtCode, 'petition_clerk', '信访登记员', 2)
  add('D-xf', districtCode, 'petition_keyholder', '检举控告密钥保管人', 1)
  for (const l of liaisons) add(l.id, districtCode, 'dept_liaison', `${l.zh}联络员`, 1)
  for (const piece of pieces) {
    const unit = centreOf(piece.code)
    if (piece.level === 'town') {
      add(unit, piece.code, 'town_commander', `${piece.zh}指挥长`, 1)
      add(unit, piece.code, 'town_dispatcher', `${piece.zh}分拨员`, 2)
      add(unit, piece.code, 'operator', `${piece.zh}坐席`, 1)
      add(unit, piece.code, 'verifier', `${piece.zh}核查员`, 1)
      add(unit, piece.code, 'peace_officer', `${piece.zh}平安员联络员`, piece.kind === 'street' ? 5 : 1)
    }
    if (piece.level === 'community') {
      const seats = piece.kind === 'community' ? 2 : 1
      add(unit, piece.code, 'community_worker', `${piece.zh}社区工作者`.replace('村社区', '村'), seats)
    }
    if (piece.level === 'grid') {
      const over = centreOf(piece.parent)
      add(over, piece.code, 'grid_leader', `${piece.zh}网格长`, 1, `${piece.code.slice(-2)}.grid_leader`)
      add(over, piece.code, 'peace_officer', `${piece.zh}平安员`, 10, `${piece.code.slice(-2)}.peace_officer`)
    }
  }
  return posts
}

export const makePeople = (pieces: readonly Piece[], chance: Chance) => {
  const posts = postsOf(pieces)
  const nameOf = personNames(chance.below)
  const kinds = chance.shuffled(
    officerKinds.flatMap(([kind, count]) => Array.from({ length: count }, () => kind)),
  )
  const people: PersonRow[] = []
  const holdings: HoldingRow[] = []
  const newPerson = (officerType: string): string => {
    const id = `p${String(people.length + 1).padStart(4, '0')}`
    people.push({ id, zh: nameOf(), officerType })
    return id
  }
  for (const post of posts) {
    for (let seat = 0; seat < post.seats; seat++) {
      const person = newPerson(post.role === 'peace_officer' ? kinds.pop()! : '')
      holdings.push({ post: post.id, person, fromOn: fromTheStart, toOn: '', insteadOf: '' })
    }
  }
  handOver(posts, holdings, newPerson)
  return { posts, people, holdings }
}

/** A change of commander moves the post and keeps the history; a colleague stands in while one is away on a course. */
const handOver = (posts: readonly PostRow[], holdings: HoldingRow[], newPerson: (kind: string) => string) => {
  const commanders = posts.filter(post => post.role === 'town_commander').map(post => post.id)
  for (const post of [commanders[2]!, commanders[9]!, commanders[20]!]) {
    const index = holdings.findIndex(holding => holding.post === post)
    const now = holdings[index]!
    const before = newPerson('')
    holdings.splice(
      index,
      1,
      { ...now, person: before, toOn: '2021-07-29' },
      { ...now, fromOn: oneCommandOn },
    )
  }
  const holderOf = (post: string) =>
    holdings.find(holding => holding.post === post && holding.toOn === '')!.person
  const standIn = (post: string, by: string, fromOn: string, toOn: string) =>
    holdings.push({ post, person: holderOf(by), fromOn, toOn, insteadOf: holderOf(post) })
  standIn(commanders[5]!, commanders[5]!.replace('town_commander', 'verifier'), '2026-11-02', '2027-01-29')
  standIn('D-zj.dept_approver', 'D-zj.dept_liaison', '2026-11-16', '2026-12-31')
}
