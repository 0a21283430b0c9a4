// The last hand on the deck: the ways out, order and numbers, samples drawn by number, what was reported again, tones –
// and every draft turned into a story.
import { suggestDispatch } from '#core/dispatch/dispatch.ts'
import type { District } from '#core/district/district.ts'
import { type Instant, instant, msPerMinute } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { type Chance, chanceOf } from '../../chance.ts'
import type { Deck, HistoryStory, Step } from '../story.ts'
import { reportAgain } from './again.ts'
import { type After, lookAgain, mediate, press, rate } from './answers.ts'
import type { LineGround } from './course.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import { writeLetters } from './letters.ts'
import type { Land } from './places.ts'
import type { Quotas } from './quotas.ts'
import { checkSpots, drawSamples } from './samples.ts'
import { giveTones } from './tones.ts'
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
