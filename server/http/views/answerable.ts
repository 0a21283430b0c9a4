// One answerable name per level for a place and a lead: whom to call, from the grid up to the district. A unit complained
// about answers for nothing here.
import type { District, Role, Unit } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { type Lang, unitName } from '#core/life/timeline.ts'
import type { Reach } from '#core/life/who.ts'
import type { MatterView } from '#wire/views.ts'
import { levelWords } from './words.ts'

type Answerable = MatterView['answerable'][number]

/** Who answers at each level, the first role that somebody holds. */
const heads: Readonly<Record<'district' | 'town' | 'community', readonly Role[]>> = {
  district: ['watch_director', 'district_leader'],
  town: ['town_commander', 'town_dispatcher'],
  community: ['community_worker'],
}
const departmentHeads: readonly Role[] = ['dept_handler', 'dept_liaison', 'dept_approver']

const holderIn = (
  unit: Unit,
  roles: readonly Role[],
  now: Instant,
  district: District,
): string | undefined => {
  for (const role of roles)
    for (const post of district.postsIn(unit.id, role)) {
      const person = district.holdersOf(post.id, now)[0]
      if (person) return person.zh
    }
  return undefined
}

export const answerableFor = (doc: Reach, now: Instant, district: District, lang: Lang): Answerable[] => {
  const chain: Answerable[] = []
  const add = (level: string, unit: Unit | undefined, person: string | undefined) => {
    if (!unit || person === undefined || doc.accused.includes(unit.id)) return
    if (chain.some(a => a.unit === unit.id)) return
    chain.push({
      level: levelWords(level, lang),
      unit: unit.id,
      unitWords: unitName(unit.id, district, lang),
      person,
    })
  }
  const lead = district.unit(doc.lead)
  if (lead && lead.kind !== 'centre') add('lead', lead, holderIn(lead, departmentHeads, now, district))
  for (const level of ['community', 'town', 'district'] as const) {
    const unit = district.centreOver(doc.place, level)
    // Where a level has no centre the one above answers, and it stands in the chain once.
    if (unit.level === level) add(level, unit, holderIn(unit, heads[level], now, district))
  }
  const grid = gridLeader(doc, now, district, lang)
  return grid ? [grid, ...chain] : chain
}

const gridLeader = (doc: Reach, now: Instant, district: District, lang: Lang): Answerable | undefined => {
  const centre = district.centreOver(doc.place, 'community')
  if (doc.accused.includes(centre.id)) return undefined
  const post = district
    .postsIn(centre.id, 'grid_leader')
    .find(p => district.territory(p.territory)?.level === 'grid' && doc.place.startsWith(p.territory))
  const person = post && district.holdersOf(post.id, now)[0]
  return post && person
    ? {
        level: levelWords('grid', lang),
        unit: post.territory,
        unitWords: district.territory(post.territory)?.[lang] ?? post.territory,
        person: person.zh,
      }
    : undefined
}
