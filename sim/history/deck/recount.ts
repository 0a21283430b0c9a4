// The published figures counted again from the stories: one row each, with what was wanted and what is there. Clocks are
// not counted here; whether something was late or nudged only the told facts can say.
import type { District } from '#core/district/district.ts'
import { civilOf, dayOf, formatDay, instant, msPerDay, msPerHour, weekdayOf } from '#core/kit/instant.ts'
import { chanceOf } from '../../chance.ts'
import type { ClosedBy, Deck, HistoryStory, Step } from '../story.ts'
import { sharedOut, sumOf } from './cards.ts'
import * as figures from './figures.ts'
import { percentile } from './pins.ts'
import { landOf, townQuotas } from './places.ts'

export type Row = { name: string; want: number | string; got: number | string }

const count = <T>(items: readonly T[], is: (item: T) => boolean): number =>
  items.reduce((n, item) => n + (is(item) ? 1 : 0), 0)
const tally = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
const rounded = (n: number, digits: number): string => n.toFixed(digits)
const per = (n: number, of: number, digits = 1): string => rounded((100 * n) / of, digits)

type Rate = Step & { move: 'rate' }
const hourOf = (s: HistoryStory): number => Math.floor((s.reportedAt + 8 * msPerHour) / msPerHour) % 24
const has = (s: HistoryStory, is: (step: Step) => boolean): boolean => s.steps.some(is)

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

/** Answers, returns, second looks. */
export const countQuality = ({ stories }: Deck): Row[] => {
  const closed = stories.filter(s => s.closedBy !== undefined)
  const dispatchedClosed = closed.filter(s => s.outcome === 'closed')
  const rates = stories.flatMap(s => s.steps.filter((step): step is Rate => step.move === 'rate'))
  const satisfied = count(rates, r => r.satisfied === 'very' || r.satisfied === 'yes')
  const solved = count(rates, r => r.solved)
  const fed = sumOf(stories.map(s => count(s.steps, step => step.move === 'feedback')))
  const sentBack = sumOf(
    stories.map(s => count(s.steps, step => step.move === 'verify' && step.outcome === 'fail')),
  )
  const again = count(closed, s =>
    has(
      s,
      step => (step.move === 'reopen' && step.by === 'reporter') || (step.move === 'rate' && !step.solved),
    ),
  )
  const waits = stories.filter(s => has(s, step => step.move === 'ask-suspension'))
  const waited = waits.flatMap(s => {
    const resumed = s.steps.find(step => step.move === 'resume')
    const from = s.steps[s.steps.findIndex(step => step.move === 'ask-suspension') + 1]
    return resumed && from ? [(resumed.at - from.at) / msPerDay] : []
  })
  const noted = (topic: string) =>
    sumOf(stories.map(s => count(s.steps, step => step.move === 'note' && step.topic === topic)))
  const why = tally(
    rates.filter(r => r.why !== undefined),
    r => r.why!,
  )
  const sampledFalse = noted('sample-false')
  const supervisedBy = (rung: string) =>
    count(closed, s => has(s, step => step.move === 'supervise' && step.rung === rung))
  return [
    { name: 'answered', want: figures.rated.answered, got: rates.length },
    { name: 'satisfied', want: figures.rated.satisfied, got: satisfied },
    { name: 'satisfied, %', want: '99.30', got: per(satisfied, rates.length, 2) },
    { name: 'solved', want: figures.rated.solved, got: solved },
    ...Object.entries(figures.discontents).map(([reason, want]) => ({
      name: `not satisfied: ${reason}`,
      want,
      got: why.get(reason) ?? 0,
    })),
    { name: 'sent back of what was fed back, %', want: '5.6', got: per(sentBack, fed) },
    { name: 'reopened by the resident, %', want: '3.4', got: per(again, closed.length) },
    { name: 'reported again, %', want: '4.1', got: per(reportedAgain(stories), closed.length) },
    { name: 'suspended of what was dispatched, %', want: '2.8', got: per(waits.length, 14_455) },
    { name: 'mean wait, days', want: '11.0', got: rounded(sumOf(waited) / waited.length, 1) },
    {
      name: 'second looks at the others, %',
      want: '10.0',
      got: per(noted('sample-true') + sampledFalse, dispatchedClosed.length),
    },
    {
      name: 'closed falsely, %',
      want: '0.9',
      got: per(sampledFalse, figures.sampling.onSpot + figures.sampling.others),
    },
    {
      name: 'rung up',
      want: figures.phoned.asked,
      got: noted('phone-satisfied') + noted('phone-not-satisfied'),
    },
    {
      name: 'rung up and satisfied, %',
      want: '88.5',
      got: per(noted('phone-satisfied'), figures.phoned.asked),
    },
    { name: 'talks', want: figures.pressed.talked, got: supervisedBy('talk') },
    {
      name: 'told by voice, %',
      want: '18.0',
      got: per(
        count(stories, s => s.spoken),
        stories.length,
      ),
    },
    {
      name: 'without a photo, %',
      want: '30.0',
      got: per(
        count(stories, s => s.photos === 0),
        stories.length,
      ),
    },
  ]
}

/** Closed matters after which the same point and type was reported within 30 days. */
const reportedAgain = (stories: readonly HistoryStory[]): number => {
  const at = new Map<string, HistoryStory[]>()
  for (const s of stories) {
    const key = `${s.type} ${s.place.point}`
    at.set(key, [...(at.get(key) ?? []), s])
  }
  return count(
    stories,
    s =>
      s.closedAt !== undefined &&
      at
        .get(`${s.type} ${s.place.point}`)!
        .some(o => o !== s && o.reportedAt > s.closedAt! && o.reportedAt <= s.closedAt! + 30 * msPerDay),
  )
}

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
  const isNight = (hour: number) => hour >= 22 || hour < 6
  const minutes = (night: boolean) => triaged.filter(t => isNight(t.hour) === night).map(t => t.minutes)
  const closed = stories.filter(s => s.outcome === 'closed')
  const hours = (level: ClosedBy) => closed.filter(s => s.closedBy === level).map(handlingHoursOf)
  const mediated = closed.filter(s =>
    has(s, step => step.move === 'note' && step.topic === 'mediation-session'),
  )
  const mediationHours = mediated.map(handlingHoursOf)
  const noted = (topic: string) =>
    count(mediated, s => has(s, step => step.move === 'note' && step.topic === topic))
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
