// grids.geojson of a pack: the polygons of territories and the lines of rivers. One feature stands on one line, so that a
// border that changes is one changed line and a mistake in it has a line number.
import type { Point, Polygon, Waterway } from '#core/district/district.ts'
import type { PackProblem, Written } from '#core/district/pack-problem.ts'

export type Borders = {
  polygons: Map<string, Polygon[]>
  waterways: Waterway[]
  written: (code: string) => Written
  problems: PackProblem[]
}

type Feature = {
  properties?: { code?: unknown; water?: unknown; en?: unknown } | null
  geometry?: { type?: unknown; coordinates?: unknown } | null
}

export const readBorders = (file: string, text: string): Borders => {
  const lines = new Map<string, number>()
  text.split('\n').forEach((line, i) => {
    for (const [, code] of line.matchAll(/"code"\s*:\s*"(\d+)"/g))
      if (!lines.has(code!)) lines.set(code!, i + 1)
  })
  const written = (code: string): Written => {
    const line = lines.get(code)
    return line === undefined ? { file } : { file, line }
  }
  const borders: Borders = { polygons: new Map(), waterways: [], written, problems: [] }
  const wrong = (place: Written, zh: string, en: string, rightWould: string) =>
    borders.problems.push({ severity: 'error', ...place, problemZh: zh, problemEn: en, rightWould })
  const features = featuresOf(text)
  if (!features) {
    wrong(
      { file, line: 1 },
      '不是 GeoJSON FeatureCollection',
      'not a GeoJSON FeatureCollection',
      '{"type":"FeatureCollection","features":[…]}',
    )
    return borders
  }
  features.forEach((feature, i) => {
    const code = feature.properties?.code
    const { type, coordinates } = feature.geometry ?? {}
    if (typeof feature.properties?.water === 'string' && type === 'LineString' && isLine(coordinates)) {
      const { water, en } = feature.properties
      borders.waterways.push({ zh: water, en: typeof en === 'string' ? en : water, line: coordinates })
    } else if (typeof code !== 'string') {
      wrong(
        { file },
        `第 ${i + 1} 个要素没有 code`,
        `feature ${i + 1} has no code`,
        'properties.code 为 territory.csv 中的代码 a code from territory.csv',
      )
    } else {
      const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined
      if (!Array.isArray(polygons) || !polygons.every(isPolygon))
        wrong(
          written(code),
          `${code} 的图形不是多边形`,
          `${code} is no polygon`,
          'Polygon | MultiPolygon，坐标为 [经度,纬度] of [lng,lat]',
        )
      else if (borders.polygons.has(code))
        wrong(
          written(code),
          `${code} 出现两次`,
          `${code} stands twice`,
          '每个代码一个要素 one feature for each code',
        )
      else borders.polygons.set(code, polygons)
    }
  })
  return borders
}

const featuresOf = (text: string): Feature[] | undefined => {
  try {
    const plain = JSON.parse(text) as { features?: unknown }
    return Array.isArray(plain.features) ? plain.features : undefined
  } catch {
    return undefined
  }
}

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every(n => Number.isFinite(n))
const isLine = (value: unknown): value is Point[] => Array.isArray(value) && value.every(isPoint)
const isPolygon = (value: unknown): value is Polygon =>
  Array.isArray(value) && value.length > 0 && value.every(isLine)
