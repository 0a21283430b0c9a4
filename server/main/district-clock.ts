// The time a process lives by. A real district lives by the machine's clock. An invented one with a past goes on from
// where that past ended: its first present is the same weekday and time of day as outside, and from there its clock runs
// like any other, or faster. Doors, jobs, lights and limits all ask here, so nobody in the district notices.
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import { momentIn } from '#server/gate/moment.ts'
import { type ClockRow, lastKeptAt, readClock, setClock } from '#server/store/district-clock.ts'
import type { Database } from '#server/store/pool.ts'

export type DistrictClock = {
  /** The moment the work under way lives in, else the district's present. */
  now: () => Instant
  /** The district's moment when clocks outside show this one. */
  inside: (at: number) => number
  /** The row behind it; undefined where the machine's clock counts. */
  row(): ClockRow | undefined
  /** Looks whether another process set it. */
  refresh(): Promise<void>
  set(row: ClockRow): Promise<void>
}

const msPerWeek = 7 * msPerDay

/** The first instant at or after `from` that has the weekday and the time of day of `like`. */
export const sameHourAfter = (from: number, like: number): Instant =>
  instant(from + ((((like - from) % msPerWeek) + msPerWeek) % msPerWeek))

export const readingOf = (row: ClockRow, realAt: number): Instant =>
  instant(Math.floor(row.at + (realAt - row.realAt) * row.speed))

export const openDistrictClock = async (db: Database, machine = Date.now): Promise<DistrictClock> => {
  let row = await readClock(db)
  return {
    now: () => momentIn() ?? (row === undefined ? instant(machine()) : readingOf(row, machine())),
    inside: at => (row === undefined ? at : readingOf(row, at)),
    row: () => row,
    refresh: async () => {
      row = await readClock(db)
    },
    set: async fresh => {
      await setClock(db.system, db.district, fresh)
      row = fresh
    },
  }
}

/** A district nobody opened for longer than this did not live meanwhile. */
const asleepAfterMs = msPerDay / 2

/**
 * For whoever opens the district: when nothing was kept for half a day it goes on right after the last thing that was,
 * at the weekday and time of day outside, at the speed of life. Never before a fact.
 */
export const wakeClock = async (db: Database, clock: DistrictClock, machine = Date.now): Promise<void> => {
  const row = clock.row()
  if (!row) return
  const last = Math.max((await lastKeptAt(db)) ?? 0, row.at)
  if (clock.now() - last <= asleepAfterMs) return
  const realAt = machine()
  await clock.set({ ...row, realAt, at: sameHourAfter(last, realAt), speed: 1 })
}

/** From now on the district's clock runs `speed` times as fast as the machine's. False where the machine's counts. */
export const setSpeed = async (clock: DistrictClock, speed: number): Promise<boolean> => {
  await clock.refresh()
  const row = clock.row()
  if (!row) return false
  const realAt = Date.now()
  await clock.set({ ...row, realAt, at: readingOf(row, realAt), speed })
  return true
}
