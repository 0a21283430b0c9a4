// Past messages with their replies, one JSON object a line, plain or gzipped. A line that cannot be read is not lost: it
// comes out as what it is, with its number and the reason.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type Instant, parseInstant } from '#core/kit/instant.ts'

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
  const raw = createReadStream(file)
  const bytes = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  // An error of the file must end the loop below, not the process.
  if (bytes !== raw) raw.on('error', error => bytes.destroy(error))
  const found: (Message | Unreadable)[] = []
  let line = 0
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() !== '') found.push(readLine(text, line))
  }
  return found
}

const readLine = (text: string, line: number): Message | Unreadable => {
  let row: Record<string, unknown>
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      return { line, why: '不是一个 JSON 对象' }
    row = parsed as Record<string, unknown>
  } catch {
    return { line, why: '不是 JSON' }
  }
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
