// Posts, people and periods of duty: everybody holds something that exists, and never more people at once than seats.
import { parseDay } from '../kit/instant.ts'
import type { Holding, Pack } from './district.ts'
import { checkUnique, nearest, type Report } from './report.ts'

export const checkPeople = (pack: Pack, report: Report) => {
  const units = new Map(pack.units.map(u => [u.id, u]))
  const land = new Set(pack.territories.map(t => t.code))
  const people = new Set(pack.people.map(p => p.id))
  checkUnique('posts', pack.posts, 'id', p => p.id, report)
  checkUnique('people', pack.people, 'id', p => p.id, report)
  checkUnique('demoAccounts', pack.demoAccounts, 'login', a => a.login, report)
  pack.posts.forEach((post, index) => {
    const unit = units.get(post.unit)
    if (!unit || unit.kind === 'party')
      report(
        ['posts', index, 'unit'],
        `岗位 ${post.id} 的单位 ${post.unit} 不存在`,
        `unit ${post.unit} of post ${post.id} does not exist`,
        nearest(post.unit, units.keys()),
      )
    if (!land.has(post.territory) || (unit && !post.territory.startsWith(unit.territory)))
      report(
        ['posts', index, 'territory'],
        `岗位 ${post.id} 的区域 ${post.territory} 不在单位辖区内`,
        `territory ${post.territory} of post ${post.id} is not inside its unit's`,
        unit ? `${unit.territory}…` : nearest(post.territory, land),
      )
  })
  const staffed = new Set(pack.posts.map(post => post.unit))
  pack.units.forEach((unit, index) => {
    if (unit.kind === 'party' || staffed.has(unit.id)) return
    report(
      ['units', index, 'id'],
      `${unit.zh} ${unit.id} 没有岗位，派给它的事项无人签收`,
      `${unit.en} ${unit.id} has no post: nobody could sign for what is sent to it`,
      `posts.csv 中至少一个岗位 at least one post of ${unit.id}`,
    )
  })
  pack.people.forEach((person, index) => {
    // Eleven digits are a phone, eighteen an identity number: neither belongs in a pack.
    if (/\d{6,}/.test(person.id + person.zh))
      report(
        ['people', index],
        `${person.id} 含有疑似电话或证件号码`,
        `${person.id} seems to hold a phone or identity number`,
        'p0001',
      )
  })
  pack.demoAccounts.forEach((account, index) => {
    if (!people.has(account.person))
      report(
        ['demoAccounts', index, 'person'],
        `账号 ${account.login} 的人员 ${account.person} 不存在`,
        `person ${account.person} of account ${account.login} does not exist`,
        nearest(account.person, people),
      )
  })
  checkHoldings(pack, people, report)
}

const lastDay = '9999-12-31'
const covers = (holding: Holding, day: string) => holding.fromOn <= day && day <= (holding.toOn ?? lastDay)

const checkHoldings = (pack: Pack, people: ReadonlySet<string>, report: Report) => {
  const posts = new Map(pack.posts.map(p => [p.id, p]))
  const byPost = new Map<string, number[]>()
  pack.holdings.forEach((holding, index) => {
    const at = (field: string) => ['holdings', index, field] as const
    if (!posts.has(holding.post))
      report(
        at('post'),
        `岗位 ${holding.post} 不存在`,
        `post ${holding.post} does not exist`,
        nearest(holding.post, posts.keys()),
      )
    for (const [field, person] of [
      ['person', holding.person],
      ['insteadOf', holding.insteadOf],
    ] as const) {
      if (person !== undefined && !people.has(person))
        report(at(field), `人员 ${person} 不存在`, `person ${person} does not exist`, nearest(person, people))
    }
    for (const [field, day] of [
      ['fromOn', holding.fromOn],
      ['toOn', holding.toOn],
    ] as const) {
      if (day !== undefined && parseDay(day) === undefined)
        report(at(field), `${day} 不是日期`, `${day} is no date`, 'YYYY-MM-DD')
    }
    if (holding.toOn !== undefined && holding.toOn < holding.fromOn)
      report(
        at('toOn'),
        `结束日 ${holding.toOn} 早于开始日`,
        `the end ${holding.toOn} comes before the start`,
        `${holding.fromOn} 或以后 or later`,
      )
    byPost.set(holding.post, [...(byPost.get(holding.post) ?? []), index])
  })
  for (const [id, indices] of byPost) {
    const own = indices.filter(index => pack.holdings[index]!.insteadOf === undefined)
    const seats = posts.get(id)?.seats ?? 1
    for (const index of own) {
      const day = pack.holdings[index]!.fromOn
      const together = own
        .filter(other => other <= index || pack.holdings[other]!.fromOn < day)
        .filter(other => covers(pack.holdings[other]!, day))
      if (together.length > seats)
        report(
          ['holdings', index],
          `${day} 起 ${together.length} 人同时担任 ${id}，只有 ${seats} 个席位`,
          `from ${day} ${together.length} people hold ${id} at once, it has ${seats} seat(s)`,
          '前任填 to_on，代理填 instead_of give the predecessor an end, a stand-in an instead_of',
        )
    }
    for (const index of indices) {
      const { insteadOf, fromOn, toOn } = pack.holdings[index]!
      if (insteadOf === undefined) continue
      if (!own.some(o => pack.holdings[o]!.person === insteadOf && covers(pack.holdings[o]!, fromOn)))
        report(
          ['holdings', index, 'insteadOf'],
          `${insteadOf} 当时不担任 ${id}，无从代理`,
          `${insteadOf} does not hold ${id} then, so nobody can stand in`,
          own
            .map(o => pack.holdings[o]!.person)
            .slice(0, 4)
            .join(' | '),
        )
      if (toOn === undefined)
        report(['holdings', index, 'toOn'], '代理没有结束日', 'standing in has no end', 'YYYY-MM-DD')
    }
  }
}
