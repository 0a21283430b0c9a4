// Situations planted for tests to find: each is an ordinary matter with one awkward thing about it.

import type { District } from '#core/district/district.ts'
import {
  type Instant,
  instant,
  msPerDay,
  msPerHour,
  msPerMinute,
  parseDay,
  startOfDay,
} from '#core/kit/instant.ts'
import type { Chance } from '../../chance.ts'
import type { Topic, Trap } from '../story.ts'
import { shuffled } from './cards.ts'
import type { LineGround } from './course.ts'
import type { Draft } from './draft.ts'
import { type Stage, tryWish } from './paces.ts'
import { deskOf } from './wishes.ts'

const accusedUnits = 12

/** Before any line: twelve matters about the town itself, which may neither see nor lead them. */
export const accuse = (drafts: readonly Draft[], ground: LineGround, chance: Chance) => {
  const fit = drafts.filter(
    d =>
      d.outcome === 'closed' &&
      d.level === 'department' &&
      d.channel === 'hotline-12345' &&
      d.urgency === 'normal' &&
      !d.isSet &&
      d.pattern === undefined,
  )
  for (const d of shuffled(fit, chance).slice(0, accusedUnits)) {
    d.trap = 'accused-unit'
    d.accused = [ground.district.centreOver(d.territory, 'town').id]
  }
}

const isQuiet = (d: Draft): boolean => {
  const w = d.wish
  return (
    w !== undefined &&
    d.line !== undefined &&
    d.trap === undefined &&
    d.pattern === undefined &&
    !d.storm &&
    !d.mediated &&
    w.pace === 'calm' &&
    !w.returns &&
    !w.rework &&
    !w.pause &&
    !w.reopen &&
    w.signShare < 1
  )
}

const wronglyMerged = 5

/** Merged by the desk, taken out again within the hour, then handled on its own. */
export const mergeWrongly = ({ drafts, ground, untilAt, chance }: Stage) => {
  let left = wronglyMerged
  for (const d of shuffled(drafts.filter(isQuiet), chance)) {
    if (left === 0) break
    const mergedAt = d.reportedAt + d.triageMs
    const other = drafts.find(
      o =>
        o !== d &&
        o.town === d.town &&
        o.line &&
        o.line.dispatchedAt < mergedAt &&
        o.line.fedBackAt > mergedAt + 2 * msPerHour,
    )
    const dispatchedAt = mergedAt + (40 + chance.below(50)) * msPerMinute
    if (!other || !tryWish(d, { dispatchedAt }, ground, untilAt)) continue
    d.trap = 'merged-wrongly'
    d.isHeld = true
    other.isHeld = true
    const by = deskOf(d, ground)
    d.steps.push(
      { at: instant(mergedAt), by, move: 'merge', into: other.id },
      { at: instant(dispatchedAt - 8 * msPerMinute), by, move: 'unmerge' },
    )
    left--
  }
  if (left > 0) throw new Error('nothing to merge wrongly')
}

/** Tags and notes on closed matters, once their lines are known. */
export const layTraps = (drafts: readonly Draft[], ground: LineGround, untilAt: Instant, chance: Chance) => {
  const { district, top } = ground
  const quiet = shuffled(drafts.filter(isQuiet), chance)
  const tag = (trap: Trap, count: number, fits: (d: Draft) => boolean, topic?: Topic) => {
    for (const d of quiet.filter(d => d.trap === undefined && fits(d)).slice(0, count)) {
      d.trap = trap
      if (topic)
        d.steps.push({ at: instant(d.line!.closedAt + 26 * msPerHour), by: top, move: 'note', topic })
    }
  }
  const holiday = startOfDay(parseDay('2020-10-01')!)
  const early = (d: Draft) => d.line!.closedAt < untilAt - 5 * msPerDay
  tag('across-october', 3, d => d.line!.dispatchedAt < holiday && d.line!.closedAt > holiday + 8 * msPerDay)
  tag('two-hats', 3, d => d.channel === 'officer-app')
  tag(
    'deletion-asked',
    2,
    d => d.channel === 'resident-web' && d.caller !== undefined && early(d),
    'deletion-asked',
  )
  tag('footage-hold', 2, d => d.module === 'GS' && early(d), 'footage-hold')
  tag('footage-no-basis', 2, d => d.module === 'MD' && early(d), 'footage-refused')
  tag('expired-care', 2, d => d.module === 'SC' && early(d), 'care-expired')
  tag('grid-border', 3, d => d.territory.length > 12)
  for (const d of quiet) if (d.trap === 'grid-border') d.point = cornerOf(d.territory, district) ?? d.point
}

const cornerOf = (code: string, district: District) => district.territory(code)?.polygons?.[0]?.[0]?.[0]
