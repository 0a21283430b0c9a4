// The figures of a told history, each by its own query over facts. One read-only transaction: all of them speak of the
// same moment, and what lives on meanwhile does not disturb them.
import type { Instant } from '#core/kit/instant.ts'
import { baseTables } from './figures-base.ts'
import { plantedFigures } from './figures-planted.ts'
import { qualityFigures } from './figures-quality.ts'
import { volumeFigures } from './figures-volume.ts'
import type { Database } from './pool.ts'

/** Name of the query → its text, over the tables `told`, `office` and `matter` that ./figures-base.ts makes. */
export const figureQueries: Readonly<Record<string, string>> = {
  ...volumeFigures,
  ...qualityFigures,
  ...plantedFigures,
}

/** How the tables come about that the queries read. */
export const baseSql: string = baseTables.map(t => t.sql).join(';\n\n')

/** Query → key → value as the database has it, unrounded. */
export type Counted = Readonly<Record<string, Readonly<Record<string, number>>>>

export const countFigures = (
  db: Database,
  untilAt: Instant,
  officeHours: readonly (readonly [Instant, Instant])[],
): Promise<Counted> =>
  db.transaction(async query => {
    const values = [db.district, untilAt, JSON.stringify(officeHours)]
    for (const table of baseTables)
      await query(
        table.sql,
        table.values.map(n => values[n - 1]),
      )
    const counted: Record<string, Record<string, number>> = {}
    for (const [name, sql] of Object.entries(figureQueries)) {
      const rows = await query<{ key: string; value: string | number }>(sql)
      counted[name] = Object.fromEntries(rows.map(r => [r.key, Number(r.value)]))
    }
    return counted
  })
