// Reads a district pack from its folder. Either the whole pack is right and comes back with the version that names its
// content, or every mistake comes back with its place; nothing is loaded in part.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Static } from 'typebox'
import { checkPack } from '#core/district/check-pack.ts'
import type { Limits, Pack, Role } from '#core/district/district.ts'
import type { Locate, PackProblem, Written } from '#core/district/pack-problem.ts'
import { type CalendarSpec, calendarSpecsFrom } from '#core/kit/working-calendar.ts'
import { limitFrom } from './limit-text.ts'
import { type Borders, readBorders } from './read-borders.ts'
import { type Path, parseYaml, readDocument } from './read-document.ts'
import { readTable } from './read-table.ts'
import { documentShapes, tableShapes } from './shapes.ts'

export type PackRead =
  | { ok: true; pack: Pack; version: string; warnings: readonly PackProblem[] }
  | { ok: false; problems: readonly PackProblem[] }

type Row<File extends keyof typeof tableShapes> = Static<(typeof tableShapes)[File]>

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

/** First 12 hex digits of the SHA-256 of the content, whatever the order of keys or the layout of the files. */
export const versionOf = (pack: Pack): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(pack)))
    .digest('hex')
    .slice(0, 12)

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** The calendar names places as years.2026.rest[3]; here they become lines. */
const readCalendars = (text: string, problems: PackProblem[]): readonly CalendarSpec[] => {
  const file = 'calendar.yaml'
  const parsed = parseYaml(file, text)
  problems.push(...parsed.problems)
  if (text === '' || parsed.problems.length > 0) return []
  const read = calendarSpecsFrom(parsed.plain)
  if (read.ok) return read.specs
  for (const error of read.errors) {
    const [place = '', rest = error] = error.split(/: (.*)/s)
    const [found = rest, want = ''] = rest.split('; want ')
    const path = place.split(/[.[\]]+/).filter(step => step !== '' && step !== 'calendar')
    problems.push({
      severity: 'error',
      ...writtenNear(parsed.written, path),
      problemZh: `${place} 的值 ${found} 不合要求`,
      problemEn: `${place} is ${found}`,
      rightWould: want,
    })
  }
  return []
}

const writtenNear = (written: (path: Path) => Written, path: readonly string[]) =>
  written(path.map(step => (/^\d{1,3}$/.test(step) ? Number(step) : step)))

const pointOf = (row: { lng?: number; lat?: number }) =>
  row.lng === undefined || row.lat === undefined ? {} : { point: [row.lng, row.lat] as const }

const territoryOf = (row: Row<'territory.csv'>, polygons: Pack['territories'][number]['polygons']) => {
  const { point } = pointOf(row) as { point?: readonly [number, number] }
  return {
    code: row.code,
    level: row.level as 'town',
    zh: row.zh,
    en: row.en,
    ...(row.parent === undefined ? {} : { parent: row.parent }),
    ...(row.kind === undefined ? {} : { kind: row.kind as 'town' }),
    ...(point ? { centre: point } : {}),
    ...(polygons ? { polygons } : {}),
  }
}

const unitOf = (row: Row<'units.csv'>): Pack['units'][number] => ({
  id: row.id,
  kind: row.kind as 'centre',
  zh: row.zh,
  en: row.en,
  territory: row.territory,
  level: row.level as 'town',
  calendar: row.calendar,
  ...(row.public_zh === undefined ? {} : { publicZh: row.public_zh }),
  ...(row.parent === undefined ? {} : { parent: row.parent }),
  ...(row.referral_only === undefined ? {} : { referralOnly: row.referral_only }),
})

/** A party unit carries no limits of its own; it is shown the hours of the first calendar of the pack. */
const partyUnitOf = (row: Row<'party.csv'>, calendar: string): Pack['units'][number] => ({
  id: row.id,
  kind: 'party',
  zh: row.zh,
  en: row.en,
  territory: row.territory,
  level: row.level as 'town',
  calendar,
  ...(row.parent === undefined ? {} : { parent: row.parent }),
})

const holdingOf = (row: Row<'holdings.csv'>): Pack['holdings'][number] => ({
  post: row.post,
  person: row.person,
  fromOn: row.from_on,
  ...(row.to_on === undefined ? {} : { toOn: row.to_on }),
  ...(row.instead_of === undefined ? {} : { insteadOf: row.instead_of }),
})

const dispatchRowOf = (row: Row<'dispatch.csv'>): Pack['dispatch'][number] => {
  const limits = limitsFrom(row)
  return {
    id: row.id,
    place: row.place,
    type: row.type,
    level: row.level as '*',
    time: row.time as '*',
    urgency: row.urgency as '*',
    lead: row.lead,
    co: row.co ?? [],
    copies: row.copies ?? [],
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    basis: row.basis,
  }
}

const limitsFrom = (row: {
  sign?: string
  contact?: string
  handle?: string
  whole?: string
}): Partial<Limits> => ({
  ...(row.sign === undefined ? {} : { sign: limitFrom(row.sign) }),
  ...(row.contact === undefined ? {} : { contact: limitFrom(row.contact) }),
  ...(row.handle === undefined ? {} : { handle: limitFrom(row.handle) }),
  ...(row.whole === undefined ? {} : { whole: limitFrom(row.whole) }),
})

const reasonOf = (
  row: Static<(typeof documentShapes)['reasons.yaml']>['exits'][number],
): Pack['exits'][number] => ({
  code: row.code,
  zh: row.zh,
  en: row.en,
  ...(row.basis === undefined ? {} : { basis: row.basis }),
  ...(row.basis_required === undefined ? {} : { basisRequired: row.basis_required }),
  ...(row.wording_zh === undefined ? {} : { wordingZh: row.wording_zh }),
  ...(row.wording_en === undefined ? {} : { wordingEn: row.wording_en }),
})
