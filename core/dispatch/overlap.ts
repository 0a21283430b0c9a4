// Overlapping duties made visible (S-39): types that more than one unit may come to lead, and what decides between them.
// Not every overlap is wrong; one that nobody knows of is.
import { fitsType } from '../district/dispatch-row.ts'
import type { DispatchRow, District } from '../district/district.ts'
import { conditionsOf, type Sentence } from './say-row.ts'

export type Overlap = {
  type: string
  /** In the order of the catalogue; `lead` as the catalogue writes it: a unit id or centre:town. */
  owners: readonly { lead: string; row: string; when: Sentence }[]
}

export const explainOverlap = (district: District): readonly Overlap[] =>
  district.types
    .map(({ code }) => ({
      type: code,
      owners: reachable(code, district.dispatch).map(row => ({
        lead: row.lead,
        row: row.id,
        when: conditionsOf(row, district),
      })),
    }))
    .filter(({ owners }) => new Set(owners.map(o => o.lead)).size > 1)

/** Rows that can come to decide about a type: below one that asks for nothing but the type, nothing is read. */
const reachable = (type: string, rows: readonly DispatchRow[]): readonly DispatchRow[] => {
  const mine = rows.filter(row => fitsType(row.type, type))
  const last = mine.findIndex(r => r.place === '*' && r.level === '*' && r.time === '*' && r.urgency === '*')
  return last < 0 ? mine : mine.slice(0, last + 1)
}
