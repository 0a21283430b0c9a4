// The district's people as counts, never as persons: residents and households by community, volunteers as columns without
// a name, things they adopted, village venues, households that joined the points scheme.
import type { District, Point } from '#core/district/district.ts'
import { chanceOf } from '../chance.ts'
import { sharedOut, shuffled } from '../history/deck/cards.ts'
import { type Piece, piecesOf, pointIn, pointNear } from './terrain.ts'

export const residents = 686_000
export const households = 266_000
export const olderShare = 0.26
export const volunteers = 130_000
export const activeShare = 0.22
export const projects = 1140
export const meanActiveHours = 11
export const householdsOptedIn = 58_000
/** 小绿化、小设施、小场地; 斑马线、垃圾箱、配电箱、井盖、导示牌. A distribution box is looked at, never touched. */
export const adopted = [
  { zh: '小绿化', of: '三小', count: 460 },
  { zh: '小设施', of: '三小', count: 310 },
  { zh: '小场地', of: '三小', count: 210 },
  { zh: '斑马线', of: '五小', count: 330 },
  { zh: '垃圾箱', of: '五小', count: 520 },
  { zh: '配电箱', of: '五小', count: 180 },
  { zh: '井盖', of: '五小', count: 340 },
  { zh: '导示牌', of: '五小', count: 250 },
] as const

export type Community = {
  code: string
  kind: 'community' | 'village'
  residents: number
  households: number
  older: number
}

/** The third tier with its people; sums are exact. */
export const communitiesOf = (district: District, seed: number): Community[] => {
  const chance = chanceOf(seed, 'people')
  const all = district.territories.filter(t => t.level === 'community')
  const weights = all.map(t => {
    const street = district.territory(t.code.slice(0, district.code.length + 3))?.kind === 'street'
    return (t.kind === 'village' ? 14 : street ? 62 : 34) * chance.between(0.7, 1.3)
  })
  const people = sharedOut(residents, weights)
  const homes = sharedOut(households, weights)
  // Who is young has moved to town: villages are older.
  const older = sharedOut(
    Math.round(residents * olderShare),
    people.map((n, i) => n * (all[i]!.kind === 'village' ? 1.35 : 0.85)),
  )
  return all.map((t, i) => ({
    code: t.code,
    kind: t.kind === 'village' ? 'village' : 'community',
    residents: people[i]!,
    households: homes[i]!,
    older: older[i]!,
  }))
}

export type Volunteers = {
  count: number
  /** Index into the communities. */
  home: Uint16Array
  /** Hours of the last twelve months; 0 = registered and not active. */
  hours: Uint16Array
  active: number
}

/** Hours of one active volunteer, before they are made to come out: many do a little, a few do a lot. */
const hoursSpread = [1, 2, 2, 3, 4, 4, 5, 6, 8, 9, 10, 12, 15, 18, 24, 52] as const

export const volunteersOf = (district: District, seed: number): Volunteers => {
  const communities = communitiesOf(district, seed)
  const counts = sharedOut(
    volunteers,
    communities.map(c => c.residents * (c.kind === 'community' ? 1.4 : 0.8)),
  )
  const home = new Uint16Array(volunteers)
  let i = 0
  counts.forEach((n, c) => {
    home.fill(c, i, i + n)
    i += n
  })
  const active = Math.round(volunteers * activeShare)
  const chance = chanceOf(seed, 'volunteers')
  const each = sharedOut(
    active * meanActiveHours,
    Array.from({ length: active }, (_, n) => hoursSpread[n % hoursSpread.length]!),
  )
  const hours = new Uint16Array(volunteers)
  const who = shuffled(
    Array.from({ length: volunteers }, (_, n) => n),
    chance,
  )
  each.forEach((h, n) => {
    hours[who[n]!] = h
  })
  return { count: volunteers, home, hours, active }
}

export type Adoption = { id: string; kind: string; of: '三小' | '五小'; territory: string; point: Point }

export function* adoptionsOf(district: District, seed: number): Generator<Adoption> {
  const chance = chanceOf(seed, 'adoptions')
  const pieces = piecesOf(district)
  const town = pieces.filter(p => p.built !== 'village')
  let n = 0
  for (const { zh, of, count } of adopted) {
    for (let i = 0; i < count; i++) {
      const piece: Piece = chance.pick(chance.isSo(0.7) ? town : pieces)
      const near = piece.places.filter(p => /小区|道路|广场|公园|学校/.test(p.kind))
      n++
      yield {
        id: `RL-${String(n).padStart(4, '0')}`,
        kind: zh,
        of,
        territory: piece.code,
        point:
          near.length > 0 ? pointNear(piece, chance.pick(near).point, 200, chance) : pointIn(piece, chance),
      }
    }
  }
}

export const venueKinds = ['乡村振兴会客厅', '讲习所', '理事会'] as const
export type Venue = { village: string; kind: (typeof venueKinds)[number]; zh: string }

export function* venuesOf(district: District): Generator<Venue> {
  for (const t of district.territories)
    if (t.kind === 'village')
      for (const kind of venueKinds) yield { village: t.code, kind, zh: `${t.zh}${kind}` }
}

/** Households of each village that opted in to the points scheme. */
export const optedInOf = (
  district: District,
  seed: number,
): readonly { village: string; households: number }[] => {
  const villages = communitiesOf(district, seed).filter(c => c.kind === 'village')
  const chance = chanceOf(seed, 'points')
  const counts = sharedOut(
    householdsOptedIn,
    villages.map(v => v.households * chance.between(0.75, 1.1)),
  )
  return villages.map((v, i) => ({ village: v.code, households: Math.min(counts[i]!, v.households) }))
}

/** Projects of volunteers by community, where the volunteers are. */
export const projectsOf = (
  district: District,
  seed: number,
): readonly { community: string; projects: number }[] => {
  const { home, hours } = volunteersOf(district, seed)
  const communities = communitiesOf(district, seed)
  const active = communities.map(() => 0)
  home.forEach((c, i) => {
    if (hours[i]! > 0) active[c]!++
  })
  const counts = sharedOut(projects, active)
  return communities.map((c, i) => ({ community: c.code, projects: counts[i]! }))
}
