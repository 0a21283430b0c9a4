// An expected no of this door, in the shape clients of GeoReport v2 look for: a list of code and description under one
// of the HTTP numbers the specification knows.
import { kindOfRefusal, type Refusal, type RefusalKind, sayRefusal } from '#core/life/refusal.ts'
import type { Doc } from './format.ts'

export type No = { no: true; status: number; description: string; retryAfterSeconds?: number }

export const say = (status: number, zh: string, en: string): No => ({
  no: true,
  status,
  description: `${en} / ${zh}`,
})
export const isNo = (x: unknown): x is No => typeof x === 'object' && x !== null && 'no' in x && x.no === true

/** GeoReport v2 knows 400, 403 and 404; a full house is ours to say. */
const numbers: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  conflict: 400,
  forbidden: 403,
  absent: 404,
  busy: 503,
}

/** How long a client waits when a full house does not say. */
const busySeconds = 3

export const noOf = (r: Refusal): No => ({
  ...say(numbers[kindOfRefusal(r)], sayRefusal(r, 'zh'), sayRefusal(r, 'en')),
  ...(kindOfRefusal(r) === 'busy' ? { retryAfterSeconds: Number(r.with.seconds ?? busySeconds) } : {}),
})

export const docOfNo = (no: No): Doc => ({
  root: 'errors',
  value: [{ code: no.status, description: no.description }],
})
