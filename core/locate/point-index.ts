// The finest piece of territory a point lies in, from the index of places: the pieces are put in finest first, so the
// smallest handle of those that cover a point is the answer.
import type { District, Level, Point, Territory } from '../district/district.ts'
import { assert } from '../kit/assert.ts'
import { makeCellIndex } from '../kit/place/cell-index.ts'
import { repairPolygons } from '../kit/place/repair.ts'

/** Finest first: the order in which a point looks for its place. */
export const finestFirst: readonly Level[] = ['building', 'grid', 'community', 'town', 'district']

/** Two borders drawn along each other agree to a metre. */
const sameM = 1

export type PointIndex = {
  finestAt: (point: Point) => Territory | undefined
  /** Pieces of the same level not farther than so many metres, nearest first, the piece itself left out. */
  beside: (piece: Territory, point: Point, metres: number) => readonly Beside[]
  /** For a point no piece covers: the finest of the pieces nearest to it. */
  nearest: (point: Point) => Beside | undefined
}

export type Beside = { piece: Territory; distanceM: number }

/** Throws on a border that cannot be repaired, naming the piece and the corner. */
export const makePointIndex = (district: District): PointIndex => {
  const pieces = district.territories
    .filter(territory => territory.polygons?.length)
    .sort((a, b) => finestFirst.indexOf(a.level) - finestFirst.indexOf(b.level))
  const index = makeCellIndex()
  for (const { code, polygons } of pieces) {
    const repaired = repairPolygons(polygons)
    assert(
      'shape' in repaired,
      `border of ${code}: ${JSON.stringify(repaired)}; a ring of corners on earth is right`,
    )
    index.put(code, repaired.shape)
  }
  const covering = new Int32Array(pieces.length)
  return {
    finestAt: ([lng, lat]) => {
      const count = index.covering(lng, lat, covering)
      let finest = pieces.length
      for (let i = 0; i < count; i++) finest = Math.min(finest, covering[i]!)
      return pieces[finest]
    },
    beside: (piece, [lng, lat], metres) =>
      index.within(lng, lat, metres).flatMap(({ handle, distanceM }) => {
        const other = pieces[handle]!
        return other !== piece && other.level === piece.level ? [{ piece: other, distanceM }] : []
      }),
    nearest: ([lng, lat]) => {
      const first = index.nearest(lng, lat)
      if (!first) return undefined
      // A grid ends where its community and its town end: the same distance, and the finest has the smallest handle.
      const handle = Math.min(...index.within(lng, lat, first.distanceM + sameM).map(n => n.handle))
      return { piece: pieces[handle]!, distanceM: first.distanceM }
    },
  }
}
