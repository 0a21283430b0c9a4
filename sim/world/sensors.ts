// 2,150 sensors of eleven kinds, each where such a thing would hang: gauges along the river, smoke detectors in estates,
// crack gauges on hills, fences at reservoirs. What they measure is a stream and stands nowhere here.
import type { District, Point } from '#core/district/district.ts'
import { chanceOf } from '../chance.ts'
import { highPoints } from './cameras.ts'
import { type Piece, piecesOf, pointIn, pointNear, spreadOver } from './terrain.ts'

type Kind = { zh: string; code: string; count: number; weigh: (piece: Piece) => number; by?: RegExp }

const villages = (p: Piece) => (p.built === 'village' ? 1 : 0)
const estates = (p: Piece) => (p.built === 'street' ? 6 : p.built === 'seat' ? 3 : 0)
const having = (kind: RegExp) => (p: Piece) => p.places.filter(x => kind.test(x.kind)).length

export const sensorKinds: readonly Kind[] = [
  { zh: '水位', code: 'SW', count: 96, weigh: p => 1_000_000 / (400 + p.riverM) + 200 * having(/水库/)(p) },
  { zh: '雨量', code: 'YL', count: 64, weigh: villages },
  { zh: '地灾', code: 'DZ', count: 41, weigh: p => villages(p) * (p.riverM > 6000 ? 4 : 1) },
  { zh: '烟感', code: 'YG', count: 1200, weigh: p => estates(p) + having(/企业|园区/)(p), by: /小区|企业/ },
  { zh: '燃气', code: 'RQ', count: 300, weigh: p => estates(p) + 6 * having(/市场/)(p), by: /市场|小区/ },
  { zh: '热成像', code: 'RC', count: 18, weigh: () => 0 },
  {
    zh: '电子围栏',
    code: 'WL',
    count: 54,
    weigh: p => 10 * having(/水库/)(p) + (p.riverM < 900 ? 2 : 0),
    by: /水库/,
  },
  { zh: '井盖', code: 'JG', count: 300, weigh: p => (p.built === 'street' ? 1 : 0), by: /道路|广场/ },
  { zh: '桥梁', code: 'QL', count: 12, weigh: having(/桥梁/), by: /桥梁/ },
  { zh: '空气', code: 'KQ', count: 28, weigh: () => 0 },
  {
    zh: '噪声',
    code: 'ZS',
    count: 37,
    weigh: p => (p.built === 'street' ? 1 : 0) + having(/广场/)(p),
    by: /道路|广场/,
  },
]

export type Sensor = { id: string; kind: string; territory: string; point: Point }

export function* sensorsOf(district: District, seed: number): Generator<Sensor> {
  const pieces = piecesOf(district)
  const towns = district.territories.filter(t => t.level === 'town')
  for (const kind of sensorKinds) {
    const chance = chanceOf(seed, `sensors ${kind.code}`)
    const places =
      kind.zh === '热成像'
        ? highPoints(pieces)
        : kind.zh === '空气'
          ? towns.map(t => pieces.findIndex(p => p.code.startsWith(t.code)))
          : spreadOver(pieces, kind.count, kind.weigh)
    for (const [n, at] of places.entries()) {
      const piece = pieces[at]!
      const near = kind.by === undefined ? [] : piece.places.filter(p => kind.by!.test(p.kind))
      yield {
        id: `LX-${kind.code}-${String(n + 1).padStart(4, '0')}`,
        kind: kind.zh,
        territory: piece.code,
        point:
          near.length > 0 ? pointNear(piece, chance.pick(near).point, 160, chance) : pointIn(piece, chance),
      }
    }
  }
}
