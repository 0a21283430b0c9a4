// A block of points at once. One by one a processor waits at every look-up for memory and guesses wrongly at every fork.
// Here all points of a block take each step together: look-ups that do not depend on each other overlap, forks become
// sums, and what a step will need far away is touched before.
import { columnOf, rowOf, stepBelow } from './cells.ts'
import type { Chains } from './chains.ts'
import { entryHandleBits, entryShift, listHead, partOf, runMore, runRefBits } from './entries.ts'
import type { Listing } from './listing.ts'
import { chunkBits, chunkNumberBits, chunkNumbers, unitMask } from './pool.ts'
import { leastRoom, setHead } from './sets.ts'
import type { Table } from './table.ts'
import type { Tree } from './tree.ts'
import { isListWord, refOf, wordHandleBits } from './words.ts'

export type Asked = {
  lngs: Float64Array
  lats: Float64Array
  hitPoints: Int32Array
  hitHandles: Int32Array
}

/**
 * Of at most `blockSize` points from `start`, writes the pairs to the hits from `from` and returns where they end. A
 * shape of several pieces may be there twice.
 */
export type CoveringBlock = (asked: Asked, start: number, size: number, from: number) => number

export const blockSize = 1024

/** 1 for a word or a part of one shape that holds the square. */
const isInside = (word: number): number => word & ~(word >> 1) & 1
/** 1 for a list or a node: there is more to read. */
const isMore = (word: number): number => (word >> 1) & 1

export const makeCoveringBlock = (
  tree: Tree,
  { point: way, begin, isHeld }: Listing,
  { chunks: points }: Chains,
): CoveringBlock => {
  const nodeChunks = tree.nodes.chunks
  const listChunks = tree.lists.chunks
  const setChunks = tree.sets.chunks
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

  return (newAsked, start, size, from) => {
    asked = newAsked
    found = from
    const root = tree.root()
    let open = 0
    if (root.isRoofed) {
      look(start, size, root.roof)
      open = note(start, size, 0)
    }
    look(start, size, root)
    open = note(start, size, open)
    const left = read(descend(open))
    unfold()
    count(left)
    return found
  }
}
