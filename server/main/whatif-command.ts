// `jiewang whatif`: a period's matters once more under another catalogue, routing table, calendar or model, and what would
// have been different. Nothing is written anywhere.
import { parseArgs } from 'node:util'
import { makeDistrict } from '#core/district/make-district.ts'
import { type Instant, instant } from '#core/kit/instant.ts'
import { makePath, type Path } from '#core/path/path.ts'
import { replayedOf } from '#core/path/replayed.ts'
import { type Compared, compare, type SentAs } from '#core/path/whatif.ts'
import { makeWhatIf } from '#core/path/whatif-sum.ts'
import { labelsKnown, makeLearnedSorter } from '#core/sort/learned-sorter.ts'
import { makeKeywordSorter } from '#core/sort/sort.ts'
import { checkFolder } from '#server/gate/pack/check.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { type ModelFile, readModelFile, shortHash } from '#server/gate/sort/model-file.ts'
import { historiesOf } from '#server/store/period.ts'
import type { CoreWorld } from './core-world.ts'
import { type Period, periodOf } from './days.ts'
import { inWorld } from './in-world.ts'
import type { Settings } from './settings.ts'
import { openShelf } from './shelf.ts'
import { sayWhatIf } from './whatif-words.ts'

type Out = (line: string) => void

const usage = [
  '用法 usage: jiewang whatif [--pack <文件夹>] [--model <模型>|none] --from 2026-01-01 --to 2026-12-31 [--as decided|suggested] [--json]',
  '  把这段时间收到的事项按另一套目录、派单表、日历或模型重走一遍，列出会派到别处、会早会晚、会改变级别的事项。不改动任何数据。',
  '  --as decided：按人定的类型派（只换区情包时的默认）；suggested：按系统建议的类型派（换模型时的默认）。',
  '  Replays the matters of a period under other rules and prints what would have been different. Nothing is written.',
]

export const whatifCommand = async (
  args: readonly string[],
  settings: Settings,
  out: Out,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  const other = wish.pack === undefined ? undefined : readPack(wish.pack)
  if (other && !other.ok) return checkFolder(wish.pack!, out)
  const file = wish.model === undefined || wish.model === 'none' ? undefined : readModelFile(wish.model)
  return inWorld(settings, async world => {
    if (other && other.pack.code !== world.db.district) {
      out(
        `区情包 ${wish.pack} 是 ${other.pack.code} 的，这里是 ${world.db.district}。 The pack is another district’s.`,
      )
      return 1
    }
    if (file && !speaksHere(world, file, out)) return 1
    const shelf = await openShelf(world.db, () => wish.period.fromAt)
    const bare = other && makePath(makeDistrict(other.pack, other.version))
    const made = new WeakMap<Path, Path>()
    const rulesAt = (at: Instant): readonly [Path, Path] => {
      const before = shelf.pathAt(at)
      const after = made.get(before) ?? otherSide(before, at)
      made.set(before, after)
      return [before, after]
    }
    /** What is not replaced stays as it was when the matter was received. */
    const otherSide = (before: Path, at: Instant): Path => {
      const base = bare ?? before
      const keywords = makeKeywordSorter(base.district)
      if (file)
        return {
          ...base,
          sort: makeLearnedSorter(file.model, shortHash(file.hash), base.district, keywords),
        }
      if (wish.model === 'none') return { ...base, sort: keywords }
      return bare ? shelf.withModelAt(bare, at) : before
    }
    return replay(world, wish, rulesAt, out)
  })
}

const replay = async (
  world: CoreWorld,
  { period, as, json }: Wish,
  rulesAt: (at: Instant) => readonly [Path, Path],
  out: Out,
): Promise<number> => {
  const startMs = performance.now()
  const whole = makeWhatIf()
  const changed: Compared[] = []
  for await (const page of historiesOf(world.db, period.fromAt, period.toAt)) {
    for (const facts of page) {
      const matter = replayedOf(facts)
      if (!matter) continue
      const one = compare(matter, ...rulesAt(matter.receivedAt), as)
      if (whole.add(one) && json) changed.push(one)
    }
  }
  const sum = whole.sum()
  if (json) out(JSON.stringify({ ...period, as, ...sum, changed }))
  else {
    const [before, after] = rulesAt(instant(period.toAt - 1))
    for (const line of sayWhatIf(sum, period, as, before.district, after.district)) out(line)
    out(`用时 ${((performance.now() - startMs) / 1000).toFixed(1)} 秒。`)
  }
  return 0
}

const speaksHere = (world: CoreWorld, { model }: ModelFile, out: Out): boolean => {
  const { types, modules } = labelsKnown(model.labels, world.district())
  if (types.length + modules.length > 0) return true
  out('模型的类别没有一个是本区目录的类型或模块。 None of its labels is a type or module of the catalogue.')
  return false
}

type Wish = { pack?: string; model?: string; period: Period; as: SentAs; json: boolean }

const understood = (args: readonly string[]): Wish | undefined => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        pack: { type: 'string' },
        model: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        as: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const { pack, model, from, to, as } = values
    if ((pack ?? model) === undefined || from === undefined || to === undefined) return undefined
    if (as !== undefined && as !== 'decided' && as !== 'suggested') return undefined
    // Both days are given: the usual period is never asked.
    const period = periodOf(from, to, { fromAt: instant(0), toAt: instant(0) })
    if (!period) return undefined
    return {
      ...(pack === undefined ? {} : { pack }),
      ...(model === undefined ? {} : { model }),
      period,
      as: as ?? (model === undefined ? 'decided' : 'suggested'),
      json: values.json ?? false,
    }
  } catch {
    return undefined
  }
}
