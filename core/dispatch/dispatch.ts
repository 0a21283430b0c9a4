// Who leads: the dispatch catalogue 派单目录 of the district read for one matter. The answer names the row and what it
// matched on; where the row cannot be followed as written (a community that only assists, a unit complained about), the
// matter climbs to the next centre above, never into a hole. A suggestion: a dispatcher sends it.
import { fits, isCentreWord } from '../district/dispatch-row.ts'
import type { District, Level, Limits, Territory, Unit, Urgency } from '../district/district.ts'
import { assert } from '../kit/assert.ts'
import { type Instant, instant } from '../kit/instant.ts'
import { named, type Refusal, refuse } from '../life/refusal.ts'
import { accusedWith } from '../lives/matter/wall.ts'
import { type Sentence, sayRow } from './say-row.ts'

export type DispatchQuestion = {
  /** Territory code; the district's own when the place is not known. */
  place: string
  /** Absent while nobody knows the type: then only rows for all types can match. */
  type?: string
  urgency: Urgency
  /** Level of the centre that dispatches. */
  level: Level
  at: Instant
  /** Unit ids complained about. */
  accused?: readonly string[]
}

/** Unit ids. `row` is absent when no row matched and the district centre keeps it. */
export type DispatchSuggestion = {
  row?: string
  lead: string
  co: readonly string[]
  copies: readonly string[]
  limits?: Partial<Limits>
  basis: string
  why: Sentence
}

/** Refuses only where the district centre itself is complained about: then nobody in the district may lead. */
export const suggestDispatch = (
  asked: DispatchQuestion,
  district: District,
): DispatchSuggestion | Refusal => {
  const type = asked.type === undefined ? undefined : district.type(asked.type)
  const question = {
    type: asked.type ?? '',
    around: around(asked.place, district),
    level: asked.level,
    time: isOfficeTime(asked.at, district) ? ('working' as const) : ('off' as const),
    urgency: asked.urgency,
  }
  const row = district.dispatch.find(r => fits(r, question))
  const walled = accusedWith(asked.accused ?? [], district)
  const top = district.centreOver(district.code, 'district')
  const why: Sentence[] = []

  let lead = row ? unitOf(row.lead, asked.place, district) : top
  if (row) why.push(sayRow(row, lead, district))
  else if (type)
    why.push({
      zh: '派单目录无人认领，归区中心',
      en: 'no row of the catalogue claims it: the district centre keeps it',
    })
  else
    why.push({ zh: '类别未定，归区中心分拨', en: 'its type is not known yet: the district centre decides' })

  if (type?.communityRole === 'assist' && lead.kind === 'centre' && lead.level === 'community') {
    const town = district.centreOver(lead.territory, 'town')
    why.push({
      zh: `${lead.zh}对“${type.zh}”只协助，改由${town.zh}主办`,
      en: `${lead.en} only assists with “${type.en}”: ${town.en} leads`,
    })
    lead = town
  }
  const free = (unit: Unit): boolean => !walled.includes(unit.id) && canTake(unit)
  if (!free(lead)) {
    const above = nextAbove(lead, district, free)
    if (!above) return refuse('accused-cannot-lead', { unit: named(lead) })
    why.push(
      walled.includes(lead.id)
        ? {
            zh: `${lead.zh}被反映，回避，改由${above.zh}主办`,
            en: `${lead.en} is complained about: ${above.en} leads`,
          }
        : {
            zh: `${lead.zh}只接收通报，改由${above.zh}主办`,
            en: `${lead.en} takes referrals only: ${above.en} leads`,
          },
    )
    lead = above
  }
  const co = unitsOf(row?.co ?? [], asked.place, district).filter(u => free(u) && u.id !== lead.id)
  const copies = unitsOf(row?.copies ?? [], asked.place, district).filter(
    u => !walled.includes(u.id) && u.id !== lead.id && !co.includes(u),
  )
  return {
    ...(row ? { row: row.id } : {}),
    lead: lead.id,
    co: co.map(u => u.id),
    copies: copies.map(u => u.id),
    ...(row?.limits ? { limits: row.limits } : {}),
    basis: row?.basis ?? type?.basis ?? '区中心兜底',
    why: { zh: why.map(w => w.zh).join('；'), en: why.map(w => w.en).join('; ') },
  }
}

/** Courts and party bodies get receipts and copies, never the work (G-09). */
const canTake = (unit: Unit): boolean =>
  !unit.referralOnly && (unit.kind === 'centre' || unit.kind === 'department')

const nextAbove = (unit: Unit, district: District, free: (unit: Unit) => boolean): Unit | undefined => {
  // Above a department stands the district centre, above a community its town and then the district.
  const levels =
    unit.kind === 'centre' ? (['community', 'town', 'district'] as const) : (['district'] as const)
  return levels.map(level => district.centreOver(unit.territory, level)).find(free)
}

const unitOf = (entry: string, place: string, district: District): Unit => {
  if (isCentreWord(entry))
    return district.centreOver(place, entry.slice('centre:'.length) as 'district' | 'town' | 'community')
  const unit = district.unit(entry)
  assert(
    unit !== undefined,
    `dispatch catalogue names ${entry}: want a unit id or centre:town|community|district`,
  )
  return unit
}

const unitsOf = (entries: readonly string[], place: string, district: District): readonly Unit[] => [
  ...new Set(entries.map(entry => unitOf(entry, place, district))),
]

/** The place and every piece around it; of a code a newer pack dropped, whatever still stands above it. */
const around = (place: string, district: District): readonly Pick<Territory, 'code' | 'kind'>[] => {
  const pieces: Pick<Territory, 'code' | 'kind'>[] = [{ code: place }]
  for (let length = place.length; length >= district.code.length; length--) {
    const piece = district.territory(place.slice(0, length))
    if (piece) pieces.push(piece)
  }
  return pieces
}

/** Working time of the catalogue is that of the offices: the first calendar of the pack. */
const isOfficeTime = (at: Instant, district: District): boolean => {
  const [first] = district.calendars
  assert(first !== undefined, `district ${district.code} has no calendar`)
  return district.calendar(first.id).workingMsBetween(at, instant(at + 1)) > 0
}
