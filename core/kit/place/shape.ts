// What the index takes: shapes that were looked over by repair.ts and hold together. A shape is the union of its
// pieces; a point lies in a piece when it lies inside an odd number of its rings.

/** x, y, x, y … in degrees WGS-84; closed: the last point repeats the first. */
export type Ring = Float64Array
export type Piece = readonly Ring[]
export type Shape = { readonly pieces: readonly Piece[] }

/** One of the versions of one shape in an index: a whole number from 0, below `mostHandles`. */
export type Handle = number
export const mostHandles = 2 ** 22
