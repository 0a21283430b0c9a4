// The first wish for every matter that is dispatched – who, by which desk, how fast – and the hours of handling dealt
// by level: matters that must be quick get the quick cards.
import { instant, msPerHour } from '#core/kit/instant.ts'
import { turnAt } from '#core/kit/time-limit.ts'
import { limitsFor } from '#core/lives/matter/limits.ts'
import { type Chance, chanceOf } from '../../chance.ts'
import { departmentsOf, departmentsOfType } from './affinity.ts'
import { shuffled, sumOf } from './cards.ts'
import { calendarFor, type LineGround } from './course.ts'
import type { Draft } from './draft.ts'
import { mediation } from './figures.ts'
import { type Stage, tryWish } from './paces.ts'
import { dealt, handlingHours, signShares, valueAt } from './spread.ts'

/** The unit that ends it, by level and place. */
export const leadOf = (d: Draft, { district, top }: LineGround): string => {
  switch (d.level) {
    case 'community':
      return district.centreOver(d.territory, 'community').id
    case 'town':
      return district.centreOver(d.territory, 'town').id
    case 'department':
      return d.department!
    default:
      return top
  }
}

/** The desk that sorts it, by the channel; one complained about is passed over. */
export const deskOf = (d: Draft, { district, top }: LineGround): string => {
  if (d.accused) return top
  return district.centreOver(d.territory, district.channel(d.channel)!.receivedAt).id
}

const withHelp = (d: Draft, chance: Chance): boolean =>
  chance.isSo(0.12) && d.urgency !== 'flash' && !d.accused && (d.level === 'department' || d.level === 'town')

/** A department asks the town, a town asks a department of the trade. */
const helperOf = (d: Draft, { district }: LineGround, chance: Chance): string => {
  if (d.level === 'department') return district.centreOver(d.territory, 'town').id
  const trade = departmentsOfType[d.type] ?? departmentsOf[d.module]!
  return chance.pick(Object.keys(trade))
}

const lineStream = 20_210_814

export const firstWish = (d: Draft, ground: LineGround, chance: Chance) => {
  d.wish = {
    dispatchedAt: d.reportedAt + d.triageMs,
    desk: deskOf(d, ground),
    lead: leadOf(d, ground),
    type: d.type,
    urgency: d.urgency,
    territory: d.territory,
    hasCaller: d.caller !== undefined,
    ...(withHelp(d, chance) ? { co: helperOf(d, ground, chance) } : {}),
    pace: 'calm',
    pressure: 0,
    signShare: valueAt(signShares, chance.next()),
    handleHours: valueAt(handlingHours[d.level!]!, chance.next()),
    chance: chanceOf(lineStream, `line ${d.id}`),
  }
}

/** Formal mediation among the disputes of communities and towns: 700 matters with hours of their own. */
export const chooseMediated = ({ drafts, scale, chance }: Stage) => {
  const fit = drafts.filter(
    d =>
      d.module === 'MD' &&
      d.urgency === 'complex' &&
      (d.level === 'community' || d.level === 'town') &&
      d.pattern === undefined,
  )
  const count = Math.round(mediation.matters * scale)
  const inTowns = shuffled(
    fit.filter(d => d.level === 'town'),
    chance,
  ).slice(0, Math.round(count * 0.72))
  const inCommunities = shuffled(
    fit.filter(d => d.level === 'community'),
    chance,
  ).slice(0, count - inTowns.length)
  const chosen = [...inTowns, ...inCommunities]
  for (const d of chosen) d.mediated = true
  return chosen
}

const needsMoreTime = 330

export const dealMediation = ({ ground, untilAt, chance }: Stage, mediated: readonly Draft[]) => {
  const cards = dealt(handlingHours.mediation!, mediated.length)
  const order = shuffled(mediated, chance).sort((a, b) => a.reportedAt - b.reportedAt)
  // Whoever came in last cannot have taken the longest.
  const late = order.slice(-Math.ceil(order.length / 8))
  const hours = shuffled(cards.slice(late.length), chance)
  const short = shuffled(cards.slice(0, late.length), chance)
  for (const d of order) {
    const h = (late.includes(d) ? short : hours).pop()!
    const extendDays = h > needsMoreTime ? Math.min(30, Math.ceil((h - 250) / 24)) : undefined
    if (!tryWish(d, { handleHours: h, ...(extendDays === undefined ? {} : { extendDays }) }, ground, untilAt))
      tryWish(d, { handleHours: Math.min(h, 200) }, ground, untilAt)
  }
}

/** Deals the hours of handling of a level to those whose pace does not decide them already. */
export const dealHandling = (stage: Stage, level: NonNullable<Draft['level']>) => {
  const { drafts, ground, untilAt, chance } = stage
  const own = drafts.filter(d => d.level === level)
  const cards = dealt(handlingHours[level]!, own.length)
  const isBound = (d: Draft) => d.wish!.pace !== 'calm' || d.mediated || d.storm
  const bound = own.filter(isBound).map(d => d.line!.handleMs / msPerHour)
  for (const hours of bound.sort((a, b) => b - a)) cards.splice(nearest(cards, hours), 1)
  const free = own
    .filter(d => !isBound(d))
    .map(d => ({ d, key: capHours(d, ground) * (0.12 + chance.next()) }))
  free.sort((a, b) => a.key - b.key)
  free.forEach(({ d }, i) => {
    for (const hours of [cards[i]!, cards[i]! * 0.6, 3])
      if (tryWish(d, { handleHours: hours }, ground, untilAt)) return
  })
}

const nearest = (sorted: readonly number[], value: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return Math.min(low, sorted.length - 1)
}

const capHours = (d: Draft, ground: LineGround): number => {
  const { lead, dispatchedAt, type, urgency } = d.wish!
  const limit = limitsFor(type, urgency, undefined, ground.district).handle
  const startAt = instant(dispatchedAt)
  return (turnAt({ startAt, limit, pauses: [] }, 0.88, calendarFor(lead, ground))! - startAt) / msPerHour
}

/** Whole days of the spread, changed singly until they make this sum. */
export const pausesDealt = (sum: number, spread: readonly number[], chance: Chance): number[] => {
  const days = shuffled(spread.map(Math.round), chance)
  for (let have = sumOf(days); have !== sum; have = sumOf(days)) {
    const i = chance.below(days.length)
    if (have < sum) days[i]!++
    else if (days[i]! > 3) days[i]!--
  }
  return days
}
