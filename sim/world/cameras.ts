// 23,000 cameras in three networks, in columns: what a video office would have in its register, without one picture. Dense
// in the streets, at school gates, in plants and markets; eighteen thermal heads on hills, 640 key sites.
import type { District, Point } from '#core/district/district.ts'
import { chanceOf } from '../chance.ts'
import { shuffled } from '../history/deck/cards.ts'
import { type Piece, piecesOf, pointIn, pointNear, spreadOver } from './terrain.ts'

/** Network, how many, who owns it, GB/T 28181 industry code (public road, inside a site, education), days kept. */
export const networks = [
  { zh: '雪亮工程', count: 13_800, owner: 'D-ga', industry: '00', keptDays: 30 },
  { zh: '安全生产', count: 5_750, owner: 'D-yj', industry: '02', keptDays: 30 },
  { zh: '校园安保', count: 3_450, owner: 'D-jy', industry: '11', keptDays: 90 },
] as const

export const keySites = 640
export const thermalPoints = 18

export type Cameras = {
  count: number
  lng: Float64Array
  lat: Float64Array
  /** Index into `networks`. */
  network: Uint8Array
  /** Index into `pieces`. */
  piece: Uint16Array
  keySite: Uint8Array
  thermal: Uint8Array
  pieces: readonly Piece[]
  /** 20 digits as in GB/T 28181: centre, industry, type 132 (camera), network mark, number. */
  idOf: (i: number) => string
  /** Number it is filed under with the police. */
  filingOf: (i: number) => string
  isOnline: (i: number, day: number) => boolean
}

const works = /企业|园区|市场|车站/
const crowded = /学校|医院|市场|车站|广场|公园|桥梁|水库|公共场所|单位|园区/

const weights: readonly ((piece: Piece) => number)[] = [
  p => (p.built === 'street' ? 100 : p.built === 'seat' ? 60 : 8 + 2 * p.places.length),
  p => 2 + 30 * p.places.filter(x => works.test(x.kind)).length + (p.built === 'street' ? 6 : 0),
  p => 100 * p.places.filter(x => x.kind === '学校').length,
]

/** Roads and squares for the public network, the very school or plant for the others. */
const placeFor = (network: number, kind: string): boolean =>
  network === 2 ? kind === '学校' : network === 1 ? works.test(kind) : kind !== '企业'

const reachM = [420, 150, 110] as const

export const makeCameras = (district: District, seed: number): Cameras => {
  const pieces = piecesOf(district)
  const count = networks.reduce((sum, n) => sum + n.count, 0)
  const lng = new Float64Array(count)
  const lat = new Float64Array(count)
  const network = new Uint8Array(count)
  const piece = new Uint16Array(count)
  let i = 0
  networks.forEach((net, n) => {
    const chance = chanceOf(seed, `cameras ${net.zh}`)
    for (const at of spreadOver(pieces, net.count, weights[n]!)) {
      const here = pieces[at]!
      const near = here.places.filter(p => placeFor(n, p.kind))
      const point: Point =
        near.length > 0 && (n > 0 || chance.isSo(0.7))
          ? pointNear(here, chance.pick(near).point, reachM[n]!, chance)
          : pointIn(here, chance)
      lng[i] = point[0]
      lat[i] = point[1]
      network[i] = n
      piece[i] = at
      i++
    }
  })
  const keySite = new Uint8Array(count)
  const crowd = Array.from({ length: count }, (_, c) => c).filter(
    c => network[c] === 0 && pieces[piece[c]!]!.places.some(p => crowded.test(p.kind)),
  )
  for (const c of shuffled(crowd, chanceOf(seed, 'key sites')).slice(0, keySites)) keySite[c] = 1
  const thermal = new Uint8Array(count)
  const high = new Set(highPoints(pieces))
  const taken = new Set<number>()
  for (let c = 0; c < count; c++)
    if (network[c] === 0 && high.has(piece[c]!) && !taken.has(piece[c]!)) {
      thermal[c] = 1
      taken.add(piece[c]!)
    }
  const idOf = (c: number) =>
    `${district.code}00${networks[network[c]!]!.industry}1320${String(c + 1).padStart(6, '0')}`
  return {
    count,
    lng,
    lat,
    network,
    piece,
    keySite,
    thermal,
    pieces,
    idOf,
    filingOf: c => `龙公视备〔${2016 + (c % 5)}〕${String(1 + ((c * 7919) % 99_991)).padStart(5, '0')}号`,
    isOnline: (c, day) => {
      const rate = chanceOf(seed, `online ${day}`).between(0.959, 0.971)
      return chanceOf(seed, `online ${day} ${c}`).isSo(rate)
    },
  }
}

/** Villages far from the river, one to a town as far as they go: where a head sees over the woods. */
export const highPoints = (pieces: readonly Piece[]): number[] => {
  const best = new Map<string, number>()
  pieces.forEach((p, i) => {
    if (p.built !== 'village') return
    const town = p.code.slice(0, 9)
    const known = best.get(town)
    if (known === undefined || pieces[known]!.riverM < p.riverM) best.set(town, i)
  })
  return [...best.values()].sort((a, b) => pieces[b]!.riverM - pieces[a]!.riverM).slice(0, thermalPoints)
}
