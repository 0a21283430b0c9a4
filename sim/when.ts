// When the things of a story happened. Told against the moment of telling, so that the demonstration is always of the
// last days; people who handle things sleep at night, and nothing lies in the future.
import { assert } from '#core/kit/assert.ts'
import {
  dayOf,
  type Instant,
  instant,
  msPerDay,
  msPerHour,
  msPerMinute,
  plusDays,
  startOfDay,
} from '#core/kit/instant.ts'
import type { Post } from './actors.ts'

/** `12m`, `26h` or `3d 21:40`, at least one day. */
export const whenPattern = '^(\\d{1,2}m|\\d{1,3}h|[1-9]d ([01]\\d|2[0-3]):[0-5]\\d)$'

export const momentOf = (text: string, now: Instant): Instant => {
  const ago = /^(\d+)([mh])$/.exec(text)
  if (ago) return instant(now - Number(ago[1]) * (ago[2] === 'm' ? msPerMinute : msPerHour))
  const day = /^(\d+)d (\d\d):(\d\d)$/.exec(text)
  assert(day !== null, `"${text}" is no time of a story: want 12m, 26h or 3d 21:40`)
  const [, days, hours, minutes] = day.map(Number) as [number, number, number, number]
  return instant(startOfDay(plusDays(dayOf(now), -days)) + hours * msPerHour + minutes * msPerMinute)
}

// Desks and checkers of a centre are awake round the clock; handlers and residents are not.
const awake: Readonly<Partial<Record<Post, readonly [number, number]>>> = {
  lead: [8.25, 20],
  helper: [8.5, 18],
  approver: [8.5, 20],
  checker: [8, 21],
  supervisor: [8, 21],
  reporter: [7.5, 22.5],
}

/** `at`, or when this one is awake again after it. */
export const awakeAt = (at: Instant, who: Post): Instant => {
  const [from, to] = awake[who] ?? [0, 24]
  const morning = startOfDay(dayOf(at))
  const hour = (at - morning) / msPerHour
  // Whoever finds it in the morning does not find everything in the same minute.
  const past = at % (11 * msPerMinute)
  if (hour < from) return instant(morning + from * msPerHour + past)
  return hour < to ? at : instant(morning + msPerDay + from * msPerHour + past)
}

/** The last thing of a story lies at least this far back. */
const latestMs = msPerMinute

/** Instants of the steps, each after the one before. What would reach into the future is told closer together. */
export const planned = (
  bornAt: Instant,
  steps: readonly { afterMinutes: number; who: Post }[],
  now: Instant,
): readonly Instant[] => {
  let at = bornAt
  const wished = steps.map(step => {
    at = awakeAt(instant(at + step.afterMinutes * msPerMinute), step.who)
    return at
  })
  const limit = now - latestMs
  const squeeze = at <= limit ? 1 : (limit - bornAt) / (at - bornAt)
  return wished.map(w => instant(Math.floor(bornAt + (w - bornAt) * squeeze)))
}
