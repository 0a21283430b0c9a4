// The same question for many points at once, faster than one by one: in the order of the ground where there is much of it,
// and block by block.
import type { Chains } from './chains.ts'
import { type Asked, blockSize, makeCoveringBlock } from './cover-block.ts'
import type { Listing } from './listing.ts'
import { makeOrdering, type Ordering } from './ordering.ts'
import { type Handle, mostHandles } from './shape.ts'
import type { Tree } from './tree.ts'

/**
 * Of the first `count` points, writes every pair of a point (its place in the arrays) and a shape that covers it, in no
 * order, and returns how many pairs there are; when that is more than the arrays hold, those that fit.
 */
export type CoveringMany = (
  lngs: Float64Array,
  lats: Float64Array,
  count: number,
  hitPoints: Int32Array,
  hitHandles: Int32Array,
) => number

/** Which shapes have several pieces. */
export type Shared = { count: () => number; has: (handle: Handle) => boolean }

/** Points put in order at once; 16 bytes each. */
const batchSize = 1 << 18
/** Bytes of corners from which order saves more look-ups into far memory than it costs: between 2,000 and 100,000 fences. */
const worthOrdering = 5e7

export const makeCoveringMany = (
  tree: Tree,
  listing: Listing,
  chains: Chains,
  shared: Shared,
): CoveringMany => {
  const block = makeCoveringBlock(tree, listing, chains)
  let ordering: Ordering | undefined
  const pairs = new Set<number>()

  /** A shape of several pieces may have been found in several groups; leaves one pair of each from `first` on. */
  const withoutRepeats = ({ hitPoints, hitHandles }: Asked, first: number, found: number): number => {
    pairs.clear()
    let kept = first
    for (let i = first; i < found; i++) {
      const handle = hitHandles[i]!
      if (shared.has(handle)) {
        const pair = hitPoints[i]! * mostHandles + handle
        if (pairs.has(pair)) continue
        pairs.add(pair)
      }
      hitPoints[kept] = hitPoints[i]!
      hitHandles[kept++] = handle
    }
    return kept
  }

  const answer = (asked: Asked, count: number, from: number): number => {
    let found = from
    for (let start = 0; start < count; start += blockSize) {
      const end = block(asked, start, Math.min(blockSize, count - start), found)
      found = shared.count() > 0 ? withoutRepeats(asked, found, end) : end
    }
    return found
  }

  return (lngs, lats, count, hitPoints, hitHandles) => {
    if (chains.bytes() < worthOrdering) return answer({ lngs, lats, hitPoints, hitHandles }, count, 0)
    let found = 0
    for (let first = 0; first < count; first += batchSize) {
      const batch = Math.min(batchSize, count - first)
      if (!ordering || ordering.order.length < batch) ordering = makeOrdering(batch)
      const kept = ordering.arrange(tree.root(), lngs, lats, first, batch)
      const { order } = ordering
      const before = found
      found = answer({ lngs: ordering.lngs, lats: ordering.lats, hitPoints, hitHandles }, kept, before)
      for (let i = before; i < found; i++) hitPoints[i] = order[hitPoints[i]!]!
    }
    return found
  }
}
