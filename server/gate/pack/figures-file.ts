// The figures an invented district is published with (figures.yaml): wanted values only, read and checked like every file
// of a pack. They are no part of the pack's version: a figure rules nothing.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Type from 'typebox'
import type { PackProblem } from '#core/district/pack-problem.ts'
import { readDocument } from './read-document.ts'

export const figuresFile = 'figures.yaml'

const digits = Type.Integer({ minimum: 0, maximum: 4, description: '公布到几位小数 digits published' })
const shape = Type.Object(
  {
    untilOn: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: '不再计入的第一天 first day not counted',
    }),
    figures: Type.Array(
      Type.Object(
        {
          count: Type.String({ minLength: 1, description: '怎么数 name of the way it is counted' }),
          zh: Type.String({ minLength: 1, description: '名称 name' }),
          row: Type.String({ minLength: 1, description: '出处 where it is published' }),
          round: Type.Optional(digits),
          digits: Type.Optional(Type.Record(Type.String(), digits)),
          names: Type.Optional(Type.Record(Type.String(), Type.String())),
          want: Type.Union([Type.Number(), Type.Record(Type.String(), Type.Number())], {
            description: '公布的值 published value, or one for each key',
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

/** One published value. `key` is '' where the count has one value only. */
export type WantedFigure = {
  count: string
  key: string
  zh: string
  row: string
  want: number
  digits: number
}

export type WantedFigures = { untilOn: string; figures: readonly WantedFigure[] }

/** Undefined where the pack publishes no figures. */
export const readFigures = (
  folder: string,
): { wanted: WantedFigures; problems: readonly PackProblem[] } | undefined => {
  const path = join(folder, figuresFile)
  if (!existsSync(path)) return undefined
  const { value, problems } = readDocument(figuresFile, readFileSync(path, 'utf8'), shape)
  const figures = (value?.figures ?? []).flatMap(f =>
    Object.entries(typeof f.want === 'number' ? { '': f.want } : f.want).map(([key, want]) => ({
      count: f.count,
      key,
      zh: [f.zh, f.names?.[key] ?? key].filter(Boolean).join(' '),
      row: f.row,
      want,
      digits: f.digits?.[key] ?? f.round ?? 0,
    })),
  )
  return { wanted: { untilOn: value?.untilOn ?? '', figures }, problems }
}
