// The work that goes on by itself in the long-running program: lights turn, notices leave, leftovers are swept, packs put
// in force elsewhere are noticed. Each job runs in one process at a time, whichever holds its lock.
import type { Logger } from 'pino'
import { startClockKeeper } from '#server/jobs/clock-keeper.ts'
import { startOutboxSender } from '#server/jobs/outbox-sender.ts'
import { startSweep } from '#server/jobs/sweep.ts'
import { vaultSweep } from '#server/store/vault-sweep.ts'
import type { CoreWorld } from './core-world.ts'
import type { Settings } from './settings.ts'

export type Jobs = { stop(): Promise<void> }

const packsEveryMs = 10_000

export const startJobs = (core: CoreWorld, settings: Settings, log: Logger): Jobs => {
  const { db, desk, now, district, vault } = core
  const jobs = [
    startClockKeeper({
      db,
      desk,
      now,
      failed: ({ subject, error }) => log.error({ err: error, subject }, 'clock keeper'),
    }),
    startOutboxSender({
      db,
      district,
      now,
      contactOf: async ref => {
        const plain = await vault.open(ref)
        return plain === undefined ? undefined : JSON.parse(plain)
      },
      ...(settings.noticeWebhook === undefined ? {} : { webhook: settings.noticeWebhook }),
      failed: ({ key, error }) => log.warn({ err: error, key }, 'outbox'),
    }),
    startSweep({
      db,
      now,
      vault: at => vaultSweep(db, at),
      swept: counts => log.info(counts, 'swept'),
      failed: error => log.error({ err: error }, 'sweep'),
    }),
  ]
  const packs = setInterval(() => {
    core.shelf.refresh().catch(error => log.error({ err: error }, 'packs'))
  }, packsEveryMs)
  return {
    stop: async () => {
      clearInterval(packs)
      await Promise.all(jobs.map(j => j.stop()))
    },
  }
}
