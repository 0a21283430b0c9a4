// The people and the checker of a simulated week on the real keeper and a real PostgreSQL: two processes on one database,
// both turning lights, connections killed while they work. Time is invented, the database is not, so the order of things
// is never quite the same twice – the promises are.
import { setImmediate as turnOfLoop, setTimeout as wait } from 'node:timers/promises'
import { type Instant, instant, msPerMinute } from '#core/kit/instant.ts'
import { makePath } from '#core/path/path.ts'
import { makeReceive } from '#desk/receive.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import { openNet, openProcess } from '#server/store/net.fixture.ts'
import { claimNotices, markSent } from '#server/store/outbox.ts'
import { rebuild } from '#server/store/rebuild.ts'
import { type FactRow, factOf } from '#server/store/store.ts'
import { verify } from '#server/store/verify.ts'
import { chanceOf } from '#sim/chance.ts'
import { makeChecker } from '#sim/faults/check/checker.ts'
import type { Violation } from '#sim/faults/check/promises.ts'
import type { Door } from '#sim/faults/door.ts'
import { makePeople } from '#sim/faults/people.ts'
import type { Schedule } from '#sim/faults/schedule.ts'
import type { Running, Server } from '#sim/faults/server.ts'
import { makeHeap } from '#sim/heap.ts'
import { smallDistrict } from '#test/support/small-district.ts'

export type RealWeek = {
  violations: readonly Violation[]
  matters: number
  facts: number
  killed: number
  restarted: number
}

const startsAt = '2026-03-02 09:00'
const mostUnderWay = 6
const mostTries = 8

type Event = { at: number; lot: number; work: () => void }

export const liveRealWeek = async (seed: number, matters: number, hours: number): Promise<RealWeek> => {
  const district = smallDistrict()
  const path = makePath(district)
  const net = await openNet(startsAt, district)
  const chance = chanceOf(seed, 'real')
  const checker = makeChecker(district)
  const told = { killed: 0, restarted: 0 }
  const heap = makeHeap<Event>((a, b) => a.at < b.at || (a.at === b.at && a.lot < b.lot))
  let underWay = 0
  let steps = 0

  const schedule: Schedule = {
    now: net.now,
    after: (ms, work) => heap.push({ at: net.now() + Math.max(0, Math.round(ms)), lot: chance.next(), work }),
    sleep: ms => new Promise(resolve => schedule.after(ms, resolve)),
    steps: () => steps,
    run: async until => {
      for (;;) {
        const event = heap.peek()
        if ((!event || event.at > until) && underWay === 0) return
        if (!event || event.at > until || underWay >= mostUnderWay) await wait(1)
        else {
          heap.pop()
          net.passMs(Math.max(0, event.at - net.now()))
          steps++
          event.work()
          await turnOfLoop()
        }
        if (checker.violations.length > 0) return
      }
    },
  }

  const isLoss = (error: unknown): boolean => /terminat|connection|ECONN|EPIPE|socket/i.test(String(error))
  /** Until the database answers: its connections are shot at all the time. */
  const insist = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!isLoss(error)) throw error
      }
    }
  }

  // Commits are handed to the checker as they are found. Those above the horizon are looked at again, because a lower
  // one may still be running; what is known of a subject already is passed over.
  let position = 0
  let pulling: Promise<void> = Promise.resolve()
  const pull = (): Promise<void> => {
    pulling = pulling.then(() => insist(pullOnce))
    return pulling
  }
  const pullOnce = async (): Promise<void> => {
    const rows = await net.db.system<FactRow & { tx: number; safe: number }>(
      `select subject, seq, life, type, at, by, data, clocks, tx, commit_horizon() - 1 as safe from fact
       where district = $1 and tx > $2 order by tx, subject, seq`,
      [district.code, position],
    )
    const fresh = rows.filter(r => r.seq > (checker.seen.get(r.subject)?.facts.length ?? 0))
    if (fresh.length === 0) return
    const owed = await net.db.system<{ key: string; subject: string; seq: number }>(
      'select key, subject, seq from outbox where district = $1 and subject = any($2)',
      [district.code, [...new Set(fresh.map(r => r.subject))]],
    )
    const keys = new Set(owed.map(o => o.key))
    for (const all of Map.groupBy(fresh, r => r.tx).values()) {
      const subjects = [...Map.groupBy(all, r => r.subject)].map(([subject, own]) => ({
        subject,
        facts: own.map(factOf),
        notices: owed.filter(o => o.subject === subject && own.some(r => r.seq === o.seq)),
      }))
      checker.committed(subjects, key => keys.has(key))
      for (const { subject } of subjects) people.stirred(subject, null)
    }
    position = Math.max(position, Math.min(rows[0]!.safe, rows.at(-1)!.tx))
  }

  const serverOf = async (name: string): Promise<Server & { close(): Promise<void> }> => {
    const { db, store, desk } = await insist(() => openProcess(net.url, district, net.now))
    const running = {
      desk,
      store,
      receive: makeReceive(desk, net.vault, () => path, net.now),
      receivePetition: makeReceivePetition(desk, net.vault, () => path, net.now),
    } as Running
    return { name, running: () => running, now: net.now, close: () => db.close() } as Server & {
      close(): Promise<void>
    }
  }
  const servers = [await serverOf('one'), await serverOf('two')]
  const closing: Promise<void>[] = []

  const door: Door = {
    ask: async (work, heard) => {
      underWay++
      try {
        for (let tries = 0; tries < mostTries; tries++) {
          const server = chance.pick(servers)
          try {
            const answer = await work(server.running()!, server)
            await pull()
            heard?.(answer)
            return answer
          } catch (error) {
            if (!isLoss(error) && !isClosed(error)) checker.broken('impossible', String(error))
          }
        }
        return undefined
      } finally {
        underWay--
      }
    },
  }
  /** A process that was taken away under its callers. */
  const isClosed = (error: unknown): boolean => /after calling end|Cannot use a pool/i.test(String(error))

  const people = makePeople({
    path,
    door,
    schedule,
    checker,
    chance: chanceOf(seed, 'people'),
    heardBy: () => 0,
  })

  const turnAll = async (): Promise<void> => {
    underWay++
    try {
      await Promise.allSettled(
        servers.map(s =>
          s.running()!.desk.turn(net.now(), 500, (subject, error) => {
            if (!isLoss(error) && !isClosed(error)) checker.broken('impossible', String(error), subject)
          }),
        ),
      )
      await pull()
    } finally {
      underWay--
    }
  }

  let shots: Promise<void> = Promise.resolve()
  /** One after the other, on the one connection above the wall. */
  const shoot = (): Promise<void> => {
    shots = shots.then(shootOnce)
    return shots
  }
  const shootOnce = async (): Promise<void> => {
    const { rows } = await net.admin.query(
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by pid`,
    )
    if (rows.length === 0) return
    told.killed++
    await net.admin.query('select pg_terminate_backend($1)', [chance.pick(rows).pid])
  }

  const replace = async (): Promise<void> => {
    const i = chance.below(servers.length)
    const fresh = await serverOf(servers[i]!.name)
    closing.push(servers[i]!.close().catch(() => {}))
    servers[i] = fresh
    told.restarted++
  }

  const arrived = new Map<string, number>()
  const send = async (): Promise<void> => {
    const claimed = await claimNotices(net.db, net.now(), 200, 2 * msPerMinute)
    for (const { key } of claimed) arrived.set(key, (arrived.get(key) ?? 0) + 1)
    // Of some the answer of the gateway is lost: they are sent again under the same key.
    const heardOf = claimed.filter(() => chance.isSo(0.8)).map(c => c.key)
    await markSent(net.db, heardOf, net.now())
  }

  const now = net.now()
  const endsAt = instant(now + hours * 60 * msPerMinute)
  const spread = (count: number, work: () => Promise<void>) => {
    for (let i = 0; i < count; i++)
      schedule.after(chance.between(0, endsAt - now), () => {
        underWay++
        work()
          .catch(error => {
            if (!isLoss(error)) checker.broken('impossible', String(error))
          })
          .finally(() => {
            underWay--
          })
      })
  }
  for (let i = 0; i < matters; i++)
    schedule.after(chance.between(0, endsAt - now) / 3, () => void people.report())
  spread(hours, turnAll)
  spread(12, shoot)
  spread(1, replace)
  spread(6, send)
  try {
    await schedule.run(endsAt, () => false)
    people.goHome()
    await insist(turnAll)
    if (checker.violations.length === 0) await atRest()
  } finally {
    await Promise.all([...servers.map(s => s.close()), ...closing])
    await net.close()
  }

  async function atRest(): Promise<void> {
    const kept = new Map(
      await Promise.all(
        [...checker.seen.keys()].map(async s => [s, await insist(() => net.store.factsOf(s))] as const),
      ),
    )
    checker.atRest(s => kept.get(s) ?? [])
    const rebuilt = await insist(() => rebuild(net.db, district, { check: true }))
    for (const d of rebuilt.differences) checker.broken('rebuilt', JSON.stringify(d), d.subject)
    const lines: string[] = []
    const verified = await insist(() => verify(net.db, line => lines.push(line)))
    if (!verified.ok) checker.broken('history', lines.join('\n'))
    const due = await insist(() => net.store.dueBy(instant(net.now() - msPerMinute) as Instant, 10))
    for (const { subject } of due) checker.broken('no-due-left', 'a turn is due and nobody wrote it', subject)
    for (let rounds = 0; rounds < 20; rounds++) {
      net.passMs(60 * msPerMinute)
      await insist(send)
    }
    const owed = await insist(() =>
      net.db.system<{ key: string; sent: boolean }>(
        'select key, sent_at is not null as sent from outbox where district = $1',
        [district.code],
      ),
    )
    for (const { key, sent } of owed) if (!sent || !arrived.has(key)) checker.broken('told-at-last', key)
  }

  return {
    violations: checker.violations,
    matters: checker.seen.size,
    facts: [...checker.seen.values()].reduce((n, s) => n + s.facts.length, 0),
    ...told,
  }
}
