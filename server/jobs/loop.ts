// The shape all jobs share: only one process does the work, a failure is told and tried again later, stopping waits
// for the work under way.
import type { Database } from '#server/store/pool.ts'

export type Job = {
  /** Looks at once whether there is work. */
  wake(): void
  /** Resolves when the work under way is done and the lock is given back. */
  stop(): Promise<void>
}

export type Loop = {
  db: Database
  /** Name of the lock across processes. */
  lock: string
  /** Does what is to do and resolves to how long to sleep, in milliseconds. */
  work: () => Promise<number>
  failed: (error: unknown) => void
  /** How soon to ask again for the lock another process holds. */
  lockRetryMs?: number
}

const firstBackoffMs = 200
const longestBackoffMs = 10_000

export const runJob = ({ db, lock, work, failed, lockRetryMs = 3000 }: Loop): Job => {
  let stopping = false
  let woken = false
  let wakeUp: (() => void) | undefined
  let unlock: (() => Promise<void>) | undefined

  const sleep = (ms: number): Promise<void> => {
    if (stopping || woken) return Promise.resolve()
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        wakeUp = undefined
        resolve()
      }
      const timer = setTimeout(done, ms)
      wakeUp = done
    })
  }

  const giveBack = async (): Promise<void> => {
    const held = unlock
    unlock = undefined
    await held?.()
  }

  const run = async (): Promise<void> => {
    let backoffMs = firstBackoffMs
    while (!stopping) {
      let sleepMs: number
      try {
        unlock ??= await db.tryLock(lock)
        woken = false
        sleepMs = unlock ? await work() : lockRetryMs
        backoffMs = firstBackoffMs
      } catch (error) {
        failed(error)
        // The connection that holds the lock may have gone with the database: take it anew.
        await giveBack()
        woken = false
        sleepMs = backoffMs
        backoffMs = Math.min(backoffMs * 2, longestBackoffMs)
      }
      await sleep(sleepMs)
    }
    await giveBack()
  }

  const running = run()
  return {
    wake: () => {
      woken = true
      wakeUp?.()
    },
    stop: () => {
      stopping = true
      wakeUp?.()
      return running
    },
  }
}
