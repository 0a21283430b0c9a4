// `jiewang pack use <folder> [--from <moment>]`: a changed limit or route takes effect from a moment on. What was decided
// before keeps its limits, its calendar and its reasons.
import { parseArgs } from 'node:util'
import { type Instant, parseInstant, toIso } from '#core/kit/instant.ts'
import { checkFolder } from '#server/gate/pack/check.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { putInForce, versionsInForce } from '#server/store/packs.ts'
import { openDistrictClock } from './district-clock.ts'
import { inDatabase } from './in-world.ts'
import type { Settings } from './settings.ts'

const usage = [
  '用法 usage: jiewang pack use <文件夹 folder> [--from 2026-12-01T00:00:00+08:00]',
  '  检查区情包并从某一时刻起启用（不写则立即）；已经派出的事项不受影响。',
  '  Checks the pack and puts it in force from a moment on (default: now); matters already sent keep their limits.',
]

export const packUseCommand = async (
  args: readonly string[],
  settings: Settings,
  out: (line: string) => void,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  const read = readPack(wish.folder)
  if (!read.ok) return checkFolder(wish.folder, out)
  return inDatabase(settings, read.pack.code, async db => {
    const now = (await openDistrictClock(db)).now()
    const from = wish.from ?? now
    if (from < now) {
      out(
        `启用时刻 ${toIso(from)} 已经过去：新版本只能从现在或以后起用。 The moment has passed: a version takes effect from now or later.`,
      )
      return 1
    }
    const present = (await versionsInForce(db)).findLast(v => v.inForceAt <= from)
    if (present?.version === read.version) {
      out(
        `版本 ${read.version} 自 ${toIso(present.inForceAt as Instant)} 起已在用。 This version is in force already.`,
      )
      return 0
    }
    await putInForce(db, read.version, read.pack, from)
    out(
      `版本 ${read.version} 自 ${toIso(from)} 起启用。 Version ${read.version} is in force from ${toIso(from)}.`,
    )
    return 0
  })
}

const understood = (args: readonly string[]): { folder: string; from?: Instant } | undefined => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { from: { type: 'string' } },
    })
    const from = values.from === undefined ? undefined : parseInstant(values.from, 'china')
    if (positionals.length !== 1 || (values.from !== undefined && from === undefined)) return undefined
    return { folder: positionals[0]!, ...(from === undefined ? {} : { from }) }
  } catch {
    return undefined
  }
}
