// The accused-unit wall: a unit complained about, and everything under it, never holds, sees or counts the matter
// (信访工作条例 art. 30). Walling it off moves the matter on at once, so that it never stands without a lead.
import type { District } from '../../district/district.ts'
import type { NewFact } from '../../life/fact.ts'
import { refuse } from '../../life/refusal.ts'
import { isInside } from '../../life/who.ts'
import { byDesk, type Here, type Move, said, units, words } from './here.ts'
import { step } from './limits.ts'
import { handOver } from './sending.ts'
import { atDesk, open } from './states.ts'

/**
 * Units complained about, and all under them: centres and party branches inside the territory of a centre or party
 * branch, and every unit whose chain of parents leads to one named (a department's seat in the centre).
 */
export const accusedWith = (named: readonly string[], district: District): readonly string[] => {
  if (named.length === 0) return []
  const accused = new Set(named)
  const inTree = (kind: string) => kind === 'centre' || kind === 'party'
  const tops = named.flatMap(id => {
    const u = district.unit(id)
    return u && inTree(u.kind) ? [u] : []
  })
  for (const u of district.units)
    if (inTree(u.kind) && tops.some(top => isInside(u.territory, top.territory))) accused.add(u.id)
  for (let grown = -1; grown !== accused.size; ) {
    grown = accused.size
    for (const u of district.units) if (u.parent !== undefined && accused.has(u.parent)) accused.add(u.id)
  }
  return [...accused]
}

/**
 * The lowest centre over a place that is not accused. When the district's centre itself is accused the petition office
 * takes it; undefined when that is accused too and the matter must leave the district.
 */
export const unaccusedUnit = (
  place: string,
  accused: readonly string[],
  district: District,
): string | undefined =>
  [
    ...(['community', 'town', 'district'] as const).map(level => district.centreOver(place, level).id),
    ...district.units.filter(u => district.postsIn(u.id, 'petition_clerk').length > 0).map(u => u.id),
  ].find(id => !accused.includes(id))

/** The same for callers that have checked before; the district's centre when nobody is left. */
export const unaccusedOver = (place: string, accused: readonly string[], district: District): string =>
  unaccusedUnit(place, accused, district) ?? district.centreOver(district.code, 'district').id

const resting = ['closed', 'callback_done', 'not_accepted', 'diverted'] as const

export const wallMoves: Readonly<Record<string, Move>> = {
  wall: {
    zh: '设置回避',
    en: 'Wall off the accused unit',
    key: 'W',
    from: [...open, ...resting],
    ...byDesk,
    needs: {
      units: { zh: '被反映单位', en: 'Units complained about', kind: 'units', required: true },
      words,
    },
    makes: ['walled', 'dispatched'],
    stays: [...atDesk, ...resting],
    facts: s => walling(s),
  },
}

const walling = (s: Here) => {
  const { doc, state, clocks } = s.standing
  const walled = accusedWith(units(s, 'units'), s.district)
  if (walled.length === 0)
    return refuse('missing', { field: { zh: '被反映单位', en: 'Units complained about' } })
  const accused = [...new Set([...doc.accused, ...walled])]
  const refuge = unaccusedUnit(doc.place, accused, s.district)
  if (refuge === undefined) return refuse('accused-is-all')
  const lead = accused.includes(doc.lead) ? refuge : doc.lead
  const arbiter = doc.arbiter !== undefined && accused.includes(doc.arbiter) ? refuge : doc.arbiter
  const moved = lead !== doc.lead
  const desk = (atDesk as readonly string[]).includes(state)
  const fact: NewFact = {
    type: 'walled',
    data: { units: walled, lead, ...(arbiter === undefined ? {} : { arbiter }), ...said(s) },
    ...(moved && desk ? { clocks: [step('triage', lead, s.district)] } : {}),
  }
  // In somebody's hands: the refuge takes it over with a full step of its own, as after an upheld return.
  const running = clocks.whole !== undefined && clocks.whole.stopAt === undefined
  return moved && running ? [fact, handOver(s, lead)] : [fact]
}
