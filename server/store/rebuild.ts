// Rebuilding the views: life_now, involvement and subject_index are derived once more from facts alone and held
// against what is kept – or put in its place. Nothing is sent: the outbox belongs to the moment a fact was kept.
import type { District } from '#core/district/district.ts'
import { everySubject, type Page, withinPage } from './history.ts'
import type { Database, Query, Row } from './pool.ts'
import { type Derived, derive } from './rebuild-derive.ts'
import { mend } from './rebuild-mend.ts'

export type Difference = {
  subject: string
  view: 'life_now' | 'involvement' | 'subject_index'
  /** Column, or the unit of an involvement; absent when the whole row is missing or too much. */
  field?: string
  kept: string
  rebuilt: string
}

export type Rebuilt = {
  equal: boolean
  subjects: number
  rowsCompared: number
  /** Rows that were missing, too many or different. */
  rowsWrong: number
  differences: readonly Difference[]
}

type Kept = { now?: Row; index?: Row; units: Map<string, number> }

const mostListed = 10_000
const progressEvery = 50_000
const absent = '—'

/**
 * With `check` it only compares, on one snapshot. Without it the views are mended, in one transaction that keeps
 * writers waiting. `district` is the pack in force now: after a change of a type's or a place's name, search words of
 * older subjects differ until they are rebuilt.
 */
export const rebuild = (
  db: Database,
  district: District,
  { check }: { check: boolean },
  report: (line: string) => void = () => {},
): Promise<Rebuilt> =>
  db.transaction(async query => {
    await query(`set transaction isolation level repeatable read${check ? ' read only' : ''}`)
    // Taken before the snapshot: what is being written now is finished first and seen.
    if (!check) await query('lock table life_now in share row exclusive mode')
    const differences: Difference[] = []
    const wrong = new Set<string>()
    let subjects = 0
    let rowsCompared = 0
    let told = 0
    for await (const page of everySubject(query, db.district)) {
      const kept = await keptOf(query, db.district, page)
      const derived = page.subjects.map(rows => derive(rows, district))
      const fresh: Difference[] = []
      for (const d of derived) {
        const k = kept.get(d.subject)
        kept.delete(d.subject)
        rowsCompared += 2 + d.units.size
        fresh.push(...differencesOf(d, k))
      }
      for (const [subject, k] of kept) fresh.push(...orphan(subject, k))
      if (!check && fresh.length > 0) {
        const bad = new Set(fresh.map(d => d.subject))
        await mend(
          query,
          db.district,
          [...bad],
          derived.filter(d => bad.has(d.subject)),
        )
      }
      for (const d of fresh) {
        wrong.add(`${d.view}|${d.subject}|${d.view === 'involvement' ? d.field : ''}`)
        if (differences.length < mostListed) differences.push(d)
        report(sayDifference(d))
      }
      subjects += derived.length
      if (subjects - told >= progressEvery) {
        told = subjects
        report(`… 已核对 ${subjects} 件 / ${subjects} subjects`)
      }
    }
    return { equal: wrong.size === 0, subjects, rowsCompared, rowsWrong: wrong.size, differences }
  })

const keptOf = async (query: Query, district: string, page: Page): Promise<Map<string, Kept>> => {
  const within = withinPage(page)
  const read = (table: string, columns = '*') =>
    query<Row & { subject: string }>(`select ${columns} from ${table} where ${within.text}`, [
      district,
      ...within.values,
    ])
  const now = await read('life_now')
  const index = await read('subject_index', '*, tsvector_to_array(words) as tokens')
  // Involvement is kept by unit first; this reads it by subject, a page at a time.
  const units = await query<{ subject: string; unit: string; born_at: number }>(
    `select subject, unit, born_at from involvement where ${within.text}`,
    [district, ...within.values],
  )
  const kept = new Map<string, Kept>()
  const of = (subject: string): Kept => {
    const k = kept.get(subject) ?? { units: new Map() }
    kept.set(subject, k)
    return k
  }
  for (const r of now) of(r.subject).now = r
  for (const r of index) of(r.subject).index = r
  for (const r of units) of(r.subject).units.set(r.unit, r.born_at)
  return kept
}

const show = (value: unknown): string =>
  value === null || value === undefined ? absent : JSON.stringify(value)

const compareRow = (
  subject: string,
  view: Difference['view'],
  kept: Row | undefined,
  rebuilt: Row,
): Difference[] => {
  if (!kept) return [{ subject, view, kept: absent, rebuilt: show(rebuilt) }]
  return Object.entries(rebuilt).flatMap(([field, value]) => {
    const a = show(kept[field])
    const b = show(value)
    return a === b ? [] : [{ subject, view, field, kept: a, rebuilt: b }]
  })
}

const differencesOf = (d: Derived, kept: Kept | undefined): Difference[] => {
  const { subject } = d
  const units: Difference[] = []
  for (const [unit, bornAt] of d.units) {
    const k = kept?.units.get(unit)
    if (k !== bornAt)
      units.push({ subject, view: 'involvement', field: unit, kept: show(k), rebuilt: show(bornAt) })
  }
  for (const [unit, bornAt] of kept?.units ?? [])
    if (!d.units.has(unit))
      units.push({ subject, view: 'involvement', field: unit, kept: show(bornAt), rebuilt: absent })
  // The database keeps search words sorted its own way; the set is what counts.
  const index = kept?.index && { ...kept.index, tokens: [...(kept.index.tokens as string[])].sort() }
  return [
    ...compareRow(subject, 'life_now', kept?.now, d.now),
    ...compareRow(subject, 'subject_index', index, { ...d.index, tokens: [...d.tokens].sort() }),
    ...units,
  ]
}

const orphan = (subject: string, kept: Kept): Difference[] => [
  ...(kept.now ? [{ subject, view: 'life_now' as const, kept: show(kept.now), rebuilt: absent }] : []),
  ...(kept.index
    ? [{ subject, view: 'subject_index' as const, kept: show(kept.index.place), rebuilt: absent }]
    : []),
  ...[...kept.units].map(([unit, bornAt]) => ({
    subject,
    view: 'involvement' as const,
    field: unit,
    kept: show(bornAt),
    rebuilt: absent,
  })),
]

const sayDifference = ({ subject, view, field, kept, rebuilt }: Difference): string =>
  `✗ ${subject} ${view}${field === undefined ? '' : `.${field}`}：现有 ${cut(kept)}，应为 ${cut(rebuilt)}` +
  ` / kept ${cut(kept)}, from facts ${cut(rebuilt)}`
const cut = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text)

/** `npx jiewang rebuild [--check]`: says what was compared and what differed. 0 = nothing is wrong any more. */
export const rebuildCommand = async (
  db: Database,
  district: District,
  options: { check: boolean },
  out: (line: string) => void,
): Promise<number> => {
  const r = await rebuild(db, district, options, out)
  out(
    `事项 ${r.subjects}，比对 ${r.rowsCompared} 行，不一致 ${r.rowsWrong} 行。` +
      ` / ${r.subjects} subjects, ${r.rowsCompared} rows compared, ${r.rowsWrong} different.`,
  )
  if (r.equal) out('✓ 由事实重算的视图与现有视图完全一致 / Rebuilt equals maintained.')
  else if (!options.check) {
    const again = await rebuild(db, district, { check: true })
    out(
      again.equal
        ? '✓ 已按事实修复，复核一致 / Mended from facts and checked again.'
        : `✗ 修复后仍有 ${again.rowsWrong} 行不一致 / rows still differ after mending.`,
    )
    return again.equal ? 0 : 1
  }
  return r.equal ? 0 : 1
}
