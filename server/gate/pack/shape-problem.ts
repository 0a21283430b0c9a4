// Turns what the validator found into sentences for the person who edits the file.
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { forbiddenIn, type PackProblem, type Written } from '#core/district/pack-problem.ts'

type Described = TSchema & {
  description?: string
  properties?: Record<string, Described>
  items?: Described
}

/** The part of a shape that describes the value at a path such as ['modules', '0', 'types', '2', 'code']. */
const shapeAt = (shape: Described, path: readonly string[]): Described | undefined =>
  path.reduce<Described | undefined>(
    (here, step) => (here?.items && /^\d+$/.test(step) ? here.items : here?.properties?.[step]),
    shape,
  )

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((here, step) => (here as Record<string, unknown> | undefined)?.[step], value)

const listed = (shape: Described | undefined) => Object.keys(shape?.properties ?? {}).join(', ')

/** Problems of one value against its shape; `written` finds the place of a path inside the file. */
export const shapeProblems = (
  shape: TSchema,
  value: unknown,
  written: (path: readonly string[]) => Written,
): PackProblem[] => {
  if (Value.Check(shape, value)) return []
  const problems = new Map<string, PackProblem>()
  const add = (path: readonly string[], zh: string, en: string, rightWould: string) => {
    const key = path.join('/')
    if (!problems.has(key))
      problems.set(key, { severity: 'error', ...written(path), problemZh: zh, problemEn: en, rightWould })
  }
  for (const error of Value.Errors(shape, value)) {
    const path = error.instancePath.split('/').slice(1)
    const here = shapeAt(shape, path)
    const params = error.params as { requiredProperties?: string[]; additionalProperties?: string[] }
    if (error.keyword === 'additionalProperties') {
      for (const name of params.additionalProperties ?? [])
        add([...path, name], ...unknownName(name), listed(here))
    } else if (error.keyword === 'required') {
      for (const name of params.requiredProperties ?? []) {
        const missing = shapeAt(shape, [...path, name])
        add([...path, name], `缺少 ${name}`, `${name} is missing`, missing?.description ?? listed(missing))
      }
    } else if (error.keyword !== 'boolean') {
      const found = JSON.stringify(valueAt(value, path))
      add(
        path,
        `${path.at(-1) ?? ''} 的值 ${found} 不合要求`,
        `${path.at(-1) ?? ''} is ${found}, ${error.message}`,
        here?.description ?? (here?.properties ? listed(here) : error.message),
      )
    }
  }
  return [...problems.values()]
}

/** A name nobody knows; some names are refused for what they are. */
export const unknownName = (name: string): readonly [zh: string, en: string] => {
  const word = forbiddenIn(name)
  return word
    ? [`“${name}”是禁止采集的内容（${word}）`, `“${name}” must not be recorded (${word})`]
    : [`没有名为 ${name} 的栏目`, `there is no field ${name}`]
}
