// Names that stand in past messages instead of real places, mapped onto the demonstration district for replays only.
// Nothing else reads them: a resident who writes "A3区" today means something else.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Type from 'typebox'
import type { PackProblem } from '#core/district/pack-problem.ts'
import { readTable } from './read-table.ts'

export const aliasFile = 'replay-aliases.csv'

const shape = Type.Object(
  {
    alias: Type.String({ minLength: 2, description: '回放数据中的地名 name used in past messages' }),
    territory: Type.String({ pattern: '^\\d{6,20}$', description: '区划代码 code from territory.csv' }),
    note: Type.Optional(Type.String({ description: '说明 a remark' })),
  },
  { additionalProperties: false },
)

/** Alias → territory code, longest alias first; empty where the pack has no such file. */
export const readReplayAliases = (
  folder: string,
  isTerritory: (code: string) => boolean,
): { aliases: ReadonlyMap<string, string>; problems: readonly PackProblem[] } => {
  const path = join(folder, aliasFile)
  if (!existsSync(path)) return { aliases: new Map(), problems: [] }
  const table = readTable(aliasFile, readFileSync(path, 'utf8'), shape)
  const unknown = table.rows.flatMap((row, index): PackProblem[] =>
    isTerritory(row.territory)
      ? []
      : [
          {
            severity: 'error',
            ...table.written(index, 'territory'),
            problemZh: `${row.alias} 对应的 ${row.territory} 不存在`,
            problemEn: `${row.territory} for ${row.alias} does not exist`,
            rightWould: 'territory.csv 中的代码 a code from territory.csv',
          },
        ],
  )
  const byLength = [...table.rows].sort((a, b) => b.alias.length - a.alias.length)
  return {
    aliases: new Map(byLength.map(row => [row.alias, row.territory])),
    problems: [...table.problems, ...unknown],
  }
}
