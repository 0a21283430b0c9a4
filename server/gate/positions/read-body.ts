// The two forms a batch of positions may have: an object a fix, or columns, which are half as long and read three times as
// fast. Either becomes columns; what a row says is checked elsewhere.

import { parseInstant } from '#core/kit/instant.ts'
import type { MoverClass } from '#core/watch/fix.ts'
import { moverClasses } from '#core/watch/fix.ts'
import type { RowNo } from './noes.ts'

/** Rows of one request. A cell that is no number is NaN; `wrong` of a subject stands for all its rows. */
export type Rows = {
  length: number
  subjects: readonly { key: string; moverClass: MoverClass; wrong?: RowNo }[]
  subject: ArrayLike<number>
  at: ArrayLike<number>
  lng: ArrayLike<number>
  lat: ArrayLike<number>
  /** undefined: none of the rows says. */
  accuracyM: ArrayLike<unknown> | undefined
  speedMps: ArrayLike<unknown> | undefined
}

export type BodyWrong = { zh: string; en: string; status: 400 | 413 | 422 | 503 }
export const isBodyWrong = (x: unknown): x is BodyWrong =>
  typeof x === 'object' && x !== null && 'status' in x

/** A minute of a large fleet; more goes into the next request. */
export const mostRows = 20_000

const subjectPattern = /^[\w.:-]{1,64}$/
/** Identity card, mobile number, plate: the same look that a fence's subject must not have. */
const personal = /^(\d{17}[\dXx]|\d{15}|(\+?86)?1[3-9]\d{9}|[\u4e00-\u9fff][A-Za-z][A-Za-z0-9·]{4,7})$/

const subjectOf = (key: unknown, moverClass: unknown): Rows['subjects'][number] => {
  const known = moverClasses.find(c => c === moverClass)
  const text = typeof key === 'string' ? key : ''
  const wrong: RowNo | undefined = personal.test(text)
    ? 'personal-key'
    : !subjectPattern.test(text)
      ? 'not-a-subject'
      : known === undefined
        ? 'no-such-class'
        : undefined
  return { key: text, moverClass: known ?? 'detection', ...(wrong === undefined ? {} : { wrong }) }
}

const malformed = (zh: string, en: string): BodyWrong => ({ status: 422, zh, en })
const columnNames = ['subject', 'at', 'lng', 'lat', 'accuracyM', 'speedMps'] as const

const tooMany = (n: number): BodyWrong => ({
  status: 413,
  zh: `一次最多 ${mostRows} 条定位，这次有 ${n} 条；请分批发送。`,
  en: `At most ${mostRows} fixes at once, ${n} came; send them in parts.`,
})

const isObject = (x: unknown): x is Record<string, unknown> =>
  typeof x === 'object' && x !== null && !Array.isArray(x)

export const readBody = (body: unknown): Rows | BodyWrong => {
  if (!isObject(body))
    return malformed('要一个 JSON 对象，含 fixes 或各列。', 'A JSON object with fixes or columns is wanted.')
  if (body.fixes !== undefined) return readFixes(body.fixes, body.class)
  return readColumns(body)
}

const momentOf = (at: unknown): number =>
  typeof at === 'number' ? at : typeof at === 'string' ? (parseInstant(at) ?? Number.NaN) : Number.NaN

const readFixes = (fixes: unknown, commonClass: unknown): Rows | BodyWrong => {
  if (!Array.isArray(fixes)) return malformed('fixes 要一个列表。', 'fixes is a list.')
  if (fixes.length > mostRows) return tooMany(fixes.length)
  const n = fixes.length
  const slots = new Map<string, number>()
  const subjects: Rows['subjects'][number][] = []
  const [subject, at, lng, lat] = [
    new Float64Array(n),
    new Float64Array(n),
    new Float64Array(n),
    new Float64Array(n),
  ]
  const [accuracyM, speedMps]: unknown[][] = [new Array(n), new Array(n)]
  for (let i = 0; i < n; i++) {
    const fix: Record<string, unknown> = isObject(fixes[i]) ? fixes[i] : {}
    const moverClass = fix.class ?? commonClass
    const name = `${String(moverClass)}/${String(fix.subject)}`
    let slot = slots.get(name)
    if (slot === undefined) {
      slot = subjects.push(subjectOf(fix.subject, moverClass)) - 1
      slots.set(name, slot)
    }
    subject[i] = slot
    at[i] = momentOf(fix.at)
    lng[i] = typeof fix.lng === 'number' ? fix.lng : Number.NaN
    lat[i] = typeof fix.lat === 'number' ? fix.lat : Number.NaN
    accuracyM![i] = fix.accuracyM
    speedMps![i] = fix.speedMps
  }
  return { length: n, subjects, subject, at, lng, lat, accuracyM, speedMps }
}

const readColumns = (body: Record<string, unknown>): Rows | BodyWrong => {
  const { subjects } = body
  if (!Array.isArray(subjects))
    return malformed(
      '要 fixes，或 subjects 和 subject、at、lng、lat 各列。',
      'Want fixes, or subjects and the columns subject, at, lng, lat.',
    )
  const n = Array.isArray(body.at) ? body.at.length : -1
  if (n > mostRows || subjects.length > mostRows) return tooMany(Math.max(n, subjects.length))
  for (const name of columnNames) {
    const column = body[name]
    if (column === undefined && (name === 'accuracyM' || name === 'speedMps')) continue
    if (!Array.isArray(column) || column.length !== n)
      return malformed(
        `${name} 列有 ${Array.isArray(column) ? column.length : 0} 个值，要与 at 列一样多（${Math.max(0, n)} 个）。`,
        `The column ${name} has another length than at (${Math.max(0, n)}).`,
      )
  }
  return {
    length: n,
    subjects: subjects.map(s =>
      Array.isArray(s) ? subjectOf(s[0], s[1] ?? body.class) : subjectOf(s, body.class),
    ),
    subject: body.subject as number[],
    at: body.at as number[],
    lng: body.lng as number[],
    lat: body.lat as number[],
    accuracyM: body.accuracyM as unknown[] | undefined,
    speedMps: body.speedMps as unknown[] | undefined,
  }
}
