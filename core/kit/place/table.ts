// A flat table of squares of one size, which costs one look to ask, and over it a roof of squares 16 times as wide.
import { margin, shiftAbove, southOf, westOf } from './cells.ts'

export type Box = { west: number; south: number; east: number; north: number }

/** A flat table of squares of one size, row by row. */
export type Table = {
  shift: number
  column: number
  row: number
  width: number
  height: number
  words: Int32Array
}

export type Root = Table & {
  roof: Table
  /** Whether the roof says anything at all. */
  isRoofed: boolean
  /** What lies in the table for certain, and all shapes in that; degrees. */
  reached: Box
}

export const tableOf = (
  shift: number,
  column: number,
  row: number,
  lastColumn: number,
  lastRow: number,
): Table => {
  const width = lastColumn - column + 1
  const height = lastRow - row + 1
  return { shift, column, row, width, height, words: new Int32Array(width * height) }
}

export const roofed = (table: Table): Root => {
  const { shift, column, row, width, height } = table
  const above = shiftAbove(shift)
  const step = above - shift
  const roof = tableOf(
    above,
    column >> step,
    row >> step,
    (column + width - 1) >> step,
    (row + height - 1) >> step,
  )
  return { ...table, roof, isRoofed: false, reached: reachedBy(table) }
}

/** Half a margin inside the rim, where rounding cannot lead to a square that is not there; shapes keep a whole one. */
const reachedBy = ({ shift, column, row, width, height }: Table): Box => ({
  west: column === 0 ? -180 : westOf(column, shift) + margin / 2,
  south: row === 0 ? -90 : southOf(row, shift) + margin / 2,
  east: Math.min(180, westOf(column + width, shift) - margin / 2),
  north: Math.min(90, southOf(row + height, shift) - margin / 2),
})

export const copy = (from: Table, to: Table): void => {
  for (let y = 0; y < from.height; y++) {
    to.words.set(
      from.words.subarray(y * from.width, (y + 1) * from.width),
      (from.row + y - to.row) * to.width + from.column - to.column,
    )
  }
}
