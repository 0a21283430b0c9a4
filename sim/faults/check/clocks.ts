// Clocks held against the table after every fact: started when and only when something may start them, standing still
// where the table says, each light turned at the instant that was next.
import type { District } from '#core/district/district.ts'
import type { ClockState } from '#core/life/clock.ts'
import { nextTurnOf } from '#core/life/decide.ts'
import type { Fact } from '#core/life/fact.ts'
import type { Life } from '#core/life/life.ts'
import type { Standing } from '#core/life/standing.ts'
import type { Reach } from '#core/life/who.ts'

/**
 * Facts of a matter that start a clock which may have run before. The promise to the reporter starts again only when
 * the matter is reopened; every other fact may only give a clock another limit.
 */
const startsAnew: Readonly<Record<string, readonly string[]>> = {
  dispatched: ['sign', 'contact', 'handle', 'part'],
  reopened: ['whole', 'sign', 'contact', 'handle'],
  'return-requested': ['arbitrate'],
  'co-added': ['part'],
  suspended: ['wait'],
  'fed-back': ['verify'],
  verified: ['answer'],
  closed: ['rest'],
  'not-accepted': ['rest'],
  receipted: ['rest'],
  diverted: ['receipt'],
  reported: ['triage'],
  unmerged: ['triage'],
  objected: ['triage'],
  'taken-back': ['triage'],
  walled: ['triage'],
}

/** Why a clock of a matter was started anew though it may not; undefined when all is well. */
export const wronglyStarted = (
  before: Standing | undefined,
  after: Standing,
  fact: Fact,
): string | undefined => {
  if (!before || before.clocks === after.clocks) return undefined
  for (const [key, c] of Object.entries(after.clocks)) {
    const old = before.clocks[key]
    if (!old || old === c || startsAnew[fact.type]?.includes(c.name)) continue
    if (old.startAt !== c.startAt)
      return `${fact.type} #${fact.seq} started the clock ${key} again: ${old.startAt} → ${c.startAt}`
    if (c.pauses.length < old.pauses.length)
      return `${fact.type} #${fact.seq} took pauses out of the clock ${key}`
    if (old.done && !c.done) return `${fact.type} #${fact.seq} brought the clock ${key} back, which had ended`
  }
  return undefined
}

const paused = (c: ClockState): boolean => c.pauses.length > 0 && c.pauses.at(-1)!.toAt === undefined

/** Why a clock runs, stands or is stopped against the table of its life; undefined when all is well. */
export const wronglyStanding = (life: Life<Reach>, s: Standing): string | undefined => {
  for (const [key, c] of Object.entries(s.clocks)) {
    if (c.done) continue
    const spec = life.clocks[c.name]
    if (!spec) return `the table knows no clock ${c.name}`
    const shown = c.stopAt !== undefined ? 'is stopped' : paused(c) ? 'is paused' : 'runs'
    const stands = spec.pausesIn?.includes(s.state) === true
    const wanted = spec.runsIn.includes(s.state) ? 'runs' : stands ? 'is paused' : 'is stopped'
    // A clock stopped in an earlier state stays so where others pause.
    if (shown !== wanted && !(wanted === 'is paused' && shown === 'is stopped'))
      return `in ${s.state} the clock ${key} ${shown}; by the table it ${wanted}`
  }
  return undefined
}

/** Why this light should not have turned just so; undefined when all is well. `turned` remembers those of the subject. */
export const wronglyTurned = (
  life: Life<Reach>,
  before: Standing,
  fact: Fact,
  district: District,
  turned: Set<string>,
): string | undefined => {
  const { clock, of, share } = fact.data as { clock: string; of?: string; share: number }
  const key = of === undefined ? clock : `${clock}:${of}`
  const c = before.clocks[key]
  if (!c) return `a light of ${key} turned, and there is no such clock`
  const name = `${key}|${share}|${c.startAt}|${c.setAt}|${c.limit.amount} ${c.limit.unit}`
  if (turned.has(name)) return `the light of ${key} turned twice at ${share} of its limit`
  turned.add(name)
  const next = nextTurnOf(life, before, district)
  if (next?.clock !== key || next.share !== share || next.at !== fact.at)
    return `the light of ${key} turned at ${share} (${fact.at}); next was ${next ? `${next.clock} at ${next.share} (${next.at})` : 'none'}`
  return undefined
}
