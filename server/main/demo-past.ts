// The past a demonstration district is known by: its 609 days, dealt from a seed, and what is said in them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, formatDay, instant, msPerDay } from '#core/kit/instant.ts'
import { deckOf } from '#sim/history/deck/deal.ts'
import type { Deck } from '#sim/history/story.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { makeSaid } from '#sim/text/said-of.ts'
import type { CoreWorld } from './core-world.ts'
import type { Heard } from './past.ts'
import { progressOn } from './progress.ts'

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
