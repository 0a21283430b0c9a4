// The catalogue of matters, limits, reasons and wording: every type belongs to a module, every limit can be kept, no word
// points two ways unnoticed, and nothing is named that must not be counted.
import type { Limit, LimitUnit } from '../kit/time-limit.ts'
import type { Limits, Pack, Urgency } from './district.ts'
import { forbiddenIn } from './pack-problem.ts'
import { checkUnique, type Report } from './report.ts'

const urgencies: readonly Urgency[] = ['flash', 'urgent', 'normal', 'complex']

export const checkCatalogue = (pack: Pack, report: Report) => {
  const units = new Set(pack.units.map(u => u.id))
  checkUnique('modules', pack.modules, 'code', m => m.code, report)
  checkUnique('types', pack.types, 'code', t => t.code, report)
  checkUnique('wordings', pack.wordings, 'code', w => w.code, report)
  for (const table of ['exits', 'returnReasons', 'suspendReasons', 'declineReasons'] as const)
    checkUnique(table, pack[table], 'code', r => r.code, report)
  pack.modules.forEach((module, index) => {
    if (!units.has(module.owner))
      report(
        ['modules', index, 'owner'],
        `牵头单位 ${module.owner} 不存在`,
        `owner ${module.owner} does not exist`,
        [...units].filter(id => id.startsWith('D-')).join(' | '),
      )
  })
  pack.types.forEach((type, index) => {
    if (!type.code.startsWith(type.module))
      report(
        ['types', index, 'code'],
        `${type.code} 不以模块 ${type.module} 开头`,
        `${type.code} does not begin with its module ${type.module}`,
        `${type.module}01`,
      )
    const field = [type.code, type.zh, type.en, ...type.keywords].find(text => forbiddenIn(text))
    if (field)
      report(
        ['types', index, field === type.zh ? 'zh' : 'keywords'],
        `“${field}”是禁止设置的标签`,
        `“${field}” must not become a label (G-02)`,
        '描述事情，不给人贴标签 name the thing, not the person',
      )
    // Urgency may be raised or lowered later, so a type's own limits must go with each of them.
    for (const urgency of new Set([type.urgency, ...urgencies]))
      if (
        !checkLimits({ ...pack.limitsByUrgency[urgency], ...type.limits }, ['types', index, 'limits'], report)
      )
        break
  })
  for (const [urgency, limits] of Object.entries(pack.limitsByUrgency))
    checkLimits(limits, ['limits', -1, urgency], report)
  for (const [step, limit] of Object.entries(pack.steps)) checkPositive(limit, ['steps', -1, step], report)
  checkKeywords(pack, report)
  checkLadder(pack, report)
  checkWordings(pack, report)
}

// Only for comparing limits with each other: a working day is taken as the whole day around it.
const roughMinutes: Readonly<Record<LimitUnit, number>> = {
  minutes: 1,
  'working-minutes': 3,
  hours: 60,
  'working-hours': 180,
  'calendar-days': 1440,
  'working-days': 1440,
}
const roughly = ({ amount, unit }: Limit) => amount * roughMinutes[unit]
const written = ({ amount, unit }: Limit) => `${amount} ${unit}`

type At = readonly [string, number, string?]

const checkPositive = (limit: Limit, at: At, report: Report): boolean => {
  if (limit.amount > 0) return true
  report(
    at,
    `时限 ${written(limit)} 应大于零`,
    `limit ${written(limit)} must be above zero`,
    '1 或以上 or more',
  )
  return false
}

/** Whether the limits can be kept; the first one that cannot is reported. */
export const checkLimits = (limits: Limits, at: At, report: Report): boolean => {
  if (!Object.values(limits).every(limit => checkPositive(limit, at, report))) return false
  const step = (['sign', 'contact', 'handle'] as const).find(s => roughly(limits[s]) > roughly(limits.whole))
  if (step === undefined) return true
  report(
    at,
    `${step} ${written(limits[step])} 长于全程 ${written(limits.whole)}`,
    `${step} ${written(limits[step])} is longer than the whole, ${written(limits.whole)}`,
    `不超过 at most ${written(limits.whole)}`,
  )
  return false
}

const checkKeywords = (pack: Pack, report: Report) => {
  const owner = new Map<string, string>()
  pack.types.forEach((type, index) => {
    for (const word of type.keywords) {
      const other = owner.get(word)
      if (other !== undefined)
        report(
          ['types', index, 'keywords'],
          `关键词“${word}”同时指向 ${other} 和 ${type.code}`,
          `keyword “${word}” points to ${other} and ${type.code}`,
          '只留在一处，或换更长的词 keep it once, or use a longer word',
          'warning',
        )
      owner.set(word, type.code)
    }
  })
}

const checkLadder = (pack: Pack, report: Report) => {
  pack.ladder.forEach((step, index) => {
    const before = pack.ladder[index - 1]
    if (before && step.share <= before.share)
      report(
        ['ladder', index, 'share'],
        `份额 ${step.share} 不大于上一级 ${before.share}`,
        `share ${step.share} is not above the step before, ${before.share}`,
        `> ${before.share}`,
      )
  })
}

const holes = (text: string) => [...text.matchAll(/\{([^}]*)\}/g)].map(found => found[1]!).sort()

const checkWordings = (pack: Pack, report: Report) => {
  pack.wordings.forEach((wording, index) => {
    const missing = holes(wording.zh).filter(hole => !holes(wording.en).includes(hole))
    const added = holes(wording.en).filter(hole => !holes(wording.zh).includes(hole))
    if (missing.length + added.length > 0)
      report(
        ['wordings', index, 'en'],
        `中英文的空格不一致：${[...missing, ...added].join(' ')}`,
        `the holes of the two languages differ: ${[...missing, ...added].join(' ')}`,
        holes(wording.zh)
          .map(hole => `{${hole}}`)
          .join(' '),
      )
  })
}
