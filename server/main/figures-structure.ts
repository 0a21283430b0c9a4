// Figures of the standing district: counted from its pack, and from what the seed lays on its land. Each says in words how
// it is counted, as the others say it in SQL.
import type { District } from '#core/district/district.ts'
import { dayOf, type Instant } from '#core/kit/instant.ts'
import { makeCameras, networks } from '#sim/world/cameras.ts'
import {
  adoptionsOf,
  communitiesOf,
  optedInOf,
  projectsOf,
  venuesOf,
  volunteersOf,
} from '#sim/world/people-at-large.ts'
import { sensorsOf } from '#sim/world/sensors.ts'
import { liaisonSeats, shiftsOn } from '#sim/world/shifts.ts'

type Values = Readonly<Record<string, number>>
type Structure = { how: string; count: (district: District, seed: number, untilAt: Instant) => Values }

const one = (value: number): Values => ({ '': value })
const tally = (keys: Iterable<string>, total?: string): Values => {
  const counts: Record<string, number> = {}
  for (const key of keys) {
    counts[key] = (counts[key] ?? 0) + 1
    if (total !== undefined) counts[total] = (counts[total] ?? 0) + 1
  }
  return counts
}
const ofLevel = (district: District, level: string) => district.territories.filter(t => t.level === level)
const officerPosts = (district: District) => district.posts.filter(p => p.role === 'peace_officer')
const seats = (posts: readonly { seats?: number }[]) => posts.reduce((sum, p) => sum + (p.seats ?? 1), 0)

const kmPerLng = 111.32 * Math.cos((29.8 * Math.PI) / 180)
const kmPerLat = 110.85
const areaKm2 = (district: District): number => {
  const ring = district.territory(district.code)!.polygons![0]![0]!
  const twice = ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!
    return sum + (x * ny - nx * y)
  }, 0)
  return (Math.abs(twice) / 2) * kmPerLng * kmPerLat
}

const zhOf: Readonly<Record<string, string>> = {
  street: '街道',
  town: '镇',
  community: '社区',
  village: '村',
}
const dayMs = 86_400_000

export const structureFigures: Readonly<Record<string, Structure>> = {
  area: { how: 'grids.geojson：区界多边形的面积 area of the border', count: d => one(areaKm2(d)) },
  people: {
    how: 'sim/world：各村社区人口之和 sums over communities',
    count: (d, seed) => {
      const all = communitiesOf(d, seed)
      const sum = (of: (c: (typeof all)[number]) => number) => all.reduce((n, c) => n + of(c), 0)
      const people = sum(c => c.residents)
      return { 居民: people, 户: sum(c => c.households), '60岁及以上%': (100 * sum(c => c.older)) / people }
    },
  },
  towns: {
    how: 'territory.csv：level = town，按 kind',
    count: d =>
      tally(
        ofLevel(d, 'town').map(t => zhOf[t.kind!]!),
        '合计',
      ),
  },
  communities: {
    how: 'territory.csv：level = community，按 kind',
    count: d =>
      tally(
        ofLevel(d, 'community').map(t => zhOf[t.kind!]!),
        '合计',
      ),
  },
  'command-centres': {
    how: 'units.csv：kind = centre，按 level',
    count: d =>
      tally(
        d.units
          .filter(u => u.kind === 'centre')
          .map(u => ({ district: '区', town: '镇街', community: '村社区' })[u.level as 'town'] ?? u.level),
      ),
  },
  'grid-branches': {
    how: 'party.csv：level = grid，每个对应一个社区网格',
    count: d =>
      one(d.units.filter(u => u.kind === 'party' && u.level === 'grid' && d.territory(u.territory)).length),
  },
  'grids-per-community': {
    how: 'territory.csv：每个社区下 level = grid 的个数',
    count: d => tally(Object.values(tally(ofLevel(d, 'grid').map(t => t.parent!))).map(n => `${n}个`)),
  },
  'building-groups': {
    how: 'party.csv：level = building',
    count: d => one(d.units.filter(u => u.kind === 'party' && u.level === 'building').length),
  },
  'groups-per-grid': {
    how: 'territory.csv：每个网格下 level = building 的个数',
    count: d => {
      const groups = tally(ofLevel(d, 'building').map(t => t.parent!))
      return tally(ofLevel(d, 'grid').map(t => `${groups[t.code] ?? 0}个`))
    },
  },
  'party-levels': {
    how: 'party.csv：level 有几种',
    count: d => one(new Set(d.units.filter(u => u.kind === 'party').map(u => u.level)).size),
  },
  officers: {
    how: 'people.csv：officer_type 不为空',
    count: d => one(d.people.filter(p => p.officerType).length),
  },
  'officers-by-kind': {
    how: 'people.csv：按 officer_type',
    count: d => tally(d.people.flatMap(p => p.officerType ?? [])),
  },
  'officers-by-post': {
    how: 'posts.csv：role = peace_officer 的 seats，按所在地域的层级（街道另有机动力量，计入中心）',
    count: d => {
      const posts = officerPosts(d)
      const grids = posts.filter(p => d.territory(p.territory)!.level === 'grid')
      const towns = posts.filter(p => d.territory(p.territory)!.level === 'town')
      // One liaison a town; what a street has beyond it moves about with the district's own.
      return {
        网格: seats(grids),
        镇街: towns.length,
        中心: seats(posts) - seats(grids) - towns.length,
        每个网格: seats(grids) / ofLevel(d, 'grid').length,
      }
    },
  },
  'on-shift': {
    how: 'sim/world/shifts.ts：最后一天的排班 roster of the last day',
    count: (d, _, untilAt) =>
      tally(
        shiftsOn(d, dayOf((untilAt - 1) as Instant)).map(o => o.shift),
        '合计',
      ),
  },
  departments: {
    how: 'units.csv：kind = department',
    count: d => one(d.units.filter(u => u.kind === 'department').length),
  },
  'liaison-seats': {
    how: 'posts.csv、holdings.csv：部门的 dept_liaison',
    count: d => one(liaisonSeats(d).length),
  },
  'handlers-per-department': {
    how: 'posts.csv：各部门 dept_handler 的 seats',
    count: d => {
      const counts = d.units
        .filter(u => u.kind === 'department')
        .map(u => seats(d.postsIn(u.id, 'dept_handler')))
      return { 最少: Math.min(...counts), 最多: Math.max(...counts) }
    },
  },
  'justice-liaison': {
    how: 'units.csv：kind = liaison',
    count: d => one(d.units.filter(u => u.kind === 'liaison').length),
  },
  'district-seats': {
    how: 'posts.csv：区中心 operator 和 dispatcher 的 seats',
    count: d => {
      const top = d.centreOver(d.code, 'district').id
      return one(seats([...d.postsIn(top, 'operator'), ...d.postsIn(top, 'dispatcher')]))
    },
  },
  cameras: {
    how: 'sim/world/cameras.ts：按网络',
    count: (d, seed) =>
      tally(
        [...makeCameras(d, seed).network].map(n => networks[n]!.zh),
        '合计',
      ),
  },
  'camera-marks': {
    how: 'sim/world/cameras.ts：thermal、keySite',
    count: (d, seed) => {
      const { thermal, keySite } = makeCameras(d, seed)
      return {
        热成像高点: thermal.filter(x => x === 1).length,
        重点部位: keySite.filter(x => x === 1).length,
      }
    },
  },
  'cameras-online': {
    how: 'sim/world/cameras.ts：最后三十一天每天在线的比例，平均',
    count: (d, seed, untilAt) => {
      const cameras = makeCameras(d, seed)
      const days = 31
      let online = 0
      for (let back = 1; back <= days; back++) {
        const day = dayOf((untilAt - back * dayMs) as Instant)
        for (let i = 0; i < cameras.count; i++) if (cameras.isOnline(i, day)) online++
      }
      return one((100 * online) / (days * cameras.count))
    },
  },
  sensors: {
    how: 'sim/world/sensors.ts：按种类',
    count: (d, seed) =>
      tally(
        [...sensorsOf(d, seed)].map(s => s.kind),
        '合计',
      ),
  },
  volunteers: {
    how: 'sim/world/people-at-large.ts：人数、有服务时长的比例、其平均时长、项目',
    count: (d, seed) => {
      const { count, hours } = volunteersOf(d, seed)
      const active = hours.filter(h => h > 0)
      return {
        注册: count,
        '年内活跃%': (100 * active.length) / count,
        人均小时: active.reduce((sum, h) => sum + h, 0) / active.length,
        项目: projectsOf(d, seed).reduce((sum, p) => sum + p.projects, 0),
      }
    },
  },
  adoptions: {
    how: 'sim/world/people-at-large.ts：认领，按三小、五小',
    count: (d, seed) =>
      tally(
        [...adoptionsOf(d, seed)].map(a => a.of),
        '合计',
      ),
  },
  venues: {
    how: 'sim/world/people-at-large.ts：每村三处',
    count: d => tally([...venuesOf(d)].map(v => v.kind)),
  },
  'points-households': {
    how: 'sim/world/people-at-large.ts：各村参与户之和',
    count: (d, seed) => {
      const villages = optedInOf(d, seed)
      return { 村: villages.length, 户: villages.reduce((sum, v) => sum + v.households, 0) }
    },
  },
  modules: { how: 'catalogue.yaml：modules', count: d => one(d.modules.length) },
}
