// Keeps the watch over all fences: reads every fix that was kept, tells crossings to the alarms, notices silence. One
// process of the district does it, whichever holds the lock. Nothing of it need be saved: after a restart it is built
// again from the positions of the late window, and told twice is told once.
import type { District } from '#core/district/district.ts'
import { type Instant, msPerDay, msPerHour } from '#core/kit/instant.ts'
import type { WorkingCalendar } from '#core/kit/working-calendar.ts'
import type { Crossing } from '#core/watch/crossing.ts'
import type { Fence } from '#core/watch/fence.ts'
import type { MoverClass, Unused } from '#core/watch/fix.ts'
import type { States } from '#core/watch/states.ts'
import { defaultSettings, makeWatch, type Watch } from '#core/watch/watch.ts'
import type { Alarms, FenceAt, Told } from '#desk/alarms.ts'
import { fenceOf } from '#desk/fences.ts'
import { alarmsSince, type FenceOn, fencesOn, lastFenceFact } from '#server/store/fences.ts'
import type { FixBatch } from '#server/store/pack-fixes.ts'
import type { Database } from '#server/store/pool.ts'
import { fixesBetween, fixesReceivedSince, onFixesKept } from '#server/store/positions.ts'
import type { KeyHolder } from '#server/store/vault-key.ts'
import { keepWatchMark, watchMark } from '#server/store/watch-mark.ts'
import { type Job, runJob } from './loop.ts'

export type WatchKeeper = Job & {
  /** Reads batches that are on disk; undefined while another process watches, or this one is still beginning. */
  read(batches: readonly FixBatch[]): readonly Step['unused'][] | undefined
  /** Resolves when this process watches all fences that are on, or after a while without. */
  begun(patienceMs: number): Promise<void>
  /** What an alarm takes over from its fence. */
  fenceAt(number: string): FenceAt | undefined
}
type Step = { unused: readonly { index: number; why: Unused }[] }

export type WatchKeeperParts = {
  db: Database
  keys: KeyHolder
  alarms: Alarms
  district: () => District
  now: () => Instant
  /** Names this process, as the door does. */
  name: string
  /** How many are inside a fence that counts, every few seconds; undefined: fewer than may be told. */
  counted?: (count: { fence: string; place: string; inside: number | undefined }) => void
  failed: (error: unknown) => void
  lockRetryMs?: number
}

/** What was received so shortly ago may still be on its way to the disk, or to us: it is told again rather than not at all. */
const underWayMs = 10_000
/** What fails so often while the database answers fails by itself: the others must not wait behind it for ever. */
const mostTries = 4
/** How often silence, changed fences and other processes' batches are looked for. */
const lookEveryMs = 1000
const countEveryMs = 5000
/** How often a count is told that did not change. */
const countRoundMs = 30_000
/** Fewer are somebody, not a crowd (G-03). */
const fewestTold = 5
/** Alarms older than this are no visit that still goes on. */
const oldestOpenMs = 7 * msPerDay
/** A watch of long runs on forgets movers of long ago by beginning anew. */
const beginAnewEveryMs = 24 * msPerHour
/** Further back than this nothing is read again: whoever was away for a day has other worries. */
const longestAwayMs = 24 * msPerHour

type Running = {
  watch: Watch
  states: States
  /** Slots of movers by class and subject, so that no name is put together for each batch. */
  slots: Slots
  fences: Map<string, FenceAt>
  mark: number
  beganAt: number
}
type Slots = Readonly<Record<MoverClass, Map<string, number>>>
const markOf = (at: Instant): Instant => (at - underWayMs) as Instant
const noSlots = (): Slots => ({ vehicle: new Map(), officer: new Map(), detection: new Map() })

export const startWatchKeeper = (parts: WatchKeeperParts): WatchKeeper => {
  const { db, keys, alarms, district, now, name, failed, lockRetryMs } = parts
  let running: Running | undefined
  /** Batches kept while the watch begins. */
  let early: FixBatch[] | undefined
  /** Batches of other processes not read yet. */
  const foreign: (readonly [first: number, last: number])[] = []
  let pending: Told[] = []
  let delivering: Promise<void> | undefined
  let isLeaving = false
  let toldUntil = 0
  let countedAt = 0
  const lastCounts = new Map<string, number | undefined>()

  const calendarOf = (id: string): WorkingCalendar | undefined => {
    const known = district().calendars.some(c => c.id === id)
    return known ? district().calendar(id) : undefined
  }
  const lay = (on: readonly FenceOn[]): { watch: Watch; fences: Map<string, FenceAt> } => {
    const fences: Fence[] = on.map(f =>
      fenceOf(f.number, { definition: f.definition, geometryVersion: f.geometryVersion }),
    )
    return {
      watch: makeWatch(fences, { calendarOf }),
      fences: new Map(
        on.map((f, i) => [f.number, { name: fences[i]!.name, lead: f.lead, place: f.place, point: f.point }]),
      ),
    }
  }

  const step = ({ watch, states, slots }: Running, b: FixBatch) => {
    const ofClass = slots[b.moverClass]
    const movers = b.subjects.map(subject => {
      const known = ofClass.get(subject)
      if (known !== undefined) return known
      const slot = watch.moverSlot(states, `${b.moverClass}/${subject}`, b.moverClass)
      ofClass.set(subject, slot)
      return slot
    })
    const sources = b.sources.map(s => watch.sourceSlot(states, s))
    const [mover, source] = [new Int32Array(b.length), new Int32Array(b.length)]
    for (let i = 0; i < b.length; i++) {
      mover[i] = movers[b.subject[i]!]!
      source[i] = sources[b.source[i]!]!
    }
    return watch.stepColumns(states, {
      length: b.length,
      mover,
      source,
      at: b.at,
      receivedAt: new Float64Array(b.length).fill(b.receivedAt),
      lng: b.lng,
      lat: b.lat,
      accuracyM: b.accuracyM,
      speedMps: b.speedMps,
    })
  }

  const toldOf = (c: Crossing): Told => {
    const cut = c.mover?.indexOf('/') ?? -1
    if (c.mover === undefined || cut < 0) return { crossing: c }
    const moverClass = c.mover.slice(0, cut) as MoverClass
    return {
      crossing: c,
      moverClass,
      ...(moverClass === 'vehicle' ? { vehicle: c.mover.slice(cut + 1) } : {}),
    }
  }
  /** Entering and leaving ring nothing by themselves; silence inside belongs to the alarm that is open. */
  const matters = (c: Crossing) => c.alarm !== undefined || c.what === 'lost' || c.what === 'found'

  const tell = (crossings: readonly Crossing[]): void => {
    for (const c of crossings) if (matters(c)) pending.push(toldOf(c))
    if (pending.length > 0)
      delivering ??= deliver().finally(() => {
        delivering = undefined
      })
  }

  /** Whether the database reads and writes just now: the mark as it is, written once more. */
  const takesWrites = async (): Promise<boolean> => {
    try {
      const mark = await watchMark(db)
      if (mark !== undefined) await keepWatchMark(db, mark)
      return true
    } catch {
      // Told of already, by what failed before.
      return false
    }
  }

  /** In order; what cannot be kept now is tried again, since nobody else will say it. */
  const deliver = async (): Promise<void> => {
    let tries = 0
    for (let waitMs = 100; pending.length > 0; ) {
      const [first] = pending
      try {
        await alarms.hear([first!])
        pending.shift()
        tries = 0
        waitMs = 100
      } catch (error) {
        failed(error)
        // Whoever begins after us reads it again.
        if (!running || isLeaving) return
        if (pending[0] === first && (await takesWrites()) && ++tries >= mostTries) {
          const { fence, what, at } = first!.crossing
          failed(new Error(`${what} of fence ${fence} at ${at} could not be told and is left out`))
          pending.shift()
          tries = 0
          waitMs = 100
          continue
        }
        await new Promise(r => setTimeout(r, waitMs))
        waitMs = Math.min(waitMs * 2, 5000)
      }
    }
  }

  const begin = async (): Promise<Running> => {
    early = []
    pending = []
    const at = now()
    const mark = await watchMark(db)
    const fences = await lastFenceFact(db)
    const { watch, fences: byNumber } = lay(await fencesOn(db))
    for (const subject of await alarmsSince(db, at - oldestOpenMs)) await alarms.remember(subject)
    const fresh: Running = {
      watch,
      states: watch.newStates(),
      slots: noSlots(),
      fences: byNumber,
      mark: fences,
      beganAt: at,
    }
    running = fresh
    const since = Math.max(Math.min(mark ?? at, at) - defaultSettings.lateWindowMs, at - longestAwayMs)
    const said: Crossing[] = []
    const read = (b: FixBatch) => {
      const { states, crossings } = step(fresh, b)
      fresh.states = states
      said.push(...crossings)
    }
    for await (const batches of fixesReceivedSince(db, keys, since as Instant)) batches.forEach(read)
    for (const b of early.splice(0)) read(b)
    early = undefined
    // What was received before the mark was told then; now it only shows which alarm a visit belongs to.
    const [before, after] = [
      said.filter(c => c.receivedAt <= (mark ?? 0)),
      said.filter(c => c.receivedAt > (mark ?? 0)),
    ]
    alarms.recall(before)
    tell(after)
    settle(fresh, at)
    return fresh
  }

  /** Ends alarms that ended while nobody watched. */
  const settle = ({ watch, states, fences }: Running, at: Instant): void => {
    const ends: { subject: string; why: string }[] = []
    for (const { subject, fence, tag } of alarms.open()) {
      const rule = watch.fences.find(f => f.id === fence)?.rule
      if (!fences.has(fence) || rule === undefined) ends.push({ subject, why: 'withdrawn' })
      else if (rule.kind === 'capacity') {
        if (watch.insideOf(states, fence) <= rule.clearAt) ends.push({ subject, why: 'few-again' })
      } else {
        const mover = states.movers.find(m => alarms.tagOf(fence, m.id) === tag)
        const calm = rule.kind === 'must-not-leave' || rule.kind === 'corridor' ? 'inside' : 'outside'
        if (mover && watch.presenceOf(states, fence, mover.id, at) === calm)
          ends.push({ subject, why: calm === 'inside' ? 'heard-again-inside' : 'heard-again-outside' })
      }
    }
    for (const { subject, why } of ends) alarms.settle(subject, at, why).catch(failed)
  }

  const count = ({ watch, states, fences }: Running, at: Instant): void => {
    if (at - countedAt < countEveryMs) return
    const isRound = Math.floor(at / countRoundMs) !== Math.floor(countedAt / countRoundMs)
    countedAt = at
    for (const { id, rule } of watch.fences) {
      if (rule.kind !== 'capacity') continue
      const counted = watch.insideOf(states, id)
      const inside = counted < fewestTold ? undefined : counted
      // A screen that was opened meanwhile hears a figure that stands still a little later.
      if (!isRound && lastCounts.has(id) && lastCounts.get(id) === inside) continue
      lastCounts.set(id, inside)
      parts.counted?.({ fence: id, place: fences.get(id)?.place ?? '', inside })
    }
  }

  const look = async (): Promise<void> => {
    const r = running ?? (await begin())
    const at = now()
    for (const [first, last] of foreign.splice(0))
      for await (const batches of fixesBetween(db, keys, first, last))
        for (const b of batches) {
          const done = step(r, b)
          r.states = done.states
          tell(done.crossings)
        }
    count(r, at)
    const mark = await lastFenceFact(db)
    if (mark !== r.mark) {
      const laid = lay(await fencesOn(db))
      const adopted = laid.watch.adopt(r.states, at)
      Object.assign(r, { ...laid, states: adopted.states, slots: noSlots(), mark })
      tell(adopted.crossings)
    }
    const ticked = r.watch.tick(r.states, at)
    r.states = ticked.states
    tell(ticked.crossings)
    if (pending.length === 0 && at - toldUntil >= lookEveryMs) {
      await keepWatchMark(db, markOf(at))
      toldUntil = at
    }
    if (at - r.beganAt > beginAnewEveryMs && pending.length === 0) running = undefined
  }

  const job = runJob({
    db,
    lock: 'watch',
    work: async () => {
      await look()
      return lookEveryMs
    },
    failed: error => {
      running = undefined
      early = undefined
      failed(error)
    },
    ...(lockRetryMs === undefined ? {} : { lockRetryMs }),
  })

  const ear = onFixesKept(db, name, (first, last) => {
    if (running || early) foreign.push([first, last])
    job.wake()
  }).catch(error => {
    failed(error)
    return undefined
  })

  return {
    wake: job.wake,
    begun: async patienceMs => {
      for (let left = patienceMs; left > 0; left -= 50) {
        if (running && !early && running.mark === (await lastFenceFact(db))) return
        await new Promise(r => setTimeout(r, 50))
      }
    },
    fenceAt: number => running?.fences.get(number),
    read: batches => {
      if (early) {
        early.push(...batches)
        return undefined
      }
      const r = running
      if (!r) return undefined
      const unused = batches.map(b => {
        const done = step(r, b)
        r.states = done.states
        tell(done.crossings)
        return done.unused
      })
      return unused
    },
    stop: async () => {
      isLeaving = true
      await job.stop()
      const leave = await ear
      await leave?.()
      await delivering
      if (running && pending.length === 0) await keepWatchMark(db, markOf(now()))
      running = undefined
    },
  }
}
