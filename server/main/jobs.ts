// The work that goes on by itself in the long-running program: lights turn, notices leave, leftovers are swept, packs put
// in force elsewhere are noticed. Each job runs in one process at a time, whichever holds its lock.
import type { Logger } from 'pino'
import { within } from '#server/gate/moment.ts'
import { startClasses } from '#server/jobs/classes.ts'
import { startClockKeeper } from '#server/jobs/clock-keeper.ts'
import { startLiving } from '#server/jobs/living.ts'
import type { Job } from '#server/jobs/loop.ts'
import { startOutboxSender } from '#server/jobs/outbox-sender.ts'
import { startSweep } from '#server/jobs/sweep.ts'
import type { Taken } from '#server/jobs/taken.ts'
import { vaultSweep } from '#server/store/vault-sweep.ts'
import { makeSaid } from '#sim/text/said-of.ts'
import type { CoreWorld } from './core-world.ts'
import { usualSeed } from './demo-past.ts'
import type { Settings } from './settings.ts'

export type Jobs = { stop(): Promise<void> }

const packsEveryMs = 10_000
/** Another process may have set the clock of an invented district, or called a storm. */
const clockEveryMs = 1000

export const startJobs = (core: CoreWorld, settings: Settings, log: Logger, taken: Taken): Jobs => {
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
  if (settings.classDays > 0) {
    jobs.push(
      startClasses({
        db,
        now,
        days: settings.classDays,
        analysed: counts => log.info(counts, 'classes'),
        failed: error => log.error({ err: error }, 'classes'),
      }),
    )
  }
  if (district().synthetic && settings.demoMatters && settings.demoLiving) jobs.push(living(core, log, taken))
  const clock = setInterval(() => {
    core.clock.refresh().catch(error => log.error({ err: error }, 'clock'))
  }, clockEveryMs)
  const packs = setInterval(() => {
    core.shelf.refresh().catch(error => log.error({ err: error }, 'packs'))
  }, packsEveryMs)
  return {
    stop: async () => {
      clearInterval(packs)
      clearInterval(clock)
      await Promise.all(jobs.map(j => j.stop()))
    },
  }
}

/** Simulated people, in an invented district only. */
const living = (core: CoreWorld, log: Logger, taken: Taken): Job => {
  const { db, desk, store, path, receive, now, clock, district } = core
  return startLiving({
    db,
    desk,
    store,
    path,
    receive,
    within,
    now,
    taken,
    stormAt: () => clock.row()?.stormAt ?? null,
    words: makeSaid({ district: district(), seed: usualSeed }),
    seed: usualSeed,
    failed: error => log.error({ err: error }, 'living'),
  })
}
