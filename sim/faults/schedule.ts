// The one scheduler of a simulated week: it owns all time and every interleaving. Whatever waits – an answer of the
// database, a message on its way, somebody asleep – is an event here, and one event happens at a time: its promises run
// until nobody can go on, then the next event comes. The same seed gives the same order.
import { type Instant, instant } from '#core/kit/instant.ts'
import type { Chance } from '../chance.ts'
import { makeHeap } from '../heap.ts'

export type Schedule = {
  now(): Instant
  /** Does `work` so many milliseconds from now; what is due at the same instant comes in an order drawn by lot. */
  after(ms: number, work: () => void): void
  sleep(ms: number): Promise<void>
  /** Events that happened so far. */
  steps(): number
  /** Lets events happen up to `until`; stops early when `stepped` answers true. */
  run(until: Instant, stepped: () => boolean): Promise<void>
}

type Event = { at: number; lot: number; work: () => void }

const isSooner = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.lot < b.lot)

/** A turn of the loop: by its end every promise that could go on has gone on. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

export const makeSchedule = (startsAt: Instant, lots: Chance): Schedule => {
  const heap = makeHeap(isSooner)
  let at: number = startsAt
  let steps = 0

  const after = (ms: number, work: () => void): void =>
    heap.push({ at: at + Math.max(0, Math.round(ms)), lot: lots.next(), work })

  return {
    now: () => instant(at),
    after,
    sleep: ms => new Promise(resolve => after(ms, resolve)),
    steps: () => steps,
    run: async (until, stepped) => {
      for (let event = heap.peek(); event && event.at <= until; event = heap.peek()) {
        heap.pop()
        at = event.at
        steps++
        event.work()
        await settled()
        if (stepped()) return
      }
      at = Math.max(at, until)
    },
  }
}
