// Draws one piece on squares of one size and their 4 × 4 parts: which does its border touch and with which edges, which
// others does it hold. What it answers is on the safe side about touching and exact about holding; both together make
// answers exact.
import { columnOf, margin, middleLat, middleLng, partBits, rowOf, southOf } from './cells.ts'
import type { Chain } from './chains.ts'
import { longestRun, partBorder } from './entries.ts'
import type { Ref } from './pool.ts'
import { isLeft } from './robust.ts'
import type { Box } from './table.ts'

/** One piece on the squares of its box; all arrays are row by row and may be longer than what is used. */
export type Raster = {
  column: number
  row: number
  width: number
  height: number
  /** The first run of edges through a square, −1 when none. */
  firstRun: Int32Array
  /** 1 where the known point of the square lies in the piece. */
  holdsKnown: Uint8Array
  /** Runs: address of the first corner, number of edges, the next run of the square. */
  runAt: number[]
  runCount: number[]
  nextRun: number[]
  /** Whether corners are doubles. */
  wide: boolean
  begin: (box: Box, shift: number) => void
  draw: (chain: Chain) => void
  /** After the last chain. */
  finish: () => void
  /** What the parts of a square are, as groups say it; after `finish`. */
  partsOf: (cell: number) => number
}

export const makeRaster = (): Raster => {
  // The parts of all squares, by their own rows.
  let shift = 0
  let width = 0
  let height = 0
  let isTouched = new Uint8Array(0)
  let holdsMiddle = new Uint8Array(0)
  let lastRun = new Int32Array(0)
  let middlesLng = new Float64Array(0)
  let middlesLat = new Float64Array(0)

  const touch = (x: number, y: number, at: Ref, stride: number): void => {
    isTouched[y * width + x] = 1
    const cell = (y >> partBits) * raster.width + (x >> partBits)
    const last = raster.firstRun[cell]! < 0 ? -1 : lastRun[cell]!
    if (last >= 0) {
      const count = raster.runCount[last]!
      const follows = raster.runAt[last]! + count * stride
      // Several parts of the square may name an edge.
      if (follows - stride === at) return
      if (follows === at && count < longestRun) {
        raster.runCount[last] = count + 1
        return
      }
    }
    const run = raster.runAt.length
    raster.runAt.push(at)
    raster.runCount.push(1)
    raster.nextRun.push(-1)
    if (last < 0) raster.firstRun[cell] = run
    else raster.nextRun[last] = run
    lastRun[cell] = run
  }

  const touchAll = (ax: number, ay: number, bx: number, by: number, at: Ref, stride: number): void => {
    const column = raster.column << partBits
    const row = raster.row << partBits
    const first = (columnOf(Math.min(ax, bx) - margin) >> shift) - column
    const last = (columnOf(Math.max(ax, bx) + margin) >> shift) - column
    const low = (rowOf(Math.min(ay, by) - margin) >> shift) - row
    const high = (rowOf(Math.max(ay, by) + margin) >> shift) - row
    if (low === high || first === last) {
      for (let y = low; y <= high; y++) for (let x = first; x <= last; x++) touch(x, y, at, stride)
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
      const start = Math.max(first, (columnOf(Math.min(fromX, toX) - margin) >> shift) - column)
      const end = Math.min(last, (columnOf(Math.max(fromX, toX) + margin) >> shift) - column)
      for (let x = start; x <= end; x++) touch(x, y, at, stride)
    }
  }

  /** Turns over, in every row of middles the edge passes, all middles east of it. */
  const turn = (ax: number, ay: number, bx: number, by: number): void => {
    const column = raster.column << partBits
    const row = raster.row << partBits
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
    holdsKnown: new Uint8Array(0),
    runAt: [],
    runCount: [],
    nextRun: [],
    wide: false,
    begin: (box, size) => {
      raster.column = columnOf(box.west - margin) >> size
      raster.row = rowOf(box.south - margin) >> size
      raster.width = (columnOf(box.east + margin) >> size) - raster.column + 1
      raster.height = (rowOf(box.north + margin) >> size) - raster.row + 1
      shift = size - partBits
      width = raster.width << partBits
      height = raster.height << partBits
      const cells = raster.width * raster.height
      if (raster.firstRun.length < cells) {
        raster.firstRun = new Int32Array(cells * 2)
        raster.holdsKnown = new Uint8Array(cells * 2)
        lastRun = new Int32Array(cells * 2)
        isTouched = new Uint8Array(cells * 32)
        holdsMiddle = new Uint8Array(cells * 32)
      }
      raster.firstRun.fill(-1, 0, cells)
      isTouched.fill(0, 0, width * height)
      holdsMiddle.fill(0, 0, width * height)
      if (middlesLng.length < width) middlesLng = new Float64Array(width * 2)
      if (middlesLat.length < height) middlesLat = new Float64Array(height * 2)
      const [column, row] = [raster.column << partBits, raster.row << partBits]
      for (let x = 0; x < width; x++) middlesLng[x] = middleLng(column + x, shift)
      for (let y = 0; y < height; y++) middlesLat[y] = middleLat(row + y, shift)
      raster.runAt.length = 0
      raster.runCount.length = 0
      raster.nextRun.length = 0
    },
    draw: ({ points, count, at, wide }) => {
      raster.wide = wide
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
      for (let y = 0; y < height; y++) {
        let inside = 0
        for (let part = y * width; part < (y + 1) * width; part++) {
          inside ^= holdsMiddle[part]!
          holdsMiddle[part] = inside
        }
      }
      const { holdsKnown } = raster
      for (let cell = 0, y = 2; y < height; y += 4) {
        for (let x = 2; x < width; x += 4) holdsKnown[cell++] = holdsMiddle[y * width + x]!
      }
    },
    partsOf: cell => {
      const first = Math.floor(cell / raster.width) * 4 * width + (cell % raster.width) * 4
      let parts = 0
      for (let i = 0; i < 16; i++) {
        const part = first + (i >> 2) * width + (i & 3)
        parts |= (isTouched[part] === 1 ? partBorder : holdsMiddle[part]!) << (i << 1)
      }
      return parts
    },
  }
  return raster
}
