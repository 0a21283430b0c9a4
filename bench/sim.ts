// How long 609 days of the demo district take: told through the real rules into an empty embedded database, told in
// memory alone, and the rules alone – every question the history asked of them, asked again with nothing around it. And
// weeks under trouble, each from its seed, with every promise checked.
import { createHash } from 'node:crypto'
import { type CoreWorld, openCoreWorld } from '#server/main/core-world.ts'
import { deckFor, usualSeed, wordsFor } from '#server/main/demo-past.ts'
import { liveUnderTrouble } from '#server/main/faults-command.ts'
import { layPast, sayStuck } from '#server/main/past.ts'
import { tellHistory } from '#sim/history/tell/tell.ts'
import { type Bench, median, type Options, type Outcome, round } from './support/bench.ts'
import { pinToTwoCores, versionsOf } from './support/machine.ts'
import { askAgain, type Record, recordingNet } from './support/pure-core.ts'
import { openSeeds, type Seeds } from './support/seeds.ts'

const plans = {
  full: { days: undefined, rounds: 5, seeds: 100 },
  quick: { days: 120, rounds: 3, seeds: 6 },
} as const

export const sim: Bench = {
  name: 'sim',
  asks: 'How long do 609 days of the demo district take, and how many facts a second do the rules alone make, and does anything break under trouble?',
  run: async options => {
    const seeds = await openSeeds(options.say)
    try {
      await seeds.ready([0])
      options.say(await pinToTwoCores(seeds.cluster.url))
      return {
        bench: 'sim',
        ...(await measure(seeds, options)),
        ...(await versionsOf(seeds.cluster.url)),
      }
    } finally {
      await seeds.stop()
    }
  },
}

const measure = async (seeds: Seeds, { quick, say }: Options): Promise<Outcome> => {
  const plan = quick ? plans.quick : plans.full
  const empty = await seeds.copy(0)
  const core = await openCoreWorld(empty.url, seeds.settings)
  try {
    const startedMs = performance.now()
    const laid = await layPast(core, () => {
      const deck = deckFor(core, usualSeed, plan.days)
      return { deck, words: wordsFor(core, deck) }
    })
    if (!laid) throw new Error('the database was not empty')
    for (const stuck of laid.stuck.slice(0, 20)) say(`✗ ${sayStuck(stuck)}`)
    const laidSeconds = (performance.now() - startedMs) / 1000
    say(`dealt, told and laid into the database: ${laid.facts} facts in ${round(laidSeconds, 1)} s`)
    const { record, tellSeconds, factsHash } = await tellInMemory(core, plan.days)
    say(`told in memory alone: ${round(tellSeconds, 1)} s`)
    const rates: number[] = []
    for (let r = 1; r <= plan.rounds; r++) {
      const askedMs = performance.now()
      const facts = askAgain(record, core.district())
      rates.push((facts / (performance.now() - askedMs)) * 1000)
      say(`round ${r}  the rules alone: ${Math.round(rates.at(-1)!)} facts a second`)
    }
    const weeks = await liveUnderTrouble(
      { from: 1, seeds: plan.seeds },
      seeds.settings.packDir,
      say,
      () => {},
    )
    say(`weeks under trouble: ${weeks.seeds} in ${round(weeks.seconds, 1)} s, ${weeks.violations} violations`)
    return {
      // A part of the days is no figure for all of them.
      ...(quick
        ? { days: plans.quick.days, seconds: round(laidSeconds, 1) }
        : { days609Seconds: round(laidSeconds, 1) }),
      tellSeconds: round(tellSeconds, 1),
      subjects: laid.subjects,
      facts: laid.facts,
      stuck: laid.stuck.length,
      factsHash,
      factsPerSecondPure: Math.round(median(rates)),
      seeds: weeks.seeds,
      troubleSteps: weeks.steps,
      troubles: weeks.faults,
      violations: weeks.violations,
      secondsPerSeed: round(weeks.seconds / weeks.seeds, 2),
    }
  } finally {
    await core.db.close()
    await empty.drop()
  }
}

/** The net is let go before the rules are asked again: only what was taken down stays. */
const tellInMemory = async (
  core: CoreWorld,
  days: number | undefined,
): Promise<{ record: Record; tellSeconds: number; factsHash: string }> => {
  const deck = deckFor(core, usualSeed, days)
  const words = wordsFor(core, deck)
  const hash = createHash('sha256')
  const { net, record } = recordingNet({
    path: core.path(),
    at: deck.fromAt,
    seed: String(deck.seed),
    holdsVault: false,
    kept: ({ subjects }) => {
      for (const { facts } of subjects) for (const fact of facts) hash.update(JSON.stringify(fact))
    },
  })
  const startedMs = performance.now()
  // What is refused was told of when it was laid.
  await tellHistory(net, deck, words, { to: deck.untilAt, refused: () => {} })
  const tellSeconds = (performance.now() - startedMs) / 1000
  return { record: record(), tellSeconds, factsHash: hash.digest('hex').slice(0, 16) }
}
