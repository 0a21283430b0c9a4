// What was planted counted again from the stories: the flood, the classes and the traps.
import { civilOf, dayOf, instant, msPerHour } from '#core/kit/instant.ts'
import type { Deck } from '../story.ts'
import { count, has, per, type Row, tally } from './counting.ts'
import * as figures from './figures.ts'

/** The flood, the classes and the traps. */
export const countPlanted = ({ stories }: Deck): Row[] => {
  const flood = stories.filter(s => s.storm)
  const times = flood.map(s => s.reportedAt)
  const patterns = tally(
    stories.filter(s => s.pattern),
    s => s.pattern!,
  )
  const traps = tally(
    stories.filter(s => s.trap),
    s => s.trap!,
  )
  const last = civilOf(dayOf(instant(Math.max(...times))))
  return [
    { name: 'flood: matters', want: figures.storm.matters, got: flood.length },
    { name: 'flood: towns', want: 3, got: tally(flood, s => s.place.territory.slice(0, 9)).size },
    {
      name: 'flood: hours, at most 48',
      want: 'yes',
      got: Math.max(...times) - Math.min(...times) <= 48 * msPerHour ? 'yes' : 'no',
    },
    { name: 'flood: month of the last', want: 8, got: last.month },
    {
      name: 'flood: duplicates, %',
      want: '38',
      got: per(
        count(flood, s => s.outcome === 'merged'),
        flood.length,
        0,
      ),
    },
    { name: 'class lift-company', want: 61, got: patterns.get('lift-company') ?? 0 },
    { name: 'class stair-charging', want: 46, got: patterns.get('stair-charging') ?? 0 },
    { name: 'class school-parking', want: 64, got: patterns.get('school-parking') ?? 0 },
    { name: 'class flooding-drain', want: 14, got: patterns.get('flooding-drain') ?? 0 },
    { name: 'class unpaid-site', want: 33, got: patterns.get('unpaid-site') ?? 0 },
    { name: 'class border-straw', want: 41, got: patterns.get('border-straw') ?? 0 },
    {
      name: 'lift estates',
      want: 4,
      got: tally(
        stories.filter(s => s.pattern === 'lift-company'),
        s => s.place.name!,
      ).size,
    },
    { name: 'trap accused-unit', want: 12, got: traps.get('accused-unit') ?? 0 },
    {
      name: 'trap ping-pong',
      want: 20,
      got: count(stories, s => count(s.steps, step => step.move === 'return') === 3),
    },
    {
      name: 'trap merged-wrongly',
      want: 5,
      got: count(stories, s => has(s, step => step.move === 'unmerge')),
    },
    ...(
      [
        'across-october',
        'two-hats',
        'grid-border',
        'deletion-asked',
        'footage-hold',
        'expired-care',
        'footage-no-basis',
      ] as const
    ).map(trap => ({
      name: `trap ${trap}`,
      want: 'some',
      got: (traps.get(trap) ?? 0) > 0 ? 'some' : 'none',
    })),
  ]
}
