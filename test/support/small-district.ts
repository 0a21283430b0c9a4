// The small district, indexed and ready for rules: `smallDistrict()`, or with parts of its pack replaced.
import type { District, Holding, Pack } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { dayOf, formatDay, type Instant } from '#core/kit/instant.ts'
import { makeCalendar } from '#core/kit/working-calendar.ts'
import { smallPack } from './small-pack.ts'

const found = <T>(x: T | undefined, what: string): T => {
  assert(x !== undefined, `small district has no ${what}`)
  return x
}

/** The small district with some lists of its pack replaced: `smallDistrict({ dispatch: [...] })`. */
export const smallDistrict = (changes: Partial<Pack> = {}): District => {
  const pack: Pack = { ...smallPack, ...changes }
  const calendars = new Map(pack.calendars.map(c => [c.id, makeCalendar(c)]))
  const held = (at: Instant) => (h: Holding) => {
    const today = formatDay(dayOf(at))
    return h.fromOn <= today && (h.toOn === undefined || today <= h.toOn)
  }
  const territory = (code: string) => pack.territories.find(t => t.code === code)
  const post = (id: string) => pack.posts.find(p => p.id === id)
  return {
    ...pack,
    version: 'small-1',
    territory,
    post,
    unit: id => pack.units.find(u => u.id === id),
    person: id => pack.people.find(p => p.id === id),
    type: code => pack.types.find(t => t.code === code),
    channel: code => pack.channels.find(c => c.code === code),
    centreOver: (code, level) => {
      const levels = {
        district: ['district'],
        town: ['town', 'district'],
        community: ['community', 'town', 'district'],
      }
      const over = pack.units.filter(u => u.kind === 'centre' && code.startsWith(u.territory))
      const wanted = levels[level]
      return found(
        wanted.map(l => over.find(u => u.level === l)).find(u => u !== undefined),
        `centre over ${code}`,
      )
    },
    postsOf: (person, at) =>
      pack.holdings
        .filter(held(at))
        .filter(h => h.person === person)
        .sort((a, b) => Number(a.insteadOf !== undefined) - Number(b.insteadOf !== undefined))
        .map(h => found(post(h.post), `post ${h.post}`)),
    holdersOf: (id, at) =>
      pack.holdings
        .filter(held(at))
        .filter(h => h.post === id)
        .map(h =>
          found(
            pack.people.find(p => p.id === h.person),
            `person ${h.person}`,
          ),
        ),
    postsIn: (unit, role) =>
      pack.posts.filter(p => p.unit === unit && (role === undefined || p.role === role)),
    calendar: key => found(calendars.get(key.split('@')[0]!), `calendar ${key}`),
    calendarKey: id => `${id}@${found(calendars.get(id), `calendar ${id}`).version}`,
  }
}
