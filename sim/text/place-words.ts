// Where it is, in people's words: a known name with a corner of it, a name only the neighbours use, a name written down
// wrongly, or nothing. What stands in the report; the truth stands in the story.
import type { District } from '#core/district/district.ts'
import type { HistoryStory } from '../history/story.ts'
import { compile, type Draw, type Line, say } from './grammar.ts'
import type { Spot } from './lexicon.ts'

/** A corner of the named place, by what kind of thing is told. */
const corners: Readonly<Record<Spot, Line>> = {
  estate: compile(
    '{<1-9>栋|<1-18>栋<1-3>单元|{北|东|南|西}门|大门口|{<1-9>|<10-18>}栋楼下|车棚边|中庭|负一楼|门卫室旁边|<1-9>栋背后|健身区旁边|}',
  ),
  street: compile(
    '{门口|路口|公交站旁边|<1-260>号门口|对面|背后|桥头|十字路口|拐角|巷子口|红绿灯那里|药房门口|快递点门口|奶茶店门口|<10-180>号路段|人行道上|靠河那边|坡坡上|梯坎边|}',
  ),
  village: compile(
    '{<1-9>社|<1-9>组|大院子|堰塘边|坳口上|老槽门|晒坝旁边|公路边上|水井湾|竹林坝|村委会背后|}',
  ),
  home: compile('{<1-18>栋|<1-9>单元|老院子|<1-9>社|家属楼|那栋|巷子里头|院坝头|}'),
  shop: compile('{<1-120>号门面|楼下门面|一楼临街|背街|拐角那家|对面那排门面|<1-9>栋底商|菜市口|}'),
  site: compile('{旁边工地|对面在建工地|背后那个厂|施工围挡处|项目部门口|那片工地|厂区|}'),
  water: compile('{河边|桥底下|大坝上|水边|步道边|回水湾|滩口上|}'),
  firm: compile('{园区|工业片区|<1-40>号|那片厂房|}'),
}

/** Beside a place where nobody lives: a police station has no third unit. */
const beside: Readonly<Record<Spot, Line>> = {
  estate: compile('{旁边那栋楼|对面小区<1-9>栋|家属楼|背后那几栋楼|旁边小区|隔壁院子}'),
  street: compile('{门口|对面|旁边|背后|围墙边|斜对面|公交站|出来那截路|}'),
  village: compile('{旁边|背后|边上|下面那坝|出来的公路边|对面坡上}'),
  home: compile('{旁边|对面|家属院|背后那户|隔壁}'),
  shop: compile('{门口|对面那排门面|旁边那家|背街|斜对面}'),
  site: compile('{旁边工地|对面工地|后头厂房|边上工地}'),
  water: compile('{旁边河沟|桥底下|边上|背后堰塘}'),
  firm: compile('{旁边|对面|那一片}'),
}
const homes = /(花园|家园|公馆|华府|名城|雅苑|新城|名都|华庭|小区|安置点|村|社区|[路街道])$/

/** When nobody names a place. */
const nameless: Readonly<Record<Spot, string>> = {
  estate: '{我们小区|我们这栋|楼下|我们单元|屋头楼下|小区里头|}',
  street: '{街上|我们这条街|路口|门口|这里|前头路口|}',
  village: '{我们村上|我们社|院子头|屋后头|坡上|沟边}',
  home: '{我屋头|我们院子|隔壁|我们这里|楼上}',
  shop: '{楼下|门口那家|街上|我们楼下|}',
  site: '{旁边工地|对面|厂头|工地上}',
  water: '{河边|水库边|沟头|堰塘边}',
  firm: '{我们厂|厂里|店里|公司}',
}
/** The same as an office writes it down. */
const namelessWritten: Readonly<Record<Spot, string>> = {
  estate: '小区内',
  street: '附近路段',
  village: '村组内',
  home: '居民家中',
  shop: '沿街门店',
  site: '在建工地',
  water: '河边',
  firm: '辖区企业',
}
const namelessLines = Object.fromEntries(
  Object.entries(nameless).map(([spot, text]) => [spot, compile(text)]),
) as Readonly<Record<Spot, Line>>

const nicknames: readonly (readonly [RegExp, string])[] = [
  [/农贸市场$/, '菜市'],
  [/便民服务中心$/, '办事大厅'],
  [/卫生院$/, '医院'],
  [/派出所$/, '派出所那条路'],
  [/汽车(总)?站$/, '老车站'],
  [/(花园|家园|公馆|华府|名城|雅苑|新城|名都|华庭)$/, '那个小区'],
  [/大道$/, '大马路'],
  [/水库$/, '那个堰'],
  [/小学$/, '小学堂'],
  [/安置点$/, '新房子'],
  [/(路|街)$/, '那条街'],
]

/** Characters people mix up in place names. */
const mixedUp: readonly (readonly [string, string])[] = [
  ['锦', '景'],
  ['御', '玉'],
  ['苑', '院'],
  ['雅', '牙'],
  ['滨', '宾'],
  ['溪', '西'],
  ['屏', '坪'],
  ['岭', '林'],
  ['鑫', '新'],
  ['龙', '隆'],
  ['园', '苑'],
  ['福', '富'],
  ['竹', '祝'],
  ['堰', '雁'],
  ['坳', '凹'],
  ['桥', '乔'],
  ['河', '和'],
  ['凤', '风'],
  ['石', '什'],
  ['青', '清'],
  ['明', '民'],
  ['沟', '勾'],
]

const wrongly = (name: string, draw: Draw): string => {
  const found = mixedUp.filter(([right]) => name.includes(right))
  if (found.length === 0) return name
  const [right, wrong] = found[draw(found.length)]!
  return name.replace(right, wrong)
}

const nickname = (name: string): string => {
  for (const [end, nick] of nicknames) if (end.test(name)) return name.replace(end, nick)
  return /村$|社区$/.test(name) ? `${name.replace(/社区$/, '')}那边` : `${name}那里`
}

/** `words`: what goes into the text; `named`: the place as it stands in a field of its own, absent when not told. */
export type PlaceTold = { words: string; named?: string }

/** The territory as people call it: the community, with the grid only where officers write. */
const landName = (district: District, code: string): string => {
  const land = district.territory(code)
  const up = land?.level === 'grid' || land?.level === 'building' ? land.parent : undefined
  return (up === undefined ? land : district.territory(up))?.zh ?? district.zh
}

export const placeTold = (
  story: HistoryStory,
  spot: Spot,
  district: District,
  byOffice: boolean,
  draw: Draw,
): PlaceTold => {
  const { said, name, territory } = story.place
  const community = landName(district, territory)
  // A corner of an estate makes no sense on a road, nor the other way round.
  const onRoad = name !== undefined && /[路街道]$/.test(name)
  const inVillage = /村$/.test(community)
  const fits: Spot =
    onRoad && spot === 'estate'
      ? 'street'
      : !onRoad && inVillage && (spot === 'estate' || spot === 'street')
        ? 'village'
        : spot
  const corner = say((homes.test(name ?? community) ? corners : beside)[fits], draw, false)
  if (said === 'none' || (said === 'point' && !byOffice && draw(5) < 2))
    return { words: byOffice ? namelessWritten[spot] : say(namelessLines[spot], draw, true) }
  const base = name ?? community
  const told = said === 'wrong' ? wrongly(base, draw) : said === 'nickname' ? nickname(base) : base
  const before =
    byOffice && name !== undefined && !name.startsWith(community.slice(0, 2)) && draw(3) === 0
      ? community
      : ''
  const doubt = said === 'wrong' && told === base && !byOffice ? '好像是' : ''
  const words = `${doubt}${before}${told}${said === 'nickname' && draw(2) === 0 ? '' : corner}`
  return said === 'point' && !byOffice ? { words } : { words, named: words }
}
