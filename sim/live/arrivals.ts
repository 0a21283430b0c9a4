// What people report from hour to hour once the told past is over: as many as a day of July 2021 brought, at the hours
// and on the weekdays people report, of every kind and from every town. An hour is dealt from its own name, so that it
// is the same hour however often it is asked for. A storm brings its own on top.
import type { District, MatterType, Point, Territory } from '#core/district/district.ts'
import { isInPolygon } from '#core/kit/geometry.ts'
import { dayOf, type Instant, instant, msPerHour, startOfDay, weekdayOf } from '#core/kit/instant.ts'
import { type Chance, chanceOf } from '../chance.ts'
import {
  closed,
  closedByChannel,
  closedByMonth,
  closedTable,
  hourShares,
  received,
  weekdayFactors,
} from '../history/deck/figures.ts'
import type { HistoryStory, Voice } from '../history/story.ts'

/** Received a day in July 2021, the last month told. */
const perDay = (closedByMonth.at(-1)! * received) / closed / 31

/** Clues of crimes come to the police by other ways. */
const moduleWeights = Object.entries(closedTable)
  .filter(([module]) => module !== 'CL')
  .map(([module, byLevel]) => [byLevel.reduce((sum, n) => sum + n), module] as const)

/** Who speaks at the doors people come to by themselves, or that speak for them. */
const channelVoices: Readonly<Record<string, Voice>> = {
  'officer-app': 'officer',
  'resident-web': 'plain',
  'hotline-12345': 'operator',
  visit: 'officer',
  'police-110': 'operator',
  video: 'officer',
  volunteer: 'polite',
}

const stormTypes = ['ER', 'EE', 'GS'] as const
const stormHours = 48
/** 380 in 48 hours as in August 2020, most of them while the water rises. */
const stormReports = 380
const risingHours = 6

const voices: readonly (readonly [number, Voice])[] = [
  [6, 'plain'],
  [2, 'angry'],
  [2, 'polite'],
  [2, 'rambling'],
]

/** Everything that comes in during the hour that begins at `from`, earliest first. */
export const arrivalsIn = (
  district: District,
  seed: number,
  from: Instant,
  stormAt: Instant | null,
): readonly HistoryStory[] => {
  const name = `live|${from}`
  const chance = chanceOf(seed, name)
  const hour = Math.floor((from - startOfDay(dayOf(from))) / msPerHour)
  const usual = (perDay * (weekdayFactors[weekdayOf(dayOf(from))]! / 100) * hourShares[hour]!) / 1000
  const since = stormAt === null ? -1 : Math.floor((from - stormAt) / msPerHour)
  const storm = since >= 0 && since < stormHours ? stormShare(since) * stormReports : 0
  const stories: HistoryStory[] = []
  for (const [count, isStorm] of [
    [countOf(usual, chance), false],
    [countOf(storm, chance), true],
  ] as const)
    for (let i = 0; i < count; i++) {
      const id = `${from / msPerHour}-${isStorm ? 's' : ''}${i}`
      stories.push(storyOf(district, seed, id, from, isStorm))
    }
  return stories.sort((a, b) => a.reportedAt - b.reportedAt)
}

/** Share of a storm's reports in its n-th hour: half of them while it rises. */
const stormShare = (nth: number): number =>
  nth < risingHours ? 0.5 / risingHours : 0.5 / (stormHours - risingHours)

/** A whole number that is `mean` on average. */
const countOf = (mean: number, chance: Chance): number => {
  let left = Math.exp(-mean)
  let drawn = chance.next()
  let n = 0
  for (; drawn > left && n < 10 * mean + 10; n++) {
    drawn -= left
    left *= mean / (n + 1)
  }
  return n
}

const storyOf = (
  district: District,
  seed: number,
  id: string,
  from: Instant,
  storm: boolean,
): HistoryStory => {
  const chance = chanceOf(seed, `live|${id}`)
  const type = typeFor(district, storm, chance)
  const [channel, voice] = channelFor(district, storm, chance)
  const { territory, point } = placeFor(district, storm, chance)
  const own = voice === 'plain' ? chance.weighted(voices) : voice
  const byOfficer = voice === 'officer' && channel !== 'video'
  const onSpot = byOfficer && type.onSpot && chance.isSo(0.7)
  return {
    id,
    reportedAt: instant(from + chance.below(3600) * 1000),
    channel,
    type: type.code,
    urgency: type.urgency,
    place: { territory, point, said: byOfficer || chance.isSo(0.6) ? 'point' : 'name' },
    photos: 0,
    spoken: own !== 'officer' && own !== 'operator' && chance.isSo(0.18),
    voice: own,
    ...(voice === 'officer' ? {} : { caller: { key: chance.below(30_000) } }),
    ...(storm ? { storm: true } : {}),
    outcome: onSpot ? 'on-spot' : 'open',
    steps: [],
  }
}

const typeFor = (district: District, storm: boolean, chance: Chance): MatterType => {
  const module = storm ? chance.pick(stormTypes) : chance.weighted(moduleWeights)
  const types = district.types.filter(t => t.module === module)
  return chance.pick(types.length > 0 ? types : district.types)
}

const channelFor = (district: District, storm: boolean, chance: Chance): readonly [string, Voice] =>
  chance.weighted(
    Object.entries(channelVoices).flatMap(([channel, voice]) => {
      if (!district.channel(channel)) return []
      const weight = closedByChannel[channel]! / (storm && voice === 'officer' ? 4 : 1)
      return [[weight, [channel, voice] as const] as const]
    }),
  )

/** Five streets carry two thirds of what is reported; a storm strikes three towns. */
const placeFor = (
  district: District,
  storm: boolean,
  chance: Chance,
): { territory: string; point: Point } => {
  const towns = district.territories.filter(t => t.level === 'town')
  const streets = towns.filter(t => t.kind === 'street')
  const struck = storm ? towns.slice(-3) : chance.isSo(0.68) && streets.length > 0 ? streets : towns
  const town = struck[Math.floor(chance.next() ** 1.6 * struck.length)]!
  const below = district.territories.filter(t => t.level === 'community' && t.parent === town.code)
  const territory = below.length > 0 ? chance.pick(below) : town
  return { territory: territory.code, point: pointIn(territory, chance) }
}

const mostTries = 40

const pointIn = ({ polygons = [], centre = [0, 0] }: Territory, chance: Chance): Point => {
  const ring = polygons[0]?.[0]
  if (!ring) return centre
  const [lngs, lats] = [ring.map(p => p[0]), ring.map(p => p[1])]
  for (let i = 0; i < mostTries; i++) {
    const point: Point = [
      chance.between(Math.min(...lngs), Math.max(...lngs)),
      chance.between(Math.min(...lats), Math.max(...lats)),
    ]
    if (polygons.some(p => isInPolygon(point, p))) return point
  }
  return centre
}
