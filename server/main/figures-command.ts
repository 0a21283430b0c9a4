// `jiewang figures`: every figure the district is published with, counted again, beside what was published and how it is
// counted. Nothing is typed in as a total anywhere: a difference is printed and ends with 1.
import { parseArgs } from 'node:util'
import type { District } from '#core/district/district.ts'
import { type Instant, instant, parseInstant } from '#core/kit/instant.ts'
import { promiseCalendar } from '#core/lives/matter/limits.ts'
import { readFigures, type WantedFigure } from '#server/gate/pack/figures-file.ts'
import { problemText } from '#server/gate/pack/problem-text.ts'
import { baseSql, type Counted, countFigures, figureQueries } from '#server/store/figures.ts'
import type { Database } from '#server/store/pool.ts'
import { usualSeed } from './demo-past.ts'
import { structureFigures } from './figures-structure.ts'
import { inWorld } from './in-world.ts'
import type { Settings } from './settings.ts'

type Out = (line: string) => void

export type Figure = WantedFigure & { name: string; got: number; same: boolean }

/** Half up, and a hair above: 37.5 is 38, and 0.15 stays 0.15 whatever binary makes of it. */
const rounded = (value: number, digits: number): number => {
  const scale = 10 ** digits
  return Math.round(value * scale + 1e-9) / scale
}

const levelsZh: Readonly<Record<string, string>> = {
  'on-spot': '当场',
  community: '村社区',
  town: '镇街',
  department: '区级部门',
  upper: '上级',
  all: '合计',
}

/** The figure's name, with names of the pack for codes of the pack. */
export const nameOfFigure = (figure: WantedFigure, district: District): string => {
  const { key, zh } = figure
  const known =
    district.channel(key)?.zh ??
    district.unit(key)?.publicZh ??
    district.unit(key)?.zh ??
    district.territory(key)?.zh
  if (known !== undefined && key !== '') return zh.replace(key, known)
  const [module = '', level = ''] = key.split(' ')
  if (level in levelsZh && figure.count === 'closed-by-module-and-level') {
    const moduleZh = district.modules.find(m => m.code === module)?.zh ?? '全部'
    return zh.replace(key, `${moduleZh} ${levelsZh[level]!}`)
  }
  return zh
}

/** Working spans of the district's promise between two instants. */
const officeHours = (district: District, fromAt: Instant, untilAt: Instant): [Instant, Instant][] => {
  const calendar = district.calendar(promiseCalendar(district))
  const spans: [Instant, Instant][] = []
  // Office hours begin and end on the quarter of an hour.
  const stepMs = 15 * 60_000
  for (let at = fromAt; at < untilAt; at = instant(at + stepMs)) {
    if (calendar.workingMsBetween(at, instant(at + 1)) === 0) continue
    const last = spans.at(-1)
    if (last && last[1] === at) last[1] = instant(at + stepMs)
    else spans.push([at, instant(at + stepMs)])
  }
  return spans
}

export const compareFigures = async (
  db: Database,
  district: District,
  wanted: { untilOn: string; figures: readonly WantedFigure[] },
  seed = usualSeed,
): Promise<Figure[]> => {
  const untilAt = parseInstant(`${wanted.untilOn}T00:00:00+08:00`)!
  const fromAt = instant(untilAt - 700 * 86_400_000)
  const counted: Record<string, Counted[string]> = {
    // Whoever lives on takes over in the last millisecond of the told days: it is theirs.
    ...(await countFigures(db, instant(untilAt - 1), officeHours(district, fromAt, untilAt))),
  }
  for (const name of new Set(wanted.figures.map(f => f.count))) {
    const structure = structureFigures[name]
    if (structure) counted[name] = structure.count(district, seed, untilAt)
  }
  return wanted.figures.map(figure => {
    // A kind that never came up has no row.
    const got = counted[figure.count]?.[figure.key] ?? 0
    const name = nameOfFigure(figure, district)
    return { ...figure, name, got, same: rounded(got, figure.digits) === rounded(figure.want, figure.digits) }
  })
}

/** How a figure is counted: its SQL, or where else it is counted. */
export const howCounted = (count: string): string | undefined =>
  figureQueries[count] ?? structureFigures[count]?.how

export const figuresCommand = async (
  args: readonly string[],
  settings: Settings,
  out: Out,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    out('用法 usage: jiewang figures [--json] [--sql [名称 name]] [--seed N]')
    return 2
  }
  const found = readFigures(settings.packDir)
  if (!found || found.problems.length > 0) {
    for (const problem of found?.problems ?? []) out(problemText(settings.packDir, problem))
    if (!found)
      out(`${settings.packDir} 没有 figures.yaml：这个区没有公布数字。 This pack publishes no figures.`)
    return 1
  }
  if (wish.sql !== undefined) return printSql(wish.sql, found.wanted.figures, out)
  return inWorld(settings, async world => {
    const figures = await compareFigures(world.db, world.district(), found.wanted, wish.seed)
    const wrong = figures.filter(f => !f.same)
    if (wish.json) {
      out(JSON.stringify(figures.map(f => ({ ...f, how: howCounted(f.count) }))))
    } else {
      for (const f of figures)
        out(
          `${f.same ? '  ' : '✗ '}${f.row.padEnd(12)} ${f.name}：公布 ${f.want}，数得 ${rounded(f.got, f.digits)}　[${f.count}]`,
        )
      out(`${figures.length} 项，${wrong.length} 处不同`)
    }
    return wrong.length === 0 ? 0 : 1
  })
}

const printSql = (name: string, figures: readonly WantedFigure[], out: Out): number => {
  const names = name === '' ? [...new Set(figures.map(f => f.count))] : [name]
  if (name === '') out(`-- 以下各表在一个事务里先建好 made first, in one transaction\n${baseSql}\n`)
  for (const n of names) {
    const how = howCounted(n)
    if (how === undefined) {
      out(`没有名为 ${n} 的数法。 Nothing is counted under this name; --sql lists all.`)
      return 2
    }
    out(`-- ${n}\n${how}\n`)
  }
  return 0
}

const understood = (
  args: readonly string[],
): { json: boolean; sql: string | undefined; seed?: number } | undefined => {
  // --sql may stand alone or be followed by a name.
  const at = args.indexOf('--sql')
  const named = at >= 0 && args[at + 1] !== undefined && !args[at + 1]!.startsWith('--')
  const rest = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + (named ? 2 : 1))]
  try {
    const { values } = parseArgs({
      args: [...rest],
      options: { json: { type: 'boolean' }, seed: { type: 'string' } },
    })
    const seed = values.seed === undefined ? undefined : Number(values.seed)
    if (seed !== undefined && !Number.isInteger(seed)) return undefined
    return {
      json: values.json ?? false,
      sql: at < 0 ? undefined : named ? args[at + 1]! : '',
      ...(seed === undefined ? {} : { seed }),
    }
  } catch {
    return undefined
  }
}
