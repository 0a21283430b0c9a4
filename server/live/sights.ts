// How changes look to one scope: rows that are there now, and subjects that were in sight before and are no longer. A
// subject that never was in sight is not even named.
import type { Fact } from '#core/life/fact.ts'
import { standingOf } from '#core/life/standing.ts'
import { type Scope, sees } from '#core/life/who.ts'
import { lifeOf } from '#core/lives/all.ts'
import type { Change } from '#server/store/changes.ts'
import { type ListedRow, seeRows } from '#server/store/lists.ts'
import type { Database } from '#server/store/pool.ts'
import { type Sight, sightsOf } from '#server/store/reaches.ts'

/** One subject that changed: its sight before and after, for everybody. */
export type Turned = { subject: string; life: string; before: Sight | undefined; after: Sight }

const asReach = (s: Sight) => ({ ...s, co: [], reporters: [], handlers: [], handlerUnits: [] })
export const inSight = (scope: Scope, s: Sight): boolean => sees(scope, asReach(s))

export type FactsOf = (subject: string) => Promise<readonly Fact[]>

/** The sight a subject had before its fact `seq`, folded from the facts; undefined before its first. */
const sightBefore = async (factsOf: FactsOf, subject: string, seq: number): Promise<Sight | undefined> => {
  if (seq <= 1) return undefined
  const facts = (await factsOf(subject)).filter(f => f.seq < seq)
  const life = facts[0] && lifeOf(facts[0].life)
  return life ? standingOf(life, facts)?.doc : undefined
}

/** Sights of what changed. `known`: those of subjects met before, which save folding. */
export const turnedBy = async (
  db: Database,
  factsOf: FactsOf,
  changes: readonly Change[],
  known: ReadonlyMap<string, Sight>,
): Promise<readonly Turned[]> => {
  const firstSeq = new Map<string, number>()
  for (const c of changes)
    if (!firstSeq.has(c.subject) || c.seq < firstSeq.get(c.subject)!) firstSeq.set(c.subject, c.seq)
  if (firstSeq.size === 0) return []
  const now = await sightsOf(db, [...firstSeq.keys()])
  return Promise.all(
    now.map(async ({ subject, life, ...after }): Promise<Turned> => {
      const before = known.get(subject) ?? (await sightBefore(factsOf, subject, firstSeq.get(subject)!))
      return { subject, life, before, after }
    }),
  )
}

export type Seen = { rows: readonly ListedRow[]; gone: readonly { subject: string; life: string }[] }

/** One query a scope, under its own eyes: the database has the last word on what is visible. */
export const seenBy = async (db: Database, scope: Scope, turned: readonly Turned[]): Promise<Seen> => {
  const wanted = turned.filter(t => inSight(scope, t.after)).map(t => t.subject)
  const rows = wanted.length === 0 ? [] : await seeRows(db, scope, wanted)
  const visible = new Set(rows.map(r => r.subject))
  const gone = turned
    .filter(t => t.before && inSight(scope, t.before) && !visible.has(t.subject))
    .map(({ subject, life }) => ({ subject, life }))
  return { rows, gone }
}
