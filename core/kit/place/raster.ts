// Draws one piece on squares of one size: which does its border touch and with which edges, in which middles lies the
// piece. What it answers is on the safe side about touching and exact about middles; both together make answers exact.
import { columnOf, margin, middleLat, middleLng, rowOf, southOf } from './cells.ts'
import type { Chain } from './chains.ts'
import { longestRun } from './entries.ts'
import type { Ref } from './pool.ts'
import { isLeft } from './robust.ts'
import type { Box } from './tree.ts'

/** One piece on the squares of its box; all arrays are row by row and may be longer than what is used. */
export type Raster = {
  column: number
  row: number
  width: number
  height: number
  /** The first run of edges through a square, −1 when none. */
  firstRun: Int32Array
  /** 1 where the middle of the square lies in the piece. */
  holdsMiddle: Uint8Array
  /** Runs: address of the first corner, number of edges, whether corners are doubles, the next run of the square. */
  runAt: number[]
  runCount: number[]
  runWide: boolean[]
  nextRun: number[]
  begin: (box: Box, shift: number) => void
  draw: (chain: Chain) => void
  /** After the last chain. */
  finish: () => void
}

export const makeRaster = (): Raster => {
  let shift = 0
  let lastRun = new Int32Array(0)
  let middlesLng = new Float64Array(0)
  let middlesLat = new Float64Array(0)

  const touch = (cell: number, at: Ref, stride: number): void => {
    const last = raster.firstRun[cell]! < 0 ? -1 : lastRun[cell]!
    if (last >= 0) {
      const count = raster.runCount[last]!
      const follows = raster.runAt[last]! + count * stride
      if (follows === at && count < longestRun) {
        raster.runCount[last] = count + 1
        return
      }
      // A wide band around squares may name an edge twice.
      if (follows - stride === at) return
    }
    const run = raster.runAt.length
    raster.runAt.push(at)
    raster.runCount.push(1)
    raster.runWide.push(stride === 2)
    raster.nextRun.push(-1)
    if (last < 0) raster.firstRun[cell] = run
    else raster.nextRun[last] = run
    lastRun[cell] = run
  }

  const touchAll = (ax: number, ay: number, bx: number, by: number, at: Ref, stride: number): void => {
    const { column, row, width } = raster
    const columns = (x: number) => (columnOf(x) >> shift) - column
    const rows = (y: number) => (rowOf(y) >> shift) - row
    const first = columns(Math.min(ax, bx) - margin)
    const last = columns(Math.max(ax, bx) + margin)
    const low = rows(Math.min(ay, by) - margin)
    const high = rows(Math.max(ay, by) + margin)
    if (low === high || first === last) {
      for (let y = low; y <= high; y++) for (let x = first; x <= last; x++) touch(y * width + x, at, stride)
      return
    }
    const slope = (bx - ax) / (by - ay)
    const south = Math.min(ay, by)
    const north = Math.max(ay, by)
    for (let y = low; y <= high; y++) {
      // The part of the edge inside this row, a margin more on both sides.
      const from = Math.max(south, southOf(row + y, shift) - margin)
      const to = Math.min(north, southOf(row + y + 1, shift) + margin)
      const fromX = from === ay ? ax : from === by ? bx : ax + (from - ay) * slope
      const toX = to === ay ? ax : to === by ? bx : ax + (to - ay) * slope
      const start = Math.max(first, columns(Math.min(fromX, toX) - margin))
      const end = Math.min(last, columns(Math.max(fromX, toX) + margin))
      for (let x = start; x <= end; x++) touch(y * width + x, at, stride)
    }
  }

  /** Turns over, in every row of middles the edge passes, all middles east of it. */
  const turn = (ax: number, ay: number, bx: number, by: number): void => {
    const { row, column, width, height, holdsMiddle } = raster
    const south = Math.min(ay, by)
    const north = Math.max(ay, by)
    let y = Math.max(0, (rowOf(south) >> shift) - row - 1)
    while (y < height && middlesLat[y]! < south) y++
    for (; y < height && middlesLat[y]! < north; y++) {
      const lat = middlesLat[y]!
      const crossing = ax + ((lat - ay) / (by - ay)) * (bx - ax)
      let x = Math.max(0, Math.min(width, (columnOf(crossing) >> shift) - column))
      while (x > 0 && !isLeft(ax, ay, bx, by, middlesLng[x - 1]!, lat)) x--
      while (x < width && isLeft(ax, ay, bx, by, middlesLng[x]!, lat)) x++
      if (x < width) holdsMiddle[y * width + x]! ^= 1
    }
  }

  const raster: Raster = {
    column: 0,
    row: 0,
    width: 0,
    height: 0,
    firstRun: new Int32Array(0),
    holdsMiddle: new Uint8Array(0),
    runAt: [],
    runCount: [],
    runWide: [],
    nextRun: [],
    begin: (box, size) => {
      shift = size
      raster.column = columnOf(box.west - margin) >> shift
      raster.row = rowOf(box.south - margin) >> shift
      raster.width = (columnOf(box.east + margin) >> shift) - raster.column + 1
      raster.height = (rowOf(box.north + margin) >> shift) - raster.row + 1
      const cells = raster.width * raster.height
      if (raster.firstRun.length < cells) {
        raster.firstRun = new Int32Array(cells * 2)
        raster.holdsMiddle = new Uint8Array(cells * 2)
        lastRun = new Int32Array(cells * 2)
      }
      raster.firstRun.fill(-1, 0, cells)
      raster.holdsMiddle.fill(0, 0, cells)
      if (middlesLng.length < raster.width) middlesLng = new Float64Array(raster.width * 2)
      if (middlesLat.length < raster.height) middlesLat = new Float64Array(raster.height * 2)
      for (let x = 0; x < raster.width; x++) middlesLng[x] = middleLng(raster.column + x, shift)
      for (let y = 0; y < raster.height; y++) middlesLat[y] = middleLat(raster.row + y, shift)
      raster.runAt.length = 0
      raster.runCount.length = 0
      raster.runWide.length = 0
      raster.nextRun.length = 0
    },
    draw: ({ points, count, at, wide }) => {
      const stride = wide ? 2 : 1
      let ax = points[0]!
      let ay = points[1]!
      for (let i = 1; i < count; i++) {
        const bx = points[2 * i]!
        const by = points[2 * i + 1]!
        touchAll(ax, ay, bx, by, at + (i - 1) * stride, stride)
        if (ay !== by) turn(ax, ay, bx, by)
        ax = bx
        ay = by
      }
    },
    finish: () => {
      const { width, height, holdsMiddle } = raster
      for (let y = 0; y < height; y++) {
        let inside = 0
        for (let cell = y * width; cell < (y + 1) * width; cell++) {
          inside ^= holdsMiddle[cell]!
          holdsMiddle[cell] = inside
        }
      }
    },
  }
  return raster
}
