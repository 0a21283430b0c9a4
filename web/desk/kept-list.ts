// A list that never moves under the hand. Fresh rows replace the shown ones when the rows in hand (selected, or under
// the pointer) stay where they are; otherwise contents are updated in place and the rest waits to be asked for.
import type { Row } from '#wire/views.ts'

export type Kept = {
  rows: readonly Row[]
  /** Subjects that have left this list and are still shown, so that nothing jumps. */
  gone: ReadonlySet<string>
  /** How many rows would come in or leave on the next update. */
  waiting: number
  /** Subjects whose content is new since the last sight: they glow for a moment. */
  changed: readonly string[]
}

export const nothingKept: Kept = { rows: [], gone: new Set(), waiting: 0, changed: [] }

const placeOf = (rows: readonly Row[], subject: string): number => rows.findIndex(r => r.subject === subject)

/** One row per subject: a row that moved between two pages while they were read arrives twice. */
export const once = (rows: readonly Row[]): readonly Row[] => {
  const seen = new Set<string>()
  return rows.filter(r => !seen.has(r.subject) && seen.add(r.subject))
}

/** `more`: there are further pages, so rows pushed below the last one read have not left the list. */
export const keep = (kept: Kept, fresh: readonly Row[], inHand: readonly string[], more = false): Kept => {
  const before = new Map(kept.rows.map(r => [r.subject, r]))
  const changed = fresh
    .filter(r => before.size > 0 && before.get(r.subject)?.seq !== r.seq)
    .map(r => r.subject)
  const held = inHand.filter(s => before.has(s))
  if (held.every(s => placeOf(fresh, s) === placeOf(kept.rows, s)))
    return { rows: fresh, gone: new Set(), waiting: 0, changed }

  const now = new Map(fresh.map(r => [r.subject, r]))
  const lastKnown = fresh.findLastIndex(r => before.has(r.subject))
  // What follows the last row shown (the next page) moves nothing and comes in at once.
  const tail = fresh.slice(lastKnown + 1)
  const rows = [...kept.rows.map(r => now.get(r.subject) ?? r), ...tail]
  const readTo = more ? kept.rows.findLastIndex(r => now.has(r.subject)) : kept.rows.length
  const gone = new Set(kept.rows.filter((r, i) => i < readTo && !now.has(r.subject)).map(r => r.subject))
  const arriving = fresh.slice(0, lastKnown + 1).filter(r => !before.has(r.subject)).length
  const shown = new Set(rows.map(r => r.subject))
  return { rows, gone, waiting: arriving + gone.size, changed: changed.filter(s => shown.has(s)) }
}

/** A row I have just decided on leaves at once: I moved it, nothing moved under me. */
export const without = (kept: Kept, subject: string): Kept => ({
  ...kept,
  rows: kept.rows.filter(r => r.subject !== subject),
})

/** Where the hand goes next: the row that follows, else the one before, else nothing. Rows that left are skipped. */
export const nextOf = (kept: Kept, subject: string): string | undefined => {
  const at = placeOf(kept.rows, subject)
  const still = (r: Row) => r.subject !== subject && !kept.gone.has(r.subject)
  return (kept.rows.slice(at + 1).find(still) ?? kept.rows.slice(0, Math.max(at, 0)).findLast(still))?.subject
}

/** One step up or down from a row; the first row when none is selected. */
export const stepFrom = (
  rows: readonly Row[],
  subject: string | undefined,
  by: 1 | -1,
): string | undefined => {
  const at = subject === undefined ? -1 : placeOf(rows, subject)
  if (at < 0) return rows[0]?.subject
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.subject
}
