// Time as an argument of a whole piece of work: what is started inside a moment sees that moment as now, everything else
// sees the wall clock. The replay and the demonstration live in the past this way, beside a program that lives today.
import { AsyncLocalStorage } from 'node:async_hooks'
import { type Instant, instant } from '#core/kit/instant.ts'

const moment = new AsyncLocalStorage<Instant>()

/** The moment this work lives in; undefined outside of any. */
export const momentIn = (): Instant | undefined => moment.getStore()

/** The moment this work lives in; the wall clock outside of any. */
export const momentNow = (): Instant => momentIn() ?? instant(Date.now())

/** Runs work, and everything it waits for, at a moment. */
export const within = <T>(at: Instant, work: () => Promise<T>): Promise<T> => moment.run(at, work)
