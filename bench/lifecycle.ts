// Whole life-cycles through HTTP – report, dispatch, sign, finish, verify, close, find again – with nothing, with 100,000
// and with a million matters there, beside the same statements under pgbench; and what a burst of reports does to them.
import { type Bench, median, type Options, type Outcome, quantile, round } from './support/bench.ts'
import { type Ground, openGround } from './support/ground.ts'
import { pinToTwoCores, versionsOf } from './support/machine.ts'
import { findPgbench, runPgbench } from './support/pgbench.ts'
import { runPlainLoop } from './support/plain-loop.ts'
import type { Burst } from './support/player.ts'
import { openSeeds, type Seeds } from './support/seeds.ts'
import { takeDown } from './support/statements.ts'

const plans = {
  full: {
    counts: [0, 100_000, 1_000_000],
    warmS: 5,
    playS: 10,
    rounds: 3,
    beforeS: 10,
    burstS: 60,
    afterS: 90,
  },
  quick: { counts: [0, 100_000], warmS: 1.5, playS: 2, rounds: 2, beforeS: 3, burstS: 10, afterS: 6 },
} as const
type Plan = (typeof plans)[keyof typeof plans]

const lanes = 64
/**
 * Every keep notifies the live stream, and PostgreSQL lets notifying commits through one at a time: pgbench was fastest
 * with 8 clients (230 a second) and stood in its own way with 64 (83).
 */
const peerClients = 8
/** A rate the program holds with room to spare; the burst is ten times this. */
const steadyShare = 0.5
const burstTimes = 10
const normal = 1.5

/** What the peer is told before its first statement, as every connection of the program is. */
const peerSettings = (district: string) =>
  `-c role=jiewang_app -c plan_cache_mode=force_generic_plan -c app.district=${district} -c app.who=system`

export const lifecycle: Bench = {
  name: 'lifecycle',
  asks: 'How many matters a second go from the report to the closed answer and are found again?',
  run: async options => {
    const plan = options.quick ? plans.quick : plans.full
    const seeds = await openSeeds(options.say)
    const grounds: Ground[] = []
    try {
      await seeds.ready(plan.counts)
      options.say(await pinToTwoCores(seeds.cluster.url))
      for (const count of plan.counts) grounds.push(await openGround(seeds, count))
      for (const g of grounds) await g.player.play(lanes, plan.warmS)
      const rates = await playRounds(seeds, grounds, plan, options)
      const fullest = grounds.at(-1)!
      const burst = await playBurst(fullest, rates.ours, plan, options)
      return {
        bench: 'lifecycle',
        at: fullest.count,
        ...rates.told,
        ...burst,
        ...(await versionsOf(seeds.cluster.url)),
      }
    } finally {
      for (const g of grounds) await g.stop()
      await seeds.stop()
    }
  },
}

/** Ours with 0, with 100,000, with a million, the peer; and again from the start. */
const playRounds = async (
  seeds: Seeds,
  grounds: readonly Ground[],
  plan: Plan,
  { say }: Options,
): Promise<{ ours: number; told: Outcome }> => {
  const fullest = grounds.at(-1)!
  const dir = seeds.settings.dataDir
  const script = await takeDown(fullest.url, seeds.settings)
  const pgbench = findPgbench(dir, say)
  const settings = peerSettings(script.district)
  const rates = new Map<number, number[]>(grounds.map(g => [g.count, []]))
  const p95Ms = new Map<number, number[]>(grounds.map(g => [g.count, []]))
  const peers: number[] = []
  for (let r = 1; r <= plan.rounds; r++) {
    for (const { count, player } of grounds) {
      const { cycles, seconds, stepMs } = await player.play(lanes, plan.playS)
      if (cycles === 0)
        throw new Error(`no life-cycle came to its end in ${seconds} s with ${count} matters there`)
      rates.get(count)!.push(cycles / seconds)
      p95Ms.get(count)!.push(quantile(Object.values(stepMs).flat(), 0.95))
      say(`round ${r}  ${count} matters there: ${round(cycles / seconds, 1)} life-cycles a second`)
    }
    const load = { clients: peerClients, seconds: Math.ceil(plan.playS) }
    const peer = pgbench
      ? await runPgbench(pgbench, fullest.url, script, settings, { ...load, dir })
      : await runPlainLoop(fullest.url, script, settings, load)
    peers.push(peer)
    say(
      `round ${r}  ${pgbench ? 'pgbench' : 'plain connections'}, the same statements: ${round(peer, 1)} a second`,
    )
  }
  const ours = median(rates.get(fullest.count)!)
  const empty = median(rates.get(0)!)
  return {
    ours,
    told: {
      lifecyclesPerSecond: round(ours, 1),
      ...Object.fromEntries([...rates].map(([count, r]) => [`at${count}`, round(median(r), 1)])),
      slowdown: round(empty / ours, 3),
      p95Ms: round(median(p95Ms.get(fullest.count)!), 1),
      peer: pgbench ? 'pgbench' : 'plain connections',
      peerPerSecond: round(median(peers), 1),
      vsPgbench: round(ours / median(peers), 3),
    },
  }
}

const playBurst = async (
  { player, missing }: Ground,
  rate: number,
  plan: Plan,
  { say }: Options,
): Promise<Outcome> => {
  const perSecond = Math.max(1, Math.round(rate * steadyShare))
  const reportsPerSecond = perSecond * burstTimes
  say(
    `burst: ${perSecond} life-cycles a second, and ${reportsPerSecond} reports a second for ${plan.burstS} s`,
  )
  const burst = await player.burst({
    perSecond,
    reportsPerSecond,
    beforeSeconds: plan.beforeS,
    burstSeconds: plan.burstS,
    afterSeconds: plan.afterS,
  })
  const { steadyP95Ms, worstP95Ms, recoveryS } = recoveryOf(burst, plan)
  const told = {
    burstSteadyPerSecond: perSecond,
    burstReportsPerSecond: reportsPerSecond,
    burstSeconds: plan.burstS,
    burstSent: burst.sent,
    burstAcknowledged: burst.acknowledged.length,
    burstRefused: burst.refused,
    burstRefusedWithoutRetryAfter: burst.refusedWithoutTime,
    burstFailed: burst.failed,
    burstLost: await missing(burst.acknowledged),
    steadyP95Ms: round(steadyP95Ms, 1),
    burstWorstP95Ms: round(worstP95Ms, 1),
    // Never within the time watched is not a number of seconds.
    burstRecovered: recoveryS !== undefined,
    burstRecoveryS: recoveryS ?? plan.afterS,
  }
  say(
    `burst: ${told.burstAcknowledged} acknowledged, ${told.burstRefused} told to come back, ${told.burstFailed} failed, ` +
      `${told.burstLost} lost; p95 ${told.steadyP95Ms} ms before, ${told.burstWorstP95Ms} ms at worst, ` +
      (recoveryS === undefined
        ? `not normal again within ${plan.afterS} s`
        : `normal again after ${recoveryS} s`),
  )
  return told
}

/**
 * Seconds from the end of the burst to the first of two seconds in a row with a normal p95. Every life-cycle is begun
 * at its time and a resident who was told to come back comes back, so what the burst left over is counted, too.
 */
const recoveryOf = (
  { steadyMs }: Burst,
  plan: Plan,
): { steadyP95Ms: number; worstP95Ms: number; recoveryS: number | undefined } => {
  const p95 = steadyMs.map(ms => (ms.length === 0 ? Number.POSITIVE_INFINITY : quantile(ms, 0.95)))
  // The first second opens the connections.
  const steadyP95Ms = median(p95.slice(1, plan.beforeS))
  const after = p95.slice(plan.beforeS + plan.burstS)
  const isNormal = (ms: number | undefined) => ms !== undefined && ms <= normal * steadyP95Ms
  const good = after.findIndex((ms, i) => isNormal(ms) && isNormal(after[i + 1]))
  return {
    steadyP95Ms,
    worstP95Ms: Math.max(...p95.filter(Number.isFinite)),
    recoveryS: good < 0 ? undefined : good,
  }
}
