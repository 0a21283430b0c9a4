// `jiewang classes`: a file of messages gathered into groups that are one problem, one line a group, the weightiest first.
import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type ClassGroup, classesOf } from '#core/analyse/classes.ts'
import type { Message } from '#core/analyse/message.ts'
import { formula } from '#core/analyse/score.ts'
import { type Instant, instant, parseInstant, toIso } from '#core/kit/instant.ts'
import { jsonLines } from '#server/gate/json-lines.ts'

const usage = [
  '用法 usage: jiewang classes --in <留言.jsonl[.gz]> --out <类案.jsonl>',
  '  输入每行含 id、time、title、body（可加 place、organisation、user）；输出每行一类：rank、name、score、terms、ids、first、last、place。',
  '  One line a group in the output, the weightiest first; a broken input line is told with its number and passed over.',
]
const mostTold = 10

export const classesCommand = async (
  args: readonly string[],
  out: (line: string) => void,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  if (!statSync(wish.in, { throwIfNoEntry: false })?.isFile()) {
    out(`找不到文件 ${wish.in}。 No such file.`)
    return 1
  }
  const messages: Message[] = []
  let broken = 0
  const ids = new Set<string>()
  for await (const line of jsonLines(wish.in)) {
    const read = 'wrong' in line ? line.wrong : messageOf(line.value)
    const wrong = typeof read === 'string' ? read : ids.has(read.id) ? `id ${read.id} 重复` : undefined
    if (wrong !== undefined) {
      broken++
      if (broken <= mostTold)
        out(`第 ${line.number} 行读不懂：${wrong}。 Line ${line.number} is passed over.`)
    } else if (typeof read !== 'string') {
      ids.add(read.id)
      messages.push(read)
    }
  }
  if (broken > mostTold)
    out(`…还有 ${broken - mostTold} 行读不懂。 … and ${broken - mostTold} more broken lines.`)
  const startMs = performance.now()
  const now = messages.reduce((latest, { at }) => Math.max(latest, at), 0) as Instant
  const groups = classesOf(messages, now)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  const file = createWriteStream(wish.out)
  for (const group of groups) {
    if (!file.write(`${JSON.stringify(rowOf(group))}\n`)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
  out(
    `${messages.length} 条留言归为 ${groups.length} 类，用时 ${seconds} 秒；${broken} 行读不懂。 ${messages.length} messages, ${groups.length} groups, ${seconds} s; ${broken} broken lines.`,
  )
  out(formula)
  return broken === 0 ? 0 : 1
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

/** A message, or in words why not. Times without a zone are China's; numbers are milliseconds. */
const messageOf = (row: Readonly<Record<string, unknown>>): Message | string => {
  const id = typeof row.id === 'number' ? String(row.id) : text(row.id)
  if (id === undefined) return '没有 id'
  const at =
    typeof row.time === 'string'
      ? parseInstant(row.time.trim().replace(' ', 'T'), 'china')
      : Number.isSafeInteger(row.time)
        ? instant(row.time as number)
        : undefined
  if (at === undefined) return `time 应为时刻，不是 ${JSON.stringify(row.time)}`
  const title = text(row.title)
  const body = text(row.body) ?? text(row.text) ?? title
  if (body === undefined) return '没有 title、body 或 text'
  const place = text(row.place)
  const organisation = text(row.organisation)
  const reporter = text(row.user)
  return {
    id,
    at,
    body,
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(reporter === undefined ? {} : { reporter }),
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

const rowOf = ({ rank, name, score, terms, ids, firstAt, lastAt, place, shared }: ClassGroup): object => ({
  rank,
  name,
  score: rounded(score),
  terms: Object.fromEntries(Object.entries(terms).map(([term, value]) => [term, rounded(value)])),
  count: ids.length,
  ids,
  first: toIso(firstAt),
  last: toIso(lastAt),
  place: place ?? shared ?? null,
})

const understood = (args: readonly string[]): { in: string; out: string } | undefined => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { in: { type: 'string' }, out: { type: 'string' } },
    })
    return values.in && values.out ? { in: values.in, out: values.out } : undefined
  } catch {
    return undefined
  }
}
