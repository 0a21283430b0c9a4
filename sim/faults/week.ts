// One seed, one week of the district: people and their habits, two or three servers on one database, troubles from the
// list, and a checker that looks after every step. The same seed and the same troubles give the same week, fact by fact.
import type { Day } from '#core/kit/instant.ts'
import { instant, msPerDay, msPerHour, msPerMinute, startOfDay } from '#core/kit/instant.ts'
import type { Path } from '#core/path/path.ts'
import type { Store } from '#desk/store-port.ts'
import { chanceOf } from '../chance.ts'
import { hashOver, noHash } from './chain.ts'
import { type Checker, makeChecker } from './check/checker.ts'
import type { Violation } from './check/promises.ts'
import { makeDoor } from './door.ts'
import { DiskFull, type Durable, Gone, makeDurable, Twice } from './durable.ts'
import { type Gateway, makeGateway } from './gateway.ts'
import { noticeKey } from './outbox.ts'
import { makePeople } from './people.ts'
import { makeSchedule, type Schedule } from './schedule.ts'
import { makeServer, type Server } from './server.ts'
import { calm, calmDown, planTroubles, type Struck, strike, type Trouble } from './troubles.ts'

export type WeekOptions = {
  seed: number
  path: Path
  /** The Monday, or any day, it begins on. */
  startsOn: Day
  /** Instead of those the seed would bring. */
  troubles?: readonly Trouble[]
  matters?: number
  days?: number
  /** Something wrong on purpose. */
  plant?: Plant
}

/** A bug put in from outside, to see whether it is found. */
export type Plant = {
  store?: (store: Store, schedule: Schedule) => Store
  durable?: (durable: Durable) => Durable
}

export type Week = {
  seed: number
  steps: number
  /** Troubles that struck, statements that got no answer, messages lost or doubled. */
  faults: number
  matters: number
  facts: number
  violations: readonly Violation[]
  /** Step at which the first violation was seen. */
  violatedAt?: number
  troubles: readonly Trouble[]
  /** What happened last, oldest first. */
  last: readonly string[]
  /** Sum over everything kept: two tellings of one week can be compared. */
  digest: string
}

const mattersAWeek = 270
/** Keeps of a week, about; troubles are spread over them. */
const keepsPerMatter = 12
const restMs = 6 * msPerHour
const mostLast = 40

export const liveWeek = async (options: WeekOptions): Promise<Week> => {
  const { seed, path, startsOn, matters = mattersAWeek, days = 7, plant = {} } = options
  const { district } = path
  const stream = (name: string) => chanceOf(seed, name)
  const startsAt = startOfDay(startsOn)
  const endsAt = instant(startsAt + days * msPerDay)
  const schedule = makeSchedule(startsAt, stream('order'))
  const checker = makeChecker(district)
  const weather = { breaks: calm.breaks, slow: calm.slow, lost: 0 }
  const traffic = { lost: calm.lost, doubled: calm.doubled, hurt: 0 }
  const last: string[] = []
  const note = (what: string) => {
    last.push(
      `${schedule.steps()} ${new Date(schedule.now() + 8 * msPerHour).toISOString().slice(5, 23)} ${what}`,
    )
    if (last.length > mostLast) last.shift()
  }
  const count = 2 + (stream('servers').isSo(0.5) ? 1 : 0)
  const troubles = options.troubles ?? planTroubles(stream('troubles'), matters * keepsPerMatter, count)
  const byKeep = Map.groupBy(troubles, t => t.atKeep)
  let faults = 0
  let isOver = false

  const honest: Durable = makeDurable({
    district,
    now: schedule.now,
    began: tx => {
      for (const t of byKeep.get(tx) ?? [])
        schedule.after(t.afterMs, () => {
          if (isOver) return
          faults++
          note(`! ${t.kind} ${struck.servers[t.server % count]!.name} ${Math.round(t.forMs / 1000)} s`)
          strike(t, struck)
        })
    },
    committed: entry => {
      for (const { subject, facts } of entry.subjects)
        note(`tx ${entry.tx} ${subject} ${facts.map(f => `${f.seq} ${f.type}`).join(', ')}`)
      checker.committed(
        entry.subjects.map(({ subject, facts, row, notices }) => ({
          subject,
          facts,
          row,
          notices: notices.map(n => ({ key: noticeKey(subject, n) })),
        })),
        key => honest.outbox.get(key) !== undefined,
      )
      for (const s of entry.subjects) people.stirred(s.subject, s.row.nextTurnAt)
      for (const server of servers) server.notify()
    },
  })
  const durable = plant.durable ? plant.durable(honest) : honest
  const gateway: Gateway = makeGateway(schedule, stream('gateway'))
  const heard = new Map<string, number>()
  const impossible = (error: unknown, subject?: string): void => {
    if (error instanceof Gone || error instanceof DiskFull || error instanceof Twice) return
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    checker.broken('impossible', why, subject)
  }
  const servers: readonly Server[] = Array.from({ length: count }, (_, i) =>
    makeServer({
      name: `server-${i + 1}`,
      path,
      durable,
      schedule,
      weather,
      gateway,
      chance: stream(`server-${i + 1}`),
      ...(plant.store ? { spoil: plant.store } : {}),
      stuck: (subject, error) => {
        impossible(error, subject)
      },
      heard: (server, subject, seq) => {
        const key = `${server} ${lifeOf(server)} ${subject}`
        heard.set(key, Math.max(seq, heard.get(key) ?? 0))
      },
    }),
  )
  const lifeOf = (name: string) => servers.find(s => s.name === name)!.life()
  const door = makeDoor(servers, schedule, traffic, stream('traffic'), error => impossible(error))
  const people = makePeople({
    path,
    door,
    schedule,
    checker,
    chance: stream('people'),
    heardBy: (server, subject) => heard.get(`${server} ${lifeOf(server)} ${subject}`) ?? 0,
  })
  const arrivals = stream('arrivals')
  const struck: Struck = {
    servers,
    durable,
    schedule,
    weather,
    traffic,
    gateway,
    storm: reports => {
      for (let i = 0; i < reports; i++)
        schedule.after(arrivals.next() ** 3 * 20 * msPerMinute, () => void people.report())
    },
  }

  for (const server of servers) server.start()
  const stormy = troubles.filter(t => t.kind === 'storm').length * 40
  for (let i = 0; i < Math.max(1, matters - stormy); i++)
    schedule.after(arrivals.between(0, endsAt - startsAt), () => void people.report())
  const stepped = () => checker.violations.length > 0
  await schedule.run(endsAt, stepped)
  const violatedAt = () => (stepped() ? schedule.steps() : undefined)
  if (!stepped()) {
    // The quiet after: nobody begins anything, nothing goes wrong, and what is owed is done.
    isOver = true
    people.goHome()
    calmDown(struck)
    for (const server of servers) server.notify()
    await schedule.run(instant(endsAt + restMs), stepped)
    if (!stepped()) atRest(checker, honest, gateway, servers, schedule)
  }
  const at = violatedAt()
  return {
    seed,
    steps: schedule.steps(),
    faults: faults + weather.lost + traffic.hurt,
    matters: checker.seen.size,
    facts: [...checker.seen.values()].reduce((n, s) => n + s.facts.length, 0),
    violations: checker.violations,
    ...(at === undefined ? {} : { violatedAt: at }),
    troubles,
    last,
    digest: [...checker.seen.values()]
      .map(s => `${s.subject}${honest.hashAt(s.subject, s.facts.length)}`)
      .join(' '),
  }
}

/** What must be true when nothing is under way any more. */
const atRest = (
  checker: Checker,
  durable: Durable,
  gateway: Gateway,
  servers: readonly Server[],
  schedule: Schedule,
): void => {
  checker.atRest(durable.factsNow, durable.rowOf)
  for (const subject of durable.subjects()) {
    let head = noHash
    durable.factsNow(subject).forEach((fact, i) => {
      head = hashOver(fact, head)
      if (durable.hashAt(subject, i + 1) !== head)
        checker.broken('history', `#${i + 1} ${fact.type} is not what was chained`, subject)
    })
  }
  const next = durable.nextTurnAt()
  if (next !== undefined && next <= schedule.now() - msPerMinute)
    checker.broken('no-due-left', `a turn was due ${schedule.now() - next} ms ago`)
  for (const owed of durable.outbox.all()) {
    if (owed.sentAt === undefined) checker.broken('told-at-last', `${owed.key} was never sent`, owed.subject)
    else if (!gateway.heard.has(owed.key))
      checker.broken('told-at-last', `${owed.key} counts as sent and never arrived`, owed.subject)
  }
  for (const server of servers) {
    const rows = server.running()!.screen.rows
    for (const subject of durable.subjects()) {
      const fresh = durable.rowOf(subject)
      const shown = rows.get(subject)
      if (JSON.stringify(shown) !== JSON.stringify(fresh))
        checker.broken('live', `${server.name} shows #${shown?.seq}; it stands at #${fresh?.seq}`, subject)
    }
  }
}
