// What a demonstration district begins with: the past its pack is known by, told and laid before the doors open while the
// terminal says how far it is. Where no past is wanted, the stories of the last days alone.
import { setTimeout as pause } from 'node:timers/promises'
import { lastKeptAt } from '#server/store/district-clock.ts'
import type { CoreWorld } from './core-world.ts'
import { demoStories, layDemo } from './demo.ts'
import { hasPast, tellPast } from './demo-past.ts'
import { setSpeed, wakeClock } from './district-clock.ts'
import { sayStuck } from './past.ts'
import { layInThread } from './past-thread.ts'
import { progressOn } from './progress.ts'
import type { Settings } from './settings.ts'

const askEveryMs = 500

/** Another process that started a moment before lays the past of the same empty district: its clock will be ours. */
const letOthersLay = async ({ db, clock }: CoreWorld): Promise<void> => {
  let told = false
  while ((await lastKeptAt(db)) === undefined && (await db.isLocked('replay'))) {
    if (!told)
      process.stdout.write(
        '另一个进程正在铺开往事，等它完成…… Another process is laying the past; waiting.\n',
      )
    told = true
    await pause(askEveryMs)
  }
  await clock.refresh()
}

/** Lays what is wanted and missing, and sets the clock of a district that has slept. */
export const furnishDemo = async (core: CoreWorld, settings: Settings, url: string): Promise<void> => {
  const stories = demoStories(core.district(), settings.packDir)
  if (!settings.demoMatters || !stories) return
  await letOthersLay(core)
  await wakeClock(core.db, core.clock)
  const isEmpty = (await lastKeptAt(core.db)) === undefined
  if (isEmpty && settings.demoHistoryDays !== 0 && hasPast(settings.packDir)) {
    for (const line of await layInThread({ url, settings }, tellPast(process.stdout)))
      process.stderr.write(`${line}\n`)
    // Of two that began in the same moment one did nothing.
    await letOthersLay(core)
  }
  // Finds nothing to do where a past was laid: it brought them along.
  const progress = progressOn(process.stdout)
  const stuck = await layDemo(core, stories, (begun, of) =>
    progress(begun / of, '正在铺开演示事项（合成数据）Laying out demo matters (synthetic)'),
  )
  for (const s of stuck ?? []) process.stderr.write(`${sayStuck(s)}\n`)
  const row = core.clock.row()
  const speed = settings.demoSpeed
  if (row && speed !== undefined && speed !== row.speed) await setSpeed(core.clock, speed)
}
