// What was planted so that the analysis has something to find: six classes of recurring trouble and the flood of August
// 2020. They are taken from the dealt cards, so no published sum moves; only place and time are set.
import type { District } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { type Day, msPerHour, parseDay, plusDays, startOfDay, weekdayOf } from '#core/kit/instant.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import type { Chance } from '../../chance.ts'
import type { Pattern } from '../story.ts'
import { cardsOf, shuffled } from './cards.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import { storm } from './figures.ts'
import type { Land } from './places.ts'
import type { Burst } from './quotas.ts'

export type Soil = { district: District; land: Land; days: Days; office: WorkingCalendar; chance: Chance }

type Spot = { territory: string; name?: string }

/** Takes `count` untouched drafts of this type; those closed on the spot as often as the others. */
const take = (drafts: readonly Draft[], count: number, fits: (d: Draft) => boolean, chance: Chance) => {
  const free = shuffled(
    drafts.filter(d => !d.isSet && d.territory === '' && fits(d)),
    chance,
  )
  assert(free.length >= count, `only ${free.length} matters fit where ${count} are planted`)
  return free.slice(0, count)
}

const setAt = (d: Draft, spot: Spot, day: Day, hour: number, soil: Soil) => {
  d.town = spot.territory.slice(0, 9)
  d.territory = spot.territory
  d.point = soil.land.pointIn(spot.territory)
  if (spot.name !== undefined) d.name = spot.name
  setTime(d, soil.days.secondIn(day, hour, soil.chance), soil)
}

export const setTime = (d: Draft, at: number, { days }: Pick<Soil, 'days'>) => {
  d.isSet = true
  d.reportedAt = at
  const day = (days.fromOn + Math.floor((at - days.fromAt) / 86_400_000)) as Day
  d.weekday = weekdayOf(day)
  d.hour = Math.floor((at - days.fromAt) / 3_600_000) % 24
}

const spotsOf = (kind: string, inside: readonly string[], count: number, { district }: Soil): Spot[] =>
  district.placeNames
    .filter(
      p => p.kind === kind && p.territory.length > 9 && inside.some(code => p.territory.startsWith(code)),
    )
    .slice(0, count)
    .map(({ territory, name }) => ({ territory, name }))

const day = (text: string): Day => parseDay(text)!
const between = (from: string, to: string): Day[] =>
  Array.from({ length: day(to) - day(from) + 1 }, (_, i) => plusDays(day(from), i))

/** Each pattern: what it is made of, where, on which days, at which hours. */
export const plantPatterns = (drafts: readonly Draft[], soil: Soil) => {
  const { land, chance, district, days, office } = soil
  const [s1, s2, s3] = land.streets as [string, string, string]
  const site = district.placeNames.find(p => p.territory.startsWith(s2) && p.territory.length > 12)!
  const villages = (town: string) =>
    land.pieces.get(town)!.codes.filter(c => district.territory(c)!.kind === 'village')
  const border = [...villages(land.towns[0]!).slice(0, 3), ...villages(land.towns[1]!).slice(0, 3)]
  const [drain] = spotsOf('道路', [s3], 1, soil)
  const wet = [...days.heavy]
  const plan: readonly (readonly [
    Pattern,
    number,
    string,
    readonly Spot[],
    readonly Day[],
    readonly number[],
  ])[] = [
    [
      'lift-company',
      61,
      'GS04',
      spotsOf('小区', [s1, s2], 4, soil),
      between('2021-02-18', '2021-07-26'),
      [7, 8, 9, 12, 17, 18, 19, 20, 21],
    ],
    [
      'stair-charging',
      46,
      'GS02',
      spotsOf('小区', [s3], 6, soil),
      between('2021-05-20', '2021-06-30'),
      [7, 8, 10, 18, 19, 20, 21],
    ],
    [
      'school-parking',
      64,
      'CM03',
      spotsOf('学校', [s1, s2, s3], 5, soil),
      [...between('2020-09-01', '2020-09-14'), ...between('2021-03-01', '2021-03-12')].filter(d =>
        office.isWorkingDay(d),
      ),
      [7, 7, 8, 16, 17],
    ],
    ['flooding-drain', 14, 'ER01', [drain!], wet, [2, 6, 9, 14, 16, 18, 21]],
    [
      'unpaid-site',
      33,
      'MD04',
      [{ territory: site.territory, name: site.name }],
      between('2021-01-04', '2021-01-29'),
      [8, 9, 10, 14, 15, 16],
    ],
    [
      'border-straw',
      41,
      'EE01',
      border.map(territory => ({ territory })),
      [...between('2020-09-15', '2020-10-25'), ...between('2021-05-04', '2021-05-31')],
      [15, 16, 17, 18, 19],
    ],
  ]
  for (const [pattern, count, type, spots, on, hours] of plan)
    for (const d of take(
      drafts,
      count,
      d => d.type === type && (d.outcome === 'closed' || d.outcome === 'on-spot'),
      chance,
    )) {
      d.pattern = pattern
      setAt(d, chance.pick(spots), chance.pick(on), chance.pick(hours), soil)
    }
}

/** Hours from the evening of 17 August, with how much came in each: the first night was the worst. */
const floodHours: readonly number[] = [
  4, 9, 16, 22, 24, 20, 14, 10, 9, 9, 8, 7, 6, 6, 5, 5, 4, 4, 4, 4, 4, 5, 6, 8, 9, 8, 6, 5, 4, 3, 3, 3, 3, 2,
  2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1,
]
export const floodFrom = { on: '2020-08-17', hour: 18 } as const
const floodTowns = ({ streets, towns }: Land): string[] => [streets[0]!, towns[7]!, towns[8]!]

/** Nothing else comes from the flooded towns in these two days: what is told there then is told of the flood. */
export type Bar = (town: string, at: number) => boolean
export const barOf = (land: Land, isPlanted: boolean): Bar => {
  if (!isPlanted) return () => false
  const towns = floodTowns(land)
  const fromAt = startOfDay(day(floodFrom.on)) + floodFrom.hour * msPerHour
  const toAt = fromAt + floodHours.length * msPerHour
  return (town, at) => at >= fromAt && at < toAt && towns.includes(town)
}

/** The flood: 380 matters in 48 hours in three towns by the river. What is merged gets its time with its parent. */
export const plantFlood = (drafts: readonly Draft[], soil: Soil) => {
  const { land, chance } = soil
  const towns = floodTowns(land)
  const own: Draft[] = []
  const need: readonly (readonly [string, Draft['level'], number])[] = [
    ['ER', 'on-spot', 26],
    ['ER', 'community', 44],
    ['ER', 'town', 70],
    ['ER', 'department', 24],
    ['GS', 'on-spot', 14],
    ['GS', 'community', 16],
    ['CM', 'town', 22],
    ['AS', 'community', 12],
    ['SP', 'town', 8],
  ]
  for (const [module, level, count] of need)
    own.push(
      ...take(drafts, count, d => d.module === module && d.level === level && d.outcome !== 'open', chance),
    )
  const hours = shuffled(
    cardsOf(
      floodHours.map((_, i) => i),
      floodHours,
    ),
    chance,
  )
  for (const d of own) {
    d.storm = true
    const hour = floodFrom.hour + chance.pick(hours)
    const town = chance.pick([...towns, towns[0]!])
    setAt(
      d,
      { territory: chance.pick(land.pieces.get(town)!.codes) },
      plusDays(day(floodFrom.on), Math.floor(hour / 24)),
      hour % 24,
      soil,
    )
  }
  const merged = drafts.filter(d => d.outcome === 'merged').slice(0, storm.merged)
  for (const d of merged) {
    d.storm = true
    d.isSet = true
    d.into = chance.pick(own.filter(o => o.outcome === 'closed'))
    d.town = d.into.town
    d.territory = d.into.territory
    d.point = d.into.point
  }
  assert(own.length + merged.length === storm.matters, `the flood has ${own.length + merged.length} matters`)
}

/** Crowds for a load test: whatever comes, it comes within two hours. */
export const plantBursts = (drafts: readonly Draft[], bursts: readonly Burst[], soil: Soil) => {
  const { chance, days } = soil
  for (const { on, hour, matters } of bursts)
    for (const d of take(drafts, matters, d => d.outcome !== 'open' && d.outcome !== 'merged', chance))
      setTime(d, days.secondIn(on, hour + chance.below(2), chance), soil)
}
