// The territory of a pack: one root, codes nested level by level, borders closed and inside what surrounds them.

import { checkBorders } from './check-borders.ts'
import type { Level, Pack, Territory } from './district.ts'
import { checkUnique, nearest, type Report } from './report.ts'

export const levelOrder: readonly Level[] = ['district', 'town', 'community', 'grid', 'building']

export const checkLand = (pack: Pack, report: Report) => {
  const byCode = new Map(pack.territories.map(t => [t.code, t]))
  checkUnique('territories', pack.territories, 'code', t => t.code, report)
  const roots = pack.territories.filter(t => t.parent === undefined)
  if (roots.length !== 1 || roots[0]!.code !== pack.code || roots[0]!.level !== 'district')
    report(
      ['code', -1],
      `应有且只有一个根 ${pack.code}，现有：${roots.map(t => t.code).join(' ') || '无'}`,
      `there must be exactly one root, ${pack.code}; found: ${roots.map(t => t.code).join(' ') || 'none'}`,
      `territory.csv 中只有 ${pack.code} 没有 parent only ${pack.code} has no parent`,
    )
  pack.territories.forEach((t, index) => {
    checkNesting(t, index, byCode, report)
    checkBorders(t, index, byCode.get(t.parent ?? ''), report)
  })
  checkLengths(pack, report)
  checkUnique('placeNames', pack.placeNames, 'name', p => p.name, report)
  pack.placeNames.forEach((place, index) => {
    if (!byCode.has(place.territory))
      report(
        ['placeNames', index, 'territory'],
        `${place.name} 所在的 ${place.territory} 不存在`,
        `${place.territory} of ${place.name} does not exist`,
        nearest(place.territory, byCode.keys()),
      )
  })
}

const kinds: Readonly<Record<Level, readonly (string | undefined)[]>> = {
  district: [undefined],
  town: ['street', 'town'],
  community: ['community', 'village'],
  grid: [undefined],
  building: [undefined],
}

// Whoever may see a place sees every code that begins with its code: with codes of two lengths on one level, town
// 500199001 would see all of town 5001990010.
const checkLengths = (pack: Pack, report: Report) => {
  const lengths = new Map<Level, number>()
  pack.territories.forEach((t, index) => {
    const length = lengths.get(t.level) ?? t.code.length
    lengths.set(t.level, length)
    if (t.code.length !== length)
      report(
        ['territories', index, 'code'],
        `${t.code} 有 ${t.code.length} 位，同级的 ${t.level} 代码是 ${length} 位`,
        `${t.code} has ${t.code.length} digits, other ${t.level} codes have ${length}`,
        `${length} 位 digits`,
      )
  })
}

const checkNesting = (t: Territory, index: number, byCode: Map<string, Territory>, report: Report) => {
  if (!kinds[t.level].includes(t.kind))
    report(
      ['territories', index, 'kind'],
      `${t.code} 的 kind 是 ${t.kind ?? '空'}`,
      `kind of ${t.code} is ${t.kind ?? 'empty'}`,
      kinds[t.level].map(kind => kind ?? '空 empty').join(' | '),
    )
  if (t.parent === undefined) return
  const parent = byCode.get(t.parent)
  if (!parent) {
    report(
      ['territories', index, 'parent'],
      `上级 ${t.parent} 不存在`,
      `the piece above, ${t.parent}, does not exist`,
      nearest(t.parent, byCode.keys()),
    )
    return
  }
  if (!t.code.startsWith(t.parent) || t.code.length === t.parent.length)
    report(
      ['territories', index, 'code'],
      `${t.code} 不以上级代码 ${t.parent} 开头`,
      `${t.code} does not begin with the code above, ${t.parent}`,
      `${t.parent}…`,
    )
  const above = levelOrder[levelOrder.indexOf(t.level) - 1]
  if (parent.level !== above)
    report(
      ['territories', index, 'level'],
      `${t.level} ${t.code} 的上级是 ${parent.level}`,
      `${t.level} ${t.code} lies in a ${parent.level}`,
      above ? `上级应为 ${above}：lies in a ${above}` : '区级没有上级 a district has none above',
    )
}
