// Borders as people and programs draw them, made whole or refused. One rule: a point lies in a polygon when it lies inside
// an odd number of its rings. So a ring that crosses itself needs no new corner – what it winds round twice is outside –
// and every repair here leaves that answer as it is for every point: closing a ring, dropping a corner said twice, a spike
// that goes out and back on one line, a ring without area; the direction of rings does not matter. A hole wholly outside
// its polygon cuts nothing out and is dropped. What cannot be answered so is refused with ring, corner and coordinate.
import { orient } from './robust.ts'
import type { Piece, Ring, Shape } from './shape.ts'

export type Flaw = {
  what:
    | 'not-a-shape'
    | 'not-a-number'
    | 'not-on-earth'
    | 'without-area'
    | 'hole-crosses-border'
    | 'width-missing'
  /** Counted from 0: the polygon, ring and corner of the drawing. */
  polygon: number
  ring: number
  corner: number
  /** As drawn. */
  coordinate: unknown
}

export type Note = {
  what: 'closed' | 'corner-twice' | 'spike' | 'ring-without-area' | 'hole-outside'
  polygon: number
  ring: number
  /** The first corner of this kind in the ring. */
  corner: number
}

export type Repaired = { shape: Shape; notes: readonly Note[] } | { flaw: Flaw }

/** GeoJSON coordinates of a MultiPolygon: polygons of rings of [lng, lat, …]. */
export const repairPolygons = (polygons: unknown): Repaired => {
  const notes: Note[] = []
  const pieces: Piece[] = []
  if (!Array.isArray(polygons)) return { flaw: flawAt('not-a-shape', 0, 0, 0, polygons) }
  for (const [polygon, rings] of polygons.entries()) {
    if (!Array.isArray(rings)) return { flaw: flawAt('not-a-shape', polygon, 0, 0, rings) }
    const whole: Ring[] = []
    for (const [ring, drawn] of rings.entries()) {
      const repaired = repairRing(drawn, polygon, ring, notes)
      if ('flaw' in repaired) return repaired
      if (repaired.ring.length === 0) {
        if (ring === 0) break // without its outer ring a polygon has no holes either
        continue
      }
      const outer = whole[0]
      if (outer) {
        const sides = sidesOfHole(outer, repaired.ring, repaired.corners)
        if (sides.inside && sides.outside !== undefined) {
          return { flaw: flawAt('hole-crosses-border', polygon, ring, sides.outside, drawn[sides.outside]) }
        }
        if (sides.outside !== undefined) {
          notes.push({ what: 'hole-outside', polygon, ring, corner: sides.outside })
          continue
        }
      }
      whole.push(repaired.ring)
    }
    if (whole.length > 0) pieces.push(whole)
  }
  if (pieces.length === 0) return { flaw: flawAt('without-area', 0, 0, 0, polygons[0]?.[0]?.[0]) }
  return { shape: { pieces }, notes }
}

const flawAt = (
  what: Flaw['what'],
  polygon: number,
  ring: number,
  corner: number,
  coordinate: unknown,
): Flaw => ({ what, polygon, ring, corner, coordinate })

/** Whether a coordinate can be taken; undefined when it can. */
export const flawOf = (coordinate: unknown): 'not-a-number' | 'not-on-earth' | undefined => {
  if (!Array.isArray(coordinate)) return 'not-a-number'
  const [lng, lat] = coordinate
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) return 'not-a-number'
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? undefined : 'not-on-earth'
}

const repairRing = (
  drawn: unknown,
  polygon: number,
  ring: number,
  notes: Note[],
): { ring: Ring; corners: readonly number[] } | { flaw: Flaw } => {
  if (!Array.isArray(drawn)) return { flaw: flawAt('not-a-shape', polygon, ring, 0, drawn) }
  const noted = new Set<string>()
  const note = (what: Note['what'], corner: number) => {
    if (noted.has(what)) return
    noted.add(what)
    notes.push({ what, polygon, ring, corner })
  }
  const xs: number[] = []
  const ys: number[] = []
  /** Which corner of the drawing each is. */
  const corners: number[] = []
  const isSame = (i: number, j: number) => xs[i] === xs[j] && ys[i] === ys[j]
  const drop = (what: Note['what'], corner: number) => {
    xs.pop()
    ys.pop()
    corners.pop()
    note(what, corner)
  }
  /** Shortens the end until its last corner follows properly on those before. */
  const tidyEnd = () => {
    for (;;) {
      const last = xs.length - 1
      if (last >= 1 && isSame(last, last - 1)) {
        drop('corner-twice', corners[last]!)
      } else if (last >= 2 && isSpike(xs, ys, last - 2, last - 1, last)) {
        const [x, y, corner] = [xs[last]!, ys[last]!, corners[last]!]
        drop('spike', corners[last - 1]!)
        xs[last - 1] = x
        ys[last - 1] = y
        corners[last - 1] = corner
      } else {
        return
      }
    }
  }

  for (const [corner, coordinate] of drawn.entries()) {
    const what = flawOf(coordinate)
    if (what) return { flaw: flawAt(what, polygon, ring, corner, coordinate) }
    xs.push(coordinate[0] + 0) // −0 is 0
    ys.push(coordinate[1] + 0)
    corners.push(corner)
    if (corner < drawn.length - 1 || xs.length < 2 || !isSame(0, xs.length - 1)) tidyEnd()
  }
  if (xs.length > 1 && isSame(0, xs.length - 1)) {
    xs.pop()
    ys.pop()
    corners.pop()
  } else if (xs.length > 0) {
    note('closed', drawn.length - 1)
  }
  // The seam is a corner like any other: turn the ring until nothing is left to tidy there.
  for (let turns = 0; xs.length >= 3 && turns < 2; turns++) {
    const before = xs.length
    xs.push(xs.shift()!)
    ys.push(ys.shift()!)
    corners.push(corners.shift()!)
    tidyEnd()
    if (xs.length < before) turns = -1
  }
  if (xs.length < 3) {
    note('ring-without-area', 0)
    return { ring: new Float64Array(0), corners }
  }
  const whole = new Float64Array(xs.length * 2 + 2)
  for (let i = 0; i <= xs.length; i++) {
    whole[2 * i] = xs[i % xs.length]!
    whole[2 * i + 1] = ys[i % xs.length]!
  }
  return { ring: whole, corners }
}

/** a → b → c turns right back on its own line. */
const isSpike = (xs: readonly number[], ys: readonly number[], a: number, b: number, c: number): boolean =>
  (xs[b]! - xs[a]!) * (xs[c]! - xs[b]!) + (ys[b]! - ys[a]!) * (ys[c]! - ys[b]!) < 0 &&
  orient(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!) === 0

/** On which sides of the outer ring a hole has corners; those on the border are on neither. */
const sidesOfHole = (
  outer: Ring,
  hole: Ring,
  corners: readonly number[],
): { inside: boolean; outside: number | undefined } => {
  let inside = false
  let outside: number | undefined
  for (let i = 0; i < hole.length - 2; i += 2) {
    const side = sideOf(outer, hole[i]!, hole[i + 1]!)
    if (side > 0) inside = true
    if (side < 0) outside = Math.min(outside ?? Infinity, corners[i / 2]!)
  }
  return { inside, outside }
}

/** 1 inside, −1 outside, 0 on the ring. */
const sideOf = (ring: Ring, x: number, y: number): number => {
  let side = -1
  for (let i = 2; i < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
    if ((ay > y && by > y) || (ay < y && by < y) || (ax < x && bx < x)) continue
    const turn = orient(ax, ay, bx, by, x, y)
    if (turn === 0 && x >= Math.min(ax, bx) && x <= Math.max(ax, bx)) return 0
    if (ay > y !== by > y && turn > 0 === by > ay) side = -side
  }
  return side
}
