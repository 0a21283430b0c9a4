// The table at the end of a replay: what came in, where it went, how it ended – counted from the facts kept, not from
// what the replay believes it did. Received must equal the sum of the ends; anything else is a fault and says so.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { dueAt } from '#core/kit/time-limit.ts'
import { timerOf } from '#core/life/clock.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Desk } from '#desk/desk.ts'
import type { Told } from './replay.ts'

export type Tally = {
  received: number
  knownBefore: number
  placed: Record<string, number>
  modules: Record<string, number>
  duplicates: number
  units: Record<string, number>
  levels: Record<string, number>
  onTime: number
  late: number
  /** Still open or ended without a promise: no verdict on time. */
  noVerdict: number
  ends: Record<string, number>
  refused: Record<string, number>
  /** Why matters wait at a desk instead of being sent as suggested. */
  stuck: Record<string, number>
  /** Subjects without a clock and without an exit: must be none. */
  loose: string[]
}

const count = (into: Record<string, number>, key: string): void => {
  into[key] = (into[key] ?? 0) + 1
}

const exitStates = new Set(['not_accepted', 'diverted', 'merged'])

export const tallyOf = async (told: readonly Told[], desk: Desk, district: District): Promise<Tally> => {
  const t: Tally = {
    received: told.length,
    knownBefore: 0,
    placed: {},
    modules: {},
    duplicates: 0,
    units: {},
    levels: {},
    onTime: 0,
    late: 0,
    noVerdict: 0,
    ends: {},
    refused: {},
    stuck: {},
    loose: [],
  }
  const seen = new Set<string>()
  for (const one of told) {
    if (one.subject === undefined) {
      count(t.refused, one.refused ?? '没有说明原因')
      count(t.ends, '拒收 refused')
      continue
    }
    const loaded = await desk.load(one.subject)
    if (!loaded) {
      count(t.ends, '丢失 LOST')
      continue
    }
    // The same id twice in one file is one matter told twice.
    if (seen.has(one.subject)) {
      count(t.ends, '同一来源编号 same id again')
      continue
    }
    seen.add(one.subject)
    if (one.stuck !== undefined) count(t.stuck, one.stuck)
    if (one.known) t.knownBefore++
    const { standing, life } = loaded
    const doc = standing.doc as MatterDoc
    const territory = doc.place === district.code ? undefined : district.territory(doc.place)
    count(t.placed, territory ? levelWords[territory.level] : '未定位，归区中心 not placed: district desk')
    const module = district.modules.find(m => m.code === doc.module)
    count(t.modules, module ? `${module.code} ${module.zh}` : '未分类 unsorted')
    if (standing.state === 'merged') t.duplicates++
    if (doc.hops > 0) {
      const unit = district.unit(doc.lead)
      count(
        t.units,
        unit?.kind === 'department' ? unit.zh : unit ? `${levelWords[unit.level]}指挥中心` : doc.lead,
      )
      count(
        t.levels,
        unit?.kind === 'department' ? '区级部门 department' : levelWords[unit?.level ?? 'district'],
      )
    }
    verdict(t, standing.clocks.whole, district)
    count(t.ends, life.states[standing.state]!.zh)
    if (Object.keys(standing.clocks).length === 0 && !exitStates.has(standing.state))
      t.loose.push(one.subject)
  }
  return t
}

const levelWords = {
  district: '区 district',
  town: '镇街 town',
  community: '村社区 community',
  grid: '网格 grid',
  building: '楼栋 building',
}

const verdict = (t: Tally, whole: Parameters<typeof timerOf>[0] | undefined, district: District): void => {
  if (whole?.stopAt === undefined) {
    t.noVerdict++
    return
  }
  const due: Instant | undefined = dueAt(timerOf(whole), district.calendar(whole.calendar))
  if (due !== undefined && whole.stopAt <= due) t.onTime++
  else t.late++
}

export const isWhole = (t: Tally): boolean =>
  Object.values(t.ends).reduce((a, b) => a + b, 0) === t.received &&
  !('丢失 LOST' in t.ends) &&
  t.loose.length === 0

/** Lines of the table, Chinese first. */
export const tableOf = (t: Tally, seconds: number): string[] => {
  const section = (title: string, counts: Record<string, number>) => [
    title,
    ...Object.entries(counts)
      .sort((a, b) => b[1] - a[1])
      .map(([name, n]) => `  ${String(n).padStart(7)}  ${name}`),
  ]
  const sum = Object.values(t.ends).reduce((a, b) => a + b, 0)
  return [
    `收到 received            ${t.received}（此前已有 known before ${t.knownBefore}）`,
    ...section('定位 placed', t.placed),
    ...section('按模块 sorted by module', t.modules),
    `发现重复 duplicates found ${t.duplicates}`,
    ...section('派往单位 dispatched by unit', t.units),
    ...section('派往层级 dispatched by level', t.levels),
    `按期 on time ${t.onTime} · 超期 late ${t.late} · 未到评判 no verdict ${t.noVerdict}`,
    ...section('拒收及原因 refused and why', t.refused),
    ...section('没能照建议派出 not sent as suggested', t.stuck),
    ...section('结局 ends', t.ends),
    `收到 ${t.received} = 结局之和 ${sum}${sum === t.received ? '，一件不少 nothing lost' : '，对不上 MISMATCH'}`,
    ...(t.loose.length ? [`既无时钟也无出口 without clock or exit: ${t.loose.slice(0, 10).join(', ')}`] : []),
    `用时 took ${seconds.toFixed(1)} s`,
  ]
}
