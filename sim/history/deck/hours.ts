// Hours of the day and days of the week, dealt to the card: what was planted is taken off first.
import type { Chance } from '../../chance.ts'
import { type Rhythm, rhythmOf, rhythms } from './affinity.ts'
import { cardsOf, fitted, sharedOut, shuffled } from './cards.ts'
import type { Draft } from './draft.ts'
import { hourShares, weekdayFactors } from './figures.ts'

export const cardsOfHours = (shares: readonly number[]): number[] =>
  cardsOf(
    shares.map((_, h) => h),
    shares,
  )

/** Gives every draft whose time is not set an hour by its rhythm and a weekday. */
export const dealHours = (drafts: readonly Draft[], chance: Chance) => {
  const free = drafts.filter(d => !d.isSet)
  const hoursLeft = sharedOut(drafts.length, hourShares)
  const weekdaysLeft = sharedOut(drafts.length, weekdayFactors)
  for (const d of drafts)
    if (d.isSet) {
      hoursLeft[d.hour]!--
      weekdaysLeft[d.weekday]!--
    }
  const names = Object.keys(rhythms) as Rhythm[]
  const lists = names.map(name => free.filter(d => rhythmOf(d.type, d.channel) === name))
  const table = fitted(
    lists.map(l => l.length),
    hoursLeft,
    names.map(name => rhythms[name].map((factor, h) => factor * hourShares[h]!)),
  )
  lists.forEach((list, i) => {
    const cards = shuffled(cardsOfHours(table[i]!), chance)
    for (const d of list) d.hour = cards.pop()!
  })
  const days = shuffled(cardsOfHours(weekdaysLeft), chance)
  for (const d of free) d.weekday = days.pop()!
}
