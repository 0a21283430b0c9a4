// What the views must hold for one subject, from its facts alone: the same derivation the keeper uses when it keeps
// them, repeated commit by commit.
import type { District } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { evolve, type Standing } from '#core/life/standing.ts'
import { lifeOf } from '#core/lives/all.ts'
import { nowRowOf } from '#desk/now-row.ts'
import type { KeptFact } from './history.ts'
import { nowJson, searchTokens } from './keeper.ts'
import type { Row } from './pool.ts'
import { factOf } from './store.ts'

export type Derived = {
  subject: string
  /** The columns of life_now. */
  now: Row
  /** The columns of subject_index without its words. */
  index: Row
  tokens: readonly string[]
  /** Unit → born_at, as involvement holds it. */
  units: ReadonlyMap<string, number>
}

/** `rows` are all facts of one subject in order. A hole in them is found by verifying first: here it is impossible. */
export const derive = (rows: readonly KeptFact[], district: District): Derived => {
  const { subject, life: name } = rows[0]!
  const life = lifeOf(name)
  assert(life !== undefined, `facts of ${subject} belong to an unknown life ${name}`)
  const units = new Map<string, number>()
  let standing: Standing | undefined
  let index: Row = {}
  let tokens: readonly string[] = []
  let begun = 0
  rows.forEach((row, i) => {
    standing = evolve(life, standing, factOf(row))
    if (rows[i + 1]?.tx === row.tx) return
    // The end of a commit: here the keeper wrote down who takes part and, at birth or after a move, where it is.
    for (const unit of standing.doc.involved) units.set(unit, standing.bornAt)
    const isBirth = begun === 0
    const located = rows.slice(begun, i + 1).some(r => r.type === 'located')
    begun = i + 1
    if (!isBirth && !located) return
    const now = nowRowOf(life, standing, district)
    if (isBirth) tokens = searchTokens(now, rows[0]!)
    index = {
      life: name,
      born_at: now.bornAt,
      place: now.place,
      point_lng: now.pointLng,
      point_lat: now.pointLat,
    }
  })
  const last = rows.at(-1)!
  return { subject, now: nowJson(nowRowOf(life, standing!, district), last.hash), index, tokens, units }
}
