// Dealing the deck: cells, what is planted, places, hours, lines, and what came of them – in this order, each part from
// a stream of its own. The same district, quotas and seed give the same stories to the byte.
import type { District } from '#core/district/district.ts'
import { type Day, dayOf, instant } from '#core/kit/instant.ts'
import { promiseCalendar } from '#core/lives/matter/limits.ts'
import { type Chance, chanceOf } from '../../chance.ts'
import type { Deck } from '../story.ts'
import { afterwards } from './afterwards.ts'
import { cells } from './cells.ts'
import { type LineGround, lineGround } from './course.ts'
import { type Days, daysOf } from './days.ts'
import { type Draft, isDispatched } from './draft.ts'
import * as figures from './figures.ts'
import { dealHours } from './hours.ts'
import { mergeFlood, mergeInto } from './merging.ts'
import { makeHurried, makeLate, type Stage, tryWish } from './paces.ts'
import { pinAll } from './pin-all.ts'
import { landOf, settle } from './places.ts'
import { type Bar, barOf, plantBursts, plantFlood, plantPatterns, type Soil } from './planted.ts'
import { published, type Quotas } from './quotas.ts'
import { makeReopened, makeReturned, makeReworked, makeWaiting } from './repeats.ts'
import {
  dealt,
  dealtAtRandom,
  handlingHours,
  isNight,
  triageSeconds,
  triageSpread,
  valueAt,
  waitDays,
} from './spread.ts'
import { layOpen } from './still-open.ts'
import { accuse, mergeWrongly } from './traps.ts'
import {
  chooseMediated,
  dealHandling,
  dealMediation,
  deskOf,
  firstWish,
  leadOf,
  pausesDealt,
} from './wishes.ts'

/** The 609 days of the demo district. */
export const deckOf = (district: District, seed = 20_210_814): Deck => deal(district, published, seed)

/** `prefix` begins the ids: slices of one load have one each. */
export const deal = (district: District, quotas: Quotas, seed: number, prefix = 'h'): Deck => {
  const stream = (name: string) => chanceOf(seed, name)
  const ground = lineGround(district)
  const days = daysOf(quotas.months, district.calendar(promiseCalendar(district)), stream('rain'))
  const land = landOf(district, stream('land'))
  const drafts = cells(quotas, district, stream('cells'))
  drafts.forEach((d, i) => {
    d.id = String(i)
  })
  giveCallers(drafts, stream('callers'))

  const flood: Draft[] = []
  const soil: Soil = { district, land, days, office: ground.promise, chance: stream('planted') }
  plantBursts(drafts, quotas.bursts, soil)
  if (quotas.isPlanted) {
    plantPatterns(drafts, soil)
    plantFlood(drafts, soil)
    flood.push(...drafts.filter(d => d.storm))
  }
  settle(drafts, land, stream('places'))
  if (quotas.isPlanted) accuse(drafts, ground, stream('accused'))

  const open = drafts.filter(d => d.outcome === 'open')
  layOpen(
    open,
    d => deskOf(d, ground),
    d => leadOf(d, ground),
    ground,
    days,
    stream('open'),
  )
  floodLines(flood, ground, days, stream('flood'))
  mergeFlood(flood, days, ground, stream('flood merged'))
  dealHours(drafts, stream('hours'))
  const isBarred = barOf(land, quotas.isPlanted)
  dealDays(drafts, days, isBarred, stream('days'))
  dealTriage(drafts, stream('triage'))

  const own = drafts.filter(d => d.outcome === 'closed')
  const stage: Stage = {
    drafts: own,
    ground,
    untilAt: days.untilAt,
    scale: quotas.scale,
    chance: stream('paces'),
  }
  lines(stage, days, isBarred, stream('lines'))
  const mediated = chooseMediated(stage)
  dealMediation(stage, mediated)
  makeLate(stage)
  makeHurried(stage)
  for (const level of ['community', 'town', 'department', 'upper'] as const) dealHandling(stage, level)
  const fedBackOpen = open.filter(d => d.steps.some(s => s.move === 'feedback')).length
  const sentBackOpen = open.filter(d => d.steps.some(s => s.move === 'verify' && s.outcome === 'fail')).length
  makeReturned(stage, open.filter(d => d.steps.at(-1)?.move === 'return').length)
  makeReworked(stage, { fedBack: fedBackOpen, sentBack: sentBackOpen })
  makeReopened(stage)
  const greyOpen = open.filter(d => d.steps.some(s => s.move === 'ask-suspension')).length
  const waits = Math.round(figures.suspended.matters * quotas.scale) - greyOpen
  makeWaiting(stage, pausesDealt(waits * figures.suspended.meanDays, dealt(waitDays, waits), stream('waits')))
  if (quotas.isPlanted) {
    mergeWrongly(stage)
    pinAll(stage, mediated)
  }

  onTheSpot(drafts, quotas, days, isBarred, stream('on the spot'))
  mergeInto(drafts, days, ground, isBarred, stream('merged'))
  return afterwards(drafts, { district, quotas, days, ground, mediated, land, seed, prefix })
}

/** Who left a contact: nearly all who called or scanned, few whom an officer met. */
const callerShares: Readonly<Record<string, number>> = {
  'officer-app': 0.42,
  'resident-web': 0.97,
  'hotline-12345': 0.98,
  visit: 0.92,
  'police-110': 0.85,
  video: 0.05,
  sensor: 0,
  'upper-level': 0.5,
  department: 0.6,
  petition: 1,
  volunteer: 0.95,
}

const giveCallers = (drafts: readonly Draft[], chance: Chance) => {
  let next = 1
  for (const d of drafts)
    if (chance.isSo(callerShares[d.channel] ?? 0.5))
      d.caller = next > 50 && chance.isSo(0.08) ? 1 + chance.below(next - 1) : next++
}

const dealTriage = (drafts: readonly Draft[], chance: Chance) => {
  for (const night of [true, false]) {
    const own = drafts.filter(d => d.outcome !== 'on-spot' && d.triageMs === 0 && isNight(d.hour) === night)
    const cards = dealtAtRandom(triageSeconds[night ? 'night' : 'day'], own.length, chance)
    for (const d of own) d.triageMs = Math.round(cards.pop()!) * 1000
  }
}

const floodLines = (flood: readonly Draft[], ground: LineGround, days: Days, chance: Chance) => {
  for (const d of flood) {
    if (d.outcome !== 'closed') continue
    d.triageMs = Math.round(valueAt(triageSpread(d.hour), chance.next())) * 1000
    firstWish(d, ground, chance)
    const hours =
      d.urgency === 'flash' ? 1 + 1.5 * chance.next() : valueAt(handlingHours[d.level!]!, chance.next())
    for (const h of [hours, 2, 1]) if (tryWish(d, { handleHours: h }, ground, days.untilAt)) break
  }
}

/** A second for it in its hour, on a day drawn anew while something bars it. */
const comeIn = (d: Draft, dayOnce: () => Day, days: Days, isBarred: Bar, chance: Chance): number => {
  let at = days.secondIn(dayOnce(), d.hour, chance)
  while (isBarred(d.town, at)) at = days.secondIn(dayOnce(), d.hour, chance)
  return at
}

/** Days for all but the on-the-spot ones, whose month follows from the others, and the merged, who follow a parent. */
const dealDays = (drafts: readonly Draft[], days: Days, isBarred: Bar, chance: Chance) => {
  for (const d of drafts)
    if (!d.isSet && d.outcome !== 'on-spot' && d.outcome !== 'merged')
      d.reportedAt = comeIn(d, () => days.dayFor(d.weekday, d.type, chance), days, isBarred, chance)
}

/** A first calm line for each; what would not be done by the end came in a week earlier. */
const lines = ({ drafts, ground, untilAt }: Stage, days: Days, isBarred: Bar, chance: Chance) => {
  const week = 7 * 86_400_000
  for (const d of drafts) {
    if (d.line) continue
    firstWish(d, ground, chance)
    for (let n = 0; n < 200; n++) {
      const hours = n % 5 === 0 ? d.wish!.handleHours : [12, 6, 3, 1][(n % 5) - 1]!
      if (tryWish(d, { handleHours: hours }, ground, untilAt)) break
      if (n % 5 === 4 && !d.isSet) {
        const earlier = d.reportedAt - week
        const wanted = earlier >= days.fromAt ? earlier : d.reportedAt + 8 * week
        let weeksBack = 0
        const anotherDay = () => dayOf(instant(wanted - week * weeksBack++))
        d.reportedAt = comeIn(d, anotherDay, days, isBarred, chance)
        d.wish = { ...d.wish!, dispatchedAt: d.reportedAt + d.triageMs }
      }
    }
    if (!d.line) throw new Error(`no line for ${d.type} of ${d.reportedAt} (${d.level}, ${d.wish!.lead})`)
    if (!isDispatched(d)) throw new Error('only what is dispatched has a line')
  }
}

/** What was closed on the spot fills the months up to their published closings. */
const onTheSpot = (drafts: readonly Draft[], quotas: Quotas, days: Days, isBarred: Bar, chance: Chance) => {
  const left = quotas.months.map(m => m.closed)
  const monthAt = (at: number) =>
    days.monthOf((days.fromOn + Math.floor((at - days.fromAt) / 86_400_000)) as never)
  for (const d of drafts) {
    if (d.outcome === 'closed') left[monthAt(d.line!.closedAt)]!--
    if (d.outcome === 'on-spot' && d.isSet) left[monthAt(d.reportedAt)]!--
  }
  if (left.some(n => n < 0)) throw new Error(`more was closed than published in a month: ${left}`)
  const cards = left.flatMap((n, m) => Array<number>(n).fill(m))
  const own = drafts.filter(d => d.outcome === 'on-spot' && !d.isSet)
  if (cards.length !== own.length)
    throw new Error(`${own.length} on-the-spot matters for ${cards.length} places`)
  for (let i = cards.length - 1; i > 0; i--) {
    const j = chance.below(i + 1)
    ;[cards[i], cards[j]] = [cards[j]!, cards[i]!]
  }
  for (const d of own) {
    const month = cards.pop()!
    d.reportedAt = comeIn(d, () => days.dayFor(d.weekday, d.type, chance, month), days, isBarred, chance)
  }
}
