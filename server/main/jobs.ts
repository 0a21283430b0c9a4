// The work that goes on by itself in the long-running program: lights turn, packs put in force elsewhere are noticed.
import type { CoreWorld } from './core-world.ts'

export type Jobs = { stop(): Promise<void> }

const packsEveryMs = 10_000

export const startJobs = async (core: CoreWorld): Promise<Jobs> => {
  const packs = setInterval(() => void core.shelf.refresh().catch(() => {}), packsEveryMs)
  return {
    stop: async () => {
      clearInterval(packs)
    },
  }
}
