// The district as screens need it: names behind ids, and its shapes for the map. Both change only with a new pack.
import type { District, Point } from '#core/district/district.ts'
import type { Lang } from '#core/life/timeline.ts'
import type { DistrictView } from '#wire/views.ts'

const boundsOf = (district: District): [number, number, number, number] => {
  const b: [number, number, number, number] = [180, 90, -180, -90]
  const meet = ([lng, lat]: Point) => {
    if (lng < b[0]) b[0] = lng
    if (lat < b[1]) b[1] = lat
    if (lng > b[2]) b[2] = lng
    if (lat > b[3]) b[3] = lat
  }
  for (const t of district.territories) {
    if (t.centre) meet(t.centre)
    for (const polygon of t.polygons ?? []) for (const p of polygon[0] ?? []) meet(p)
  }
  // No borders drawn yet: all of China, so that a map opens somewhere sensible.
  return b[0] > b[2] ? [73.5, 18, 135.1, 53.6] : b
}

/** `whose` public: units under their public names, and only those residents meet. */
export const districtView = (district: District, lang: Lang, whose: 'public' | 'officer'): DistrictView => ({
  code: district.code,
  words: district[lang],
  synthetic: district.synthetic,
  modules: district.modules.map(m => ({ code: m.code, words: m[lang] })),
  types: district.types.map(t => ({
    code: t.code,
    module: t.module,
    words: t[lang],
    communityRole: t.communityRole,
  })),
  units: district.units
    .filter(u => whose === 'officer' || u.kind !== 'party')
    .map(u => ({
      id: u.id,
      words: lang === 'en' ? u.en : whose === 'public' ? (u.publicZh ?? u.zh) : u.zh,
      kind: u.kind,
      level: u.level,
      territory: u.territory,
      ...(u.parent === undefined ? {} : { parent: u.parent }),
    })),
  territories: district.territories
    .filter(t => whose === 'officer' || t.level !== 'building')
    .map(t => ({
      code: t.code,
      words: t[lang],
      level: t.level,
      ...(t.parent === undefined ? {} : { parent: t.parent }),
    })),
  channels: district.channels.map(c => ({ code: c.code, words: c[lang] })),
  bounds: boundsOf(district),
})

/** Borders as GeoJSON: one feature a piece of territory, rivers as lines. */
export const shapesOf = (district: District): object => ({
  type: 'FeatureCollection',
  features: [
    ...district.territories.flatMap(t =>
      t.polygons
        ? [
            {
              type: 'Feature',
              properties: { code: t.code, level: t.level, zh: t.zh, en: t.en },
              geometry: { type: 'MultiPolygon', coordinates: t.polygons },
            },
          ]
        : [],
    ),
    ...district.waterways.map(w => ({
      type: 'Feature',
      properties: { level: 'water', zh: w.zh, en: w.en },
      geometry: { type: 'LineString', coordinates: w.line },
    })),
  ],
})
