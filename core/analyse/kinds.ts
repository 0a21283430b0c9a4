// What the district knows beyond words: the type and the place of a matter. Matters of one type that share a name and lie
// together far more than others of that type are one problem – one lift company over four estates, one drain whenever it
// rains – even when ten people tell it in ten ways. A phrase everybody uses of that type lies all over the district.

export type Filed = { readonly type?: string; readonly place?: string }

const fewest = 5
const most = 200
/** Digits of a community's or village's code: near enough for one cause, see Territory. */
const communityDigits = 12
/** How many times likelier two of them lie in one community than two others of that type. */
const timesAsDense = 4
const leastDense = 0.12
/** Above, a name is only another word for the type. */
const mostOfType = 0.5

/** Sets of message numbers; they may overlap. */
export const filedTogether = (
  filed: readonly Filed[],
  names: readonly ReadonlyMap<string, number>[],
): readonly (readonly number[])[] => {
  const ofType = new Map<string, number[]>()
  const holders = new Map<string, number[]>()
  for (const [i, { type, place }] of filed.entries()) {
    if (type === undefined || place === undefined) continue
    add(ofType, type, i)
    for (const name of names[i]!.keys()) add(holders, `${type} ${name}`, i)
  }
  const communities = filed.map(({ place }) => place?.slice(0, communityDigits) ?? '')
  const usual = new Map([...ofType].map(([type, all]) => [type, density(all, communities)]))
  const groups = new Map<string, readonly number[]>()
  for (const [key, members] of holders) {
    const type = key.slice(0, key.indexOf(' '))
    if (members.length < fewest || members.length > most) continue
    if (members.length > ofType.get(type)!.length * mostOfType) continue
    const dense = density(members, communities)
    if (dense < leastDense || dense < timesAsDense * usual.get(type)!) continue
    groups.set(members.join(), members)
  }
  return [...groups.values()]
}

const add = (lists: Map<string, number[]>, key: string, i: number): void => {
  const list = lists.get(key)
  if (list) list.push(i)
  else lists.set(key, [i])
}

/** How often two of them lie in the same community, 0…1. */
const density = (members: readonly number[], communities: readonly string[]): number => {
  if (members.length < 2) return 0
  const counts = new Map<string, number>()
  for (const i of members) counts.set(communities[i]!, (counts.get(communities[i]!) ?? 0) + 1)
  let pairs = 0
  for (const count of counts.values()) pairs += count * (count - 1)
  return pairs / (members.length * (members.length - 1))
}
