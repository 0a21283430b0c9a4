// How facts change what is remembered of a matter: readers of a fact's data and the folds several facts share.
import type { Urgency } from '../../district/district.ts'
import type { Fact } from '../../life/fact.ts'
import type { FactSpec } from '../../life/life.ts'
import { add, type MatterDoc, without } from './doc.ts'

export type Spec = FactSpec<MatterDoc>
export const text = (f: Fact, key: string): string | undefined => {
  const v = f.data[key]
  return typeof v === 'string' ? v : undefined
}
export const list = (f: Fact, key: string): readonly string[] => {
  const v = f.data[key]
  return Array.isArray(v) ? (v as readonly string[]) : []
}
/** Optional keys only when present: an absent value stays absent. */
export const some = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

export const drop = <T extends object, K extends keyof T>(o: T, ...keys: K[]): Omit<T, K> => {
  const copy = { ...o }
  for (const k of keys) delete copy[k]
  return copy
}

export const handled = (d: MatterDoc, f: Fact): MatterDoc =>
  f.by.kind === 'officer'
    ? { ...d, handlers: add(d.handlers, f.by.person), handlerUnits: add(d.handlerUnits, f.by.unit) }
    : d

export const classified = (d: MatterDoc, f: Fact): MatterDoc => ({
  ...d,
  ...some('type', text(f, 'type')),
  ...some('module', text(f, 'module')),
  urgency: (text(f, 'urgency') as Urgency | undefined) ?? d.urgency,
})

/** The lead changes hands; whoever held it keeps seeing what became of it. */
export const leadTo = (d: MatterDoc, lead: string): MatterDoc => ({
  ...d,
  lead,
  co: without(d.co, lead),
  involved: add(d.involved, lead),
})

export const backToWork = (d: MatterDoc): string =>
  d.co.length > 0 ? 'co_handling' : d.extended ? 'extended' : 'in_progress'
export const workStates = ['in_progress', 'co_handling', 'extended'] as const

export const reported = (d: MatterDoc, f: Fact): MatterDoc => ({
  ...classified(d, f),
  photos: list(f, 'photos'),
  reporters: add(d.reporters, text(f, 'reporter')),
  ownReporters: add(d.ownReporters, text(f, 'reporter')),
  accused: list(f, 'accused'),
  // Who wrote it down sees what becomes of it, wherever the place turns out to be.
  involved: add(d.involved, f.by.kind === 'officer' ? f.by.unit : undefined),
  ...some('title', text(f, 'title')),
  ...some('placeWords', text(f, 'placeWords')),
  ...some('point', f.data.point as MatterDoc['point'] | undefined),
})

/** Everyone who reported it or one of the matters merged into it; who did both stays when the merge is undone. */
export const joinedTo = (
  d: MatterDoc,
  mergedFrom: readonly string[],
  joined: MatterDoc['joined'],
): MatterDoc => ({
  ...d,
  mergedFrom,
  joined,
  reporters: add(d.ownReporters, ...Object.values(joined).flat()),
})

export const applicationOf = (
  kind: 'extension' | 'suspension',
  f: Fact,
): NonNullable<MatterDoc['application']> => ({
  kind,
  by: f.by.kind === 'officer' ? f.by.person : '',
  unit: f.by.kind === 'officer' ? f.by.unit : '',
  reason: text(f, 'reason') ?? '',
  words: text(f, 'words') ?? '',
  ...(typeof f.data.days === 'number' ? { days: f.data.days } : {}),
  ...some('untilOn', text(f, 'untilOn')),
})
