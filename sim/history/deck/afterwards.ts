// The last hand on the deck: the ways out, order and numbers, samples drawn by number, what was reported again, tones –
// and every draft turned into a story.
import { suggestDispatch } from '#core/dispatch/dispatch.ts'
import type { District } from '#core/district/district.ts'
import {
  dayOf,
  formatDay,
  type Instant,
  instant,
  msPerDay,
  msPerHour,
  msPerMinute,
} from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { isDrawn } from '#core/path/path.ts'
import { numberIn } from '#desk/numbers.ts'
import { type Chance, chanceOf } from '../../chance.ts'
import type { Deck, HistoryStory, PlaceSaid, Step, Voice } from '../story.ts'
import { type After, lookAgain, mediate, press, rate } from './answers.ts'
import { cardsOf, sharedOut, shuffled } from './cards.ts'
import type { LineGround } from './course.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import * as figures from './figures.ts'
import { writeLetters } from './letters.ts'
import type { Land } from './places.ts'
import type { Quotas } from './quotas.ts'
import { dealt, spotMinutes } from './spread.ts'
import { layTraps } from './traps.ts'
import { deskOf, leadOf } from './wishes.ts'

type Table = {
  district: District
  quotas: Quotas
  days: Days
  ground: LineGround
  mediated: readonly Draft[]
  land: Land
  seed: number
  prefix: string
}

export const afterwards = (drafts: readonly Draft[], table: Table): Deck => {
  const { district, quotas, days, ground, mediated, seed, prefix } = table
  const stream = (name: string) => chanceOf(seed, name)
  turnAway(drafts, ground, days, stream('turned away'))
  for (const d of drafts) {
    if (d.line) d.closedAt = d.line.closedAt
    else if (d.outcome === 'on-spot') d.closedAt = d.reportedAt
    if (d.line) d.steps = [...d.steps, ...d.line.steps]
  }
  const sorted = [...drafts].sort((a, b) => a.reportedAt - b.reportedAt)
  drawSamples(sorted, district, quotas)
  sorted.sort((a, b) => a.reportedAt - b.reportedAt)
  const after: After = { drafts: sorted, days, ground, scale: quotas.scale, chance: stream('answers') }
  rate(after)
  lookAgain(after)
  press(after)
  mediate(mediated, after)
  checkSpots(sorted, district, after)
  writeLetters(sorted, days, ground, quotas.scale, stream('letters'))
  if (quotas.isPlanted) layTraps(sorted, ground, days.untilAt, stream('traps'))
  reportAgain(sorted, quotas, stream('again'))
  giveTones(sorted, stream('tones'))

  const idOf = new Map<string, string>()
  sorted.forEach((d, i) => {
    idOf.set(d.id, `${prefix}${String(i + 1).padStart(6, '0')}`)
  })
  return {
    seed,
    fromAt: days.fromAt,
    untilAt: days.untilAt,
    stories: sorted.map(d => storyOf(d, idOf, ground)),
  }
}

const turnAway = (drafts: readonly Draft[], ground: LineGround, days: Days, chance: Chance) => {
  for (const d of drafts) {
    const at = instant(Math.min(d.reportedAt + d.triageMs, days.untilAt - 2000))
    const by = deskOf(d, ground)
    if (d.outcome === 'declined') {
      const reason = chance.weighted([
        [40, 'too-vague'],
        [20, 'other-district'],
        [22, 'test-or-spam'],
        [18, 'opinion-only'],
      ])
      d.steps = [{ at, by, move: 'decline', reason }]
    } else if (d.outcome === 'diverted') {
      const exit = chance.weighted([
        [20, 'emergency'],
        [45, 'statutory-route'],
        [12, 'same-matter'],
        [3, 'secret'],
        [15, 'outside-duty'],
        [5, 'unlawful'],
      ])
      const receiptAt = instant(at + (8 + chance.below(80)) * msPerMinute)
      d.steps = [{ at, by, move: 'divert', exit }]
      if (receiptAt < days.untilAt) d.steps.push({ at: receiptAt, by, move: 'receipt' })
    }
  }
}

const numbersOf = (sorted: readonly Draft[], district: District): string[] => {
  let day = -1
  let n = 0
  return sorted.map(d => {
    const on = dayOf(instant(d.reportedAt))
    n = on === day ? n + 1 : 1
    day = on
    return numberIn(district, `matter:${formatDay(dayOf(instant(d.reportedAt))).replaceAll('-', '')}`, n)
  })
}

/**
 * The number decides which closings on the spot are drawn for a check. Where chance drew too many or too few, single
 * reports come a moment later than the one after them, and change numbers with it.
 */
const drawSamples = (sorted: Draft[], district: District, { scale, isPlanted }: Quotas) => {
  if (!isPlanted) return
  const want = Math.round(figures.sampling.onSpot * scale)
  const drawn = numbersOf(sorted, district).map(number => isDrawn(number, district.samples.onSpot))
  const isSpot = (d: Draft) => d.outcome === 'on-spot'
  let have = sorted.filter((d, i) => isSpot(d) && drawn[i]).length
  const hourOf = (d: Draft) => Math.floor(d.reportedAt / msPerHour)
  for (let i = 0; i + 2 < sorted.length && have !== want; i++) {
    const [a, b, c] = [sorted[i]!, sorted[i + 1]!, sorted[i + 2]!]
    const gains = have < want ? !drawn[i] && drawn[i + 1] : drawn[i] && !drawn[i + 1]
    const moved = b.reportedAt + 1000
    const isFree =
      Math.floor(moved / msPerHour) === hourOf(a) && hourOf(a) === hourOf(b) && moved < c.reportedAt
    if (!isSpot(a) || isSpot(b) || !gains || !isFree || a.isSet) continue
    a.reportedAt = moved
    a.closedAt = moved
    sorted[i] = b
    sorted[i + 1] = a
    have += have < want ? 1 : -1
    i++
  }
  if (have !== want) throw new Error(`${have} closings on the spot are drawn where ${want} are published`)
}

/** What was drawn is looked at by the town within days. */
const checkSpots = (sorted: readonly Draft[], district: District, { days, chance }: After) => {
  const numbers = numbersOf(sorted, district)
  sorted.forEach((d, i) => {
    if (d.outcome !== 'on-spot' || !isDrawn(numbers[i]!, district.samples.onSpot)) return
    const day = Math.floor((d.reportedAt - days.fromAt) / msPerDay) + 1 + chance.below(4)
    const at = instant(days.fromAt + day * msPerDay + 9 * msPerHour + chance.below(8 * 3600) * 1000)
    if (at >= days.untilAt) return
    d.steps.push({ at, by: district.centreOver(d.territory, 'town').id, move: 'spot-check', outcome: 'pass' })
  })
}

const againWithinMs = 30 * msPerDay

/** Pairs of the same type in the same grid, the second within 30 days of the first one's closing: the same point. */
const reportAgain = (sorted: readonly Draft[], { scale }: Quotas, chance: Chance) => {
  const groups = new Map<string, Draft[]>()
  for (const d of sorted) {
    if (d.outcome === 'merged' || d.storm || d.trap) continue
    const key = `${d.territory} ${d.type}`
    groups.set(key, [...(groups.get(key) ?? []), d])
  }
  const parents = new Set(sorted.flatMap(d => (d.into ? [d.into] : [])))
  let left = Math.round(figures.reportedAgain * scale)
  const paired = new Set<Draft>()
  for (const group of shuffled([...groups.values()], chance))
    for (const [i, first] of group.entries()) {
      if (left === 0) return
      if (first.closedAt === undefined || paired.has(first) || parents.has(first)) continue
      const second = group
        .slice(i + 1)
        .find(
          d =>
            !paired.has(d) &&
            !parents.has(d) &&
            d.reportedAt > first.closedAt! &&
            d.reportedAt < first.closedAt! + againWithinMs,
        )
      if (!second || chance.isSo(0.5)) continue
      second.point = first.point
      second.again = first
      paired.add(first).add(second)
      left--
    }
  if (left > 0) throw new Error(`${left} of ${figures.reportedAgain} found no second report`)
}

const voices: Readonly<Record<string, readonly (readonly [number, Voice])[]>> = {
  'officer-app': [[1, 'officer']],
  video: [[1, 'officer']],
  visit: [
    [3, 'officer'],
    [2, 'plain'],
    [1, 'rambling'],
  ],
  'hotline-12345': [[1, 'operator']],
  'police-110': [[1, 'operator']],
  sensor: [[1, 'machine']],
  'upper-level': [[1, 'letter']],
  department: [[1, 'letter']],
  petition: [[1, 'letter']],
}
const residentVoices: readonly (readonly [number, Voice])[] = [
  [5, 'plain'],
  [3, 'angry'],
  [2, 'polite'],
  [2, 'rambling'],
]
const talks = ['officer-app', 'resident-web', 'visit', 'volunteer']

const giveTones = (sorted: readonly Draft[], chance: Chance) => {
  const n = sorted.length
  const bare = shuffled(cardsOf([0, 1, 2, 3], sharedOut(n, [30, 42, 19, 9])), chance)
  const talkers = sorted.filter(d => talks.includes(d.channel))
  const spoken = new Set(shuffled(talkers, chance).slice(0, Math.round(n * 0.18)))
  const spots = sorted.filter(d => d.outcome === 'on-spot')
  const minutes = shuffled(dealt(spotMinutes, spots.length), chance)
  for (const d of spots) d.spotMinutes = Math.max(1, Math.round(minutes.pop()!))
  for (const d of sorted) {
    d.photos = bare.pop()!
    d.spoken = spoken.has(d)
    d.voice =
      d.module === 'EN' && d.channel === 'resident-web'
        ? 'enterprise'
        : chance.weighted(voices[d.channel] ?? residentVoices)
    d.said = saidOf(d, chance)
  }
}

const saidOf = (d: Draft, chance: Chance): PlaceSaid => {
  if (d.trap === 'grid-border' || ['officer-app', 'video', 'sensor'].includes(d.channel)) return 'point'
  return chance.weighted([
    [22, 'point'],
    [44, 'name'],
    [20, 'nickname'],
    [6, 'wrong'],
    [8, 'none'],
  ])
}

const storyOf = (d: Draft, idOf: ReadonlyMap<string, string>, ground: LineGround): HistoryStory => {
  const id = idOf.get(d.id)!
  return {
    id,
    reportedAt: instant(d.reportedAt),
    channel: d.channel,
    type: d.type,
    urgency: d.urgency,
    place: {
      territory: d.territory,
      point: d.point,
      said: d.said,
      ...(d.name === undefined ? {} : { name: d.name }),
    },
    ...(d.spotMinutes === undefined ? {} : { spotMinutes: d.spotMinutes }),
    photos: d.photos,
    spoken: d.spoken,
    voice: d.voice,
    ...(d.caller === undefined ? {} : { caller: { key: d.caller } }),
    ...(d.accused ? { accused: d.accused } : {}),
    ...(d.pattern ? { pattern: d.pattern } : {}),
    ...(d.trap ? { trap: d.trap } : {}),
    ...(d.storm ? { storm: true } : {}),
    ...(d.again ? { again: idOf.get(d.again.id)! } : {}),
    outcome: d.outcome,
    ...(d.closedAt === undefined || d.level === undefined ? {} : { closedBy: d.level }),
    ...(d.outcome === 'on-spot' || d.level === undefined ? {} : { lead: leadOf(d, ground) }),
    ...(d.closedAt === undefined ? {} : { closedAt: instant(d.closedAt) }),
    steps: inOrder(byCatalogue(d, ground), idOf),
    ...(d.petition ? { petition: d.petition } : {}),
  }
}

/** The row of the catalogue, where the unit it was sent to is the one the row names; rows with limits of their own apart. */
const byCatalogue = (d: Draft, { district }: LineGround): readonly Step[] =>
  d.steps.map(step => {
    if (step.move !== 'dispatch') return step
    const level = district.unit(step.by)?.level ?? 'district'
    const asked = { place: d.territory, type: step.type, urgency: step.urgency, level, at: step.at }
    const found = suggestDispatch({ ...asked, ...(d.accused ? { accused: d.accused } : {}) }, district)
    if (isRefusal(found) || found.row === undefined || found.limits || found.lead !== step.lead) return step
    return { ...step, row: found.row }
  })

const inOrder = (steps: readonly Step[], idOf: ReadonlyMap<string, string>): Step[] => {
  let last = 0
  return [...steps]
    .sort((a, b) => a.at - b.at)
    .map(step => {
      const at: Instant = step.at > last ? step.at : instant(last + 1000)
      last = at
      const moved = at === step.at ? step : { ...step, at }
      return moved.move === 'merge' ? { ...moved, into: idOf.get(moved.into)! } : moved
    })
}
