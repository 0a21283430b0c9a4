// A body that does not fit its schema, put into words: which field, what came, what would be right. The first thing that
// is wrong is said; a list of twenty helps nobody.
import { Compile } from 'typebox/schema'
import type { SessionNo } from './session-port.ts'

type SchemaError = {
  keyword: string
  instancePath: string
  params: unknown
}

/** What made a request unreadable, carried from the validator to the error handler. */
export class WrongInput extends Error {
  readonly no: SessionNo
  constructor(no: SessionNo) {
    super(no.no.en)
    this.no = no
  }
}

const shownChars = 40

/** The value as it came, cut short; control characters are shown as escapes by JSON. */
const shown = (value: unknown): string => {
  const text = value === undefined ? '' : (JSON.stringify(value) ?? String(value))
  const characters = [...text]
  return characters.length > shownChars ? `${characters.slice(0, shownChars).join('')}…` : text
}

const valueAt = (data: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, part)
          ? (at as Record<string, unknown>)[part]
          : undefined,
      data,
    )

const types: Readonly<Record<string, readonly [string, string]>> = {
  string: ['一段文字', 'text'],
  number: ['一个数', 'a number'],
  integer: ['一个整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  object: ['一个 JSON 对象', 'a JSON object'],
  array: ['一个列表', 'a list'],
}

const right = (keyword: string, p: Record<string, unknown>): readonly [string, string] => {
  switch (keyword) {
    case 'type':
      return types[String(p.type)] ?? [`要 ${String(p.type)}`, String(p.type)]
    case 'minLength':
      return [`至少 ${p.limit} 个字`, `at least ${p.limit} characters`]
    case 'maxLength':
      return [`最多 ${p.limit} 个字`, `at most ${p.limit} characters`]
    case 'minimum':
      return [`不小于 ${p.limit}`, `at least ${p.limit}`]
    case 'maximum':
      return [`不大于 ${p.limit}`, `at most ${p.limit}`]
    case 'maxItems':
      return [`最多 ${p.limit} 项`, `at most ${p.limit} entries`]
    case 'minItems':
      return [`至少 ${p.limit} 项`, `at least ${p.limit} entries`]
    case 'const':
      return [`可选：${String(p.allowedValue)}`, `one of: ${String(p.allowedValue)}`]
    case 'pattern':
      return [`写成 ${String(p.pattern)} 的样子`, `of the form ${String(p.pattern)}`]
    default:
      return ['文档里写明的形式（/api/openapi.json）', 'the form described in /api/openapi.json']
  }
}

const no = (
  status: number,
  code: string,
  zh: string,
  en: string,
  filling: Record<string, string>,
): SessionNo => ({
  status,
  no: { refused: code, zh, en, with: filling },
})

const names = (list: unknown): string => (Array.isArray(list) ? list.map(String).join('、') : String(list))

const sentence = (errors: readonly SchemaError[], data: unknown): SessionNo => {
  // Choices report one error an alternative: together they say what could be chosen.
  const choices = errors.filter(e => e.keyword === 'const')
  const first =
    errors.find(e => !['boolean', 'anyOf', 'if', 'then', 'else'].includes(e.keyword)) ?? errors[0]!
  const params = (first.params ?? {}) as Record<string, unknown>
  const field = first.instancePath.slice(1).replaceAll('/', '.')
  if (first.keyword === 'required') {
    const missing = [field, names(params.requiredProperties)].filter(Boolean).join('.')
    return no(422, 'missing', `请填写“${missing}”。`, `Please fill in “${missing}”.`, { field: missing })
  }
  if (first.keyword === 'additionalProperties') {
    const extra = shown(names(params.additionalProperties))
    return no(
      422,
      'unknown-field',
      `没有这一栏：${extra}。请去掉。`,
      `There is no field ${extra}; leave it out.`,
      {
        field: extra,
      },
    )
  }
  const value = shown(valueAt(data, first.instancePath))
  const where = field === '' ? '内容' : field
  const [zh, en] =
    first.keyword === 'const' && choices.length > 1
      ? (() => {
          const all = choices
            .filter(c => c.instancePath === first.instancePath)
            .map(c => String((c.params as Record<string, unknown>).allowedValue))
          return [`可选：${all.join('、')}`, `one of: ${all.join(', ')}`] as const
        })()
      : right(first.keyword, params)
  return no(
    422,
    'bad-value',
    `“${where}”填的 ${value} 不对：应为${zh}。`,
    `“${field || 'body'}” cannot be ${value}: it must be ${en}.`,
    { field: where, value, right: zh },
  )
}

/**
 * Half characters and NUL come from broken keyboards and cut texts; no database stores them. They are mended, since
 * nobody who typed a report could find them. Only what fits a schema comes here, so nothing is nested without end.
 */
const readable = (data: unknown): unknown => {
  if (typeof data === 'string') return data.toWellFormed().replaceAll('\u0000', '')
  if (Array.isArray(data)) return data.map(readable)
  if (typeof data === 'object' && data !== null)
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, readable(value)]))
  return data
}

/** Compiled once a route. Queries and paths arrive as text and are checked as text. */
export const validatorOf = (schema: object) => {
  const compiled = Compile(schema)
  return (data: unknown): { value: unknown } | { error: Error } => {
    if (compiled.Check(data)) return { value: readable(data) }
    const [, errors] = compiled.Errors(data) as unknown as [boolean, SchemaError[]]
    return { error: new WrongInput(sentence(errors, data)) }
  }
}
