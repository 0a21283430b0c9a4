// Sign-in names for the demonstration, one for every kind of work, each pointing at an invented person in that post.
// Passwords never stand in a pack: whoever starts the demonstration gets them from the program.
import type { HoldingRow, PersonRow } from './people.ts'

const accounts = [
  ['qu-zuoxi', 'C500199.operator', 0, '区坐席'],
  ['qu-fenbo', 'C500199.dispatcher', 0, '区分拨员'],
  ['zhihuizhang', 'C500199.watch_director', 0, '值班指挥长'],
  ['quling', 'C500199.district_leader', 0, '区领导'],
  ['duban', 'C500199.supervisor', 0, '督办员'],
  ['hecha', 'C500199.verifier', 0, '核查员'],
  ['linxi', 'C500199001.town_dispatcher', 0, '临溪街道分拨员'],
  ['linxi-zhihui', 'C500199001.town_commander', 0, '临溪街道指挥长'],
  ['linxi-hecha', 'C500199001.verifier', 0, '临溪街道核查员'],
  ['baihe', 'C500199101.town_dispatcher', 0, '白鹤镇分拨员'],
  ['baihe-zhihui', 'C500199101.town_commander', 0, '白鹤镇指挥长'],
  ['shequ', 'C500199001001.community_worker', 0, '社区工作者'],
  ['cun', 'C500199101200.community_worker', 0, '村工作者'],
  ['wanggezhang', 'C500199001001.01.grid_leader', 0, '网格长'],
  ['pinganyuan', 'C500199001001.01.peace_officer', 0, '平安员'],
  ['chengguan', 'D-cg.dept_handler', 0, '城管承办人'],
  ['chengguan-shenpi', 'D-cg.dept_approver', 0, '城管审批人'],
  ['zhujian', 'D-zj.dept_handler', 0, '住建承办人'],
  ['gongan', 'D-ga.dept_handler', 0, '公安承办人'],
  ['xinfang', 'D-xf.petition_clerk', 0, '信访登记员'],
  ['xinfang-miyao', 'D-xf.petition_keyholder', 0, '检举控告密钥保管人'],
  ['xitong', 'C500199.sys_admin', 0, '系统管理员'],
  ['anquan', 'C500199.security_admin', 0, '安全管理员'],
  ['shenji', 'C500199.audit_admin', 0, '审计管理员'],
] as const

export const demoText = (holdings: readonly HoldingRow[], people: readonly PersonRow[]): string => {
  const lines = accounts.map(([login, post, seat, zh]) => {
    const person = holdings.filter(h => h.post === post && h.toOn === '')[seat]!.person
    return `  - { login: ${login}, person: ${person}, zh: ${zh} } # ${people.find(p => p.id === person)!.zh}, ${post}`
  })
  return `# Sign-in names for the demonstration 演示账号; every person is invented 人员均为虚构.\naccounts:\n${lines.join('\n')}\n`
}
