// `jiewang pack …`: the two things a person does with a pack on a command line.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkFolder } from './check.ts'
import { newPack } from './new.ts'

const usage = [
  '用法 usage:',
  '  jiewang pack check <文件夹 folder>            检查一个区的数据包 check a district pack',
  '  jiewang pack new <区划代码 code> [--out 文件夹]  生成一个区县的骨架 make the skeleton of any county',
]

/** `args` without the leading `pack`; answers the exit code: 0 done, 1 problems found, 2 not understood. */
export const packCommand = async (args: readonly string[], out: (line: string) => void): Promise<number> => {
  const [verb, target, folder] = understood(args)
  if (verb === 'check' && target !== undefined) return checkFolder(target, out)
  if (verb !== 'new' || target === undefined) {
    for (const line of usage) out(line)
    return 2
  }
  const made = await newPack(target, folder ?? join('packs', target))
  if (!made.ok) {
    out(made.zh)
    out(made.en)
    return 1
  }
  out(`${made.zh}：${made.towns} 个镇街，${made.communities} 个村社区，已写入 ${made.folder}`)
  out(`${made.towns} towns, ${made.communities} villages and communities written to ${made.folder}`)
  return checkFolder(made.folder, out)
}

const understood = (args: readonly string[]): readonly (string | undefined)[] => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    })
    return positionals.length === 2 ? [...positionals, values.out] : []
  } catch {
    return []
  }
}
