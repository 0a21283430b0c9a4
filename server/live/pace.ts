// How often the stream is read: soon after something was kept, never more often than the pace, and a few times again,
// because a notice can be heard while its transaction still hides behind an older one that is running.

export type Pace = {
  /** Something was kept, or may have been. */
  hear(): void
  /** Lets the run under way end and starts no more. */
  close(): Promise<void>
}

/** Two seconds at four reads a second; the heartbeat looks after anything slower. */
const looksAgain = 8

export const makePace = (run: () => Promise<void>, everyMs: number): Pace => {
  let looks = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let lastAtMs = Number.NEGATIVE_INFINITY
  let closed = false

  const schedule = (): void => {
    if (closed || timer || running || looks === 0) return
    timer = setTimeout(
      () => {
        timer = undefined
        looks--
        lastAtMs = performance.now()
        running = run()
          // The database is away: its listener calls when it is back, and nothing was marked as told.
          .catch(() => {})
          .finally(() => {
            running = undefined
            schedule()
          })
      },
      Math.max(0, lastAtMs + everyMs - performance.now()),
    )
  }

  return {
    hear: () => {
      looks = looksAgain
      schedule()
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
