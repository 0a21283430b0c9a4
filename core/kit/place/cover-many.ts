// The same question for many points at once, faster than one by one. One by one a processor waits at every look-up for
// memory and guesses wrongly at every fork. Here points are taken in the order of the ground where there is much of it, and a block of them takes
// each step down the tree together: look-ups that do not depend on each other overlap, forks become sums, and what the
// last step will need is touched before.
import { columnOf, rowOf, stepBelow } from './cells.ts'
import type { Chains } from './chains.ts'
import { entryHandleBits, entryShift, listHead, partOf, runMore, runRefBits } from './entries.ts'
import type { Listing } from './listing.ts'
import { makeOrdering, type Ordering } from './ordering.ts'
import { chunkBits, chunkNumberBits, chunkNumbers, unitMask } from './pool.ts'
import { leastRoom, setHead } from './sets.ts'
import { type Handle, mostHandles } from './shape.ts'
import type { Table, Tree } from './tree.ts'
import { isListWord, refOf, wordHandleBits } from './words.ts'

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

type Asked = { lngs: Float64Array; lats: Float64Array; hitPoints: Int32Array; hitHandles: Int32Array }

/** Which shapes have several pieces. */
export type Shared = { count: () => number; has: (handle: Handle) => boolean }

const blockSize = 1024
/** Points put in order at once; 16 bytes each. */
const batchSize = 1 << 18
/** Bytes of corners from which order saves more look-ups into far memory than it costs: between 2,000 and 100,000 fences. */
const worthOrdering = 5e7

/** 1 for a word or a part of one shape that holds the square. */
const isInside = (word: number): number => word & ~(word >> 1) & 1
/** 1 for a list or a node: there is more to read. */
const isMore = (word: number): number => (word >> 1) & 1

export const makeCoveringMany = (
  tree: Tree,
  { point: way, begin, isHeld }: Listing,
  { chunks: points, bytes: chainBytes }: Chains,
  shared: Shared,
): CoveringMany => {
  const nodeChunks = tree.nodes.chunks
  const listChunks = tree.lists.chunks
  const setChunks = tree.sets.chunks
  let ordering: Ordering | undefined
  const lookedUp = new Int32Array(blockSize)
  const openWords = new Int32Array(blockSize * 2 + 1)
  const openPoints = new Int32Array(blockSize * 2 + 1)
  const lists = new Int32Array(blockSize * 2 + 1)
  const listPoints = new Int32Array(blockSize * 2 + 1)
  const setWords = new Int32Array(blockSize * 4 + 1)
  const setPoints = new Int32Array(blockSize * 4 + 1)
  let setCount = 0
  /** Border groups of the block that are to be counted: places in the pool, by single numbers. */
  let groups = new Int32Array(blockSize * 4)
  let groupPoints = new Int32Array(blockSize * 4)
  const touched = new Int32Array(1)
  const pairs = new Set<number>()
  let asked: Asked = {
    lngs: new Float64Array(0),
    lats: new Float64Array(0),
    hitPoints: new Int32Array(0),
    hitHandles: new Int32Array(0),
  }
  let found = 0

  /** Looks up a block of points in a table. */
  const look = (start: number, size: number, table: Table): void => {
    const { lngs, lats } = asked
    const { west, south, east, north } = tree.root().reached
    const { shift, column, row, width, words } = table
    for (let i = 0; i < size; i++) {
      const lng = lngs[start + i]!
      const lat = lats[start + i]!
      let word = 0
      if (lng >= west && lng <= east && lat >= south && lat <= north) {
        word = words[((rowOf(lat) >> shift) - row) * width + (columnOf(lng) >> shift) - column]!
      }
      lookedUp[i] = word
    }
  }

  /** Notes what was looked up: hits at once, the rest to be read on, behind the first `open` of these. */
  const note = (start: number, size: number, before: number): number => {
    const { hitPoints, hitHandles } = asked
    let open = before
    let hits = found
    for (let i = 0; i < size; i++) {
      const word = lookedUp[i]!
      const point = start + i
      hitPoints[hits] = point
      hitHandles[hits] = word >>> wordHandleBits
      hits += isInside(word)
      openWords[open] = word
      openPoints[open] = point
      open += isMore(word)
    }
    found = hits
    return open
  }

  /** Takes words down the tree, level by level, to lists and sets; returns how many of these there are. */
  const descend = (opened: number): number => {
    const { lngs, lats, hitPoints, hitHandles } = asked
    let listed = 0
    let held = 0
    let hits = found
    let open = opened
    for (let above = tree.root().shift; ; ) {
      let nodes = 0
      for (let k = 0; k < open; k++) {
        const word = openWords[k]!
        const point = openPoints[k]!
        lists[listed] = word
        listPoints[listed] = point
        listed += ~word & ~(word >> 2) & 1
        setWords[held] = word
        setPoints[held] = point
        held += ~word & (word >> 2) & 1
        openWords[nodes] = word
        openPoints[nodes] = point
        nodes += word & 1
      }
      if (nodes === 0) break
      const step = stepBelow(above)
      const mask = (1 << step) - 1
      above -= step
      for (let k = 0; k < nodes; k++) {
        const point = openPoints[k]!
        const ref = refOf(openWords[k]!)
        const x = columnOf(lngs[point]!) >> above
        const y = rowOf(lats[point]!) >> above
        lookedUp[k] =
          nodeChunks[ref >>> chunkBits]![((ref & unitMask) << 1) + (((y & mask) << step) | (x & mask))]!
      }
      open = 0
      for (let k = 0; k < nodes; k++) {
        const word = lookedUp[k]!
        const point = openPoints[k]!
        hitPoints[hits] = point
        hitHandles[hits] = word >>> wordHandleBits
        hits += isInside(word)
        openWords[open] = word
        openPoints[open] = point
        open += isMore(word)
      }
    }
    found = hits
    setCount = held
    return listed
  }

  /** Answers from lists what their parts know; returns how many groups are left to be counted. */
  const read = (listed: number): number => {
    const { lngs, lats, hitPoints, hitHandles } = asked
    let left = 0
    let hits = found
    let held = setCount
    let sum = 0
    for (let k = 0; k < listed; k++) {
      const ref = refOf(lists[k]!)
      sum += listChunks[ref >>> chunkBits]![(ref & unitMask) << 1]!
    }
    touched[0] = sum
    for (let k = 0; k < listed; k++) {
      const point = listPoints[k]!
      const x = columnOf(lngs[point]!)
      const y = rowOf(lats[point]!)
      let word = lists[k]!
      do {
        const ref = refOf(word)
        const list = listChunks[ref >>> chunkBits]!
        const at = ((ref & unitMask) << 1) + listHead
        const end = at + list[at - listHead]!
        if (left + (end - at) > groups.length) grow()
        for (let i = at; i < end; ) {
          const entry = list[i]!
          const part = partOf(list[i + 1]!, entryShift(entry), x, y)
          hitPoints[hits] = point
          hitHandles[hits] = entry >>> entryHandleBits
          hits += isInside(part)
          groups[left] = (ref >>> chunkBits) * chunkNumbers + i
          groupPoints[left] = point
          left += isMore(part)
          for (i += 2; (list[i]! & runMore) !== 0; ) i++
          i++
        }
        word = list[at - listHead + 1]!
      } while (isListWord(word))
      hitPoints[hits] = point
      hitHandles[hits] = word >>> wordHandleBits
      hits += isInside(word)
      setWords[held] = word
      setPoints[held] = point
      held += (word >> 2) & (word >> 1) & ~word & 1
    }
    setCount = held
    found = hits
    return left
  }

  /** Answers from sets. Most are small: so many words are written whatever the size, and only what is counted stays. */
  const unfold = (): void => {
    const { hitPoints, hitHandles } = asked
    let hits = found
    for (let k = 0; k < setCount; k++) {
      const ref = refOf(setWords[k]!)
      const point = setPoints[k]!
      const set = setChunks[ref >>> chunkBits]!
      const at = (ref & unitMask) << 1
      const size = set[at + setHead - 1]!
      for (let i = 0; i < leastRoom; i++) {
        hitPoints[hits + i] = point
        hitHandles[hits + i] = set[at + setHead + i]! >>> wordHandleBits
      }
      for (let i = leastRoom; i < size; i++) {
        hitPoints[hits + i] = point
        hitHandles[hits + i] = set[at + setHead + i]! >>> wordHandleBits
      }
      hits += size
    }
    found = hits
  }

  const grow = (): void => {
    const [more, morePoints] = [new Int32Array(groups.length * 2), new Int32Array(groups.length * 2)]
    more.set(groups)
    morePoints.set(groupPoints)
    groups = more
    groupPoints = morePoints
  }

  /** Counts edges. Their corners are touched before; the sum only keeps that from being left out. */
  const count = (left: number): void => {
    let sum = 0
    for (let k = 0; k < left; k++) {
      const place = groups[k]!
      const run = listChunks[place >>> chunkNumberBits]![(place & (chunkNumbers - 1)) + 2]! >>> runRefBits
      sum += points[run >>> chunkBits]![(run & unitMask) << 1]!
    }
    touched[0] = sum
    const { lngs, lats, hitPoints, hitHandles } = asked
    let last = -1
    for (let k = 0; k < left; k++) {
      const place = groups[k]!
      const point = groupPoints[k]!
      if (point !== last) {
        last = point
        way[0] = lngs[point]!
        way[1] = lats[point]!
        begin(columnOf(way[0]), rowOf(way[1]))
      }
      const list = listChunks[place >>> chunkNumberBits]!
      const at = place & (chunkNumbers - 1)
      if (!isHeld(list, at)) continue
      hitPoints[found] = point
      hitHandles[found++] = list[at]! >>> entryHandleBits
    }
  }

  /** A shape of several pieces may have been found in several groups; leaves one pair of each from `first` on. */
  const withoutRepeats = (first: number): void => {
    const { hitPoints, hitHandles } = asked
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
    found = kept
  }

  /** Points from `start` on, block by block. */
  const answer = (start: number, end: number): void => {
    for (let from = start; from < end; from += blockSize) {
      const size = Math.min(blockSize, end - from)
      const before = found
      const root = tree.root()
      let open = 0
      if (root.isRoofed) {
        look(from, size, root.roof)
        open = note(from, size, 0)
      }
      look(from, size, root)
      open = note(from, size, open)
      const left = read(descend(open))
      unfold()
      count(left)
      if (shared.count() > 0) withoutRepeats(before)
    }
  }

  return (lngs, lats, size, hitPoints, hitHandles) => {
    asked = { lngs, lats, hitPoints, hitHandles }
    found = 0
    if (chainBytes() < worthOrdering) {
      answer(0, size)
      return found
    }
    for (let first = 0; first < size; first += batchSize) {
      const batch = Math.min(batchSize, size - first)
      if (!ordering || ordering.order.length < batch) ordering = makeOrdering(batch)
      const kept = ordering.arrange(tree.root(), lngs, lats, first, batch)
      const { order } = ordering
      asked = { lngs: ordering.lngs, lats: ordering.lats, hitPoints, hitHandles }
      const before = found
      answer(0, kept)
      for (let i = before; i < found; i++) hitPoints[i] = order[hitPoints[i]!]!
    }
    return found
  }
}
