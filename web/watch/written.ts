// A fence's definition as the server keeps it, in words; and the form it is drawn with, turned into a definition.
import type { Fence, Rule, Shape } from '#core/watch/fence.ts'
import { minuteWords } from './clock-words.ts'
import { w, wCode } from './words.ts'

export type Written = Omit<Fence, 'id' | 'geometryVersion'>

export const ruleWords = (rule: Rule): string => {
  const name = wCode(rule.kind)
  switch (rule.kind) {
    case 'speed':
      return `${name} ${rule.limitKmh} km/h`
    case 'capacity':
      return `${name} ${rule.most}`
    case 'dwell':
      return `${name} ${Math.round(rule.forMs / 60_000)} min`
    default:
      return name
  }
}

export const scheduleWords = (schedule: Written['schedule']): string => {
  if (schedule.kind === 'always') return w('always')
  const hours = schedule.hours.map(([from, to]) => `${minuteWords(from)}–${minuteWords(to)}`).join(' ')
  return w('onDays', { days: wCode(`days-${schedule.days}`), hours })
}

export type Form = {
  name: string
  subjectType: 'facility' | 'place' | 'event'
  subjectId: string
  draw: Shape['kind']
  points: readonly (readonly [number, number])[]
  radiusM: number
  widthM: number
  kind: Rule['kind']
  limitKmh: number
  most: number
  forMinutes: number
  endRadiusM: number
  watches: readonly string[]
  severity: string
  days: number
  schedule: 'always' | 'daily'
  from: string
  to: string
  confirm: 'quick' | 'standard' | 'careful'
  small: boolean
  outBufferM: number
  maxAccuracyM: number
  mergeMinutes: number
  words: string
}

export const emptyForm: Form = {
  name: '',
  subjectType: 'facility',
  subjectId: '',
  draw: 'area',
  points: [],
  radiusM: 50,
  widthM: 20,
  kind: 'must-not-enter',
  limitKmh: 40,
  most: 500,
  forMinutes: 30,
  endRadiusM: 100,
  watches: ['vehicle'],
  severity: 'severe',
  days: 30,
  schedule: 'always',
  from: '08:00',
  to: '20:00',
  confirm: 'standard',
  small: false,
  outBufferM: 5,
  maxAccuracyM: 30,
  mergeMinutes: 10,
  words: '',
}

const confirms = { quick: { n: 1, of: 1 }, standard: { n: 2, of: 3 }, careful: { n: 3, of: 5 } } as const

const ruleOf = (f: Form): Rule => {
  switch (f.kind) {
    case 'speed':
      return { kind: f.kind, limitKmh: f.limitKmh }
    case 'capacity':
      return { kind: f.kind, most: f.most, clearAt: Math.floor(f.most * 0.9) }
    case 'dwell':
      return { kind: f.kind, forMs: f.forMinutes * 60_000 }
    case 'corridor':
      return { kind: f.kind, endRadiusM: f.endRadiusM }
    default:
      return { kind: f.kind }
  }
}

export const shapeOf = (f: Pick<Form, 'draw' | 'points' | 'radiusM' | 'widthM'>): Shape | undefined => {
  const [first] = f.points
  switch (f.draw) {
    case 'circle':
      return first && { kind: 'circle', centre: first, radiusM: f.radiusM }
    case 'line':
      return f.points.length < 2 ? undefined : { kind: 'line', points: f.points, widthM: f.widthM }
    case 'area':
      return f.points.length < 3 ? undefined : { kind: 'area', polygons: [[f.points]] }
  }
}

const minutes = (text: string): number => {
  const [h, m] = text.split(':').map(Number)
  return (h ?? 0) * 60 + (m ?? 0)
}

/** What is sent: the server reads it and names every mistake. */
export const definitionOf = (f: Form, now: number, before: Written | undefined): object => {
  const [from, to] = [minutes(f.from), minutes(f.to)]
  return {
    name: f.name.trim(),
    subjectType: f.subjectType,
    subjectId: f.subjectId.trim() || f.name.trim().replace(/\s+/g, '-').slice(0, 64),
    shape: shapeOf(f) ?? { kind: 'area', polygons: [] },
    rule: ruleOf(f),
    watches: f.watches,
    severity: f.severity,
    schedule:
      f.schedule === 'always'
        ? { kind: 'always' }
        : { kind: 'hours', days: 'all', hours: [[from, to > from ? to : to + 1440]] },
    startsAt: before?.startsAt ?? now,
    expiresAt: now + Math.round(f.days * 86_400_000),
    tuning: {
      ...before?.tuning,
      confirm: confirms[f.confirm],
      enterBy: f.small ? 'centre' : 'circle',
      outBufferM: f.outBufferM,
      maxAccuracyM: f.maxAccuracyM,
      mergeWithinMs: f.mergeMinutes * 60_000,
    },
  }
}

/** The form a definition would have been drawn with. Holes and further polygons stay with the definition only. */
export const formOf = (d: Written, now: number): Form => {
  const { shape, rule, schedule, tuning } = d
  const [hours] = schedule.kind === 'hours' ? schedule.hours : []
  return {
    ...emptyForm,
    name: d.name,
    subjectType: d.subjectType,
    subjectId: d.subjectId,
    draw: shape.kind,
    points:
      shape.kind === 'circle'
        ? [shape.centre]
        : shape.kind === 'line'
          ? shape.points
          : shape.polygons[0]![0]!,
    ...(shape.kind === 'circle' ? { radiusM: shape.radiusM } : {}),
    ...(shape.kind === 'line' ? { widthM: shape.widthM } : {}),
    kind: rule.kind,
    ...(rule.kind === 'speed' ? { limitKmh: rule.limitKmh } : {}),
    ...(rule.kind === 'capacity' ? { most: rule.most } : {}),
    ...(rule.kind === 'dwell' ? { forMinutes: rule.forMs / 60_000 } : {}),
    ...(rule.kind === 'corridor' ? { endRadiusM: rule.endRadiusM } : {}),
    watches: d.watches,
    severity: d.severity,
    days: Math.max(1, Math.ceil((d.expiresAt - now) / 86_400_000)),
    schedule: schedule.kind === 'always' ? 'always' : 'daily',
    ...(hours ? { from: minuteWords(hours[0]), to: minuteWords(hours[1]) } : {}),
    confirm: tuning.confirm.of === 1 ? 'quick' : tuning.confirm.of >= 5 ? 'careful' : 'standard',
    small: tuning.enterBy === 'centre',
    outBufferM: tuning.outBufferM,
    maxAccuracyM: tuning.maxAccuracyM,
    mergeMinutes: tuning.mergeWithinMs / 60_000,
  }
}
