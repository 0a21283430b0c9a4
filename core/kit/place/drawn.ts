// Everything that can be drawn on a map as a shape: polygons as they are, a line with a width as the ground within half of
// it, a circle as a ring of so many corners that it is nowhere 5 cm off (for radii up to 10 km).
import { metresPerLat, metresPerLng } from './distance.ts'
import { type Flaw, flawOf, type Repaired, repairPolygons } from './repair.ts'
import type { Piece, Ring } from './shape.ts'

/** What GeoJSON calls a feature, as far as it matters here. */
export type Feature = { id: unknown; properties: Readonly<Record<string, unknown>>; geometry: unknown }

/** All features of a file: a collection, one feature, a geometry alone, or a bare array of any of these. */
export const featuresIn = (file: unknown): Feature[] => {
  if (Array.isArray(file)) return file.flatMap(featuresIn)
  if (!isRecord(file)) return []
  if (Array.isArray(file.features)) return file.features.flatMap(featuresIn)
  if (!('geometry' in file)) return [{ id: undefined, properties: {}, geometry: file }]
  return [
    { id: file.id, properties: isRecord(file.properties) ? file.properties : {}, geometry: file.geometry },
  ]
}

/**
 * A GeoJSON geometry as a shape. Lines need `widthM`, the whole width in metres; points `radiusM`. What lies in several
 * polygons of one geometry lies in it.
 */
export const shapeOf = (geometry: unknown, size: { widthM?: number; radiusM?: number } = {}): Repaired => {
  if (!isRecord(geometry)) return refused('not-a-shape', 0, geometry)
  const { type, coordinates } = geometry
  switch (type) {
    case 'Polygon':
      return repairPolygons([coordinates])
    case 'MultiPolygon':
      return repairPolygons(coordinates)
    case 'LineString':
      return band([coordinates], size.widthM)
    case 'MultiLineString':
      return band(coordinates, size.widthM)
    case 'Point':
      return circle(coordinates, size.radiusM)
    default:
      return refused('not-a-shape', 0, type)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refused = (what: Flaw['what'], corner: number, coordinate: unknown, polygon = 0): Repaired => ({
  flaw: { what, polygon, ring: 0, corner, coordinate },
})

const isSize = (metres: number | undefined): metres is number =>
  metres !== undefined && metres > 0 && metres < 1e6

const circle = (centre: unknown, radiusM: number | undefined): Repaired => {
  const flaw = flawOf(centre)
  if (flaw) return refused(flaw, 0, centre)
  if (!isSize(radiusM)) return refused('width-missing', 0, radiusM)
  return onEarth([[capsule(centre as Corner, centre as Corner, radiusM)]])
}

/** Every stretch of the line is a piece of its own with round ends; a shape is all of its pieces together. */
const band = (lines: unknown, widthM: number | undefined): Repaired => {
  if (!isSize(widthM)) return refused('width-missing', 0, widthM)
  if (!Array.isArray(lines)) return refused('not-a-shape', 0, lines)
  const pieces: Piece[] = []
  for (const [number, line] of lines.entries()) {
    if (!Array.isArray(line) || line.length < 2) return refused('not-a-shape', 0, line, number)
    for (const [corner, coordinate] of line.entries()) {
      const flaw = flawOf(coordinate)
      if (flaw) return refused(flaw, corner, coordinate, number)
      if (corner > 0) pieces.push([capsule(line[corner - 1], coordinate, widthM / 2)])
    }
  }
  return onEarth(pieces)
}

type Corner = readonly [lng: number, lat: number]

const worstM = 0.05
const mostCorners = 1_024

/** All within so many metres of the straight way from a to b. Corners lie as far outside as the sides lie inside. */
const capsule = (a: Corner, b: Corner, radiusM: number): Ring => {
  const perRound = Math.ceil(Math.PI / Math.acos(1 - Math.min(0.3, worstM / radiusM)))
  const half = Math.ceil(Math.min(mostCorners, Math.max(8, perRound)) / 2)
  const outM = radiusM * (2 / (1 + Math.cos(Math.PI / (2 * half))))
  const [ax, ay] = [a[0] * metresPerLng(a[1]), a[1] * metresPerLat]
  const [bx, by] = [b[0] * metresPerLng(a[1]), b[1] * metresPerLat]
  const heading = Math.atan2(by - ay, bx - ax)
  const points: number[] = []
  const turn = ([lng, lat]: Corner, from: number) => {
    for (let i = 0; i <= half; i++) {
      const angle = from + (Math.PI * i) / half
      points.push(
        kept(lng + (outM * Math.cos(angle)) / metresPerLng(lat)),
        kept(lat + (outM * Math.sin(angle)) / metresPerLat),
      )
    }
  }
  turn(b, heading - Math.PI / 2)
  turn(a, heading + Math.PI / 2)
  return Float64Array.from([...points, points[0]!, points[1]!])
}

/** 1 cm, far finer than the ring is true; so the index keeps it in half the room. */
const kept = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

const onEarth = (pieces: Piece[]): Repaired =>
  repairPolygons(pieces.map(piece => piece.map(ring => pairsOf(ring))))

const pairsOf = (ring: Ring): number[][] =>
  Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!])
