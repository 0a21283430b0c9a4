// The accused-unit wall seen from dispatch: a unit complained about, and everything under it, gets nothing of the
// matter, neither as lead nor as co-handler nor as copy (信访工作条例 art. 30).
import type { District, Unit } from '../district/district.ts'

/** The units complained about with every unit under them; ids in the order of the pack. */
export const withAllUnder = (accused: readonly string[], district: District): readonly string[] =>
  accused.length === 0
    ? []
    : district.units.filter(unit => accused.some(id => isUnder(unit, id, district))).map(unit => unit.id)

const isUnder = (unit: Unit, accusedId: string, district: District): boolean => {
  for (let here: Unit | undefined = unit; here; here = district.unit(here.parent ?? '')) {
    if (here.id === accusedId) return true
  }
  // The party body of an accused town sits in another tree, over the same land. Departments answer for the whole
  // district and are not under its command centre.
  const accused = district.unit(accusedId)
  return (
    accused?.kind === 'centre' &&
    (unit.kind === 'centre' || unit.kind === 'party') &&
    unit.territory.startsWith(accused.territory)
  )
}
