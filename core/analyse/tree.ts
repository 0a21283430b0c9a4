// The family tree of messages: the two most alike groups are joined, again and again (average linkage). What counts as
// “alike” between groups is the mean over all pairs, so one odd message cannot chain two problems together. Pairs too unlike
// to be listed count as zero, which keeps the tree small: 25,000 messages meet far fewer than 25,000² others.

export type Joined = {
  readonly members: readonly number[]
  /** Mean likeness of all pairs inside, 0…1; 1 for a single message. */
  readonly likeness: number
  readonly halves?: readonly [Joined, Joined]
}

export type Links = readonly ReadonlyMap<number, number>[]

/** Roots of the forest; no join below `least`. Links are symmetric, numbers 0…1. */
export const treeOf = (links: Links, least: number): readonly Joined[] => {
  const nodes: (Joined | undefined)[] = links.map((_, i) => ({ members: [i], likeness: 1 }))
  const sums = links.map(near => new Map(near))
  const inside = new Float64Array(links.length)
  const version = new Int32Array(links.length)
  const queue = makeQueue()
  for (const [a, near] of links.entries()) {
    for (const [b, likeness] of near) if (b < a && likeness >= least) queue.push([likeness, a, b, 0, 0])
  }
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [, a, b, versionA, versionB] = next
    if (!nodes[a] || !nodes[b] || version[a] !== versionA || version[b] !== versionB) continue
    const [into, from] = nodes[a].members.length >= nodes[b].members.length ? [a, b] : [b, a]
    const members = [...nodes[into]!.members, ...nodes[from]!.members]
    inside[into]! += inside[from]! + sums[into]!.get(from)!
    nodes[into] = {
      members,
      likeness: inside[into]! / ((members.length * (members.length - 1)) / 2),
      halves: [nodes[into]!, nodes[from]!],
    }
    nodes[from] = undefined
    version[into]!++
    sums[into]!.delete(from)
    for (const [other, sum] of sums[from]!) {
      if (other === into) continue
      const both = (sums[into]!.get(other) ?? 0) + sum
      sums[into]!.set(other, both)
      sums[other]!.set(into, both)
      sums[other]!.delete(from)
    }
    sums[from]!.clear()
    for (const [other, sum] of sums[into]!) {
      const mean = sum / (members.length * nodes[other]!.members.length)
      if (mean >= least) queue.push([mean, into, other, version[into]!, version[other]!])
    }
  }
  return nodes.filter(node => node !== undefined)
}

type Wait = readonly [likeness: number, a: number, b: number, versionA: number, versionB: number]

/** A binary heap, the most alike first; of equals the one with the lower numbers, so that the order is always the same. */
const makeQueue = () => {
  const heap: Wait[] = []
  const before = (x: Wait, y: Wait) =>
    x[0] !== y[0] ? x[0] > y[0] : x[1] !== y[1] ? x[1] < y[1] : x[2] < y[2]
  const swap = (i: number, j: number) => {
    const held = heap[i]!
    heap[i] = heap[j]!
    heap[j] = held
  }
  const push = (wait: Wait): void => {
    let i = heap.push(wait) - 1
    for (let up = (i - 1) >> 1; i > 0 && before(heap[i]!, heap[up]!); i = up, up = (i - 1) >> 1) swap(i, up)
  }
  const pop = (): Wait | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (heap.length === 0 || !last) return first
    heap[0] = last
    for (let i = 0; ; ) {
      let child = 2 * i + 1
      if (child >= heap.length) return first
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, heap[i]!)) return first
      swap(i, child)
      i = child
    }
  }
  return { push, pop }
}
