// What a demonstration district begins with: the 609 days its pack stands for, told from a seed and laid before the doors
// open, while the terminal says how far it is. Where no past is wanted, the stories of the last days alone.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { dayOf, formatDay, instant, msPerDay } from '#core/kit/instant.ts'
import { lastKeptAt } from '#server/store/district-clock.ts'
import { deckOf } from '#sim/history/deck/deal.ts'
import type { Deck } from '#sim/history/story.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { makeSaid } from '#sim/text/said-of.ts'
import type { CoreWorld } from './core-world.ts'
import { demoStories, layDemo } from './demo.ts'
import { setSpeed, wakeClock } from './district-clock.ts'
import { type Heard, layPast, sayStuck } from './past.ts'
import { progressOn } from './progress.ts'
import type { Settings } from './settings.ts'

/** The history the figures in the pack's README were counted in. */
export const usualSeed = 20_210_814

/** A pack that publishes figures has the history they were counted in. */
export const hasPast = (packDir: string): boolean => existsSync(join(packDir, 'figures.yaml'))

/** The deck, or its first days. */
export const deckFor = (core: CoreWorld, seed: number, days: number | undefined): Deck => {
  const deck = deckOf(core.district(), seed)
  return days === undefined
    ? deck
    : { ...deck, untilAt: instant(Math.min(deck.untilAt, deck.fromAt + days * msPerDay)) }
}

/** What is said in the stories of a deck. */
export const wordsFor = (core: CoreWorld, { seed, stories }: Deck): Words => {
  const byId = new Map(stories.map(story => [story.id, story]))
  return makeSaid({ district: core.district(), seed, storyOf: id => byId.get(id) })
}

/** One line of how far the telling is. */
export const tellPast = (stream: NodeJS.WriteStream): ((heard: Heard) => void) => {
  const progress = progressOn(stream)
  return ({ at, share, facts }) =>
    progress(
      share,
      `正在铺开往事（合成数据）Laying out the past (synthetic) ${formatDay(dayOf(at))} · ${facts}`,
    )
}

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
export const furnishDemo = async (core: CoreWorld, settings: Settings): Promise<void> => {
  const stories = demoStories(core.district(), settings.packDir)
  if (!settings.demoMatters || !stories) return
  await letOthersLay(core)
  await wakeClock(core.db, core.clock)
  if (settings.demoHistoryDays !== 0 && hasPast(settings.packDir)) {
    const past = () => {
      const deck = deckFor(core, usualSeed, settings.demoHistoryDays)
      return { deck, words: wordsFor(core, deck), lives: { stories } }
    }
    const laid = await layPast(core, past, tellPast(process.stdout))
    for (const s of laid?.stuck ?? []) process.stderr.write(`${sayStuck(s)}\n`)
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
