// Sorting, and finding what we already have: how fast a learned model reads messages and how well it sorts them, what it
// costs to ask a million matters for the same one, and how that stands beside PostgreSQL's own likeness of texts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { learn } from '#core/sort/learn/learn.ts'
import { makeClassifier } from '#core/sort/learn/model.ts'
import { jsonLines } from '#server/gate/json-lines.ts'
import { readLabelled, textOf } from '#server/gate/sort/labelled.ts'
import { type Bench, type Outcome, round, type Say } from './support/bench.ts'
import { openSeeds } from './support/seeds.ts'
import { measureLookups, measureTrigrams } from './support/sort-lookup.ts'

const plans = {
  full: { count: 1_000_000, asks: 4000, peerCount: 100_000, peerAsks: 100 },
  quick: { count: 100_000, asks: 1000, peerCount: 100_000, peerAsks: 20 },
} as const

export const sort: Bench = {
  name: 'sort',
  asks: 'How fast and how well are messages sorted, and how long does it take to find what was told before among a million?',
  run: async ({ quick, say }) => {
    const plan = plans[quick ? 'quick' : 'full']
    const learned = await measureLearning(say)
    const seeds = await openSeeds(say)
    try {
      await seeds.ready([...new Set([plan.count, plan.peerCount])])
      const found = await measureLookups(seeds, plan.count, plan.asks, say)
      const same =
        plan.count === plan.peerCount ? found : await measureLookups(seeds, plan.peerCount, plan.asks, say)
      const trigramMs = await measureTrigrams(seeds, plan.peerCount, plan.peerAsks)
      return {
        bench: 'sort',
        ...learned,
        at: plan.count,
        ...found,
        peer: 'pg_trgm',
        peerAt: plan.peerCount,
        ...(trigramMs === undefined
          ? { vsTrigrams: 'not measured: this PostgreSQL has no pg_trgm' }
          : { trigramMs: round(trigramMs), vsTrigrams: round(trigramMs / same.lookupMedianMs, 1) }),
      }
    } finally {
      await seeds.stop()
    }
  },
}

/** On the labelled messages beside the checkout; without them the rest is measured alone, and it is said. */
const measureLearning = async (say: Say): Promise<Outcome> => {
  const folder = join(process.env.JIEWANG_DATA ?? '../shared/data', 'messages')
  const [labelled, raw] = [join(folder, 'train_segmented.jsonl.gz'), join(folder, 'unlabelled_2801.jsonl.gz')]
  if (![labelled, raw].every(f => existsSync(f))) {
    say(`no labelled messages in ${folder} (JIEWANG_DATA): training and classifying are not measured`)
    return { classifyPerSecond: 'not measured: no data folder' }
  }
  const { rows } = await readLabelled([labelled])
  const startMs = performance.now()
  const { scores, ...model } = learn(rows)
  const trainSeconds = round((performance.now() - startMs) / 1000, 1)
  const classify = makeClassifier({ ...model, made: { dataSha256: '', on: '', rows: rows.length, scores } })
  const texts: string[] = []
  for await (const line of jsonLines(raw)) {
    const text = 'wrong' in line ? undefined : textOf(line.value)
    if (text !== undefined) texts.push(text)
  }
  for (const text of texts) classify(text)
  const fromMs = performance.now()
  for (const text of texts) classify(text)
  const classifyPerSecond = Math.round((texts.length * 1000) / (performance.now() - fromMs))
  say(`trained on ${rows.length} rows in ${trainSeconds} s; ${classifyPerSecond} messages a second`)
  return { classifyPerSecond, trainSeconds, macroF1CrossValidated: round(scores.macroF1CrossValidated, 4) }
}
