// Places people name when they report: estates, roads, schools, markets, stations, reservoirs. Each lies in a grid or a
// village and carries a point. Names are unique, for a name that means two places helps nobody.
import type { Km } from './cells.ts'
import { type Piece, toward } from './land.ts'
import { estateNames, roadNames } from './names.ts'
import type { Chance } from './seeded.ts'

export type PlaceRow = { name: string; kind: string; territory: string; at: Km }

export const makePlaces = (pieces: readonly Piece[], chance: Chance): PlaceRow[] => {
  const places: PlaceRow[] = []
  const inside = (piece: Piece): Km =>
    toward(piece.centre, chance.pick(piece.ring!), chance.between(0.1, 0.7))
  const add = (name: string, kind: string, piece: Piece) => {
    if (!places.some(place => place.name === name))
      places.push({ name, kind, territory: piece.code, at: inside(piece) })
  }
  const grids = pieces.filter(piece => piece.level === 'grid')
  const cityGrids = grids.filter(piece => piece.code.slice(6, 9) < '100')
  const villages = pieces.filter(piece => piece.kind === 'village')
  const towns = pieces.filter(piece => piece.level === 'town')
  const short = (piece: Piece) => piece.zh.replace(/(街道|镇|村|社区)$/, '')

  const estates = chance.shuffled(estateNames)
  for (const grid of grids) add(estates.pop()![0], '小区', grid)
  const roads = chance.shuffled(roadNames)
  for (const grid of cityGrids.slice(0, 96)) add(roads.pop()![0], '道路', grid)
  for (const town of towns) {
    const seat = pieces.find(piece => piece.level === 'grid' && piece.code.startsWith(town.code))!
    const near = cityGrids.filter(grid => grid.code.startsWith(town.code))
    const spot = () => (near.length > 0 ? chance.pick(near) : seat)
    const name = short(town)
    add(`${name}小学`, '学校', spot())
    add(`${name}中学`, '学校', spot())
    add(`${name}幼儿园`, '学校', spot())
    add(`${name}农贸市场`, '市场', spot())
    add(`${name}卫生院`, '医院', spot())
    add(`${name}派出所`, '单位', spot())
    add(`${name}便民服务中心`, '单位', spot())
    if (town.kind === 'town') {
      add(`${name}老街`, '道路', seat)
      add(`${name}汽车站`, '车站', seat)
      add(`${name}敬老院`, '单位', seat)
    } else {
      add(`${name}公园`, '公园', spot())
      add(`${name}广场`, '广场', spot())
    }
  }
  for (const name of [
    '龙溪汽车总站',
    '龙溪火车站',
    '龙溪区人民医院',
    '龙溪区中医院',
    '龙溪体育馆',
    '龙溪图书馆',
    '滨河湿地公园',
  ]) {
    add(name, '公共场所', chance.pick(cityGrids))
  }
  for (const name of ['龙溪工业园', '东岭物流园', '青云创业园']) add(name, '园区', chance.pick(cityGrids))
  const endings = [
    ['水库', '水库'],
    ['村小学', '学校'],
    ['桥', '桥梁'],
    ['养殖场', '企业'],
    ['采石场', '企业'],
    ['安置点', '小区'],
  ] as const
  chance.shuffled(villages).forEach((village, i) => {
    const [ending, kind] = endings[i % endings.length]!
    add(`${short(village)}${ending}`, kind, village)
  })
  return places
}
