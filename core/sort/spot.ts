// Squares of about 500 m, so that “around here” is a look-up: whatever lies within 500 m of a point lies in its square or
// one of the eight around it. The database computes the same number for itself (migration 0050).
import type { Point } from '../district/district.ts'

/** 556 m of latitude; 770 m of longitude at 30° north, 505 m at 55°. */
const latStep = 0.005
const lngStep = 0.008
const columns = 100_000

const at = (column: number, row: number): number => (row + 18_000) * columns + column + 22_500
const columnOf = ([lng]: Point): number => Math.floor(lng / lngStep)
const rowOf = ([, lat]: Point): number => Math.floor(lat / latStep)

export const spotOf = (point: Point): number => at(columnOf(point), rowOf(point))

/** The square of a point and the eight around it. */
export const spotsAround = (point: Point): readonly number[] =>
  [-1, 0, 1].flatMap(dy => [-1, 0, 1].map(dx => at(columnOf(point) + dx, rowOf(point) + dy)))
