// The squares the earth is cut into: 2³⁰ along the equator, 3.7 cm each, and every power of four of them together. A
// square of size `shift` is 2^shift of the smallest wide. Its number is a plain shift of the number of any square in it.

const perDegree = 2 ** 30 / 360
const degreesPerCell = 360 / 2 ** 30

/**
 * Sizes in use, largest first. Down to 153 m a square has 16 × 16 smaller ones, so that the way down is short; below, where
 * only the neighbourhood of borders is divided, 4 × 4. The smallest is 0.6 m: finer than any border is known.
 */
export const shifts: readonly number[] = [28, 24, 20, 16, 12, 10, 8, 6, 4]
const lastWideShift = 12
/** Sizes the table of the tree may have. */
export const smallestTableShift = 12
export const largestTableShift = 20
export const shiftAbove = (shift: number): number => (shift >= lastWideShift ? shift + 4 : shift + 2)
/** By how many bits the next smaller size is smaller. */
export const stepBelow = (shift: number): number => (shift > lastWideShift ? 4 : 2)

/** Never falls when `lng` grows, so squares are intervals, though their sides may be off by the last bit. */
export const columnOf = (lng: number): number => ((lng + 180) * perDegree) | 0
export const rowOf = (lat: number): number => ((lat + 90) * perDegree) | 0

/** Degrees along the side of a square, by its size. */
export const sides: Float64Array = Float64Array.from(
  { length: 31 },
  (_, shift) => 2 ** shift * degreesPerCell,
)

/** Where a square begins. */
export const westOf = (column: number, shift: number): number => column * sides[shift]! - 180
export const southOf = (row: number, shift: number): number => row * sides[shift]! - 90

/** A square has 4 × 4 parts; of each is known which shapes hold it whole, are wholly elsewhere, or have a border in it. */
export const partBits = 2

/**
 * The one point of a square of which is known what lies on it: the middle of the part north-east of its middle, so that
 * whoever knows the parts knows this. Any double inside would do, but all who ask must get the same one.
 */
export const knownLng = (column: number, shift: number): number => westOf(column + 0.625, shift)
export const knownLat = (row: number, shift: number): number => southOf(row + 0.625, shift)

/** The middle of a square. */
export const middleLng = (column: number, shift: number): number => westOf(column + 0.5, shift)
export const middleLat = (row: number, shift: number): number => southOf(row + 0.5, shift)

/**
 * Degrees by which a square is taken larger when asking what touches it: 0.1 mm, ten thousand times all rounding in
 * the sides of squares and in cutting an edge by them.
 */
export const margin = 1e-9
