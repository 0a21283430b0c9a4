// Medians and percentiles counted again from the stories, by nearest rank, to as many digits as are published.
import type { District } from '#core/district/district.ts'
import { instant, msPerDay, msPerHour } from '#core/kit/instant.ts'
import type { ClosedBy, Deck, HistoryStory } from '../story.ts'
import { sumOf } from './cards.ts'
import { count, hasNote, hourOf, per, type Row, rounded } from './counting.ts'
import * as figures from './figures.ts'
import { percentile } from './pins.ts'
import { isNight } from './spread.ts'

/** Hours from the last dispatch before the first result to that result, waits left out. */
export const handlingHoursOf = (s: HistoryStory): number => {
  const fed = s.steps.findIndex(step => step.move === 'feedback')
  const before = s.steps.slice(0, fed)
  const given = before.findLast(
    step => step.move === 'dispatch' || (step.move === 'rule' && step.ruling === 'upheld'),
  )!
  const resumed = before.findIndex(step => step.move === 'resume')
  const waited =
    resumed < 0
      ? 0
      : before[resumed]!.at - before.slice(0, resumed).findLast(step => step.move === 'approve')!.at
  return (s.steps[fed]!.at - given.at - waited) / msPerHour
}

/** Medians and percentiles by nearest rank, with as many digits as are published. */
export const countTimes = ({ stories }: Deck, district: District): Row[] => {
  const office = district.calendar(district.calendarKey(district.calendars[0]!.id))
  const triaged = stories
    .filter(s => s.outcome !== 'on-spot')
    .map(s => ({ hour: hourOf(s), minutes: (s.steps[0]!.at - s.reportedAt) / 60_000 }))
  const minutes = (night: boolean) => triaged.filter(t => isNight(t.hour) === night).map(t => t.minutes)
  const closed = stories.filter(s => s.outcome === 'closed')
  const hours = (level: ClosedBy) => closed.filter(s => s.closedBy === level).map(handlingHoursOf)
  const mediated = closed.filter(s => hasNote(s, 'mediation-session'))
  const mediationHours = mediated.map(handlingHoursOf)
  const noted = (topic: string) => count(mediated, s => hasNote(s, topic))
  const agreed = noted('mediation-agreed')
  const sessions = sumOf(
    mediated.map(s => count(s.steps, step => step.move === 'note' && step.topic === 'mediation-session')),
  )
  const signed = closed.flatMap(s => {
    const i = s.steps.findIndex(step => step.move === 'sign')
    const given = s.steps
      .slice(0, i)
      .findLast(step => step.move === 'dispatch' || (step.move === 'rule' && step.ruling === 'upheld'))!
    return office.workingMsBetween(given.at, instant(given.at + 1)) > 0
      ? [(s.steps[i]!.at - given.at) / 60_000]
      : []
  })
  const letters = stories.flatMap(s => (s.petition ? [s.petition] : []))
  const answered = letters.flatMap(l =>
    l.opinionAt === undefined ? [] : [(l.opinionAt - l.registeredAt) / msPerDay],
  )
  const spots = stories.flatMap(s => (s.spotMinutes === undefined ? [] : [s.spotMinutes]))
  const row = (name: string, want: string, values: readonly number[], share: number, digits = 0): Row => ({
    name,
    want,
    got: rounded(percentile(values, share), digits),
  })
  const days = (list: readonly number[]) => list.map(h => h / 24)
  return [
    row('on the spot, median minutes', '9', spots, 0.5),
    row('on the spot, p90 minutes', '28', spots, 0.9),
    row('sorting by day, median minutes', '6', minutes(false), 0.5),
    row('sorting by night, median minutes', '14', minutes(true), 0.5),
    row(
      'sorting, p95 minutes',
      '45',
      triaged.map(t => t.minutes),
      0.95,
    ),
    row('sign-off in office hours, median minutes', '38', signed, 0.5),
    row('handling in communities, median hours', '7', hours('community'), 0.5),
    row('handling in communities, p90 days', '2.6', days(hours('community')), 0.9, 1),
    row('handling in towns, median hours', '26', hours('town'), 0.5),
    row('handling in towns, p90 days', '5', days(hours('town')), 0.9),
    row('handling in departments, median days', '2.8', days(hours('department')), 0.5, 1),
    row('handling in departments, p90 days', '9', days(hours('department')), 0.9),
    row('mediation, median days', '6', days(mediationHours), 0.5),
    row('mediation, p90 days', '21', days(mediationHours), 0.9),
    { name: 'sessions of mediation', want: '2.3', got: rounded(sessions / mediated.length, 1) },
    { name: 'mediation agreed, %', want: '88', got: per(agreed, mediated.length, 0) },
    { name: 'agreements kept, %', want: '94', got: per(noted('agreement-kept'), agreed, 0) },
    { name: 'agreements confirmed, %', want: '4', got: per(noted('agreement-confirmed'), agreed, 0) },
    { name: 'petitions', want: figures.petitions.all, got: letters.length },
    row('petitions, median days', '34', answered, 0.5),
    {
      name: 'petitions extended, %',
      want: '5',
      got: per(
        count(letters, l => l.extended !== undefined),
        letters.length,
        0,
      ),
    },
    {
      name: 'petitions reviewed, %',
      want: '2',
      got: per(
        count(letters, l => l.review !== undefined),
        letters.length,
        0,
      ),
    },
  ]
}
