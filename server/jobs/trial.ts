// Tries a fence over the positions of the last month before it is switched on: reads what lay near it, runs the same watch
// in a thread of its own, and writes the result down as a fact of the fence. One trial at a time.
import { Worker } from 'node:worker_threads'
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import type { CalendarSpec } from '#core/kit/working-calendar.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { FenceDoc } from '#core/lives/fence/doc.ts'
import type { Fence, Shape } from '#core/watch/fence.ts'
import type { Trial } from '#core/watch/try-over.ts'
import type { Desk } from '#desk/desk.ts'
import { fenceOf } from '#desk/fences.ts'
import type { Database } from '#server/store/pool.ts'
import { countFixesNear, fixesNear, keptDays } from '#server/store/positions.ts'
import type { KeyHolder } from '#server/store/vault-key.ts'

export type TrialState =
  | { state: 'none' }
  | { state: 'waiting' }
  | { state: 'reading'; done: number; of: number }
  | { state: 'reckoning'; of: number }
  | { state: 'done' }
  | { state: 'failed' }

export type Trials = {
  /** Begins one, unless it is on its way already. */
  begin(fence: string): void
  of(fence: string): TrialState
  stop(): Promise<void>
}

/** Some 200 MB in the thread. When more lay near, the days are cut from the far end and the result says how many. */
const mostFixes = 2_000_000
/** 60 m/s over two minutes: whoever was farther off both times did not pass through between two fixes. */
const reachM = 8000
const mPerDegree = 111_195

type Box = { west: number; south: number; east: number; north: number }

export const boxAround = (shape: Shape): Box => {
  const points =
    shape.kind === 'circle' ? [shape.centre] : shape.kind === 'line' ? shape.points : shape.polygons.flat(2)
  const own = shape.kind === 'circle' ? shape.radiusM : shape.kind === 'line' ? shape.widthM : 0
  const [lngs, lats] = [points.map(p => p[0]), points.map(p => p[1])]
  const [south, north] = [lats.reduce((a, b) => Math.min(a, b)), lats.reduce((a, b) => Math.max(a, b))]
  const lat = (own + reachM) / mPerDegree
  const lng = lat / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  return {
    west: lngs.reduce((a, b) => Math.min(a, b)) - lng,
    east: lngs.reduce((a, b) => Math.max(a, b)) + lng,
    south: south - lat,
    north: north + lat,
  }
}

/** What crosses into the thread: plain columns. */
export type TrialWork = {
  fence: Fence
  calendar: CalendarSpec | undefined
  movers: readonly string[]
  mover: Uint32Array
  at: Float64Array
  lng: Float64Array
  lat: Float64Array
  accuracyM: Float64Array
  speedMps: Float64Array
  source: readonly string[]
  sourceOf: Uint16Array
}

type Parts = {
  db: Database
  keys: KeyHolder
  desk: Desk
  now: () => Instant
  calendarSpecOf: (id: string) => CalendarSpec | undefined
  failed: (error: unknown) => void
}

export const makeTrials = (parts: Parts): Trials => {
  const { db, keys, desk, now, failed } = parts
  const states = new Map<string, TrialState>()
  let line: Promise<void> = Promise.resolve()
  let worker: Worker | undefined
  let stopped = false

  const daysFor = async (fence: Fence, box: Box): Promise<{ days: number; of: number }> => {
    for (let days = keptDays; ; days = Math.floor(days / 2)) {
      const since = (now() - days * msPerDay) as Instant
      const of = await countFixesNear(db, fence.watches, since, box)
      if (of <= mostFixes || days <= 1) return { days, of }
    }
  }

  const read = async (
    number: string,
    fence: Fence,
  ): Promise<{ work: TrialWork; days: number; of: number }> => {
    const box = boxAround(fence.shape)
    const { days, of } = await daysFor(fence, box)
    const since = now() - days * msPerDay
    const [movers, sources] = [new Map<string, number>(), new Map<string, number>()]
    const [mover, sourceOf, at, lng, lat, accuracyM, speedMps]: number[][] = [[], [], [], [], [], [], []]
    const slot = (slots: Map<string, number>, name: string) => {
      const known = slots.get(name)
      if (known !== undefined) return known
      slots.set(name, slots.size)
      return slots.size - 1
    }
    let done = 0
    for await (const batches of fixesNear(db, keys, fence.watches, since as Instant, box)) {
      for (const b of batches) {
        const theirMovers = b.subjects.map(s => slot(movers, `${b.moverClass}/${s}`))
        const theirSources = b.sources.map(s => slot(sources, s))
        for (let i = 0; i < b.length; i++) {
          const [x, y] = [b.lng[i]!, b.lat[i]!]
          if (b.at[i]! < since || x < box.west || x > box.east || y < box.south || y > box.north) continue
          if (at!.length >= mostFixes) break
          mover!.push(theirMovers[b.subject[i]!]!)
          sourceOf!.push(theirSources[b.source[i]!]!)
          at!.push(b.at[i]!)
          lng!.push(x)
          lat!.push(y)
          accuracyM!.push(b.accuracyM[i]!)
          speedMps!.push(b.speedMps[i]!)
        }
        done += b.length
      }
      states.set(number, { state: 'reading', done: Math.min(done, of), of })
    }
    const { schedule } = fence
    const work: TrialWork = {
      fence,
      calendar: schedule.kind === 'hours' ? parts.calendarSpecOf(schedule.calendar) : undefined,
      movers: [...movers.keys()],
      source: [...sources.keys()],
      mover: Uint32Array.from(mover!),
      sourceOf: Uint16Array.from(sourceOf!),
      at: Float64Array.from(at!),
      lng: Float64Array.from(lng!),
      lat: Float64Array.from(lat!),
      accuracyM: Float64Array.from(accuracyM!),
      speedMps: Float64Array.from(speedMps!),
    }
    return { work, days, of: work.at.length }
  }

  const reckon = (work: TrialWork): Promise<Omit<Trial, 'history'>> =>
    new Promise((done, failed) => {
      worker = new Worker(new URL('./trial-thread.ts', import.meta.url), { workerData: work })
      worker.once('message', done)
      worker.once('error', failed)
      worker.once('exit', code => failed(new Error(`the trial's thread ended with ${code}`)))
    })

  const run = async (number: string): Promise<void> => {
    if (stopped) return
    try {
      const loaded = await desk.load(number)
      if (loaded?.life.name !== 'fence') return void states.delete(number)
      const seq = loaded.standing.seq
      const { work, days, of } = await read(number, fenceOf(number, loaded.standing.doc as FenceDoc))
      states.set(number, { state: 'reckoning', of })
      const { alarms, breaches, visits, fixesInDoubt } = await reckon(work)
      const told = { days, fixes: of, alarms, breaches, visits, doubts: fixesInDoubt, ofFact: seq }
      const kept = await desk.move(number, 'tell', { kind: 'system', name: 'trial' }, told)
      states.set(number, { state: isRefusal(kept) ? 'failed' : 'done' })
    } catch (error) {
      states.set(number, { state: 'failed' })
      if (!stopped) failed(error)
    }
  }

  return {
    begin: number => {
      const { state } = states.get(number) ?? { state: 'none' }
      if (state === 'waiting' || state === 'reading' || state === 'reckoning') return
      states.set(number, { state: 'waiting' })
      line = line.then(() => run(number))
    },
    of: number => states.get(number) ?? { state: 'none' },
    stop: async () => {
      stopped = true
      await worker?.terminate()
      await line
    },
  }
}
