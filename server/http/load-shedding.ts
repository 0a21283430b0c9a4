// Refusing early instead of failing late: a bucket of requests for every caller, and a gate that turns everybody away
// with a time to come back while more waits for the disk, or for the processor, than a few commits can take.
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type Buckets = {
  /** Takes `cost` tokens; returns the seconds until there would be enough, or undefined when there were. */
  take(key: string, cost: number, nowMs: number): number | undefined
}

/** Callers remembered at once; the one unseen for longest is forgotten, which only ever gives it a full bucket. */
const mostKeys = 50_000

/** `burst` requests at once, refilled by `perSecond`. */
export const makeBuckets = (burst: number, perSecond: number): Buckets => {
  const buckets = new Map<string, { left: number; atMs: number }>()
  return {
    take: (key, cost, nowMs) => {
      const b = buckets.get(key) ?? { left: burst, atMs: nowMs }
      const left = Math.min(burst, b.left + (Math.max(0, nowMs - b.atMs) / 1000) * perSecond)
      const enough = left >= cost
      buckets.delete(key)
      buckets.set(key, { left: enough ? left - cost : left, atMs: nowMs })
      if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value!)
      return enough ? undefined : Math.ceil((cost - left) / perSecond)
    },
  }
}

export type Gate = { isShut(): boolean; close(): void }

/** Four full batches of the keeper: at the measured pace of its commits well under a second of waiting. */
export const mostWaiting = 512
/** A person feels half a second; beyond it new work only makes everybody wait longer. */
export const mostLagMs = 500
const windowMs = 500

/** `waiting`: appends on their way to the disk. The lag is the median of half a second, twice in a row. */
export const makeGate = (waiting: () => number): Gate => {
  const lag = monitorEventLoopDelay({ resolution: 20 })
  lag.enable()
  // The smaller of two windows: one long pause, as while the program starts, is over when it is noticed.
  let lagMs = 0
  let lastMs = 0
  const timer = setInterval(() => {
    const presentMs = lag.percentile(50) / 1e6
    lagMs = Math.min(lastMs, presentMs)
    lastMs = presentMs
    lag.reset()
  }, windowMs)
  timer.unref()
  return {
    isShut: () => waiting() > mostWaiting || lagMs > mostLagMs,
    close: () => {
      clearInterval(timer)
      lag.disable()
    },
  }
}

export type Turnstile = {
  /** Nobody else would be let in now: to be asked before anything of the request is read. */
  isFull(): boolean
  /** Runs the work in its turn; undefined when too many wait already. */
  pass<T>(work: () => Promise<T>): Promise<T> | undefined
}

/**
 * Lets `atOnce` through and keeps up to `mostWaiting` in line. Reports of the public pass one: on the night of a storm
 * they must not starve the officers who answer them, and whoever is let in is still served within a moment.
 */
export const makeTurnstile = (atOnce: number, mostWaiting: number): Turnstile => {
  const line: (() => void)[] = []
  let inside = 0
  const leave = () => {
    const next = line.shift()
    if (next) next()
    else inside--
  }
  const isFull = () => inside >= atOnce && line.length >= mostWaiting
  return {
    isFull,
    pass: work => {
      if (isFull()) return undefined
      const turn = inside < atOnce ? Promise.resolve(void inside++) : new Promise<void>(go => line.push(go))
      return turn.then(work).finally(leave)
    },
  }
}
