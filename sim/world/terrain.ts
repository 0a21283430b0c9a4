// The ground the world stands on: the smallest pieces with a border, how built-up each is, and points inside them – near a
// road, near the river, up in the hills. Plain + − × ÷ and square roots only: the same on every machine.
import type { District, Point, Polygon, Territory } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { isInPolygon } from '#core/kit/geometry.ts'
import type { Chance } from '../chance.ts'
import { sharedOut } from '../history/deck/cards.ts'

export type Piece = {
  code: string
  polygon: Polygon
  west: number
  south: number
  east: number
  north: number
  /** Street grids are built up, grids of a town's seat half so, villages hardly. */
  built: 'street' | 'seat' | 'village'
  middle: Point
  /** Metres from its middle to the river; no river: from the district's middle. */
  riverM: number
  /** Known places inside. */
  places: readonly { name: string; kind: string; point: Point }[]
}

const mPerLat = 110_850
const mPerLng = 96_600

/** Plane metres between two points, near enough inside one district. */
export const planeM = (a: Point, b: Point): number => {
  const x = (a[0] - b[0]) * mPerLng
  const y = (a[1] - b[1]) * mPerLat
  return Math.sqrt(x * x + y * y)
}

const toLineM = (p: Point, line: readonly Point[]): number => {
  let best = Number.POSITIVE_INFINITY
  for (const q of line) best = Math.min(best, planeM(p, q))
  return best
}

const pieceOf = (t: Territory, district: District): Piece => {
  const polygon = t.polygons?.[0]
  assert(polygon !== undefined, `${t.code} has no border: the world cannot be laid on it`)
  const ring = polygon[0]!
  const middle: Point = t.centre ?? ring[0]!
  const river = district.waterways[0]?.line ?? [district.territory(district.code)?.centre ?? middle]
  const street = district.territory(t.code.slice(0, district.code.length + 3))?.kind === 'street'
  return {
    code: t.code,
    polygon,
    west: Math.min(...ring.map(p => p[0])),
    east: Math.max(...ring.map(p => p[0])),
    south: Math.min(...ring.map(p => p[1])),
    north: Math.max(...ring.map(p => p[1])),
    built: t.level === 'grid' ? (street ? 'street' : 'seat') : 'village',
    middle,
    riverM: toLineM(middle, river),
    places: district.placeNames
      .filter(p => p.territory === t.code && p.point !== undefined)
      .map(p => ({ name: p.name, kind: p.kind ?? '', point: p.point! })),
  }
}

/** Grids where there are grids, else communities and villages: together they tile the district. */
export const piecesOf = (district: District): Piece[] => {
  const parents = new Set(district.territories.filter(t => t.level === 'grid').map(t => t.parent))
  return district.territories
    .filter(t => t.level === 'grid' || (t.level === 'community' && !parents.has(t.code)))
    .map(t => pieceOf(t, district))
}

const metre = 100_000
const rounded = (x: number): number => Math.round(x * metre) / metre

/** Somewhere in the piece. */
export const pointIn = (piece: Piece, chance: Chance): Point => {
  for (let tries = 0; tries < 400; tries++) {
    const p: Point = [
      rounded(chance.between(piece.west, piece.east)),
      rounded(chance.between(piece.south, piece.north)),
    ]
    if (isInPolygon(p, piece.polygon)) return p
  }
  return piece.middle
}

/** Near `of`, within about `reachM`, thick in the middle, and inside the piece; `of` itself when nothing fits. */
export const pointNear = (piece: Piece, of: Point, reachM: number, chance: Chance): Point => {
  for (let tries = 0; tries < 40; tries++) {
    const away = () => (chance.next() + chance.next() - 1) * reachM
    const p: Point = [rounded(of[0] + away() / mPerLng), rounded(of[1] + away() / mPerLat)]
    if (isInPolygon(p, piece.polygon)) return p
  }
  return isInPolygon(of, piece.polygon) ? of : piece.middle
}

/** `total` things over the pieces by weight: which piece each stands in, in order of pieces. */
export const spreadOver = (
  pieces: readonly Piece[],
  total: number,
  weigh: (piece: Piece) => number,
): number[] => sharedOut(total, pieces.map(weigh)).flatMap((count, i) => Array<number>(count).fill(i))
