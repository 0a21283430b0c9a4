// Turns the plain content of a pack into the District rules work with: the same data, plus one index for each question
// a rule asks. Nothing is decided here; a wrong pack is found by check-pack before it comes this far.
import { assert } from '../kit/assert.ts'
import { type Day, dayOf, type Instant, parseDay } from '../kit/instant.ts'
import { type CalendarSpec, makeCalendar, type WorkingCalendar } from '../kit/working-calendar.ts'
import type { District, Holding, Pack, Person, Post, Role, Unit } from './district.ts'

type Term = { post: string; person: string; fromOn: Day; toOn: Day | undefined; standsIn: boolean }

const centreLevels = ['district', 'town', 'community'] as const

/**
 * `olderCalendars` are versions that earlier packs used: a deadline computed under one is explained under the same one.
 * Dies on a duty period that is no date and on a territory without any centre above it.
 */
export const makeDistrict = (
  pack: Pack,
  version: string,
  olderCalendars: readonly CalendarSpec[] = [],
): District => {
  const territories = new Map(pack.territories.map(t => [t.code, t]))
  const units = new Map(pack.units.map(u => [u.id, u]))
  const posts = new Map(pack.posts.map(p => [p.id, p]))
  const people = new Map(pack.people.map(p => [p.id, p]))
  const types = new Map(pack.types.map(t => [t.code, t]))
  const channels = new Map(pack.channels.map(c => [c.code, c]))
  const centres = new Map(pack.units.filter(u => u.kind === 'centre').map(u => [u.territory, u]))
  const postsByUnit = groupBy(pack.posts, post => post.unit)
  const terms = pack.holdings.map(termOf)
  const termsByPerson = groupBy(terms, term => term.person)
  const termsByPost = groupBy(terms, term => term.post)
  const { calendar, calendarKey } = calendarsOf(pack.calendars, olderCalendars)

  const centreOver = (code: string, level: (typeof centreLevels)[number]): Unit => {
    const lowest = centreLevels.indexOf(level)
    for (
      let here = territories.get(code) ?? nearestKnown(code);
      here;
      here = territories.get(here.parent ?? '')
    ) {
      const centre = centres.get(here.code)
      if (centre && centreLevels.indexOf(centre.level as typeof level) <= lowest) return centre
    }
    throw new Error(`centreOver ${code}: no command centre above it, want a code inside ${pack.code}`)
  }
  // A code of a piece that a newer pack no longer has still lies inside the pieces whose code begins it.
  const nearestKnown = (code: string) => {
    for (let length = code.length - 1; length >= pack.code.length; length--) {
      const found = territories.get(code.slice(0, length))
      if (found) return found
    }
    return undefined
  }

  return {
    ...pack,
    version,
    territory: code => territories.get(code),
    unit: id => units.get(id),
    post: id => posts.get(id),
    person: id => people.get(id),
    type: code => types.get(code),
    channel: code => channels.get(code),
    centreOver,
    postsOf: (person, at) => inForce(termsByPerson.get(person), at).flatMap(t => known(posts.get(t.post))),
    holdersOf: (post, at) => inForce(termsByPost.get(post), at).flatMap(t => known(people.get(t.person))),
    postsIn: (unit, role?: Role) => {
      const own: readonly Post[] = postsByUnit.get(unit) ?? []
      return role === undefined ? own : own.filter(post => post.role === role)
    },
    calendar,
    calendarKey,
  }
}

const known = <T extends Post | Person>(found: T | undefined): T[] => (found ? [found] : [])

const termOf = (holding: Holding): Term => {
  const fromOn = parseDay(holding.fromOn)
  const toOn = holding.toOn === undefined ? undefined : parseDay(holding.toOn)
  assert(fromOn !== undefined, `holding of ${holding.post}: fromOn ${holding.fromOn}, want YYYY-MM-DD`)
  assert(
    holding.toOn === undefined || toOn !== undefined,
    `holding of ${holding.post}: toOn ${holding.toOn}, want YYYY-MM-DD`,
  )
  return {
    post: holding.post,
    person: holding.person,
    fromOn,
    toOn,
    standsIn: holding.insteadOf !== undefined,
  }
}

/** Terms running on the day of an instant, own ones before those held for somebody else. */
const inForce = (terms: readonly Term[] | undefined, at: Instant): Term[] => {
  const day = dayOf(at)
  const running = (terms ?? []).filter(t => t.fromOn <= day && (t.toOn === undefined || day <= t.toOn))
  return [...running.filter(t => !t.standsIn), ...running.filter(t => t.standsIn)]
}

const calendarsOf = (current: readonly CalendarSpec[], older: readonly CalendarSpec[]) => {
  const keyOf = (spec: CalendarSpec) => `${spec.id}@${spec.version}`
  const specs = new Map([...older, ...current].map(spec => [keyOf(spec), spec]))
  const currentKeys = new Map(current.map(spec => [spec.id, keyOf(spec)]))
  const made = new Map<string, WorkingCalendar>()
  const calendarKey = (id: string): string => {
    const key = currentKeys.get(id)
    assert(key !== undefined, `calendar ${id}: want one of ${[...currentKeys.keys()].join(', ')}`)
    return key
  }
  const calendar = (key: string): WorkingCalendar => {
    const full = specs.has(key) ? key : calendarKey(key)
    const ready = made.get(full) ?? makeCalendar(specs.get(full)!)
    made.set(full, ready)
    return ready
  }
  return { calendar, calendarKey }
}

const groupBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
