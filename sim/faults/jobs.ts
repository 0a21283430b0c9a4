// What a simulated process does by itself: turns lights, sends what the outbox owes, reads the stream of changes. The
// shapes of server/jobs and server/live, asleep longer between looks because a week passes in a second.
import { type Instant, instant, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import type { Desk } from '#desk/desk.ts'
import type { NowRow } from '#desk/now-row.ts'
import type { Change, Durable } from './durable.ts'
import type { Gateway } from './gateway.ts'
import type { Line } from './line.ts'
import type { Owed } from './outbox.ts'
import type { Schedule } from './schedule.ts'

export type Job = { wake(): void }

export type JobParts = {
  holder: string
  durable: Durable
  line: Line
  schedule: Schedule
  now: () => Instant
}

const longestSleepMs = 15 * msPerMinute
const shortestSleepMs = 50
const tryAgainMs = msPerMinute
const turnsAtOnce = 500

/** Whoever holds the lock works; a failure gives it up and tries again later. */
const runJob = (
  { holder, durable, line, schedule }: JobParts,
  name: string,
  work: () => Promise<number>,
): Job => {
  let woken = false
  let wakeUp: (() => void) | undefined
  const sleep = (ms: number): Promise<void> =>
    woken
      ? Promise.resolve()
      : new Promise(resolve => {
          const done = () => {
            if (wakeUp === done) wakeUp = undefined
            resolve()
          }
          wakeUp = done
          schedule.after(ms, done)
        })
  let held = false
  void (async () => {
    let backoffMs = 200
    for (;;) {
      let sleepMs: number
      try {
        held ||= await line.ask(() => durable.tryLock(name, holder))
        woken = false
        sleepMs = held ? await work() : longestSleepMs
        backoffMs = 200
      } catch {
        held = false
        woken = false
        sleepMs = backoffMs
        backoffMs = Math.min(backoffMs * 2, longestSleepMs)
      }
      await sleep(sleepMs)
    }
  })()
  return {
    wake: () => {
      // Whoever waits for the lock has nothing to be woken for.
      if (!held) return
      woken = true
      wakeUp?.()
    },
  }
}

/** `failed` hears of subjects whose turn could not be decided, never of a database that is gone. */
export const startClockKeeper = (
  parts: JobParts,
  desk: Desk,
  failed: (subject: string, error: unknown) => void,
): Job =>
  runJob(parts, 'clock-keeper', async () => {
    const { line, durable, now } = parts
    let failing = 0
    for (;;) {
      failing = 0
      const due = await desk.turn(now(), turnsAtOnce, (subject, error) => {
        failing++
        failed(subject, error)
      })
      if (due < turnsAtOnce || failing === due) break
    }
    const next = await line.ask(durable.nextTurnAt)
    // A subject that cannot be turned is due all the time: it must not keep us awake.
    if (failing > 0) return tryAgainMs
    return next === undefined
      ? longestSleepMs
      : Math.min(longestSleepMs, Math.max(shortestSleepMs, next - now()))
  })

const leaseMs = 2 * msPerMinute
const atOnce = 50
export const retryAfterMs = (tries: number): number =>
  Math.min(msPerHour, 5000 * 2 ** Math.min(tries - 1, 20))

export const startSender = (parts: JobParts, gateway: Gateway): Job =>
  runJob(parts, 'outbox-sender', async () => {
    const { line, durable, now } = parts
    const deliver = async (notice: Owed): Promise<void> => {
      try {
        await gateway.post(notice.key)
      } catch {
        const until = instant(now() + retryAfterMs(notice.tries))
        return line.ask(() => durable.outbox.putOff(notice.key, until))
      }
      const at = now()
      await line.ask(() => durable.outbox.markSent(notice.key, at))
    }
    const claimed = await line.ask(() => durable.outbox.claim(now(), atOnce, leaseMs))
    await Promise.all(claimed.map(deliver))
    if (claimed.length === atOnce) return 0
    const next = await line.ask(durable.outbox.nextTryAt)
    return next === undefined ? longestSleepMs : Math.min(longestSleepMs, Math.max(1000, next - now()))
  })

/** What a screen of this process shows: rows read when it opened, and those the stream told of since. */
export type Screen = { rows: Map<string, NowRow>; position: number }

export const startReader = (
  { durable, line, schedule }: JobParts,
  heard: (change: Change) => void,
  delayMs: () => number,
): Job & { screen: Screen } => {
  const screen: Screen = { rows: new Map(), position: 0 }
  let busy = false
  let again = false
  let opened = false
  const read = async (): Promise<void> => {
    if (!opened) {
      // The position first, then the rows: what comes between is told twice, never left out.
      screen.position = await line.ask(() => durable.horizon() - 1)
      const rows = await line.ask(() => [...durable.subjects()].map(s => durable.rowOf(s)!))
      for (const row of rows) screen.rows.set(row.subject, row)
      opened = true
    }
    const { changes, position } = await line.ask(() => durable.changesAfter(screen.position))
    if (changes.length === 0) {
      screen.position = position
      return
    }
    for (const change of changes) heard(change)
    const rows = await line.ask(() => [...new Set(changes.map(c => c.subject))].map(s => durable.rowOf(s)!))
    // Two reads may overtake each other nowhere: one is under way at a time.
    for (const row of rows) screen.rows.set(row.subject, row)
    screen.position = position
  }
  const go = (): void => {
    if (busy) {
      again = true
      return
    }
    busy = true
    again = false
    schedule.after(delayMs(), () => {
      read()
        .catch(() => {
          again = true
        })
        .finally(() => {
          busy = false
          if (again) go()
        })
    })
  }
  go()
  return { wake: go, screen }
}
