// Where things happen: towns by their published shares, grids and villages inside them, and a point of its own for every
// matter, since the same point and type again means the same trouble again.
import type { District, Point, Territory } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import type { Chance } from '../../chance.ts'
import { cardsOf, drawn, fitted, sharedOut, shuffled } from './cards.ts'
import type { Draft } from './draft.ts'
import { modules, streetShares, townRanks } from './figures.ts'

export type Land = {
  streets: readonly string[]
  towns: readonly string[]
  /** Grids where there are grids, else communities and villages, by town, with how much happens there. */
  pieces: ReadonlyMap<string, { codes: readonly string[]; weights: readonly number[] }>
  /** A point inside that nobody had before. */
  pointIn: (code: string) => Point
  /** Known places in a piece. */
  names: ReadonlyMap<string, readonly string[]>
}

export const landOf = (district: District, chance: Chance): Land => {
  const ofKind = (kind: string) =>
    district.territories.filter(t => t.level === 'town' && t.kind === kind).map(t => t.code)
  const streets = ofKind('street')
  const towns = ofKind('town')
  const parents = new Set(district.territories.map(t => t.parent))
  const pieces = new Map(
    [...streets, ...towns].map(town => {
      const codes = district.territories
        .filter(
          t =>
            t.code.startsWith(town) &&
            (t.level === 'grid' || (t.level === 'community' && !hasGrid(t, district))),
        )
        .map(t => t.code)
      return [
        town,
        {
          codes,
          weights: codes.map(c => (district.territory(c)!.level === 'grid' ? 3 : 1) * (0.5 + chance.next())),
        },
      ] as const
    }),
  )
  assert(parents.size > 0, `district ${district.code} has no towns`)
  const taken = new Set<string>()
  const names = new Map<string, string[]>()
  for (const { name, territory } of district.placeNames)
    names.set(territory, [...(names.get(territory) ?? []), name])
  return { streets, towns, pieces, names, pointIn: code => pointIn(code, district, taken, chance) }
}

const hasGrid = (t: Territory, district: District): boolean =>
  district.territory(`${t.code}01`)?.level === 'grid'

const fineness = 100_000

const pointIn = (code: string, district: District, taken: Set<string>, chance: Chance): Point => {
  const t = district.territory(code)!
  const ring = t.polygons?.[0]?.[0]
  const [lng, lat] = t.centre ?? ring?.[0] ?? [0, 0]
  const west = ring ? Math.min(...ring.map(p => p[0])) : lng - 0.005
  const east = ring ? Math.max(...ring.map(p => p[0])) : lng + 0.005
  const south = ring ? Math.min(...ring.map(p => p[1])) : lat - 0.005
  const north = ring ? Math.max(...ring.map(p => p[1])) : lat + 0.005
  for (let n = 0; n < 2000; n++) {
    const x = Math.round((west + chance.next() * (east - west)) * fineness) / fineness
    const y = Math.round((south + chance.next() * (north - south)) * fineness) / fineness
    const key = `${x} ${y}`
    if (taken.has(key) || (ring && !isWithin([x, y], ring))) continue
    taken.add(key)
    return [x, y]
  }
  assert(false, `no free point left in ${code}`)
}

const isWithin = ([x, y]: Point, ring: readonly Point[]): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!
    const [xj, yj] = ring[j]!
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

/** How many of `total` fall to each street and each town. */
export const townQuotas = (total: number, land: Land): number[] => {
  const [inStreets, outside] = sharedOut(total, [68, 32]) as [number, number]
  return [...sharedOut(inStreets, streetShares), ...sharedOut(outside, townRanks.slice(0, land.towns.length))]
}

const rural = ['EE01', 'MD05', 'SP06', 'ER02', 'ER03', 'ER04', 'EE06', 'SP03', 'AS04']
const urban = ['CM01', 'CM03', 'CM04', 'GS01', 'GS02', 'GS03', 'GS04', 'MD02', 'CM09', 'EE02', 'GS05', 'EE04']

/** Towns and pieces for every draft that has none yet, within the quotas. */
export const settle = (drafts: readonly Draft[], land: Land, chance: Chance) => {
  const all = [...land.streets, ...land.towns]
  const left = townQuotas(drafts.length, land)
  for (const d of drafts) if (d.town !== '') left[all.indexOf(d.town)]!--
  assert(
    left.every(n => n >= 0),
    `more is planted in a town than its share: ${left}`,
  )
  const free = drafts.filter(d => d.town === '')
  const groups = [...modules.map(m => `${m}.`), 'rural', 'urban']
  const groupOf = (d: Draft) =>
    rural.includes(d.type)
      ? groups.length - 2
      : urban.includes(d.type)
        ? groups.length - 1
        : modules.indexOf(d.module)
  const lists = groups.map(() => [] as Draft[])
  for (const d of free) lists[groupOf(d)]!.push(d)
  const table = fitted(
    lists.map(l => l.length),
    left,
    groups.map(g =>
      all.map((_, i) => (g === 'rural' ? (i < 5 ? 0.3 : 2) : g === 'urban' && i >= 5 ? 0.6 : 1)),
    ),
  )
  lists.forEach((list, g) => {
    const cards = shuffled(cardsOf(all, table[g]!), chance)
    for (const d of list) d.town = cards.pop()!
  })
  for (const d of drafts) {
    if (d.territory === '') {
      const { codes, weights } = land.pieces.get(d.town)!
      d.territory = codes[drawn(weights, chance)]!
    }
    if (d.point[0] === 0) d.point = land.pointIn(d.territory)
    const known = land.names.get(d.territory)
    if (known && d.name === undefined && d.pattern === undefined && chance.isSo(0.6))
      d.name = chance.pick(known)
  }
}
