// The same class tomorrow: groups are gathered anew every night, and each takes the identity of the one of yesterday with
// which it shares most of what both had. Growth keeps it; of two halves the larger keeps it; where two join, the larger
// gives its name and the other is told as joined.

export type Known = { readonly key: string; readonly ids: readonly string[] }
export type Matched<T> = {
  readonly group: T
  /** Undefined: never seen before. */
  readonly key?: string
  /** Others of yesterday most of which is now in here. */
  readonly joined: readonly string[]
  /** Yesterday's group this one was part of, when a larger part kept its identity. */
  readonly splitFrom?: string
}

/** Of the smaller of two groups, this share must be in common. */
const enough = 0.5

export const matchGroups = <T extends { readonly ids: readonly string[] }>(
  today: readonly T[],
  yesterday: readonly Known[],
): readonly Matched<T>[] => {
  const holders = new Map<string, number[]>()
  for (const [k, { ids }] of yesterday.entries()) {
    for (const id of ids) {
      const others = holders.get(id)
      if (others) others.push(k)
      else holders.set(id, [k])
    }
  }
  const overlaps: { group: number; known: number; common: number }[] = []
  for (const [group, { ids }] of today.entries()) {
    const common = new Map<number, number>()
    for (const id of ids) for (const k of holders.get(id) ?? []) common.set(k, (common.get(k) ?? 0) + 1)
    for (const [known, count] of common) overlaps.push({ group, known, common: count })
  }
  overlaps.sort((a, b) => b.common - a.common || a.group - b.group || a.known - b.known)
  const keyOf = new Map<number, number>()
  const taken = new Set<number>()
  const joined = today.map((): string[] => [])
  const splitFrom = new Map<number, string>()
  for (const { group, known, common } of overlaps) {
    const { key, ids } = yesterday[known]!
    if (common < enough * Math.min(ids.length, today[group]!.ids.length)) continue
    if (!taken.has(known) && !keyOf.has(group)) {
      keyOf.set(group, known)
      taken.add(known)
    } else if (!taken.has(known) && common >= enough * ids.length) {
      joined[group]!.push(key)
      taken.add(known)
    } else if (!keyOf.has(group) && !splitFrom.has(group)) splitFrom.set(group, key)
  }
  return today.map((group, i) => {
    const known = keyOf.get(i)
    const from = splitFrom.get(i)
    return {
      group,
      joined: joined[i]!,
      ...(known === undefined ? {} : { key: yesterday[known]!.key }),
      ...(known !== undefined || from === undefined ? {} : { splitFrom: from }),
    }
  })
}
