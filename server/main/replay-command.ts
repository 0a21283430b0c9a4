// `jiewang replay <file.jsonl[.gz]>`: real messages through the ordinary door, then the table.
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Instant } from '#core/kit/instant.ts'
import type { Desk } from '#desk/desk.ts'
import { readReplayAliases } from '#server/gate/pack/replay-aliases.ts'
import { readMessages } from '#server/gate/replay/messages.ts'
import { replay } from '#server/gate/replay/replay.ts'
import { isWhole, tableOf, tallyOf } from '#server/gate/replay/tally.ts'
import type { CoreWorld } from './core-world.ts'
import { inWorld } from './in-world.ts'
import type { Settings } from './settings.ts'

const usage = [
  '用法 usage: jiewang replay <文件.jsonl[.gz]> [--speed N] [--source 名称]',
  '  把历史留言按原来的时间送进网里再列表统计；--speed 600 表示一秒走完十分钟，不写则尽快。',
  '  Feeds past messages through the ordinary door at their original times, then prints a table.',
]

export const replayCommand = async (
  args: readonly string[],
  settings: Settings,
  out: (line: string) => void,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  if (!statSync(wish.file, { throwIfNoEntry: false })?.isFile()) {
    out(`找不到文件 ${wish.file}。 No such file.`)
    return 1
  }
  const messages = await readMessages(wish.file)
  // The source is the content, not the name: the same messages under another name are still the same messages.
  const source = wish.source ?? `replay-${(await digestOf(wish.file)).slice(0, 12)}`
  return inWorld(settings, world => replayIn(world, settings, messages, { ...wish, source }, out))
}

const replayIn = async (
  world: CoreWorld,
  settings: Settings,
  messages: Awaited<ReturnType<typeof readMessages>>,
  wish: { pace?: number; source: string },
  out: (line: string) => void,
): Promise<number> => {
  const started = performance.now()
  // While the replay lives in another time it alone turns the lights; a running server stands back.
  const release = await world.db.tryLock('replay')
  if (!release) {
    out('另一个回放正在进行，请等它结束。 Another replay is running; wait for it to end.')
    return 1
  }
  await new Promise(r => setTimeout(r, standBackMs))
  try {
    const { aliases } = readReplayAliases(
      settings.packDir,
      code => world.district().territory(code) !== undefined,
    )
    if (aliases.size > 0)
      out(
        `按 ${basename(settings.packDir)}/replay-aliases.csv 把留言里的地名对应到本区（仅供演示）。 Place names are mapped for the demonstration.`,
      )
    const told = await replay(
      { ...world, turnLights: now => turnAll(world.desk, now) },
      wish.source,
      messages,
      {
        aliases,
        ...(wish.pace === undefined ? {} : { pace: wish.pace }),
        progress: progressTo(process.stderr),
      },
    )
    const tally = await tallyOf(told, world.desk, world.district())
    for (const line of tableOf(tally, (performance.now() - started) / 1000)) out(line)
    return isWhole(tally) ? 0 : 1
  } finally {
    await release()
  }
}

const turnAll = async (desk: Desk, now: Instant): Promise<void> => {
  const most = 500
  for (let n = most; n === most; ) n = await desk.turn(now, most)
}

/** A server beside us notices the replay within a second; turns under way are done by then. */
const standBackMs = 2500

const progressTo = (stream: NodeJS.WriteStream) => {
  let lastAt = 0
  return (done: number, of: number) => {
    const at = Date.now()
    if (!stream.isTTY || (at - lastAt < 200 && done < of)) return
    lastAt = at
    stream.write(`\r回放 ${done} / ${of}${done === of ? '\n' : ''}`)
  }
}

const understood = (
  args: readonly string[],
): { file: string; pace?: number; source?: string } | undefined => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { speed: { type: 'string' }, source: { type: 'string' } },
    })
    const pace = values.speed === undefined || values.speed === 'max' ? undefined : Number(values.speed)
    if (positionals.length !== 1 || (pace !== undefined && !(pace > 0))) return undefined
    return {
      file: positionals[0]!,
      ...(pace === undefined ? {} : { pace }),
      ...(values.source === undefined ? {} : { source: values.source }),
    }
  } catch {
    return undefined
  }
}

const digestOf = (file: string): Promise<string> =>
  new Promise((done, failed) => {
    const hash = createHash('sha256')
    createReadStream(file)
      .on('data', chunk => hash.update(chunk))
      .on('end', () => done(hash.digest('hex')))
      .on('error', failed)
  })
