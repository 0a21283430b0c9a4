// Times as this door takes and gives them: W3C date-time with an offset. A plus sign that a client forgot to escape
// arrives as a space and is understood.
import { type Instant, instant, msPerDay, parseDay, parseInstant, startOfDay } from '#core/kit/instant.ts'
import type { Fields } from './fields.ts'
import { isNo, type No, say } from './no.ts'

export const mostDays = 90

export const whenOf = (name: string, text: string): Instant | No => {
  const day = parseDay(text)
  const at = day === undefined ? parseInstant(text.replace(' ', '+')) : startOfDay(day)
  return (
    at ??
    say(
      400,
      `${name}=${text} 不是带时区的时间，要写成 2026-11-23T09:00:00+08:00。`,
      `${name}=${text} is no date-time with an offset such as 2026-11-23T09:00:00+08:00.`,
    )
  )
}

export type Span = { from: Instant; to: Instant }

/** From start_date and end_date: at most 90 days, the last 90 where nothing is said. Both ends belong to it. */
export const spanOf = (fields: Fields, now: Instant): Span | No => {
  const start = fields.get('start_date')
  const end = fields.get('end_date')
  const from = start === undefined ? undefined : whenOf('start_date', start)
  const to = end === undefined ? undefined : whenOf('end_date', end)
  if (isNo(from)) return from
  if (isNo(to)) return to
  const upTo = to ?? (from === undefined ? now : instant(Math.min(now, from + mostDays * msPerDay)))
  const since = from ?? instant(upTo - mostDays * msPerDay)
  if (since > upTo && from !== undefined && to !== undefined)
    return say(400, 'start_date 在 end_date 之后。', 'start_date lies after end_date.')
  if (upTo - since > mostDays * msPerDay)
    return say(
      400,
      `时间跨度最多 ${mostDays} 天，请分段查询。`,
      `A span is at most ${mostDays} days; ask in parts.`,
    )
  return { from: since, to: upTo }
}
