// Reads a fence as somebody wrote it. Everything wrong is told at once, with the field, what stands there and what would
// be right; a fence on a person cannot be written at all, by its fields and by the look of its subject's key.

import type { Instant } from '#core/kit/instant.ts'
import { readShape } from './check-shape.ts'
import { readTuning } from './check-tuning.ts'
import { type Fence, type Rule, severities, subjectTypes } from './fence.ts'
import { moverClasses } from './fix.ts'
import type { Schedule } from './schedule.ts'
import { Sheet } from './sheet.ts'

export type FenceProblem = {
  readonly field: string
  readonly found: string
  readonly wantZh: string
  readonly wantEn: string
}

export type FenceRead =
  | { readonly ok: true; readonly fence: Fence }
  | { readonly ok: false; readonly problems: readonly FenceProblem[] }

const longestMs = 366 * 86_400_000 // a hazard that lasts longer is looked at again each year
/** An identity card number or a mobile number: a person, whatever the subject type says. */
const personal = /^(\d{17}[\dXx]|\d{15}|(\+?86)?1[3-9]\d{9})$/
/** Fences that protect an officer. The others would be a tether or a tachograph on a worker (G-10). */
const forOfficers: readonly Rule['kind'][] = ['must-not-enter', 'dwell', 'capacity']

const fields = [
  ...['id', 'geometryVersion', 'name', 'subjectType', 'subjectId', 'shape', 'rule', 'watches', 'severity'],
  ...['schedule', 'startsAt', 'expiresAt', 'tuning'],
]

export const readFence = (plain: unknown): FenceRead => {
  const sheet = new Sheet()
  const f = sheet.mapping('fence', plain, fields)
  const id = sheet.text(
    'id',
    f.id,
    /^[\w-]{1,64}$/,
    '1–64 个字母、数字、_ 或 -',
    '1–64 letters, digits, _ or -',
  )
  const subjectId = sheet.text(
    'subjectId',
    f.subjectId,
    /^\S{1,64}$/,
    '场所、设施或事件的编号',
    'the key of a place, facility or event',
  )
  if (personal.test(subjectId)) {
    sheet.wrong(
      'subjectId',
      f.subjectId,
      '场所、设施或事件的编号；电子围栏不得针对个人',
      'a place, facility or event: a fence is never about a person',
    )
  }
  const startsAt = sheet.whole('startsAt', f.startsAt, 0, 253_402_271_999_999) as Instant
  const expiresAt = sheet.whole('expiresAt', f.expiresAt, startsAt + 1, startsAt + longestMs) as Instant
  const rule = readRule(sheet, f.rule)
  const watches = sheet
    .list('watches', f.watches)
    .map((w, i) => sheet.oneOf(`watches[${i}]`, w, moverClasses))
  if (watches.length === 0)
    sheet.wrong(
      'watches',
      f.watches,
      `至少一类：${moverClasses.join('、')}`,
      `at least one of ${moverClasses.join(', ')}`,
    )
  if (watches.includes('officer') && !forOfficers.includes(rule.kind)) {
    sheet.wrong(
      'watches',
      'officer',
      `对 officer 只能用 ${forOfficers.join('、')}：围栏保护工作人员，不考勤`,
      `for officers only ${forOfficers.join(', ')}: a fence protects them and does not time them`,
    )
  }
  const shape = readShape(sheet, f.shape)
  if (rule.kind === 'corridor' && shape.kind !== 'line') {
    sheet.wrong('shape.kind', shape.kind, '走廊须为 line', 'line: a corridor runs along one')
  }
  const fence: Fence = {
    id,
    geometryVersion: sheet.whole('geometryVersion', f.geometryVersion, 1, 2 ** 31),
    name: sheet.text('name', f.name, /\S/, '名称', 'a name'),
    subjectType: sheet.oneOf('subjectType', f.subjectType, subjectTypes),
    subjectId,
    shape,
    rule,
    watches,
    severity: sheet.oneOf('severity', f.severity, severities),
    schedule: readSchedule(sheet, f.schedule),
    startsAt,
    expiresAt,
    tuning: readTuning(sheet, f.tuning),
  }
  return sheet.problems.length > 0 ? { ok: false, problems: sheet.problems } : { ok: true, fence }
}

const ruleFields: Record<Rule['kind'], readonly string[]> = {
  'must-not-enter': [],
  'must-not-leave': [],
  corridor: ['endRadiusM'],
  speed: ['limitKmh'],
  capacity: ['most', 'clearAt'],
  dwell: ['forMs'],
}

const readRule = (sheet: Sheet, plain: unknown): Rule => {
  const kinds = Object.keys(ruleFields) as Rule['kind'][]
  const kind = sheet.oneOf('rule.kind', sheet.mapping('rule', plain).kind, kinds)
  const r = sheet.mapping('rule', plain, ['kind', ...ruleFields[kind]])
  switch (kind) {
    case 'corridor':
      return { kind, endRadiusM: sheet.number('rule.endRadiusM', r.endRadiusM, 0, 10_000) }
    case 'speed':
      return { kind, limitKmh: sheet.number('rule.limitKmh', r.limitKmh, 1, 400) }
    case 'capacity': {
      const most = sheet.whole('rule.most', r.most, 0, 1_000_000)
      return {
        kind,
        most,
        clearAt: r.clearAt === undefined ? most : sheet.whole('rule.clearAt', r.clearAt, 0, most),
      }
    }
    case 'dwell':
      return { kind, forMs: sheet.whole('rule.forMs', r.forMs, 1000, 30 * 86_400_000) }
    default:
      return { kind }
  }
}

const readSchedule = (sheet: Sheet, plain: unknown): Schedule => {
  if (plain === undefined) return { kind: 'always' }
  const kind = sheet.oneOf('schedule.kind', sheet.mapping('schedule', plain).kind, ['always', 'hours'])
  if (kind === 'always') return { kind }
  const s = sheet.mapping('schedule', plain, ['kind', 'calendar', 'days', 'hours'])
  const hours = sheet.list('schedule.hours', s.hours).map((found, i): [number, number] => {
    const [start, end] = sheet.list(`schedule.hours[${i}]`, found)
    const from = sheet.whole(`schedule.hours[${i}][0]`, start, 0, 1439)
    return [from, sheet.whole(`schedule.hours[${i}][1]`, end, from + 1, from + 1440)]
  })
  if (hours.length === 0) sheet.wrong('schedule.hours', s.hours, '至少一段时间', 'at least one span')
  return {
    kind,
    calendar: sheet.text(
      'schedule.calendar',
      s.calendar,
      /\S/,
      '工作日历的编号',
      'the id of a working calendar',
    ),
    days: sheet.oneOf('schedule.days', s.days, ['all', 'working', 'not-working']),
    hours,
  }
}
