// A period as an engineer types it: whole days of China, both included.
import {
  dayOf,
  type Instant,
  instant,
  msPerDay,
  parseDay,
  plusDays,
  startOfDay,
  toIso,
} from '#core/kit/instant.ts'

export type Period = { fromAt: Instant; toAt: Instant }

export const monthDays = 30

/**
 * Where the last month begins, at midnight. It is kept out of training by default and is what models are compared on, so
 * that a new one is tried on matters it has not seen.
 */
export const startOfLastMonth = (now: Instant): Instant => startOfDay(plusDays(dayOf(now), -monthDays))

/** Undefined when a day is none or the last lies before the first. `from` and `to` are days like 2026-11-23. */
export const periodOf = (
  from: string | undefined,
  to: string | undefined,
  usual: Period,
): Period | undefined => {
  const first = from === undefined ? undefined : parseDay(from)
  const last = to === undefined ? undefined : parseDay(to)
  if ((from !== undefined && first === undefined) || (to !== undefined && last === undefined))
    return undefined
  const fromAt = first === undefined ? usual.fromAt : startOfDay(first)
  const toAt = last === undefined ? usual.toAt : instant(startOfDay(last) + msPerDay)
  return fromAt < toAt ? { fromAt, toAt } : undefined
}

/** “2026-11-01 至 2026-11-30”. */
export const sayPeriod = ({ fromAt, toAt }: Period): string =>
  `${dayWords(fromAt)} 至 ${dayWords(instant(toAt - 1))}`

export const dayWords = (at: Instant): string => toIso(at).slice(0, 10)
