// A what-if as an engineer or a centre's director reads it: names of units and types, counts, and numbers to open.
import type { District } from '#core/district/district.ts'
import type { SentAs } from '#core/path/whatif.ts'
import { type Flow, type Shift, unsorted, type WhatIf } from '#core/path/whatif-sum.ts'
import { type Period, sayPeriod } from './days.ts'

const mostFlows = 15
const mostNumbers = 5

const levels: Readonly<Record<string, string>> = {
  district: '区中心',
  town: '镇街',
  community: '村社区',
  department: '区级部门',
}
const urgencies: Readonly<Record<string, string>> = {
  flash: '特急',
  urgent: '紧急',
  normal: '一般',
  complex: '复杂',
}

type Name = (code: string, district: District) => string
const unitName: Name = (id, d) => d.unit(id)?.zh ?? id
const typeName: Name = (code, d) =>
  code === unsorted ? '未能判断' : `${code} ${d.type(code)?.zh ?? ''}`.trim()
const levelName: Name = code => levels[code] ?? code
const urgencyName: Name = code => urgencies[code] ?? code

export const sayWhatIf = (
  w: WhatIf,
  period: Period,
  as: SentAs,
  before: District,
  after: District,
): string[] => {
  const flows = (zh: string, en: string, list: readonly Flow[], name: Name): string[] => [
    `${zh} ${list.reduce((sum, f) => sum + f.count, 0)} 件。 ${en}`,
    ...list
      .slice(0, mostFlows)
      .map(
        f =>
          `  ${String(f.count).padStart(6)}  ${name(f.from, before)} → ${name(f.to, after)}（如 ${f.examples.join('、')}）`,
      ),
    ...(list.length > mostFlows ? [`          …另有 ${list.length - mostFlows} 种，见 --json`] : []),
  ]
  const judged = w.nowRight + w.nowWrong
  return [
    `${sayPeriod(period)} 收到 ${w.matters} 件，派出 ${w.sent} 件；${as === 'decided' ? '按人定的类型派' : '按系统建议的类型派'}。规则 ${before.version} → ${after.version}。 ${w.matters} received, ${w.sent} sent.`,
    ...flows('派到别处', 'Would have gone elsewhere.', w.elsewhere, unitName),
    ...flows('级别不同', 'At another level.', w.levels, levelName),
    ...flows('紧急程度不同', 'Of another urgency.', w.urgencies, urgencyName),
    ...flows('分类不同', 'Sorted differently.', w.sorted, typeName),
    ...(judged === 0 ? [] : [`  与人定的类型相比：由错变对 ${w.nowRight}，由对变错 ${w.nowWrong}。`]),
    `承诺时限提前 ${sayShift(w.earlier)}；推后 ${sayShift(w.later)}。 Promises earlier, later.`,
    `已答复 ${w.answered} 件，按真实答复时间：超期 ${w.lateBefore} → ${w.lateAfter}。 Late, given the real answers.`,
    ...(w.newlyLate.length > 0 ? [`  新增超期 ${w.newlyLate.length} 件${some(w.newlyLate)}`] : []),
    ...(w.noLongerLate.length > 0 ? [`  不再超期 ${w.noLongerLate.length} 件${some(w.noLongerLate)}`] : []),
  ]
}

const sayShift = ({ count, hours, examples }: Shift): string =>
  count === 0 ? '0 件' : `${count} 件（中位数 ${hours} 小时${some(examples, '，如 ')}）`

const some = (numbers: readonly string[], before = '：'): string =>
  `${before}${numbers.slice(0, mostNumbers).join('、')}${numbers.length > mostNumbers ? '…' : ''}`
