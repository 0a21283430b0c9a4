// Tells a fact that was moved to another place from one that was altered: its content still fits a hash of the same
// subject, only at another number. Asked only about the few facts that do not fit where they stand.
import { hashOf, noHash } from './chain.ts'
import type { KeptFact } from './history.ts'
import { factOf } from './store.ts'

/** Longer histories are not searched: every misfit is tried at every place after every hash. */
const mostFacts = 80
const mostMisfits = 8

/** Misfit → the number it had before. */
export const findMoved = (
  district: string,
  rows: readonly KeptFact[],
  misfits: readonly KeptFact[],
): ReadonlyMap<KeptFact, number> => {
  const moved = new Map<KeptFact, number>()
  if (rows.length > mostFacts || misfits.length > mostMisfits) return moved
  const hashes = new Set(rows.map(r => r.hash))
  const befores = [noHash, ...hashes]
  const last = rows.at(-1)!.seq
  for (const row of misfits) {
    const fact = factOf(row)
    for (let seq = 1; seq <= last && !moved.has(row); seq++) {
      if (seq === row.seq) continue
      if (befores.some(before => hashes.has(hashOf(district, { ...fact, seq }, before)))) moved.set(row, seq)
    }
  }
  return moved
}
