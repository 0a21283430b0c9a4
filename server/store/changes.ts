// The stream of facts in the order they became visible, without gaps: a reader takes only transactions older than the
// oldest one still running, so a slow commit can never be jumped over.
import type { Database } from './pool.ts'

export type Change = { subject: string; seq: number; type: string; tx: number }

/** Position of a reader: everything up to and including this transaction was seen. */
export type Position = number

/**
 * A dump restored into a fresh cluster brings commits numbered higher than that cluster has counted yet: new ones must
 * come after them. Harmless at any other start.
 */
export const raiseCommitNumbers = async (db: Database): Promise<void> => {
  await db.system(
    `update commit_base set base = base + 1 + l.last - commit_number()
     from (select coalesce(max(tx), 0) as last from ledger where district = $1) l where l.last >= commit_number()`,
    [db.district],
  )
}

/** Where the stream stands now. */
export const streamHead = async (db: Database): Promise<Position> => {
  const rows = await db.system<{ head: number }>('select commit_horizon() - 1 as head')
  return rows[0]!.head
}

/** Changes after a position, and the position reached. At most `most` facts, never cutting a transaction in two. */
export const changesAfter = async (
  db: Database,
  after: Position,
  most: number,
): Promise<{ changes: Change[]; position: Position }> => {
  const rows = await db.system<Change>(
    `select subject, seq, type, tx from fact
     where district = $1 and tx > $2 and tx < (select commit_horizon())
     order by tx, subject, seq limit $3`,
    [db.district, after, most + 1],
  )
  if (rows.length <= most) return { changes: rows, position: rows.at(-1)?.tx ?? after }
  const lastWhole = rows[most]!.tx - 1
  const whole = rows.slice(0, most).filter(r => r.tx <= lastWhole)
  // One commit larger than a page is read to its end.
  if (whole.length > 0) return { changes: whole, position: whole.at(-1)!.tx }
  return changesAfter(db, after, most * 2)
}
