// A history is what stands after all corrections. When a late fix makes the past be read again, only the difference
// between what was told and what stands now is told, marked as a correction.

import type { Crossing } from './crossing.ts'

/** Equal when they say the same on the same fixes; when we heard of it does not matter. */
const meaningOf = (c: Crossing): string =>
  [c.id, c.why, c.alarm, c.count, c.decidedAt, ...c.evidence.map(e => `${e.at}${e.source}`)].join('|')

/**
 * What must be told so that `told` becomes `now`. Crossings decided after `knownUntilAt` are no corrections, since
 * nobody could have told them before.
 */
export const corrections = (
  told: readonly Crossing[],
  now: readonly Crossing[],
  knownUntilAt: number,
): Crossing[] => {
  const before = new Set(told.map(meaningOf))
  const after = new Set(now.map(meaningOf))
  const gone = told.filter(c => !after.has(meaningOf(c)))
  const added = now.filter(c => !before.has(meaningOf(c)))
  // The same id first: otherwise one revision could replace what another has just put there.
  const take = (fits: (old: Crossing) => boolean): Crossing | undefined => {
    const at = gone.findIndex(fits)
    return at < 0 ? undefined : gone.splice(at, 1)[0]
  }
  const sameId = new Map(added.map(c => [c, take(old => old.id === c.id)]))
  const out = added.map((c): Crossing => {
    const old = sameId.get(c) ?? take(g => g.fence === c.fence && g.what === c.what && g.mover === c.mover)
    if (old) return { ...c, standing: 'revised', replaces: old.id }
    return c.decidedAt > knownUntilAt ? c : { ...c, standing: 'late' }
  })
  return [...gone.map((c): Crossing => ({ ...c, standing: 'retracted' })), ...out]
}

/** What stands after all that was told, in the order in which it happened; every `standing` is `first` again. */
export const historyOf = (told: readonly Crossing[]): Crossing[] => {
  const standing = new Map<string, Crossing>()
  for (const c of told) {
    if (c.standing === 'retracted') standing.delete(c.id)
    else {
      const { replaces, ...rest } = c
      if (replaces !== undefined && replaces !== c.id) standing.delete(replaces)
      standing.set(c.id, { ...rest, standing: 'first' })
    }
  }
  return [...standing.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}
