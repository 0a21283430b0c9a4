// Walks the dispatch table through every type, place kind, level, time and urgency there is: each must find exactly one
// lead, the lead must be one that may lead, and a row that can never decide is pointed out.

import { checkLimits } from './check-catalogue.ts'
import { type DispatchCase, isCentreWord, rowFor } from './dispatch-row.ts'
import type { MatterType, Pack, Territory, Unit } from './district.ts'
import { nearest, type Report } from './report.ts'

const levels = ['district', 'town', 'community'] as const
const times = ['working', 'off'] as const
const urgencies = ['flash', 'urgent', 'normal', 'complex'] as const

/** One place of each kind there is, and one in each area the table names: more would only repeat them. */
export const samplePlaces = (pack: Pack): (readonly Territory[])[] => {
  const byCode = new Map(pack.territories.map(t => [t.code, t]))
  const around = (t: Territory): Territory[] => {
    const above = byCode.get(t.parent ?? '')
    return above ? [t, ...around(above)] : [t]
  }
  const named = pack.dispatch.map(row => row.place).filter(place => byCode.has(place))
  const found = new Map<string, readonly Territory[]>()
  for (const t of pack.territories) {
    if (t.level === 'building') continue
    const chain = around(t)
    const key = [
      ...chain.map(piece => `${piece.level} ${piece.kind}`),
      ...named.filter(place => t.code.startsWith(place)),
    ].join('/')
    if (!found.has(key)) found.set(key, chain)
  }
  return [...found.values()]
}

export const everyCase = function* (
  pack: Pack,
): Generator<Omit<DispatchCase, 'around'> & { matterType: MatterType; around: readonly Territory[] }> {
  const places = samplePlaces(pack)
  for (const matterType of pack.types)
    for (const around of places)
      for (const level of levels)
        for (const time of times)
          for (const urgency of urgencies)
            yield { matterType, type: matterType.code, around, level, time, urgency }
}

export const checkDispatch = (pack: Pack, report: Report) => {
  const units = new Map(pack.units.map(u => [u.id, u]))
  const rowsAt = new Map(pack.dispatch.map((row, index) => [row, index]))
  const before = new Set<string>()
  const codes = [...pack.modules.map(m => m.code), ...pack.types.map(t => t.code)]
  const land = new Set(pack.territories.map(t => t.code))
  pack.dispatch.forEach((row, index) => {
    if (before.has(row.id))
      report(
        ['dispatch', index, 'id'],
        `${row.id} 重复`,
        `${row.id} stands twice`,
        '每行一个编号 one id a row',
      )
    before.add(row.id)
    if (row.type !== '*' && !codes.includes(row.type))
      report(
        ['dispatch', index, 'type'],
        `类型 ${row.type} 不存在`,
        `type ${row.type} does not exist`,
        nearest(row.type, codes),
      )
    if (/^\d/.test(row.place) && !land.has(row.place))
      report(
        ['dispatch', index, 'place'],
        `区域 ${row.place} 不存在`,
        `territory ${row.place} does not exist`,
        nearest(row.place, land),
      )
    for (const [field, ids] of [
      ['lead', [row.lead]],
      ['co', row.co],
      ['copies', row.copies],
    ] as const)
      for (const id of ids) checkUnit(id, index, field, units, report)
    if (row.co.includes(row.lead))
      report(
        ['dispatch', index, 'co'],
        `${row.lead} 既主办又协办`,
        `${row.lead} both leads and assists`,
        '主办只有一个 one lead only',
      )
    if (row.limits) {
      const urgency = row.urgency === '*' ? 'normal' : row.urgency
      checkLimits({ ...pack.limitsByUrgency[urgency], ...row.limits }, ['dispatch', index], report)
    }
  })
  walk(pack, units, rowsAt, report)
}

const checkUnit = (id: string, index: number, field: string, units: Map<string, Unit>, report: Report) => {
  if (isCentreWord(id)) return
  const unit = units.get(id)
  const usable = [...units.values()].filter(u => u.kind !== 'party' && u.kind !== 'liaison').map(u => u.id)
  const right = `centre:town | ${nearest(id, usable)}`
  if (!unit || unit.kind === 'party')
    report(['dispatch', index, field], `单位 ${id} 不存在`, `unit ${id} does not exist`, right)
  else if (field !== 'copies' && (unit.referralOnly || unit.kind === 'liaison'))
    report(
      ['dispatch', index, field],
      `政法联络席 ${id} 只接受转介，不能承办`,
      `${id} takes referrals only and is never given work (G-09)`,
      right,
    )
}

const walk = (pack: Pack, units: Map<string, Unit>, rowsAt: Map<object, number>, report: Report) => {
  const used = new Set<number>()
  const told = new Set<string>()
  for (const matter of everyCase(pack)) {
    const row = rowFor(pack.dispatch, matter)
    if (!row) {
      if (!told.has('hole'))
        report(
          ['dispatch', pack.dispatch.length - 1],
          `${matter.type} 在 ${matter.around[0]!.zh}（${matter.level}，${matter.time}，${matter.urgency}）没有承办单位`,
          `${matter.type} at ${matter.around[0]!.en} (${matter.level}, ${matter.time}, ${matter.urgency}) finds no lead`,
          '末行全部为 * ，主办 centre:district the last row matches everything',
        )
      told.add('hole')
      continue
    }
    const index = rowsAt.get(row)!
    used.add(index)
    const toCommunity =
      units.get(row.lead)?.level === 'community' ||
      (row.lead === 'centre:community' && matter.around.some(t => t.level === 'community'))
    if (toCommunity && matter.matterType.communityRole === 'assist' && !told.has(`${index} ${matter.type}`)) {
      told.add(`${index} ${matter.type}`)
      report(
        ['dispatch', index, 'lead'],
        `${matter.type} 社区只能协办，不能主办`,
        `${matter.type}: a community only assists and cannot lead (C-18)`,
        'centre:town | 部门编号 a department',
      )
    }
  }
  pack.dispatch.forEach((row, index) => {
    // The last row catches what nobody thought of; that nothing reaches it today is as it should be.
    const catchesAll = index === pack.dispatch.length - 1
    if (!used.has(index) && !catchesAll && !told.has('hole'))
      report(
        ['dispatch', index],
        `${row.id} 永远轮不到：上面的行已全部匹配`,
        `${row.id} never decides: rows above match first`,
        '上移或删除 move it up or remove it',
        'warning',
      )
  })
}
