// A row of the dispatch catalogue in words: which row, what it matched on, who leads. People argue with sentences, not
// with row numbers.
import type { DispatchRow, District, Unit, Urgency } from '../district/district.ts'

export type Sentence = { zh: string; en: string }

const urgencies: Readonly<Record<Urgency, Sentence>> = {
  flash: { zh: '特急', en: 'flash' },
  urgent: { zh: '紧急', en: 'urgent' },
  normal: { zh: '一般', en: 'normal' },
  complex: { zh: '复杂', en: 'complex' },
}
const kinds: Readonly<Record<string, Sentence>> = {
  'kind:street': { zh: '街道', en: 'streets' },
  'kind:town': { zh: '镇', en: 'towns' },
  'kind:community': { zh: '社区', en: 'communities' },
  'kind:village': { zh: '村', en: 'villages' },
}
const times = {
  working: { zh: '工作时间', en: 'in office hours' },
  off: { zh: '非工作时间', en: 'off hours' },
}
const levels: Readonly<Record<string, Sentence>> = {
  district: { zh: '区级分拨', en: 'dispatched by the district' },
  town: { zh: '镇街分拨', en: 'dispatched by a town' },
  community: { zh: '村社分拨', en: 'dispatched by a community' },
  grid: { zh: '网格分拨', en: 'dispatched by a grid' },
  building: { zh: '楼栋分拨', en: 'dispatched by a building group' },
}

/** What the row asks for, without what it leaves open: 东街道、占道经营、非工作时间. */
export const conditionsOf = (row: DispatchRow, district: District): Sentence => {
  const said = [
    row.place === '*'
      ? undefined
      : (kinds[row.place] ?? district.territory(row.place) ?? { zh: row.place, en: row.place }),
    row.type === '*'
      ? undefined
      : (district.type(row.type) ??
        district.modules.find(m => m.code === row.type) ?? { zh: row.type, en: row.type }),
    row.urgency === '*' ? undefined : urgencies[row.urgency],
    row.time === '*' ? undefined : times[row.time],
    row.level === '*' ? undefined : levels[row.level],
  ].filter(x => x !== undefined)
  return said.length === 0
    ? { zh: '所有事项', en: 'everything' }
    : { zh: said.map(s => s.zh).join('、'), en: said.map(s => s.en).join(', ') }
}

/** 派单目录 R05：东街道、占道经营，由区城管局主办（城市管理条例） */
export const sayRow = (row: DispatchRow, lead: Unit, district: District): Sentence => {
  const when = conditionsOf(row, district)
  return {
    zh: `派单目录 ${row.id}：${when.zh}，由${lead.zh}主办（${row.basis}）`,
    en: `catalogue row ${row.id}: ${when.en}: ${lead.en} leads (${row.basis})`,
  }
}
