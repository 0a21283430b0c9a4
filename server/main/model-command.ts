// `jiewang model …`: which learned model sorts, from when, and whether a new one is better on last month's matters. None
// comes into force unseen: `use` compares first and refuses one that is worse, unless it is told to take it anyway.
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { type Instant, parseInstant, toIso } from '#core/kit/instant.ts'
import { type Comparison, compareSorters } from '#core/sort/compare.ts'
import { labelsKnown, makeLearnedSorter } from '#core/sort/learned-sorter.ts'
import type { Sorter } from '#core/sort/sort.ts'
import { type ModelFile, readModelFile, shortHash } from '#server/gate/sort/model-file.ts'
import { modelsInForce, putModelInForce } from '#server/store/models.ts'
import type { CoreWorld } from './core-world.ts'
import { monthDays, type Period, periodOf, startOfLastMonth } from './days.ts'
import { inWorld } from './in-world.ts'
import { modelTable, sayComparison } from './model-words.ts'
import { typedIn } from './own-rows.ts'
import type { Settings } from './settings.ts'

type Out = (line: string) => void

const usage = [
  '用法 usage:',
  '  jiewang model list                                   启用过的模型 models ever in force',
  '  jiewang model compare <新模型> [--with <旧模型>] [--from 日 --to 日] [--json]  在人定过类型的事项上比较 compare two',
  '  jiewang model use <模型> [--from 时刻] [--anyway]      先比较，不变差才启用 compare, and use it if it is not worse',
  '  jiewang model use --none [--from 时刻]                 回到关键词 back to the keywords of the pack',
]
/** Fewer matters than this compare nothing. */
const leastCompared = 50

export const modelCommand = (args: readonly string[], settings: Settings, out: Out): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return Promise.resolve(2)
  }
  // Read before the database is opened: a wrong file is told at once.
  const file = 'file' in wish && wish.file !== undefined ? readModelFile(wish.file) : undefined
  const old = wish.do === 'compare' && wish.with !== undefined ? readModelFile(wish.with) : undefined
  return inWorld(settings, async world => {
    if (wish.do === 'list') return list(world, out)
    if (wish.do === 'use') return use(world, file, wish, out)
    const period = periodOf(wish.from, wish.to, lastMonth(world.now()))
    if (!period) {
      out('日期不对：要写成 2026-11-23，且先早后晚。 Write days like 2026-11-23, the earlier one first.')
      return 2
    }
    if (!understands(world, file!, out) || (old && !understands(world, old, out))) return 1
    const result = await compared(world, sorterOf(world, file!), period, old && sorterOf(world, old))
    if (wish.json) out(JSON.stringify({ ...period, ...result }))
    else {
      for (const line of sayComparison(result, period, world.district())) out(line)
      warnOfSeen(file!, period, out)
    }
    return 0
  })
}

const lastMonth = (now: Instant): Period => ({ fromAt: startOfLastMonth(now), toAt: now })

const sorterOf = (world: CoreWorld, { model, hash }: ModelFile): Sorter =>
  makeLearnedSorter(model, shortHash(hash), world.district())

const compared = async (
  world: CoreWorld,
  fresh: Sorter,
  period: Period,
  old: Sorter = world.path().sort,
): Promise<Comparison> => compareSorters(await typedIn(world.db, period), old, fresh)

/** A model none of whose labels the catalogue knows can say nothing here. */
const understands = (world: CoreWorld, { model }: ModelFile, out: Out): boolean => {
  const { types, modules, unknown } = labelsKnown(model.labels, world.district())
  if (types.length + modules.length === 0) {
    out(
      `模型的类别（${unknown.slice(0, 5).join('、')}…）没有一个是本区目录的类型或模块，请用 train --own 训练。 None of its labels is a type or module of the catalogue.`,
    )
    return false
  }
  if (unknown.length > 0)
    out(
      `目录里没有、留给关键词的类别：${unknown.join('、')}。 Labels the catalogue lacks are left to the keywords.`,
    )
  return true
}

const warnOfSeen = ({ model }: ModelFile, period: Period, out: Out): void => {
  const { own } = model.made
  if (own && own.toOn >= toIso(period.fromAt).slice(0, 10))
    out(
      `注意：新模型学过 ${own.toOn} 及以前的事项，这次比较里有它见过的，成绩偏高。 It has learned from some of these matters.`,
    )
}

const list = async (world: CoreWorld, out: Out): Promise<number> => {
  const models = await modelsInForce(world.db)
  for (const line of modelTable(models, world.now())) out(line)
  return 0
}

const use = async (
  world: CoreWorld,
  file: ModelFile | undefined,
  wish: Wish & { do: 'use' },
  out: Out,
): Promise<number> => {
  const now = world.now()
  const from = wish.from ?? now
  if (from < now) {
    out(`启用时刻 ${toIso(from)} 已经过去：只能从现在或以后起用。 The moment has passed.`)
    return 1
  }
  const present = (await modelsInForce(world.db)).findLast(m => m.inForceAt <= from)
  if ((present?.hash ?? undefined) === file?.hash) {
    out(file ? '这个模型已在用。 This model is in force already.' : '没有模型在用。 No model is in force.')
    return 0
  }
  if (file && !understands(world, file, out)) return 1
  const row = { inForceAt: from, putBy: userInfo().username, putAt: now }
  if (!file) {
    await putModelInForce(world.db, { ...row, made: null, compared: null }, undefined)
    out(`自 ${toIso(from)} 起不用模型，由关键词建议。 From then on the keywords suggest.`)
    return 0
  }
  const period = lastMonth(now)
  const result = await compared(world, sorterOf(world, file), period)
  for (const line of sayComparison(result, period, world.district())) out(line)
  warnOfSeen(file, period, out)
  const no = whyNot(result)
  if (no !== undefined && !wish.anyway) {
    out(`${no} 没有启用；仍要启用请加 --anyway。 Not taken into use; --anyway insists.`)
    return 1
  }
  const { changes: _, ...kept } = result
  await putModelInForce(
    world.db,
    { ...row, made: { ...file.model.made }, compared: { ...period, ...kept, anyway: no !== undefined } },
    { hash: file.hash, bytes: file.bytes },
  )
  out(
    `模型 ${shortHash(file.hash)} 自 ${toIso(from)} 起启用（${row.putBy}），SHA-256 ${file.hash}。 The model is in force.`,
  )
  return 0
}

const whyNot = ({ matters, before, after }: Comparison): string | undefined => {
  if (matters < leastCompared)
    return `最近 ${monthDays} 天人定过类型的事项只有 ${matters} 件，不足 ${leastCompared} 件，无法比较。 Too few matters to compare on.`
  return after.right < before.right
    ? `新的比在用的差：${before.right} 件对变成 ${after.right} 件对。 It is worse than what is in force.`
    : undefined
}

type Wish =
  | { do: 'list' }
  | { do: 'compare'; file: string; with?: string; from?: string; to?: string; json: boolean }
  | { do: 'use'; file?: string; from?: Instant; anyway: boolean }

const understood = (args: readonly string[]): Wish | undefined => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        with: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean' },
        none: { type: 'boolean' },
        anyway: { type: 'boolean' },
      },
    })
    const [name, file, ...more] = positionals
    const { from, to, none } = values
    if (more.length > 0) return undefined
    if (name === 'list' && file === undefined) return { do: 'list' }
    if (name === 'compare' && file !== undefined)
      return {
        do: 'compare',
        file,
        ...(values.with === undefined ? {} : { with: values.with }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        json: values.json ?? false,
      }
    if (name !== 'use' || (file === undefined) !== (none ?? false)) return undefined
    const at = from === undefined ? undefined : parseInstant(from, 'china')
    if (from !== undefined && at === undefined) return undefined
    return {
      do: 'use',
      ...(file === undefined ? {} : { file }),
      ...(at === undefined ? {} : { from: at }),
      anyway: values.anyway ?? false,
    }
  } catch {
    return undefined
  }
}
