// Reads a whole pack with a critical eye before anybody works by it: the two trees, the people, the catalogue and the
// dispatch table must fit together without a hole. Pure; the reader of files tells it where each entry was written.
import { checkCatalogue } from './check-catalogue.ts'
import { checkDispatch } from './check-dispatch.ts'
import { checkLand } from './check-land.ts'
import { checkPeople } from './check-people.ts'
import { checkUnits } from './check-units.ts'
import type { Pack } from './district.ts'
import type { Locate, PackProblem } from './pack-problem.ts'
import type { Report } from './report.ts'

const inMemory: Locate = table => ({ file: table })

export const checkPack = (pack: Pack, locate: Locate = inMemory): PackProblem[] => {
  const problems: PackProblem[] = []
  const report: Report = ([table, index, field], problemZh, problemEn, rightWould, severity = 'error') =>
    problems.push({ severity, ...locate(table, index, field), problemZh, problemEn, rightWould })
  checkLand(pack, report)
  checkUnits(pack, report)
  checkPeople(pack, report)
  checkCatalogue(pack, report)
  // A table over units or types that do not exist would only repeat what was said above.
  if (!problems.some(problem => problem.severity === 'error')) checkDispatch(pack, report)
  return problems
}
