// Which pieces of territory might hold a point: a chessboard over the district, each square listing the pieces whose
// box touches it, finest first. A few look-ups instead of one test for every polygon of the district.
import type { District, Level, Point, Territory } from '../district/district.ts'
import { type BBox, bboxOf, isInAnyPolygon, isInBBox } from '../kit/geometry.ts'

/** Finest first: the order in which a point looks for its place. */
export const finestFirst: readonly Level[] = ['building', 'grid', 'community', 'town', 'district']

type Piece = { territory: Territory; bbox: BBox }

const squares = 64 // a side; on a district of 60 km a square is about 1 km, the size of a grid

export type PointIndex = {
  /** False when no border of the district is drawn at all. */
  hasBorders: boolean
  finestAt: (point: Point) => Territory | undefined
}

export const makePointIndex = (district: District): PointIndex => {
  const pieces = district.territories
    .flatMap((territory): Piece[] =>
      territory.polygons?.length ? [{ territory, bbox: bboxOf(territory.polygons) }] : [],
    )
    .sort((a, b) => finestFirst.indexOf(a.territory.level) - finestFirst.indexOf(b.territory.level))
  const west = Math.min(...pieces.map(p => p.bbox[0]))
  const south = Math.min(...pieces.map(p => p.bbox[1]))
  const east = Math.max(...pieces.map(p => p.bbox[2]))
  const north = Math.max(...pieces.map(p => p.bbox[3]))
  const whole: BBox = [west, south, east, north]
  const column = (lng: number) => squareOf(lng, west, east)
  const row = (lat: number) => squareOf(lat, south, north)

  const board: Piece[][] = Array.from({ length: squares * squares }, () => [])
  for (const piece of pieces) {
    const [w, s, e, n] = piece.bbox
    for (let y = row(s); y <= row(n); y++) {
      for (let x = column(w); x <= column(e); x++) board[y * squares + x]!.push(piece)
    }
  }
  return {
    hasBorders: pieces.length > 0,
    finestAt: point => {
      if (!isInBBox(point, whole)) return undefined
      const near = board[row(point[1]) * squares + column(point[0])]!
      return near.find(p => isInBBox(point, p.bbox) && isInAnyPolygon(point, p.territory.polygons!))
        ?.territory
    },
  }
}

const squareOf = (degree: number, from: number, to: number): number =>
  to === from ? 0 : Math.min(squares - 1, Math.floor(((degree - from) / (to - from)) * squares))
