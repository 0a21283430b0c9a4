// Reads a district pack from its folder. Either the whole pack is right and comes back with the version that names its
// content, or every mistake comes back with its place; nothing is loaded in part.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPack } from '#core/district/check-pack.ts'
import type { Limits, Pack, Role } from '#core/district/district.ts'
import type { Locate, PackProblem } from '#core/district/pack-problem.ts'
import {
  dispatchRowOf,
  holdingOf,
  limitsFrom,
  partyUnitOf,
  pointOf,
  reasonOf,
  territoryOf,
  unitOf,
} from './entries.ts'
import { limitFrom } from './limit-text.ts'
import { versionOf } from './pack-version.ts'
import { type Borders, readBorders } from './read-borders.ts'
import { readCalendars } from './read-calendars.ts'
import { type Path, readDocument } from './read-document.ts'
import { readTable } from './read-table.ts'
import { documentShapes, tableShapes } from './shapes.ts'

export type PackRead =
  | { ok: true; pack: Pack; version: string; warnings: readonly PackProblem[] }
  | { ok: false; problems: readonly PackProblem[] }

export const readPack = (folder: string): PackRead => {
  const problems: PackProblem[] = []
  const read = (file: string): string => {
    const path = join(folder, file)
    if (existsSync(path)) return readFileSync(path, 'utf8')
    problems.push({
      severity: 'error',
      file,
      problemZh: '缺少这个文件',
      problemEn: 'this file is missing',
      rightWould: `${path}（见 see docs/district-pack.md）`,
    })
    return ''
  }
  const table = <File extends keyof typeof tableShapes>(file: File) => {
    const text = read(file)
    const found = readTable(file, text, tableShapes[file])
    if (text !== '') problems.push(...found.problems)
    return found
  }
  const document = <File extends keyof typeof documentShapes>(file: File) => {
    const text = read(file)
    const found = readDocument(file, text, documentShapes[file])
    if (text !== '') problems.push(...found.problems)
    return found
  }

  const main = document('pack.yaml')
  const catalogue = document('catalogue.yaml')
  const reasons = document('reasons.yaml')
  const wording = document('wording.yaml')
  const demo = document('demo.yaml')
  const territory = table('territory.csv')
  const units = table('units.csv')
  const party = table('party.csv')
  const posts = table('posts.csv')
  const people = table('people.csv')
  const holdings = table('holdings.csv')
  const dispatch = table('dispatch.csv')
  const places = table('places.csv')
  const borders = readBorders('grids.geojson', read('grids.geojson'))
  problems.push(...borders.problems)
  const calendars = readCalendars(read('calendar.yaml'), problems)
  if (
    problems.length > 0 ||
    !main.value ||
    !catalogue.value ||
    !reasons.value ||
    !wording.value ||
    !demo.value
  )
    return { ok: false, problems }

  const typeRows = catalogue.value.modules.flatMap((module, m) =>
    module.types.map((type, t) => ({ module: module.code, type, path: ['modules', m, 'types', t] as Path })),
  )
  const { value: head } = main
  const pack: Pack = {
    code: head.code,
    zh: head.zh,
    en: head.en,
    synthetic: head.synthetic,
    numberPrefix: head.number_prefix,
    branchPerGrid: head.branch_per_grid,
    territories: territory.rows.map(row => territoryOf(row, borders.polygons.get(row.code))),
    units: [...units.rows.map(unitOf), ...party.rows.map(row => partyUnitOf(row, calendars[0]!.id))],
    posts: posts.rows.map(row => ({ ...row, role: row.role as Role })),
    people: people.rows.map(row => ({
      id: row.id,
      zh: row.zh,
      ...(row.officer_type === undefined ? {} : { officerType: row.officer_type }),
    })),
    holdings: holdings.rows.map(holdingOf),
    channels: head.channels.map(({ received_at, ...channel }) => ({
      ...channel,
      receivedAt: received_at as 'district' | 'town' | 'community',
    })),
    modules: catalogue.value.modules.map(({ types: _, ...module }) => module),
    types: typeRows.map(({ module, type }) => ({
      code: type.code,
      module,
      zh: type.zh,
      en: type.en,
      keywords: type.keywords,
      urgency: type.urgency as 'normal',
      communityRole: type.community as 'lead',
      onSpot: type.on_spot,
      basis: type.basis,
      ...(type.limits ? { limits: limitsFrom(type.limits) } : {}),
      ...(type.locked === undefined ? {} : { locked: type.locked }),
    })),
    limitsByUrgency: {
      flash: limitsFrom(head.limits.flash) as Limits,
      urgent: limitsFrom(head.limits.urgent) as Limits,
      normal: limitsFrom(head.limits.normal) as Limits,
      complex: limitsFrom(head.limits.complex) as Limits,
    },
    steps: {
      triage: limitFrom(head.steps.triage),
      arbitrate: limitFrom(head.steps.arbitrate),
      verify: limitFrom(head.steps.verify),
      answer: limitFrom(head.steps.answer),
      reply: limitFrom(head.steps.reply),
      part: limitFrom(head.steps.part),
    },
    samples: { onSpot: head.samples.on_spot, others: head.samples.others },
    dispatch: dispatch.rows.map(dispatchRowOf),
    exits: reasons.value.exits.map(reasonOf),
    returnReasons: reasons.value.return_reasons.map(reasonOf),
    suspendReasons: reasons.value.suspend_reasons.map(reasonOf),
    declineReasons: reasons.value.decline_reasons.map(reasonOf),
    ladder: head.ladder.map(step => ({ ...step, do: step.do as 'nudge' })),
    wordings: wording.value.wordings,
    placeNames: places.rows.map(row => ({
      name: row.name,
      territory: row.territory,
      ...(row.kind === undefined ? {} : { kind: row.kind }),
      ...pointOf(row),
    })),
    waterways: borders.waterways,
    calendars,
    reopenDays: head.reopen_days,
    demoAccounts: demo.value.accounts,
  }
  const locate: Locate = (list, index, field) => {
    const column = field?.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    const inside = (path: Path): Path => (column === undefined ? path : [...path, column])
    switch (list) {
      case 'territories':
        return field === 'polygons'
          ? borders.written(territory.rows[index]!.code)
          : territory.written(index, column)
      case 'units':
        return index < units.rows.length
          ? units.written(index, column)
          : party.written(index - units.rows.length, column)
      case 'posts':
        return posts.written(index, column)
      case 'people':
        return people.written(index, column)
      case 'holdings':
        return holdings.written(index, column)
      case 'dispatch':
        return dispatch.written(index, column)
      case 'placeNames':
        return places.written(index, column)
      case 'modules':
        return catalogue.written(inside(['modules', index]))
      case 'types':
        return catalogue.written(inside(typeRows[index]!.path))
      case 'wordings':
        return wording.written(inside(['wordings', index]))
      case 'demoAccounts':
        return demo.written(inside(['accounts', index]))
      case 'exits':
      case 'returnReasons':
      case 'suspendReasons':
      case 'declineReasons':
        return reasons.written(inside([list.replace(/[A-Z]/, letter => `_${letter.toLowerCase()}`), index]))
      default:
        return main.written(index < 0 ? inside([list]) : inside([list, index]))
    }
  }
  const found = [...checkPack(pack, locate), ...strayBorders(pack, borders)]
  return found.some(problem => problem.severity === 'error')
    ? { ok: false, problems: found }
    : { ok: true, pack, version: versionOf(pack), warnings: found }
}

const strayBorders = (pack: Pack, borders: Borders): PackProblem[] => {
  const known = new Set(pack.territories.map(t => t.code))
  return [...borders.polygons.keys()]
    .filter(code => !known.has(code))
    .map(code => ({
      severity: 'error',
      ...borders.written(code),
      problemZh: `${code} 不在 territory.csv 中`,
      problemEn: `${code} is not in territory.csv`,
      rightWould: 'territory.csv 中的代码 a code from territory.csv',
    }))
}
