// From likeness to groups that are one problem. Two ways propose groups, because neither finds all: the family tree of words
// finds what is told alike, and the messages that share a name – an estate, a company, a school – parted by theme find one
// problem of one place told in different words (油烟, 夜宵摊, 半夜噪音 under the same windows). A proposal counts only if it passes
// one test, and where two claim a message, the better one has it.
import type { Likeness } from './likeness.ts'
import { cosine, unit } from './themes.ts'
import { type Joined, treeOf } from './tree.ts'

// Chosen on 4,326 messages of a city, against groups several people had found independently; see decisions.
/** How tight a group must be: theme⁴ × words, a little more for a large one, which is easier to gather by chance. */
const tight = { power: 4, base: 0.06, large: 0.045, leastTheme: 0.68 }
/** What makes one proposal better than another: size × theme⁶ × √words, words no better than `enough`. */
const better = { themePower: 6, enough: 0.25 }
const leastInTree = 0.05
const themeAmongHolders = 0.7
const nearEnoughToJoin = 0.8
const outside = { theme: 0.93, words: 0.8 }
/** Names shared by more are towns and trades. */
const mostOfOneName = 200
const fewestOfOneName = 3

type Proposal = { readonly members: readonly number[]; readonly value: number }

/** `isFiled`: held together by type, place and name; otherwise by words. */
export type Gathered = { readonly members: readonly number[]; readonly isFiled: boolean }

/** Disjoint groups of at least two, numbers into the likeness; the best first. */
export const gather = (
  likeness: Likeness,
  together: readonly (readonly number[])[] = [],
): readonly Gathered[] => {
  const test = makeTest(likeness)
  const proposals: Proposal[] = []
  const seen = new Set<string>()
  const propose = (node: Joined, numbers?: readonly number[]): void => {
    if (!node.halves) return
    const members = numbers ? node.members.map(i => numbers[i]!) : node.members
    const value = test(members)
    if (value > 0) proposals.push({ members, value })
    else for (const half of node.halves) propose(half, numbers)
  }
  for (const root of treeOf(likeness.links, leastInTree)) propose(root)
  for (const numbers of holdersOf(likeness.names)) {
    const key = numbers.join()
    if (seen.has(key)) continue
    seen.add(key)
    for (const root of treeOf(linksAmong(numbers, likeness), leastInTree)) propose(root, numbers)
  }
  const filed = chooseFiled(together)
  const gone = new Set(filed.flat())
  const free = proposals.flatMap(({ members, value }) => {
    const rest = members.filter(i => !gone.has(i))
    const left = rest.length === members.length ? value : test(rest)
    return left > 0 ? [{ members: rest, value: left }] : []
  })
  const told = join(choose(free, test), likeness, test).map(group => trimmed(group, likeness))
  return [
    ...filed.map(members => ({ members, isFiled: true })),
    ...told.map(members => ({ members, isFiled: false })),
  ]
}

const holdersOf = function* (names: Likeness['names']): Generator<readonly number[]> {
  const holders = new Map<string, number[]>()
  for (const [i, found] of names.entries()) {
    for (const name of found.keys()) {
      const others = holders.get(name)
      if (others) others.push(i)
      else holders.set(name, [i])
    }
  }
  const most = Math.min(mostOfOneName, Math.max(10, names.length * 0.02))
  for (const numbers of holders.values()) {
    if (numbers.length >= fewestOfOneName && numbers.length <= most) yield numbers
  }
}

/** Among the holders of one name the theme decides; the words in common break ties. */
const linksAmong = (numbers: readonly number[], { themes, links }: Likeness) =>
  numbers.map((a, i) => {
    const near = new Map<number, number>()
    for (const [j, b] of numbers.entries()) {
      if (i === j) continue
      const words = Math.min(1, 3 * (links[a]!.get(b) ?? 0))
      near.set(
        j,
        themeAmongHolders * Math.max(0, cosine(themes[a]!, themes[b]!)) + (1 - themeAmongHolders) * words,
      )
    }
    return near
  })

/** How good a group is as one problem; 0 when it is not one. Large groups are naturally looser than small ones. */
const makeTest =
  ({ links, themes }: Likeness) =>
  (members: readonly number[]): number => {
    const n = members.length
    if (n < 2) return 0
    const pairs = (n * (n - 1)) / 2
    const sum = new Float32Array(themes[0]!.length)
    for (const i of members) addTo(sum, themes[i]!)
    const theme = (cosine(sum, sum) - n) / (2 * pairs)
    if (theme < tight.leastTheme) return 0
    let words = 0
    for (const [i, a] of members.entries()) {
      for (const b of members.slice(0, i)) words += links[a]!.get(b) ?? 0
    }
    words /= pairs
    if (theme ** tight.power * words < tight.base + tight.large * (1 - 3 / Math.max(3, n))) return 0
    return (n - 1) * theme ** better.themePower * Math.min(1, words / better.enough) ** 0.5
  }

/** The best proposal first; what it takes is taken from the others, which are then weighed again. */
const choose = (proposals: Proposal[], test: (members: readonly number[]) => number) => {
  const taken = new Set<number>()
  const chosen: (readonly number[])[] = []
  let waiting = proposals.sort((a, b) => b.value - a.value)
  while (waiting.length > 0) {
    const again: Proposal[] = []
    let bar = 0
    for (const proposal of waiting) {
      if (proposal.value < bar) {
        again.push(proposal)
        continue
      }
      const members = proposal.members.filter(i => !taken.has(i))
      if (members.length === proposal.members.length) {
        for (const i of members) taken.add(i)
        chosen.push(members)
        continue
      }
      const value = test(members)
      if (value === 0) continue
      again.push({ members, value })
      bar = Math.max(bar, value)
    }
    waiting = again.sort((a, b) => b.value - a.value)
  }
  return chosen
}

/** Groups that share the name most of their messages have, when together they still pass as one problem. */
const join = (
  groups: readonly (readonly number[])[],
  { names, themes }: Likeness,
  test: (members: readonly number[]) => number,
) => {
  const joined = groups.map(group => [...group])
  const byName = new Map<string, number>()
  for (const [i, group] of groups.entries()) {
    for (const name of mainNames(group, names)) {
      const other = byName.get(name)
      if (other === undefined) {
        byName.set(name, i)
        continue
      }
      if (other === i || joined[other]!.length === 0) continue
      const near = cosine(middle(joined[other]!, themes), middle(group, themes))
      const both = [...joined[other]!, ...joined[i]!]
      if (near < nearEnoughToJoin || test(both) === 0) continue
      joined[other] = both
      joined[i] = []
      break
    }
  }
  return joined.filter(group => group.length > 0)
}

const mainNames = (group: readonly number[], names: Likeness['names']): string[] => {
  const counts = new Map<string, number>()
  for (const i of group) for (const name of names[i]!.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].filter(([, count]) => count >= group.length * 0.5 && count > 1).map(([name]) => name)
}

const middle = (group: readonly number[], themes: Likeness['themes']): Float32Array => {
  const sum = new Float32Array(themes[0]!.length)
  for (const i of group) addTo(sum, themes[i]!)
  return unit(sum)
}

/** Without those that are about something else than the rest, in theme and in words. */
const trimmed = (group: readonly number[], { links, themes }: Likeness): readonly number[] => {
  if (group.length < 4) return group
  const others = group.length - 1
  const fits = group.map(a => {
    let theme = 0
    let words = 0
    for (const b of group) {
      if (a === b) continue
      theme += cosine(themes[a]!, themes[b]!)
      words += links[a]!.get(b) ?? 0
    }
    return { theme: theme / others, words: words / others }
  })
  const mean = (of: 'theme' | 'words') => fits.reduce((sum, fit) => sum + fit[of], 0) / fits.length
  const [theme, words] = [mean('theme'), mean('words')]
  return group.filter(
    (_, i) => fits[i]!.theme >= outside.theme * theme || fits[i]!.words >= outside.words * words,
  )
}

const addTo = (sum: Float32Array, theme: Float32Array): void => {
  for (let d = 0; d < sum.length; d++) sum[d]! += theme[d]!
}

/** The largest first; one that shares half of its members with it is the same under another name and joins it. */
const chooseFiled = (together: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const groups: Set<number>[] = []
  const groupOf = new Map<number, Set<number>>()
  for (const members of [...together].sort((a, b) => b.length - a.length)) {
    const free = members.filter(i => !groupOf.has(i))
    const counts = new Map<Set<number>, number>()
    for (const i of members) {
      const group = groupOf.get(i)
      if (group) counts.set(group, (counts.get(group) ?? 0) + 1)
    }
    const [home, common] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
    if (home && common !== undefined && common * 2 >= members.length) {
      for (const i of free) {
        home.add(i)
        groupOf.set(i, home)
      }
    } else if (free.length >= 5) {
      const group = new Set(free)
      groups.push(group)
      for (const i of free) groupOf.set(i, group)
    }
  }
  return groups.map(group => [...group])
}
