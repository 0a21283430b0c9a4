// Stories for tests of the words: types, doors and voices in about the shares of the district, before any deck is dealt.
import type { District } from '#core/district/district.ts'
import { instant } from '#core/kit/instant.ts'
import { chanceOf } from '../chance.ts'
import type { HistoryStory, Pattern, PlaceSaid, Voice } from '../history/story.ts'

const doors: readonly (readonly [number, string])[] = [
  [52, 'officer-app'],
  [14, 'resident-web'],
  [13, 'hotline-12345'],
  [9, 'visit'],
  [3, 'police-110'],
  [2.5, 'video'],
  [2, 'sensor'],
  [1, 'upper-level'],
  [1, 'department'],
  [1.5, 'petition'],
  [1, 'volunteer'],
]
const voices: readonly (readonly [number, Voice])[] = [
  [5, 'plain'],
  [2, 'angry'],
  [2, 'polite'],
  [1, 'rambling'],
]
const told: readonly (readonly [number, PlaceSaid])[] = [
  [40, 'name'],
  [30, 'point'],
  [12, 'nickname'],
  [8, 'wrong'],
  [10, 'none'],
]
const modules: readonly (readonly [number, string])[] = [
  [2000, 'GS'],
  [2706, 'MD'],
  [2000, 'SP'],
  [471, 'ER'],
  [471, 'CL'],
  [9412, 'CM'],
  [2235, 'EE'],
  [823, 'EN'],
  [2235, 'AS'],
  [1176, 'SC'],
]

export const sampleStories = (district: District, count: number, pattern?: Pattern): HistoryStory[] =>
  Array.from({ length: count }, (_, i) => {
    const chance = chanceOf(20210814, `sample ${i} ${pattern ?? ''}`)
    const module = chance.weighted(modules)
    const type = chance.pick(district.types.filter(t => t.module === module))
    const channel = chance.weighted(doors)
    const place = chance.pick(district.placeNames)
    const onSpot = channel === 'officer-app' && type.onSpot && chance.isSo(0.7)
    return {
      id: `h${String(i + 1).padStart(6, '0')}`,
      reportedAt: instant(1_575_129_600_000 + i * 2_000_000),
      channel,
      type: type.code,
      urgency: type.urgency,
      place: {
        territory: place.territory,
        point: [106 + chance.next() / 10, 29.8 + chance.next() / 10],
        said: chance.weighted(told),
        ...(chance.isSo(0.9) ? { name: place.name } : {}),
      },
      photos: 0,
      spoken: chance.isSo(0.18) && channel !== 'sensor',
      voice: module === 'EN' ? 'enterprise' : chance.weighted(voices),
      ...(pattern === undefined ? {} : { pattern }),
      outcome: onSpot ? 'on-spot' : 'closed',
      steps: [],
    }
  })
