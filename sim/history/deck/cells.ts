// From the published tables to cards: one for every matter, with its module, the level that ends it, its type, its
// department and the door it came in by. Every margin is kept to the card.
import type { District } from '#core/district/district.ts'
import type { Chance } from '../../chance.ts'
import type { ClosedBy } from '../story.ts'
import { departmentsOf, departmentsOfType, doorOf, typeWeights } from './affinity.ts'
import { cardsOf, drawn, fitted, sharedOut, shuffled, sumOf } from './cards.ts'
import { type Draft, newDraft } from './draft.ts'
import { levels, modules } from './figures.ts'
import type { Quotas } from './quotas.ts'

export const cells = (quotas: Quotas, district: District, chance: Chance): Draft[] => {
  const closed = modules.flatMap((module, m) =>
    levels.flatMap((level, l) =>
      Array.from({ length: quotas.closed[m]![l]! }, () =>
        newDraft({ outcome: level === 'on-spot' ? 'on-spot' : 'closed', module, level }),
      ),
    ),
  )
  typed(closed, district, chance)
  toDepartments(closed, quotas, chance)
  throughDoors(closed, quotas, chance)
  return [...closed, ...others(quotas, closed, district, chance)]
}

const canEndAt = (level: ClosedBy, type: string, district: District): boolean => {
  const t = district.type(type)!
  if (level === 'on-spot') return t.onSpot
  return level !== 'community' || t.communityRole === 'lead'
}

const setType = (d: Draft, type: string, district: District) => {
  d.type = type
  d.urgency = district.type(type)!.urgency
}

/** Types by module as near to their weights as the levels they may end at allow. */
const typed = (closed: readonly Draft[], district: District, chance: Chance) => {
  for (const module of modules) {
    const weights = typeWeights[module]!
    const codes = weights.map((_, i) => `${module}${String(i + 1).padStart(2, '0')}`)
    const own = closed.filter(d => d.module === module)
    const rows = levels.map(level => own.filter(d => d.level === level).length)
    const can = levels.map(level => codes.map(c => (canEndAt(level, c, district) ? 1 : 0)))
    const want = sharedOut(own.length, weights)
    // What may end on the spot or in a community mostly does; the rest of the types share what is left above.
    let x = can.map(row => row.map((free, t) => free * weights[t]!))
    for (let n = 0; n < 60; n++) {
      const columns = codes.map((_, t) => sumOf(x.map(row => row[t]!)))
      x = x.map(row => row.map((v, t) => (columns[t]! > 0 ? (v * want[t]!) / columns[t]! : 0)))
      x = x.map((row, l) => {
        const sum = sumOf(row)
        return row.map(v => (sum > 0 ? (v * rows[l]!) / sum : 0))
      })
    }
    levels.forEach((level, l) => {
      if (rows[l] === 0) return
      const cards = shuffled(cardsOf(codes, sharedOut(rows[l]!, x[l]!)), chance)
      for (const d of own) if (d.level === level) setType(d, cards.pop()!, district)
    })
  }
}

const toDepartments = (closed: readonly Draft[], quotas: Quotas, chance: Chance) => {
  const ids = Object.keys(quotas.departments)
  const own = closed.filter(d => d.level === 'department')
  const codes = [...new Set(own.map(d => d.type))].sort()
  const rows = codes.map(code => own.filter(d => d.type === code).length)
  const table = fitted(
    rows,
    ids.map(id => quotas.departments[id]!),
    codes.map(code =>
      ids.map(id => departmentsOfType[code]?.[id] ?? departmentsOf[code.slice(0, 2)]![id] ?? 0),
    ),
  )
  codes.forEach((code, i) => {
    const cards = shuffled(cardsOf(ids, table[i]!), chance)
    for (const d of own) if (d.type === code) d.department = cards.pop()!
  })
}

const throughDoors = (closed: readonly Draft[], quotas: Quotas, chance: Chance) => {
  const channels = Object.keys(quotas.channels)
  const keys = modules.flatMap(module => levels.map(level => ({ module, level })))
  const own = keys.map(k => closed.filter(d => d.module === k.module && d.level === k.level))
  const table = fitted(
    own.map(list => list.length),
    channels.map(c => quotas.channels[c]!),
    keys.map(k => channels.map(c => doorOf(k.module, k.level, c))),
  )
  own.forEach((list, i) => {
    const cards = shuffled(cardsOf(channels, table[i]!), chance)
    for (const d of list) d.channel = cards.pop()!
  })
  calmLetters(closed)
}

/** A petition is never an emergency: it changes doors with a matter of the same cell that can wait. */
const calmLetters = (closed: readonly Draft[]) => {
  const waits = (d: Draft) => d.urgency === 'complex' || d.urgency === 'normal'
  for (const d of closed) {
    if (d.channel !== 'petition' || waits(d)) continue
    const other = closed.find(
      o => o.module === d.module && o.level === d.level && waits(o) && o.channel !== 'petition',
    )
    if (!other) continue
    d.channel = other.channel
    other.channel = 'petition'
  }
}

/** What was not closed looks like what was, with more doubtful reports among what was turned away. */
const others = (quotas: Quotas, closed: readonly Draft[], district: District, chance: Chance): Draft[] => {
  const like = closed.filter(d => d.outcome === 'closed' && d.channel !== 'petition')
  const slow = like.filter(d => d.urgency === 'normal' || d.urgency === 'complex')
  const fromOutside = like.filter(d => ['resident-web', 'hotline-12345', 'police-110'].includes(d.channel))
  const copyOf = (of: readonly Draft[], outcome: Draft['outcome']): Draft => {
    const { module, level, type, urgency, department, channel } = chance.pick(of)
    const held =
      outcome === 'open' ? { ...(level ? { level } : {}), ...(department ? { department } : {}) } : {}
    return newDraft({ outcome, module, type, urgency, channel, ...held })
  }
  const doubtful = ['CM10', 'GS08', 'MD08', 'AS06', 'EE07']
  return [
    ...Array.from({ length: quotas.open }, () => copyOf(chance.isSo(0.9) ? slow : like, 'open')),
    ...Array.from({ length: quotas.merged }, () => copyOf(like, 'merged')),
    ...Array.from({ length: quotas.declined }, () => copyOf(fromOutside, 'declined')),
    ...Array.from({ length: quotas.diverted }, () => copyOf(fromOutside, 'diverted')),
  ].map(d => {
    if ((d.outcome === 'declined' || d.outcome === 'diverted') && chance.isSo(0.3))
      setType(d, doubtful[drawn([3, 2, 2, 1, 1], chance)]!, district)
    return { ...d, module: d.type.slice(0, 2) }
  })
}
