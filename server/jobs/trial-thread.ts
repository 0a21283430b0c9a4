// The thread of a trial: the fence, the fixes, the watch, the count. It knows nothing else and answers once.
import { parentPort, workerData } from 'node:worker_threads'
import type { Instant } from '#core/kit/instant.ts'
import { makeCalendar } from '#core/kit/working-calendar.ts'
import type { Fix, MoverClass } from '#core/watch/fix.ts'
import { tryOver } from '#core/watch/try-over.ts'
import type { TrialWork } from './trial.ts'

const w = workerData as TrialWork
const known = (n: number) => (Number.isNaN(n) ? undefined : n)
const fixes: Fix[] = Array.from(w.at, (at, i): Fix => {
  const mover = w.movers[w.mover[i]!]!
  const [accuracyM, speedMps] = [known(w.accuracyM[i]!), known(w.speedMps[i]!)]
  return {
    source: w.source[w.sourceOf[i]!]!,
    mover,
    moverClass: mover.slice(0, mover.indexOf('/')) as MoverClass,
    at: at as Instant,
    receivedAt: at as Instant,
    point: [w.lng[i]!, w.lat[i]!],
    ...(accuracyM === undefined ? {} : { accuracyM }),
    ...(speedMps === undefined ? {} : { speedMps }),
  }
})
const calendar = w.calendar && makeCalendar(w.calendar)
const { history: _, ...trial } = tryOver(w.fence, fixes, calendar ? { calendarOf: () => calendar } : {})
parentPort!.postMessage(trial)
