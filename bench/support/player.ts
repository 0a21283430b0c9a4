// The player: a process of its own that plays life-cycles over HTTP, as a resident and four officers would, and counts
// what came back. It is told what to do over the channel to its parent and answers with figures.
import { randomBytes } from 'node:crypto'
import { paths } from '#wire/paths.ts'
import { houseOf, wordsOf } from './cast.ts'
import { type Answer, type Ask, type Line, openLine } from './line.ts'
import type { Part, Seat } from './parts.ts'

export type Order =
  | { do: 'know'; port: number; parts: readonly Part[] }
  /** As many life-cycles as `lanes` can play one after the other. */
  | { do: 'play'; lanes: number; seconds: number }
  /** Life-cycles at a steady pace; for a while in between, reports at another. */
  | {
      do: 'burst'
      perSecond: number
      reportsPerSecond: number
      beforeSeconds: number
      burstSeconds: number
      afterSeconds: number
    }

export type Played = {
  seconds: number
  cycles: number
  stepMs: Readonly<Record<string, readonly number[]>>
  refused: number
}
export type Burst = {
  /** Per second of the run: how long every accepted request of the steady life-cycles took. */
  steadyMs: readonly (readonly number[])[]
  sent: number
  acknowledged: readonly string[]
  refused: number
  /** Refusals that did not say when to come back. */
  refusedWithoutTime: number
  failed: number
}

const steps = ['report', 'dispatch', 'sign', 'finish', 'verify', 'close', 'find'] as const
type Step = (typeof steps)[number]

let port = 0
let parts: readonly Part[] = []
let reports = 0
const runKey = randomBytes(6).toString('hex')

/** Every report comes from an address of its own, as residents' phones do. */
const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

const reportAsk = (part: Part, n: number): Ask => ({
  method: 'POST',
  path: paths.publicReports,
  headers: { 'x-forwarded-for': addressOf(n) },
  body: {
    key: `${runKey}-${n}`,
    words: wordsOf(part.scene, n),
    place: { territory: part.scene.place.code },
    contact: { name: '李四', phone: '13900000000' },
  },
})

const as = (seat: Seat) => ({ cookie: seat.cookie, 'x-csrf': seat.csrf })
const moveAsk = (seat: Seat, subject: string, move: string, body: object): Ask => ({
  method: 'POST',
  path: paths.move('matter', subject, move),
  headers: as(seat),
  body,
})

const asksOf = (part: Part, n: number, subject: string): readonly [Step, Ask][] => [
  [
    'dispatch',
    moveAsk(part.dispatcher, subject, 'dispatch', {
      lead: part.lead,
      type: part.scene.type.code,
      urgency: 'normal',
    }),
  ],
  ['sign', moveAsk(part.handler, subject, 'sign', {})],
  ['finish', moveAsk(part.handler, subject, 'feedback', { result: '已到现场处理完毕，恢复正常' })],
  ['verify', moveAsk(part.checker, subject, 'verify', { outcome: 'pass', words: '到现场看过，属实' })],
  ['close', moveAsk(part.dispatcher, subject, 'close', { answer: '您反映的问题已经处理完毕，感谢监督。' })],
  [
    'find',
    {
      method: 'GET',
      // By number and by words in turn: both are how officers look for what they had.
      path: paths.subjects('matter', {
        tab: 'all',
        q: n % 2 === 0 ? subject : `${part.scene.place.zh} ${houseOf(n)}号旁边`,
      }),
      headers: as(part.dispatcher),
    },
  ],
]

const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
const isBusy = (a: Answer) => a.status === 429 || a.status === 503

type Watch = { took: (step: Step, ms: number) => void; refused: () => void }

/** Lends a connection for one request. */
type Lend = (use: (line: Line) => Promise<Answer>) => Promise<Answer>

/** Whoever is told to come back later comes back then. Throws on any other no. */
const askUntilHeard = async (lend: Lend, step: Step, ask: Ask, { took, refused }: Watch): Promise<Answer> => {
  for (;;) {
    const startMs = performance.now()
    const answer = await lend(line => line.ask(ask))
    if (isBusy(answer)) {
      refused()
      await wait(answer.retryAfterSeconds * 1000)
      continue
    }
    if (answer.status !== 200)
      throw new Error(
        `${step} (${ask.method} ${ask.path}) answered ${answer.status}: ${answer.body.slice(0, 300)}`,
      )
    took(step, performance.now() - startMs)
    return answer
  }
}

/** The resident's part of a life-cycle: the number that came back. */
const playReport = async (lend: Lend, part: Part, n: number, watch: Watch): Promise<string> =>
  JSON.parse((await askUntilHeard(lend, 'report', reportAsk(part, n), watch)).body).number

/** The officers' part. */
const playHandling = async (
  lend: Lend,
  part: Part,
  n: number,
  number: string,
  watch: Watch,
): Promise<void> => {
  for (const [step, ask] of asksOf(part, n, number)) {
    const { body } = await askUntilHeard(lend, step, ask, watch)
    if (step === 'find' && !body.includes(`"${number}"`))
      throw new Error(`${number} was closed and could not be found again at ${ask.path}`)
  }
}

const play = async (lanes: number, seconds: number): Promise<Played> => {
  const stepMs = Object.fromEntries(steps.map(s => [s, [] as number[]])) as Record<Step, number[]>
  let refused = 0
  let cycles = 0
  const startMs = performance.now()
  const endMs = startMs + seconds * 1000
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const line = openLine(port)
      const watch: Watch = { took: (step, ms) => stepMs[step].push(ms), refused: () => refused++ }
      for (let i = lane; performance.now() < endMs; i += lanes) {
        const n = ++reports
        const part = parts[i % parts.length]!
        const number = await playReport(use => use(line), part, n, watch)
        await playHandling(use => use(line), part, n, number, watch)
        // One that ends after the bell belongs to no second.
        if (performance.now() <= endMs) cycles++
      }
      line.close()
    }),
  )
  return { seconds: (endMs - startMs) / 1000, cycles, stepMs, refused }
}

/** Calls `arrive` so often a second for so long, at even gaps, whatever became of the earlier ones. */
const arrivals = async (perSecond: number, seconds: number, arrive: () => void): Promise<void> => {
  const startMs = performance.now()
  const all = Math.round(perSecond * seconds)
  for (let n = 0; n < all; ) {
    const due = Math.min(all, Math.floor(((performance.now() - startMs) / 1000) * perSecond) + 1)
    while (n < due) {
      arrive()
      n++
    }
    await wait(2)
  }
}

/** As many connections as there are requests under way, each for one at a time: everybody has a phone of their own. */
const makePool = (): { lend: Lend; close: () => void } => {
  const idle: Line[] = []
  return {
    lend: async use => {
      const line = idle.pop() ?? openLine(port)
      try {
        return await use(line)
      } finally {
        idle.push(line)
      }
    },
    close: () => {
      for (const line of idle) line.close()
    },
  }
}

const burst = async (o: Order & { do: 'burst' }): Promise<Burst> => {
  const startMs = performance.now()
  const seconds = o.beforeSeconds + o.burstSeconds + o.afterSeconds
  const steadyMs: number[][] = Array.from({ length: seconds }, () => [])
  const result = { sent: 0, acknowledged: [] as string[], refused: 0, refusedWithoutTime: 0, failed: 0 }

  const watch: Watch = {
    took: (_, ms) => steadyMs[Math.floor((performance.now() - startMs) / 1000)]?.push(ms),
    refused: () => {},
  }
  const pool = makePool()
  const running = new Set<Promise<void>>()
  let cycles = 0
  const cycle = async () => {
    const part = parts[cycles++ % parts.length]!
    const n = ++reports
    const number = await playReport(pool.lend, part, n, watch)
    await playHandling(pool.lend, part, n, number, watch)
  }
  const steady = arrivals(o.perSecond, seconds, () => {
    const one = cycle().finally(() => running.delete(one))
    running.add(one)
  })

  const report = async () => {
    const n = ++reports
    result.sent++
    try {
      const answer = await pool.lend(line => line.ask(reportAsk(parts[n % parts.length]!, n)))
      if (answer.status === 200) result.acknowledged.push(JSON.parse(answer.body).number)
      else if (isBusy(answer)) {
        result.refused++
        if (answer.retryAfterSeconds <= 0) result.refusedWithoutTime++
      } else result.failed++
    } catch {
      result.failed++
    }
  }
  await wait(o.beforeSeconds * 1000)
  const sent: Promise<void>[] = []
  await arrivals(o.reportsPerSecond, o.burstSeconds, () => void sent.push(report()))
  await steady
  await Promise.all([...sent, ...running])
  pool.close()
  return { steadyMs, ...result }
}

process.on('message', async (order: Order) => {
  try {
    if (order.do === 'know') {
      port = order.port
      parts = order.parts
      process.send!({ done: true })
    } else
      process.send!({
        done: order.do === 'play' ? await play(order.lanes, order.seconds) : await burst(order),
      })
  } catch (error) {
    process.send!({ failed: error instanceof Error ? error.message : String(error) })
  }
})
