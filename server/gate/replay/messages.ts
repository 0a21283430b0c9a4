// Past messages with their replies, one JSON object a line, plain or gzipped. A line that cannot be read is not lost: it
// comes out as what it is, with its number and the reason.
import { type Instant, parseInstant } from '#core/kit/instant.ts'
import { jsonLines } from '../json-lines.ts'

export type Message = {
  line: number
  id: string
  at: Instant
  title?: string
  body: string
  reply?: string
  replyAt?: Instant
}
export type Unreadable = { line: number; why: string }

/** In the order of the file. Fields: id, title, time, body, reply, reply_time; times without zone are China's. */
export const readMessages = async (file: string): Promise<(Message | Unreadable)[]> => {
  const found: (Message | Unreadable)[] = []
  for await (const line of jsonLines(file))
    found.push('wrong' in line ? { line: line.number, why: line.wrong } : readRow(line.value, line.number))
  return found
}

const readRow = (row: Readonly<Record<string, unknown>>, line: number): Message | Unreadable => {
  const at = instantOf(row.time)
  if (at === undefined) return { line, why: `时间看不懂：${String(row.time).slice(0, 40)}` }
  const id = row.id === undefined || row.id === null || row.id === '' ? `line-${line}` : String(row.id)
  const reply = textOf(row.reply)
  const replyAt = instantOf(row.reply_time)
  const title = textOf(row.title)
  return {
    line,
    id,
    at,
    ...(title === undefined ? {} : { title }),
    body: textOf(row.body) ?? title ?? '',
    // A reply dated before its message was answered on the spot, as far as anybody can tell.
    ...(reply === undefined || replyAt === undefined ? {} : { reply, replyAt: replyAt < at ? at : replyAt }),
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

const instantOf = (value: unknown): Instant | undefined =>
  typeof value === 'string'
    ? parseInstant(value.trim().replace(/^(\d{4}-\d\d-\d\d) /, '$1T'), 'china')
    : undefined
