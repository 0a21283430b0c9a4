// Which shape is nearest to a point, and which are within some metres: squares of the tree in reach are gone through,
// nearest first where that matters, and only the edges in them are measured.
import { sides, southOf, stepBelow, westOf } from './cells.ts'
import { type Chains, perDegreeKept } from './chains.ts'
import type { Covering } from './cover.ts'
import { metresPerLat, metresPerLng, toEdgeSquared } from './distance.ts'
import { entryHandleBits, entryWide, groupEnd, listHead, longestRun, runMore, runRefBits } from './entries.ts'
import { chunkBits, unitMask } from './pool.ts'
import type { Handle } from './shape.ts'
import type { Tree } from './tree.ts'
import { isListWord, isNodeWord, refOf } from './words.ts'

export type Near = { handle: Handle; distanceM: number }

export const makeNear = (tree: Tree, { chunks, wideChunks }: Chains, covering: Covering) => {
  const nodes = tree.nodes.chunks
  const lists = tree.lists.chunks
  let covered = new Int32Array(64)
  let [lng, lat, perLng] = [0, 0, 0]
  /** Nothing beyond is of interest; `nearest` draws it in as it finds. */
  let reachSquared = 0
  let isDrawingIn = false
  const best = new Map<Handle, number>()

  const offer = (handle: Handle, squared: number): void => {
    if (squared > reachSquared) return
    if (isDrawingIn) {
      if (squared === reachSquared && best.size > 0) return
      best.clear()
      reachSquared = squared
    }
    best.set(handle, Math.min(squared, best.get(handle) ?? Infinity))
  }

  const toSquareSquared = (column: number, row: number, shift: number): number => {
    const west = westOf(column, shift)
    const south = southOf(row, shift)
    const x = Math.max(west - lng, 0, lng - west - sides[shift]!) * perLng
    const y = Math.max(south - lat, 0, lat - south - sides[shift]!) * metresPerLat
    return x * x + y * y
  }

  const readLists = (said: number): void => {
    for (let word = said; isListWord(word); ) {
      const ref = refOf(word)
      const list = lists[ref >>> chunkBits]!
      const at = ((ref & unitMask) << 1) + listHead
      const end = at + list[at - listHead]!
      for (let i = at; i < end; i = groupEnd(list, i)) {
        const entry = list[i]!
        const wide = (entry & entryWide) !== 0
        const unit = wide ? 1 : perDegreeKept
        for (let more = runMore, k = i + 2; more !== 0; k++) {
          const run = list[k]!
          more = run & runMore
          const ref = run >>> runRefBits
          const points = wide ? wideChunks[ref >>> chunkBits]! : chunks[ref >>> chunkBits]!
          let from = wide ? ref & unitMask : (ref & unitMask) << 1
          for (let n = run & longestRun; n > 0; n--, from += 2) {
            const squared = toEdgeSquared(
              (points[from]! / unit - lng) * perLng,
              (points[from + 1]! / unit - lat) * metresPerLat,
              (points[from + 2]! / unit - lng) * perLng,
              (points[from + 3]! / unit - lat) * metresPerLat,
            )
            offer(entry >>> entryHandleBits, squared)
          }
        }
      }
      word = list[at - listHead + 1]!
    }
  }

  const search = (word: number, column: number, row: number, shift: number): void => {
    if (word === 0 || toSquareSquared(column, row, shift) > reachSquared) return
    // A shape that holds a whole square covers the point or is nearer elsewhere, by its border.
    readLists(word)
    if (!isNodeWord(word)) return
    const ref = refOf(word)
    const node = nodes[ref >>> chunkBits]!
    const at = (ref & unitMask) << 1
    const step = stepBelow(shift)
    const parts = Array.from({ length: 1 << (2 * step) }, (_, i) => i)
      .filter(i => node[at + i] !== 0)
      .map(i => ({
        word: node[at + i]!,
        x: (column << step) | (i & ((1 << step) - 1)),
        y: (row << step) | (i >> step),
      }))
      .map(part => ({ ...part, far: toSquareSquared(part.x, part.y, shift - step) }))
      .sort((a, b) => a.far - b.far)
    for (const part of parts) search(part.word, part.x, part.y, shift - step)
  }

  /** The table ring by ring around the point, until a ring is out of reach. */
  const searchAll = (): void => {
    const { shift, column, row, width, height, words } = tree.root()
    const clamp = (value: number, size: number) => Math.max(0, Math.min(size - 1, Math.floor(value)))
    const midX = clamp((lng - westOf(column, shift)) / sides[shift]!, width)
    const midY = clamp((lat - southOf(row, shift)) / sides[shift]!, height)
    const ringM = sides[shift]! * Math.min(perLng, metresPerLat)
    for (let ring = 0; ring < Math.max(width, height); ring++) {
      const beyond = Math.max(0, ring - 1) * ringM
      if (beyond * beyond > reachSquared) return
      for (let y = midY - ring; y <= midY + ring; y++) {
        if (y < 0 || y >= height) continue
        const isEnd = y === midY - ring || y === midY + ring
        for (let x = midX - ring; x <= midX + ring; x += isEnd || ring === 0 ? 1 : 2 * ring) {
          if (x >= 0 && x < width) search(words[y * width + x]!, column + x, row + y, shift)
        }
      }
    }
  }

  /** What the roof says of large shapes; after the rest, when little is left in reach. */
  const searchRoof = (): void => {
    const { isRoofed, roof } = tree.root()
    if (!isRoofed) return
    roof.words.forEach((word, i) => {
      search(word, roof.column + (i % roof.width), roof.row + Math.floor(i / roof.width), roof.shift)
    })
  }

  const begin = (newLng: number, newLat: number): number => {
    lng = newLng
    lat = newLat
    perLng = metresPerLng(lat)
    best.clear()
    let count = covering(lng, lat, covered)
    if (count > covered.length) {
      covered = new Int32Array(count * 2)
      count = covering(lng, lat, covered)
    }
    return count
  }
  const isOnEarth = (x: number, y: number) => Math.abs(x) <= 180 && Math.abs(y) <= 90

  return {
    nearest: (x: number, y: number): Near | undefined => {
      if (!isOnEarth(x, y)) return undefined
      if (begin(x, y) > 0) return { handle: covered[0]!, distanceM: 0 }
      reachSquared = Infinity
      isDrawingIn = true
      searchAll()
      searchRoof()
      for (const [handle, squared] of best) return { handle, distanceM: Math.sqrt(squared) }
      return undefined
    },
    within: (x: number, y: number, metres: number): Near[] => {
      if (!isOnEarth(x, y) || !(metres >= 0)) return []
      const count = begin(x, y)
      reachSquared = metres * metres
      isDrawingIn = false
      searchAll()
      searchRoof()
      for (let i = 0; i < count; i++) best.set(covered[i]!, 0)
      return [...best]
        .map(([handle, squared]) => ({ handle, distanceM: Math.sqrt(squared) }))
        .sort((a, b) => a.distanceM - b.distanceM || a.handle - b.handle)
    },
  }
}
