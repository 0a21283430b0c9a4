// The land of 龙溪区: towns, communities and villages, grids and building groups, with codes, names and borders.
// Counts come from the specification of the demonstration district; shapes and names come from the seed.
import { cutCells, joinRings, type Km, lineAlong } from './cells.ts'
import { communityNames, streetNames, townNames, villageNames, type Word } from './names.ts'
import type { Chance } from './seeded.ts'

export type Piece = {
  code: string
  level: 'district' | 'town' | 'community' | 'grid' | 'building'
  kind: '' | 'street' | 'town' | 'community' | 'village'
  zh: string
  en: string
  parent: string
  centre: Km
  /** Open ring in degrees; building groups have none. */
  ring?: Km[]
}

export const districtCode = '500199'
const middle: Km = [106.0, 29.8]
/** Published area of the district, km². */
const areaKm2 = 1340.47
const kmPerLng = 111.32 * Math.cos((middle[1] * Math.PI) / 180)
const kmPerLat = 110.85

// Five streets with 43 communities and 22 villages, 23 towns with 23 communities and 240 villages: 66 and 262.
const streetPlan = [
  { communities: 12, villages: 0 },
  { communities: 10, villages: 2 },
  { communities: 9, villages: 4 },
  { communities: 7, villages: 7 },
  { communities: 5, villages: 9 },
]
const townVillages = [8, 9, 9, 10, 10, 10, 10, 10, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 10]
/** Grids of each community in the order they are made: 16 × 3 and 27 × 2 in the streets, 6 × 2 and 17 × 1 in towns. */
const gridsOf = (index: number) => (index < 16 ? 3 : index < 49 ? 2 : 1)
/** Building groups of the 131 grids: 16 × 0, 45 × 1, 40 × 2, 19 × 3, 11 × 4 = 226. */
const groupPlan = [16, 45, 40, 19, 11].flatMap((grids, groups) => Array.from({ length: grids }, () => groups))

const two = (n: number) => String(n).padStart(2, '0')
const three = (n: number) => String(n).padStart(3, '0')
const apart = (a: Km, b: Km) => Math.hypot(a[0] - b[0], a[1] - b[1])
const mean = (points: readonly Km[]): Km => [
  points.reduce((sum, p) => sum + p[0], 0) / points.length,
  points.reduce((sum, p) => sum + p[1], 0) / points.length,
]
const nearest = (p: Km, centres: readonly Km[]) =>
  centres.reduce((best, c, i) => (apart(p, c) < apart(p, centres[best]!) ? i : best), 0)

/** Parts a cloud of points into `count` heaps of about the same reach. */
const heaps = (points: readonly Km[], count: number, chance: Chance): Km[][] => {
  let centres = chance.shuffled(points).slice(0, count)
  let parted: Km[][] = []
  for (let round = 0; round < 12; round++) {
    parted = centres.map(() => [])
    for (const p of points) parted[nearest(p, centres)]!.push(p)
    centres = parted.map((heap, i) => (heap.length > 0 ? mean(heap) : centres[i]!))
  }
  return parted
}

const around = (count: number, radius: number, wobble: number, turn: number, chance: Chance): Km[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn + ((i + chance.between(-0.16, 0.16)) / count) * 2 * Math.PI
    const r = radius + chance.between(-wobble, wobble)
    return [r * Math.cos(angle), r * Math.sin(angle)]
  })

type Leaf = { town: number; community: number; seed: Km }

const townSeeds = (chance: Chance): Km[] => [
  [0.2, 0.1],
  ...around(4, 4.1, 0.4, 0.5, chance),
  ...around(9, 10.2, 0.9, 0.2, chance),
  ...around(14, 17.1, 0.9, 0.1, chance),
]

const leavesOf = (chance: Chance): { leaves: Leaf[]; kinds: ('community' | 'village')[][] } => {
  const seeds = townSeeds(chance)
  const cloud: Km[][] = seeds.map(() => [])
  for (let i = 0; i < 60_000; i++) {
    const r = 20.6 * Math.sqrt(chance.next())
    const angle = chance.between(0, 2 * Math.PI)
    const p: Km = [r * Math.cos(angle), r * Math.sin(angle)]
    cloud[nearest(p, seeds)]!.push(p)
  }
  const leaves: Leaf[] = []
  const kinds: ('community' | 'village')[][] = []
  let communities = 0
  seeds.forEach((seed, town) => {
    const plan = streetPlan[town] ?? { communities: 1, villages: townVillages[town - streetPlan.length]! }
    const parts = heaps(cloud[town]!, plan.communities + plan.villages, chance)
    // Communities are the parts nearest to the town's seat; villages lie around them.
    parts.sort((a, b) => apart(mean(a), seed) - apart(mean(b), seed))
    kinds.push(parts.map((_, i) => (i < plan.communities ? 'community' : 'village')))
    parts.forEach((part, community) => {
      const grids = community < plan.communities ? gridsOf(communities++) : 1
      for (const heap of heaps(part, grids, chance)) leaves.push({ town, community, seed: mean(heap) })
    })
  })
  return { leaves, kinds }
}

const ringAreaKm2 = (ring: readonly Km[]) =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length]!
      return sum + (x * ny - nx * y) / 2
    }, 0),
  ) *
  kmPerLng *
  kmPerLat

/** Degrees at five decimals: about a metre, finer than any border on paper. */
const placer =
  (scale: number) =>
  (p: Km): Km => {
    // A slanted oval with bays and capes instead of a circle; the bend grows outwards, so the old town keeps its shape.
    const angle = Math.atan2(p[1], p[0])
    const bay = 0.13 * Math.sin(3 * angle + 0.8) + 0.08 * Math.sin(5 * angle + 2.2)
    const stretch = 1 + (Math.hypot(p[0], p[1]) / 20) * bay
    const [x, y] = [(p[0] * 0.9 + p[1] * 0.16) * stretch, (p[1] * 1.1 - p[0] * 0.08) * stretch]
    const lng = middle[0] + (x * scale) / kmPerLng
    const lat = middle[1] + (y * scale) / kmPerLat
    return [Math.round(lng * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5]
  }

export type Land = { pieces: Piece[]; river: Km[] }

export const makeLand = (chance: Chance): Land => {
  const { leaves, kinds } = leavesOf(chance)
  const ghosts = around(64, 22.3, 0.7, 0, chance)
  const seeds = [...leaves.map(leaf => leaf.seed), ...ghosts]
  // Bending consumes chance, so it is done once; only the scale is set afterwards.
  const bent = cutCells(seeds, leaves.length, chance, p => [p[0], p[1]])
  const rough = bent.map(ring => ring.map(placer(1)))
  const scale = Math.sqrt(areaKm2 / rough.reduce((sum, ring) => sum + ringAreaKm2(ring), 0))
  const place = placer(scale)
  const rings = bent.map(ring =>
    ring.map(place).filter((p, i, all) => apart(p, all[(i + 1) % all.length]!) > 0),
  )
  return { pieces: named(leaves, kinds, rings, place, chance), river: riverOf(rings) }
}

const riverOf = (rings: readonly Km[][]): Km[] => {
  const points = rings.flat()
  const end = (score: (p: Km) => number) => points.reduce((best, p) => (score(p) > score(best) ? p : best))
  const source = end(p => p[1] - p[0] * 0.8)
  const mouth = end(p => p[0] - p[1] * 0.8)
  // Steps far from the middle cost more, so the river passes the old town.
  const cost = (a: Km, b: Km) => apart(a, b) * (1 + 8 * Math.abs(a[0] - middle[0] + (a[1] - middle[1])))
  return lineAlong(rings, source, mouth, cost)
}

const named = (
  leaves: readonly Leaf[],
  kinds: readonly ('community' | 'village')[][],
  rings: readonly Km[][],
  place: (p: Km) => Km,
  chance: Chance,
): Piece[] => {
  const communityWords = chance.shuffled(communityNames)
  const villageWords = chance.shuffled(villageNames)
  const groups = chance.shuffled(groupPlan)
  let groupsUsed = 0
  const pieces: Piece[] = []
  const member = (test: (leaf: Leaf) => boolean) =>
    leaves.map((leaf, i) => (test(leaf) ? i : -1)).filter(i => i >= 0)
  const middleOf = (indices: readonly number[]): Km => {
    const m = mean(indices.map(i => leaves[i]!.seed))
    return place(
      leaves[
        indices[
          nearest(
            m,
            indices.map(i => leaves[i]!.seed),
          )
        ]!
      ]!.seed,
    )
  }
  const ringOf = (indices: readonly number[]) =>
    indices.length === 1 ? rings[indices[0]!]! : joinRings(indices.map(i => rings[i]!))
  const all = member(() => true)
  pieces.push({
    code: districtCode,
    level: 'district',
    kind: '',
    zh: '龙溪区',
    en: 'Longxi District',
    parent: '',
    centre: middleOf(member(leaf => leaf.town === 0)),
    ring: ringOf(all),
  })
  kinds.forEach((parts, town) => {
    const street = town < streetNames.length
    const word: Word = street ? streetNames[town]! : townNames[town - streetNames.length]!
    const townCode = `${districtCode}${three(street ? town + 1 : 101 + town - streetNames.length)}`
    const inTown = member(leaf => leaf.town === town)
    pieces.push({
      code: townCode,
      level: 'town',
      kind: street ? 'street' : 'town',
      zh: word[0] + (street ? '街道' : '镇'),
      en: `${word[1]} ${street ? 'Subdistrict' : 'Town'}`,
      parent: districtCode,
      centre: middleOf(member(leaf => leaf.town === town && leaf.community === 0)),
      ring: ringOf(inTown),
    })
    let village = 0
    parts.forEach((kind, community) => {
      const inside = member(leaf => leaf.town === town && leaf.community === community)
      const urban = kind === 'community'
      const own: Word = urban ? communityWords.pop()! : villageWords.pop()!
      const code = townCode + three(urban ? community + 1 : 200 + village++)
      pieces.push({
        code,
        level: 'community',
        kind,
        zh: own[0] + (urban ? '社区' : '村'),
        en: `${own[1]} ${urban ? 'Community' : 'Village'}`,
        parent: townCode,
        centre: middleOf(inside),
        ring: ringOf(inside),
      })
      if (!urban) return
      inside.forEach((index, i) => {
        const grid = code + two(i + 1)
        const seat = place(leaves[index]!.seed)
        pieces.push({
          code: grid,
          level: 'grid',
          kind: '',
          zh: `${own[0]}社区第${'一二三'[i]}网格`,
          en: `${own[1]} Grid ${i + 1}`,
          parent: code,
          centre: seat,
          ring: rings[index]!,
        })
        const count = groups[groupsUsed++]!
        for (let group = 1; group <= count; group++) {
          const corner = rings[index]![Math.floor(((group - 0.5) / count) * rings[index]!.length)]!
          pieces.push({
            code: grid + two(group),
            level: 'building',
            kind: '',
            zh: `${own[0]}社区第${'一二三'[i]}网格${group}号楼栋组`,
            en: `${own[1]} Grid ${i + 1} Building Group ${group}`,
            parent: grid,
            centre: toward(seat, corner, 0.4),
          })
        }
      })
    })
  })
  return pieces
}

/** A point on the way from a cell's seat to its rim; inside, because cells are star-shaped around their seat. */
export const toward = (seat: Km, rim: Km, share: number): Km => [
  Math.round((seat[0] + (rim[0] - seat[0]) * share) * 1e5) / 1e5,
  Math.round((seat[1] + (rim[1] - seat[1]) * share) * 1e5) / 1e5,
]
