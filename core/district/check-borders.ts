// Borders drawn by hand: closed, not knotted, and inside what surrounds them.
import type { Point, Polygon, Territory } from './district.ts'
import type { Report } from './report.ts'

type Box = readonly [west: number, south: number, east: number, north: number]

const boxOf = (polygons: readonly Polygon[]): Box => {
  const points = polygons.flatMap(rings => rings.flat())
  return points.reduce<Box>(
    ([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

/** `parent` is the piece of territory around it, where there is one. */
export const checkBorders = (t: Territory, index: number, parent: Territory | undefined, report: Report) => {
  if (!t.polygons) return
  for (const ring of t.polygons.flat()) {
    const first = ring[0]!
    const last = ring.at(-1)!
    if (ring.length < 4 || first[0] !== last[0] || first[1] !== last[1])
      report(
        ['territories', index, 'polygons'],
        `${t.code} 的边界没有闭合`,
        `the border of ${t.code} is not closed`,
        `末点与首点相同 last point = first point: [${first.join(',')}]`,
      )
  }
  const knot = t.polygons
    .flat()
    .map(crossingIn)
    .find(point => point !== undefined)
  if (knot)
    report(
      ['territories', index, 'polygons'],
      `${t.code} 的边界在 [${knot.join(',')}] 附近自相交叉`,
      `the border of ${t.code} crosses itself near [${knot.join(',')}]`,
      '按顺序绕一圈，不交叉 corners in order around the piece, without crossing',
    )
  const twice = sharedEdge(t.polygons)
  if (twice)
    report(
      ['territories', index, 'polygons'],
      `${t.code} 的两个环在 [${twice.join(',')}] 共用一段边界`,
      `two rings of ${t.code} share a border at [${twice.join(',')}]`,
      '相邻的环合并成一个 join rings that touch along a line',
    )
  if (!parent?.polygons) return
  const [w, s, e, n] = boxOf(t.polygons)
  const [pw, ps, pe, pn] = boxOf(parent.polygons)
  if (w < pw || s < ps || e > pe || n > pn)
    report(
      ['territories', index, 'polygons'],
      `${t.code} 的边界超出上级 ${parent.code} 的范围`,
      `the border of ${t.code} leaves the box of ${parent.code}`,
      `经度 lng ${pw}–${pe}，纬度 lat ${ps}–${pn}`,
    )
}

type Edge = { a: Point; b: Point; west: number; east: number }

/** A corner near the place where a ring crosses itself. Edges are met from west to east, so long borders stay quick. */
const crossingIn = (ring: readonly Point[]): Point | undefined => {
  const edges: Edge[] = ring.slice(1).map((b, index) => {
    const a = ring[index]!
    return { a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }
  })
  edges.sort((one, other) => one.west - other.west)
  for (let i = 0; i < edges.length; i++) {
    const one = edges[i]!
    for (let j = i + 1; j < edges.length && edges[j]!.west <= one.east; j++) {
      if (cross(one, edges[j]!)) return one.a
    }
  }
  return undefined
}

const side = (a: Point, b: Point, p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
const cross = (one: Edge, other: Edge) =>
  side(one.a, one.b, other.a) * side(one.a, one.b, other.b) < 0 &&
  side(other.a, other.b, one.a) * side(other.a, other.b, one.b) < 0

/** Rings of one piece may touch in a point; a border used twice means parts that ought to be one, or overlap. */
const sharedEdge = (polygons: readonly Polygon[]): Point | undefined => {
  const seen = new Set<string>()
  for (const ring of polygons.flat())
    for (let i = 1; i < ring.length; i++) {
      const key = [ring[i - 1]!.join(), ring[i]!.join()].sort().join(' ')
      if (seen.has(key)) return ring[i - 1]!
      seen.add(key)
    }
  return undefined
}
