// The two trees over one territory. The party tree has five levels, the command tree three: a place may have a branch
// without a command centre, never a centre whose superior stands elsewhere.
import { levelOrder } from './check-land.ts'
import type { Pack, Territory, Unit } from './district.ts'
import { checkUnique, nearest, type Report } from './report.ts'

export const checkUnits = (pack: Pack, report: Report) => {
  const land = new Map(pack.territories.map(t => [t.code, t]))
  const units = new Map(pack.units.map(u => [u.id, u]))
  const calendars = pack.calendars.map(calendar => calendar.id)
  checkUnique('units', pack.units, 'id', u => u.id, report)
  checkUnique('channels', pack.channels, 'code', c => c.code, report)
  pack.units.forEach((unit, index) => {
    const place = land.get(unit.territory)
    if (!place)
      report(
        ['units', index, 'territory'],
        `${unit.id} 的区域 ${unit.territory} 不存在`,
        `territory ${unit.territory} of ${unit.id} does not exist`,
        nearest(unit.territory, land.keys()),
      )
    else if (place.level !== unit.level)
      report(
        ['units', index, 'level'],
        `${unit.id} 的层级 ${unit.level} 与区域不符`,
        `level ${unit.level} of ${unit.id} is not that of its territory`,
        place.level,
      )
    if (!calendars.includes(unit.calendar))
      report(
        ['units', index, 'calendar'],
        `没有名为 ${unit.calendar} 的工作日历`,
        `there is no calendar ${unit.calendar}`,
        calendars.join(' | '),
      )
    if (unit.kind === 'liaison' && unit.referralOnly !== true)
      report(
        ['units', index, 'referralOnly'],
        `政法联络席 ${unit.id} 只能转介`,
        `liaison seat ${unit.id} may only take referrals (G-09)`,
        'yes',
      )
  })
  checkTree(pack, 'party', land, units, report)
  checkTree(pack, 'centre', land, units, report)
  checkCentres(pack, report)
  if (pack.branchPerGrid) checkBranches(pack, report)
}

const checkTree = (
  pack: Pack,
  kind: 'party' | 'centre',
  land: Map<string, Territory>,
  units: Map<string, Unit>,
  report: Report,
) => {
  pack.units.forEach((unit, index) => {
    if (unit.kind !== kind) return
    const above = unit.parent === undefined ? undefined : units.get(unit.parent)
    if (unit.parent === undefined && unit.level === 'district') return
    const rightLevel = levelOrder[levelOrder.indexOf(unit.level) - 1]
    const inOrder = above?.kind === kind && above.level === rightLevel
    if (!inOrder || above.territory !== land.get(unit.territory)?.parent) {
      const right = pack.units.find(u => u.kind === kind && u.territory === land.get(unit.territory)?.parent)
      report(
        ['units', index, 'parent'],
        `${unit.id} 的上级 ${unit.parent ?? '空'} 不是它上一级区域的${kind === 'party' ? '党组织' : '指挥中心'}`,
        `${unit.parent ?? 'nothing'} above ${unit.id} is not the ${kind} unit of the territory above`,
        right?.id ?? '空 empty',
      )
    }
  })
  const roots = pack.units.filter(u => u.kind === kind && u.parent === undefined)
  if (roots.length !== 1)
    report(
      ['units', roots[1] ? pack.units.indexOf(roots[1]) : 0, 'parent'],
      `${kind === 'party' ? '党组织' : '指挥中心'}应有且只有一个根，现有 ${roots.length} 个`,
      `the ${kind} tree must have one root, it has ${roots.length}`,
      '区级一个 one at district level',
    )
}

const checkCentres = (pack: Pack, report: Report) => {
  const centres = new Map<string, number>()
  for (const unit of pack.units)
    if (unit.kind === 'centre') centres.set(unit.territory, (centres.get(unit.territory) ?? 0) + 1)
  pack.territories.forEach((t, index) => {
    const needed = t.level === 'district' || t.level === 'town' || t.level === 'community'
    const found = centres.get(t.code) ?? 0
    if (needed && found !== 1)
      report(
        ['territories', index],
        `${t.zh} ${t.code} 有 ${found} 个指挥中心`,
        `${t.en} ${t.code} has ${found} command centres`,
        'units.csv 中一个 one in units.csv (S-20)',
      )
  })
}

const checkBranches = (pack: Pack, report: Report) => {
  const branches = pack.units.filter(u => u.kind === 'party' && u.level === 'grid').map(u => u.territory)
  pack.territories.forEach((t, index) => {
    const found = t.level === 'grid' ? branches.filter(code => code === t.code).length : 1
    if (found !== 1)
      report(
        ['territories', index],
        `网格 ${t.code} 有 ${found} 个党支部`,
        `grid ${t.code} has ${found} party branches`,
        'party.csv 中一个 one in party.csv (S-17)',
      )
  })
}
