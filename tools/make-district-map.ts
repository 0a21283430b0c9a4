// Draws the map of a district from its pack: towns, communities and grids, the river, the names. One SVG without scripts or
// fonts of its own, so that it shows wherever the pack's page is read. Use: node tools/make-district-map.ts [folder]
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { District, Point, Territory } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'

const widthPx = 1200
const edgePx = 24

const inks = {
  paper: '#f7f5f0',
  street: '#f3d9b1',
  town: '#e3ead7',
  townOdd: '#d8e3cd',
  grid: '#ffffff',
  border: '#6b7263',
  line: '#a9b39c',
  water: '#5b9bd5',
  ink: '#2b2f29',
} as const

/** Metres as the eye wants them: a degree of longitude is shorter than one of latitude. */
const projection = (district: District) => {
  const ring = district.territory(district.code)!.polygons!.flatMap(p => p[0]!)
  const lngs = ring.map(p => p[0])
  const lats = ring.map(p => p[1])
  const [west, east, south, north] = [
    Math.min(...lngs),
    Math.max(...lngs),
    Math.min(...lats),
    Math.max(...lats),
  ]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (widthPx - 2 * edgePx) / ((east - west) * squeeze)
  const heightPx = Math.ceil((north - south) * scale) + 2 * edgePx
  const at = ([lng, lat]: Point): [number, number] => [
    Math.round((edgePx + (lng - west) * squeeze * scale) * 10) / 10,
    Math.round((edgePx + (north - lat) * scale) * 10) / 10,
  ]
  return { at, heightPx, pxPerKm: scale / 110.85 }
}
type Projection = ReturnType<typeof projection>

/** A path in steps of a tenth of a pixel, relative, which halves its length. */
const pathOf = (rings: readonly (readonly Point[])[], { at }: Projection): string =>
  rings
    .map(ring => {
      let [x, y] = [0, 0]
      const steps = ring.map((point, i) => {
        const [px, py] = at(point).map(n => Math.round(n * 10)) as [number, number]
        const step = i === 0 ? `M${px / 10} ${py / 10}` : `${(px - x) / 10} ${(py - y) / 10}`
        ;[x, y] = [px, py]
        return i === 1 ? `l${step}` : step
      })
      return `${steps.join(' ')}z`
    })
    .join('')

const shapes = (
  pieces: readonly Territory[],
  projected: Projection,
  style: (t: Territory, i: number) => string,
): string =>
  pieces
    .flatMap((t, i) =>
      (t.polygons ?? []).map(polygon => `<path d="${pathOf(polygon, projected)}" ${style(t, i)}/>`),
    )
    .join('\n')

const label = (text: string, [x, y]: readonly [number, number], size: number, extra = ''): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round" ${extra}>${text}</text>`

export const districtMap = (district: District): string => {
  const projected = projection(district)
  const { at, heightPx, pxPerKm } = projected
  const of = (level: Territory['level']) => district.territories.filter(t => t.level === level)
  const towns = of('town')
  const rivers = district.waterways.map(w => {
    const points = w.line.map(p => at(p).join(' ')).join(' ')
    return `<polyline points="${points}" fill="none" stroke="${inks.water}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/>`
  })
  const names = towns.map(t => label(t.zh, at(t.centre!), t.kind === 'street' ? 15 : 17, 'font-weight="600"'))
  const riverNames = district.waterways.map(w => {
    const [x, y] = at(w.line[Math.floor(w.line.length * 0.16)]!)
    return label(w.zh, [x + 6, y - 12], 15, `fill="${inks.water}" font-style="italic"`)
  })
  const bar = 5 * pxPerKm
  const legend = [
    `<g transform="translate(${widthPx - 372} ${heightPx - 84})">`,
    `<text font-size="20" font-weight="700">${district.zh} ${district.en}</text>`,
    `<text y="22" font-size="13">${district.synthetic ? '合成数据：地形、地名均为虚构 synthetic, nothing here exists' : ''}</text>`,
    `<path d="M0 44h${Math.round(bar)}" stroke="${inks.ink}" stroke-width="3"/>`,
    `<text x="${Math.round(bar) + 8}" y="49" font-size="13">5 km</text>`,
    ...[
      [inks.street, '街道'],
      [inks.town, '镇'],
      [inks.grid, '网格'],
    ].map(
      ([fill, zh], i) =>
        `<rect x="${190 + i * 52}" y="36" width="14" height="14" fill="${fill}" stroke="${inks.line}"/><text x="${208 + i * 52}" y="48" font-size="13">${zh}</text>`,
    ),
    '</g>',
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${heightPx}" font-family="'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif" fill="${inks.ink}">`,
    `<title>${district.zh} ${district.en}</title>`,
    `<rect width="${widthPx}" height="${heightPx}" fill="${inks.paper}"/>`,
    shapes(
      towns,
      projected,
      (t, i) => `fill="${t.kind === 'street' ? inks.street : i % 2 ? inks.town : inks.townOdd}"`,
    ),
    `<g fill="none" stroke="${inks.line}" stroke-width="0.6">`,
    shapes(of('community'), projected, () => ''),
    '</g>',
    `<g fill="${inks.grid}" fill-opacity="0.45" stroke="${inks.line}" stroke-width="0.4">`,
    shapes(of('grid'), projected, () => ''),
    '</g>',
    `<g fill="none" stroke="${inks.border}" stroke-width="1.6" stroke-linejoin="round">`,
    shapes(towns, projected, () => ''),
    '</g>',
    `<g fill="none" stroke="${inks.border}" stroke-width="3.2" stroke-linejoin="round">`,
    shapes(of('district'), projected, () => ''),
    '</g>',
    ...rivers,
    ...riverNames,
    ...names,
    ...legend,
    '</svg>\n',
  ].join('\n')
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'packs', 'longxi')
  const read = readPack(folder)
  if (!read.ok) throw new Error(`${folder} is not right: npx jiewang pack check ${folder}`)
  writeFileSync(join(folder, 'map.svg'), districtMap(makeDistrict(read.pack, read.version)))
}
