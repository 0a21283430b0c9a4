// Volume, channels, levels, departments and towns counted again from the stories.
import type { District } from '#core/district/district.ts'
import { dayOf, formatDay, weekdayOf } from '#core/kit/instant.ts'
import { chanceOf } from '../../chance.ts'
import type { Deck } from '../story.ts'
import { sharedOut, sumOf } from './cards.ts'
import { count, has, hourOf, per, type Row, rounded, tally } from './counting.ts'
import * as figures from './figures.ts'
import { landOf, townQuotas } from './places.ts'

/** Every figure of volume, channels and levels. */
export const countVolume = ({ stories }: Deck, district: District): Row[] => {
  const closed = stories.filter(s => s.closedBy !== undefined)
  const outcomes = tally(stories, s => s.outcome)
  const months = [...tally(closed, s => formatDay(dayOf(s.closedAt!)).slice(0, 7))].sort()
  const channels = tally(closed, s => s.channel)
  const cells = tally(closed, s => `${s.type.slice(0, 2)} ${s.closedBy}`)
  const departments = tally(
    closed.filter(s => s.closedBy === 'department'),
    s => s.lead!,
  )
  const towns = tally(stories, s => s.place.territory.slice(0, 9))
  const hours = tally(stories, s => String(hourOf(s)))
  const weekdays = tally(stories, s => String(weekdayOf(dayOf(s.reportedAt))))
  const land = landOf(district, chanceOf(0, 'recount'))
  const dispatched = count(stories, s => has(s, step => step.move === 'dispatch'))
  const asked = sumOf(stories.map(s => count(s.steps, step => step.move === 'return')))
  const upheld = sumOf(
    stories.map(s => count(s.steps, step => step.move === 'rule' && step.ruling === 'upheld')),
  )
  const atBase = count(closed, s => s.closedBy !== 'department' && s.closedBy !== 'upper')
  return [
    { name: 'received', want: figures.received, got: stories.length },
    { name: 'closed', want: figures.closed, got: closed.length },
    { name: 'open', want: figures.open, got: outcomes.get('open')! },
    { name: 'merged', want: figures.merged, got: outcomes.get('merged')! },
    {
      name: 'declined and diverted',
      want: 611,
      got: outcomes.get('declined')! + outcomes.get('diverted')!,
    },
    { name: 'closed on the spot', want: 9412, got: outcomes.get('on-spot')! },
    { name: 'dispatched', want: 14_455, got: dispatched },
    { name: 'returns asked', want: figures.returns.asked, got: asked },
    { name: 'returns upheld', want: figures.returns.upheld, got: upheld },
    { name: 'sent to the right unit, %', want: '96.4', got: per(dispatched - upheld, dispatched) },
    { name: 'closed at the base, %', want: '83.30', got: per(atBase, closed.length, 2) },
    { name: 'closed a day', want: '38.6', got: rounded(closed.length / 609, 1) },
    ...figures.closedByMonth.map((want, i) => ({
      name: `closed in ${months[i]?.[0]}`,
      want,
      got: months[i]?.[1] ?? 0,
    })),
    ...sharedOut(stories.length, figures.hourShares).map((want, h) => ({
      name: `received at ${h} o'clock`,
      want,
      got: hours.get(String(h)) ?? 0,
    })),
    ...sharedOut(stories.length, figures.weekdayFactors).map((want, day) => ({
      name: `received on weekday ${day}`,
      want,
      got: weekdays.get(String(day)) ?? 0,
    })),
    ...Object.entries(figures.closedByChannel).map(([channel, want]) => ({
      name: `closed of channel ${channel}`,
      want,
      got: channels.get(channel) ?? 0,
    })),
    ...figures.modules.flatMap(module =>
      figures.levels.map((level, l) => ({
        name: `closed ${module} ${level}`,
        want: figures.closedTable[module]![l]!,
        got: cells.get(`${module} ${level}`) ?? 0,
      })),
    ),
    ...Object.entries(figures.closedByDepartment).map(([unit, want]) => ({
      name: `closed by ${unit}`,
      want,
      got: departments.get(unit) ?? 0,
    })),
    ...townQuotas(stories.length, land).map((want, i) => {
      const town = [...land.streets, ...land.towns][i]!
      return { name: `received in ${town}`, want, got: towns.get(town) ?? 0 }
    }),
  ]
}
