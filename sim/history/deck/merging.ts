// One trouble told twice: a merged report comes while its parent is open, from the same town, at the weekday and hour it
// was dealt, and takes place and type from the parent.
import { instant, msPerDay, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import type { Chance } from '../../chance.ts'
import type { LineGround } from './course.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import { type Bar, setTime } from './planted.ts'
import { triageSeconds, valueAt } from './spread.ts'
import { deskOf } from './wishes.ts'

const floodEndMs = 48 * msPerHour

const follow = (child: Draft, parent: Draft, at: number, ground: LineGround) => {
  child.into = parent
  child.type = parent.type
  child.module = parent.module
  child.urgency = parent.urgency
  child.territory = parent.territory
  child.point = parent.point
  if (parent.name !== undefined) child.name = parent.name
  child.reportedAt = at
  child.steps = [
    { at: instant(at + child.triageMs), by: deskOf(child, ground), move: 'merge', into: parent.id },
  ]
}

/** From when to when a child of this parent may be reported, its sorting included. */
const openSpan = ({ line }: Draft, triageMs: number): readonly [number, number] => [
  line!.dispatchedAt + msPerMinute,
  line!.fedBackAt - triageMs - 2 * msPerMinute,
]

export const mergeFlood = (flood: readonly Draft[], days: Days, ground: LineGround, chance: Chance) => {
  const parents = flood.filter(d => d.line)
  const firstAt = Math.min(...flood.filter(d => d.reportedAt > 0).map(d => d.reportedAt))
  for (const child of flood) {
    if (child.outcome !== 'merged') continue
    for (let n = 0; ; n++) {
      child.triageMs = Math.round(valueAt(triageSeconds.night, chance.next())) * 1000
      const parent = n === 0 ? child.into! : chance.pick(parents)
      const [from, to] = openSpan(parent, child.triageMs)
      const until = Math.min(to, firstAt + floodEndMs - msPerHour)
      if (parent.town !== child.town || until <= from) continue
      const at = days.freeFrom(from + chance.below(until - from))
      setTime(child, at, { days })
      follow(child, parent, at, ground)
      break
    }
  }
}

export const mergeInto = (
  drafts: readonly Draft[],
  days: Days,
  ground: LineGround,
  isBarred: Bar,
  chance: Chance,
) => {
  const parents = new Map<string, Draft[]>()
  for (const d of drafts)
    if (d.line && !d.storm && d.accused === undefined && d.wish!.reopen === undefined)
      parents.set(d.town, [...(parents.get(d.town) ?? []), d])
  for (const child of drafts) {
    if (child.outcome !== 'merged' || child.into) continue
    const near = parents.get(child.town)!
    const start = chance.below(near.length)
    for (let n = 0; ; n++) {
      if (n === near.length)
        throw new Error(`nothing in ${child.town} is open for a report on day ${child.weekday}`)
      const parent = near[(start + n) % near.length]!
      const at = meeting(child, parent, days, chance)
      if (at === undefined || isBarred(child.town, at)) continue
      follow(child, parent, at, ground)
      break
    }
  }
}

/** A second of the child's weekday and hour in which the parent is open. */
const meeting = (child: Draft, parent: Draft, days: Days, chance: Chance): number | undefined => {
  const [from, to] = openSpan(parent, child.triageMs)
  const first = Math.floor((from - days.fromAt) / msPerDay)
  for (let day = first; days.fromAt + day * msPerDay < to; day++) {
    const at = days.fromAt + day * msPerDay + child.hour * msPerHour
    // The history begins on a known weekday; 1970-01-01 was a Thursday.
    if ((days.fromOn + day + 4) % 7 !== child.weekday || at < from || at + msPerHour > to) continue
    return days.secondIn((days.fromOn + day) as never, child.hour, chance)
  }
  return undefined
}
