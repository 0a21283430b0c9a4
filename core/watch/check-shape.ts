// Reads the shape of a fence. It refuses what has no area or is not on earth; repairing borders is the map's trade.

import { distanceM, isOnEarth } from '#core/kit/geometry.ts'
import type { Point, Shape } from './fence.ts'
import type { Sheet } from './sheet.ts'

const lngLatZh = '[经度, 纬度]，单位为度'
const lngLatEn = '[lng, lat] in degrees'

const readPoint = (sheet: Sheet, field: string, found: unknown): Point => {
  const [lng, lat] = Array.isArray(found) ? found : []
  if (typeof lng === 'number' && typeof lat === 'number' && isOnEarth([lng, lat])) return [lng, lat]
  sheet.wrong(field, found, lngLatZh, lngLatEn)
  return [0, 0]
}

const readPoints = (sheet: Sheet, field: string, found: unknown, least: number): Point[] => {
  const points = sheet.list(field, found).map((p, i) => readPoint(sheet, `${field}[${i}]`, p))
  if (points.length < least)
    sheet.wrong(field, points.length, `至少 ${least} 个点`, `at least ${least} points`)
  return points
}

/** The shoelace, in square degrees: only whether it is nothing matters. */
const areaOf = (ring: readonly Point[]): number => {
  let twice = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b, o] = [ring[j]!, ring[i]!, ring[0]!]
    twice += (a[0] - o[0]) * (b[1] - o[1]) - (b[0] - o[0]) * (a[1] - o[1])
  }
  return Math.abs(twice) / 2
}

export const readShape = (sheet: Sheet, plain: unknown): Shape => {
  const kind = sheet.oneOf('shape.kind', sheet.mapping('shape', plain).kind, ['area', 'circle', 'line'])
  if (kind === 'circle') {
    const s = sheet.mapping('shape', plain, ['kind', 'centre', 'radiusM'])
    const centre = readPoint(sheet, 'shape.centre', s.centre)
    return { kind, centre, radiusM: sheet.number('shape.radiusM', s.radiusM, 1, 100_000) }
  }
  if (kind === 'line') {
    const s = sheet.mapping('shape', plain, ['kind', 'points', 'widthM'])
    const points = readPoints(sheet, 'shape.points', s.points, 2)
    if (points.every(p => distanceM(p, points[0]!) === 0)) {
      sheet.wrong('shape.points', s.points, '至少两个不同的点', 'at least two points that differ')
    }
    return { kind, points, widthM: sheet.number('shape.widthM', s.widthM, 1, 10_000) }
  }
  const s = sheet.mapping('shape', plain, ['kind', 'polygons'])
  const polygons = sheet.list('shape.polygons', s.polygons).map((rings, i) =>
    sheet.list(`shape.polygons[${i}]`, rings).map((ring, k) => {
      const field = `shape.polygons[${i}][${k}]`
      const points = readPoints(sheet, field, ring, 3)
      if (points.length >= 3 && areaOf(points) === 0) {
        sheet.wrong(field, points.length, '围成面积的环', 'a ring around some area')
      }
      return points
    }),
  )
  if (polygons.length === 0 || polygons.some(rings => rings.length === 0)) {
    sheet.wrong(
      'shape.polygons',
      polygons.length,
      '至少一个多边形，每个至少一个环',
      'at least one polygon of at least one ring each',
    )
  }
  return { kind: 'area', polygons }
}
