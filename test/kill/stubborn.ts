// People who never give up: whoever gets no answer asks again, the same report under the same key, the same move on the
// same matter. Only an answer of 200 counts as acknowledged.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '#wire/paths.ts'
import { type Fire, password } from './net-under-fire.ts'

export type Acknowledged = {
  /** Report key → number. */
  numbers: Map<string, string>
  /** Number → types of facts that were acknowledged. */
  facts: Map<string, Set<string>>
  /** Answers of 500: the program did not know what had happened to it. */
  faults: string[]
}

type Seat = { cookie: string; csrf: string }
const logins = { dispatcher: 'qu-fenbo', handler: 'chengguan', checker: 'hecha' } as const
type Role = keyof typeof logins

/** Move, who makes it, what it makes, what it needs. */
const journey = [
  ['dispatch', 'dispatcher', 'dispatched', { lead: 'D-cg', type: 'CM01', urgency: 'normal' }],
  ['sign', 'handler', 'signed', {}],
  ['feedback', 'handler', 'fed-back', { result: '已清理' }],
  ['verify', 'checker', 'verified', { outcome: 'pass' }],
  ['close', 'dispatcher', 'closed', { answer: '已清理，谢谢。' }],
] as const satisfies readonly (readonly [string, Role, string, object])[]

export const signIn = async (fire: Fire): Promise<Record<Role, Seat>> => {
  const seats = await Promise.all(
    Object.entries(logins).map(async ([role, login]) => {
      const answer = await fetch(fire.url(paths.session), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password }),
      })
      if (!answer.ok) throw new Error(`${login} could not sign in: ${await answer.text()}`)
      const { csrf } = (await answer.json()) as { csrf: string }
      return [role, { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, csrf }] as const
    }),
  )
  return Object.fromEntries(seats) as Record<Role, Seat>
}

let residents = 0

/** One matter after the other, from the report to the answer, until told to stop. */
export const live = async (
  fire: Fire,
  seats: Record<Role, Seat>,
  seen: Acknowledged,
  over: () => boolean,
) => {
  while (!over()) {
    const key = randomBytes(12).toString('hex')
    const n = ++residents
    const report = {
      key,
      words: `临溪街道垃圾没人清，第 ${n} 次`,
      contact: { name: '李四', phone: '13900000000' },
    }
    const from = { 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }
    const { body } = await insist(fire, seen, paths.publicReports, from, report, over)
    if (body === undefined) return
    const number = String(body.number)
    seen.numbers.set(key, number)
    const facts = new Set(['reported'])
    seen.facts.set(number, facts)
    for (const [move, role, makes, input] of journey) {
      const { cookie, csrf } = seats[role]
      const headers = { cookie, 'x-csrf': csrf }
      const done = await insist(fire, seen, paths.move('matter', number, move), headers, input, over)
      if (done.body !== undefined) facts.add(makes)
      else if (!done.happened) return
    }
  }
}

type Told = { body?: Record<string, unknown>; happened?: boolean }

/**
 * Asks until there is an answer. `happened`: refused after an earlier try that got none, because that one was carried
 * out. Throws when a first try is refused: then the story is wrong.
 */
const insist = async (
  fire: Fire,
  seen: Acknowledged,
  path: string,
  headers: Record<string, string>,
  body: object,
  over: () => boolean,
): Promise<Told> => {
  for (let unanswered = false; ; ) {
    try {
      const answer = await fetch(fire.url(path), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      const text = await answer.text()
      if (answer.status === 200) return { body: JSON.parse(text) }
      const refused = answer.status < 500 && answer.status !== 429
      if (refused && unanswered && answer.status === 409) return { happened: true }
      if (refused) throw new Refused(`${path} answered ${answer.status}: ${text}`)
      if (answer.status === 500) seen.faults.push(`${path}: ${text}`)
      // An honest 429 or 503 did nothing; after 500 nobody knows.
      if (answer.status === 500 || answer.status === 503) unanswered = true
    } catch (error) {
      if (error instanceof Refused) throw error
      unanswered = true
    }
    if (over()) return {}
    await wait(100)
  }
}

class Refused extends Error {}
