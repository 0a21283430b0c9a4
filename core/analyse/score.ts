// How much a class weighs, as a product of terms anybody can check: harm × people × growth × age × certainty. Likes are not
// among them, and one person who writes forty times weighs less than five who write once: the k-th message of one reporter
// counts 1/k.
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import type { Message } from './message.ts'

export type Terms = {
  /** Mean of 1 (nuisance) … 5 (life). */
  readonly harm: number
  /** Different people, as far as known; repeats of one count 1, ½, ⅓ … */
  readonly people: number
  /** Messages of the last 30 days against the 30 before, from ½ to 2. */
  readonly growth: number
  /** 1 when new, up to 1½ for what has been going on for a year. */
  readonly age: number
  /** 0…1: how surely these are one problem and not one kind of problem. */
  readonly certainty: number
}

export const formula =
  '得分 = 危害 × 人数 × 增长 × 持续 × 把握  score = harm × people × growth × age × certainty'

const recentDays = 30
/** Added on both sides, so that three against none is no doubling. */
const usual = 5
const yearDays = 365

export const termsOf = (messages: readonly Message[], now: Instant, certainty: number): Terms => {
  const byReporter = new Map<string, number>()
  let people = 0
  for (const { reporter } of messages) {
    if (reporter === undefined) people++
    else {
      const count = (byReporter.get(reporter) ?? 0) + 1
      byReporter.set(reporter, count)
      people += 1 / count
    }
  }
  const within = (from: number, to: number) =>
    messages.filter(({ at }) => now - at >= from * msPerDay && now - at < to * msPerDay).length
  const growth = (within(0, recentDays) + usual) / (within(recentDays, 2 * recentDays) + usual)
  const times = messages.map(({ at }) => at)
  const lasting = (Math.max(...times) - Math.min(...times)) / msPerDay
  return {
    harm: messages.reduce((sum, { harm }) => sum + (harm ?? 1), 0) / messages.length,
    people,
    growth: Math.min(2, Math.max(0.5, growth)),
    age: 1 + Math.min(1, lasting / yearDays) / 2,
    certainty,
  }
}

export const scoreOf = ({ harm, people, growth, age, certainty }: Terms): number =>
  harm * people * growth * age * certainty
