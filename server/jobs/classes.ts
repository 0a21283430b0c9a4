// Class cases every night and on demand: the matters of the last days gathered into groups that are one problem, each with
// the identity it had yesterday. One process of the district does it, in a thread of its own.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ClassGroup } from '#core/analyse/classes.ts'
import type { Message } from '#core/analyse/message.ts'
import { dayOf, type Instant, msPerDay, msPerHour, plusDays, startOfDay } from '#core/kit/instant.ts'
import { keepGroups, mattersToAnalyse } from '#server/store/class-groups.ts'
import type { Database } from '#server/store/pool.ts'
import { type Job, runJob } from './loop.ts'

export type ClassWork = { messages: readonly Message[]; now: Instant; fewest: number }

/** Two people with one trouble are no class yet. */
const fewest = 3
/** After the sweep, before anybody comes to work. */
const nightHour = 4
const lookEveryMs = msPerHour

/** Analyses the last `days` once and keeps what it finds; resolves to how many matters and groups. */
export const analyseNow = async (
  db: Database,
  now: Instant,
  days: number,
): Promise<{ matters: number; groups: number }> => {
  const messages = await mattersToAnalyse(db, (now - days * msPerDay) as Instant, now)
  const groups = messages.length === 0 ? [] : await inThread({ messages, now, fewest })
  await keepGroups(db, groups, now)
  return { matters: messages.length, groups: groups.length }
}

const inThread = async (work: ClassWork): Promise<readonly ClassGroup[]> => {
  const worker = new Worker(new URL('./class-thread.ts', import.meta.url), { workerData: work })
  try {
    const [groups] = await once(worker, 'message')
    return groups as readonly ClassGroup[]
  } finally {
    await worker.terminate()
  }
}

export const nextNight = (now: Instant): Instant => {
  const today = (startOfDay(dayOf(now)) + nightHour * msPerHour) as Instant
  return now < today ? today : ((startOfDay(plusDays(dayOf(now), 1)) + nightHour * msPerHour) as Instant)
}

export type ClassParts = {
  db: Database
  now: () => Instant
  days: number
  analysed: (counts: { matters: number; groups: number }) => void
  failed: (error: unknown) => void
}

/** Begins with the first night; `wake` looks at once whether it has come. */
export const startClasses = ({ db, now, days, analysed, failed }: ClassParts): Job => {
  let next = nextNight(now())
  return runJob({
    db,
    lock: 'classes',
    lockRetryMs: lookEveryMs,
    work: async () => {
      if (now() >= next) {
        analysed(await analyseNow(db, now(), days))
        next = nextNight(now())
      }
      return Math.max(1000, Math.min(lookEveryMs, next - now()))
    },
    failed,
  })
}
