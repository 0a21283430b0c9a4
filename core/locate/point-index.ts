// The finest piece of territory a point lies in, from the index of places: the pieces are put in finest first, so the
// smallest handle of those that cover a point is the answer.
import type { District, Level, Point, Territory } from '../district/district.ts'
import { assert } from '../kit/assert.ts'
import { makeCellIndex } from '../kit/place/cell-index.ts'
import { repairPolygons } from '../kit/place/repair.ts'

/** Finest first: the order in which a point looks for its place. */
export const finestFirst: readonly Level[] = ['building', 'grid', 'community', 'town', 'district']

export type PointIndex = {
  /** False when no border of the district is drawn at all. */
  hasBorders: boolean
  finestAt: (point: Point) => Territory | undefined
}

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
    hasBorders: pieces.length > 0,
    finestAt: ([lng, lat]) => {
      const count = index.covering(lng, lat, covering)
      let finest = pieces.length
      for (let i = 0; i < count; i++) finest = Math.min(finest, covering[i]!)
      return pieces[finest]
    },
  }
}
