// `jiewang key …`: keys of connected systems (an Open311 client, a hotline, another district). A key is shown once; what
// is kept is its hash.
import { parseArgs } from 'node:util'
import { toIso } from '#core/kit/instant.ts'
import { logAccess } from '#server/store/access-log.ts'
import { endGateKey, gateKeys, makeGateKey } from '#server/store/gate-keys.ts'
import type { CoreWorld } from './core-world.ts'
import { inWorld } from './in-world.ts'
import type { Settings } from './settings.ts'

const usage = [
  '用法 usage:',
  '  jiewang key new <来源 source> <说明 words>  发放一把密钥，只显示一次 make a key, shown once',
  '  jiewang key list                           列出全部密钥 list all keys',
  '  jiewang key end <编号 id>                   停用一把密钥 end a key',
  '  来源用小写字母、数字、连字符，如 hotline-12345；它上报的每件事项都记着这个来源。',
  '  A source is small letters, digits and hyphens; every report that comes in with the key carries it.',
]

const sourcePattern = /^[a-z0-9][a-z0-9-]{1,39}$/

type Ground = Pick<CoreWorld, 'db' | 'now'>
type Out = (line: string) => void

export const keyCommand = async (args: readonly string[], settings: Settings, out: Out): Promise<number> => {
  const work = understood(args)
  if (!work) {
    for (const line of usage) out(line)
    return 2
  }
  return inWorld(settings, world => work(world, out))
}

/** What the words ask for; undefined when they ask for nothing known. */
export const understood = (
  args: readonly string[],
): ((ground: Ground, out: Out) => Promise<number>) | undefined => {
  const [verb, first, second, ...more] = positionalsOf(args)
  if (more.length > 0) return undefined
  if (verb === 'list' && first === undefined) return listKeys
  if (verb === 'end' && first !== undefined && second === undefined)
    return (ground, out) => endKey(ground, first, out)
  if (verb === 'new' && first !== undefined && second !== undefined && sourcePattern.test(first))
    return (ground, out) => newKey(ground, first, second, out)
  return undefined
}

const positionalsOf = (args: readonly string[]): readonly string[] => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true }).positionals
  } catch {
    return []
  }
}

const newKey = async ({ db, now }: Ground, source: string, words: string, out: Out): Promise<number> => {
  const { key, id } = await makeGateKey(db, source, words, now())
  await logAccess(db, { at: now(), act: 'key-made', detail: { id, source, from: 'command line' } })
  out(`密钥 key ${key}`)
  out(`编号 id ${id}。密钥只显示这一次，请妥善交给对方。 The key is shown this once; hand it over safely.`)
  return 0
}

const listKeys = async ({ db }: Ground, out: Out): Promise<number> => {
  const keys = await gateKeys(db)
  for (const k of keys)
    out(
      `${k.id}  ${k.source}  ${k.words}  ${toIso(k.madeAt)}${k.endedAt === undefined ? '' : `  已停用 ended ${toIso(k.endedAt)}`}`,
    )
  if (keys.length === 0) out('还没有密钥。 There are no keys.')
  return 0
}

const endKey = async ({ db, now }: Ground, id: string, out: Out): Promise<number> => {
  if (!(await endGateKey(db, id, now()))) {
    out(`没有编号为 ${id} 的在用密钥。 No key in force has the id ${id}.`)
    return 1
  }
  await logAccess(db, { at: now(), act: 'key-ended', detail: { id, from: 'command line' } })
  out(`密钥 ${id} 已停用。 The key is ended.`)
  return 0
}
