// Where a subject stands: everything derived from its facts so far, by folding them one at a time through the life's
// table. A standing can be thrown away at any time and folded again; it never decides anything.
import { assert } from '../kit/assert.ts'
import type { Instant } from '../kit/instant.ts'
import { type Clocks, foldClocks } from './clock.ts'
import type { Fact } from './fact.ts'
import type { Life } from './life.ts'
import type { Reach } from './who.ts'

export type Standing<Doc extends Reach = Reach> = {
  life: string
  subject: string
  seq: number
  state: string
  /** When the present state was entered. */
  sinceAt: Instant
  bornAt: Instant
  clocks: Clocks
  doc: Doc
}

/** Adds one fact. The fact must be the next in sequence: a hole in a history is impossible, not expected. */
export const evolve = <Doc extends Reach>(
  life: Life<Doc>,
  before: Standing<Doc> | undefined,
  fact: Fact,
): Standing<Doc> => {
  assert(
    fact.seq === (before?.seq ?? 0) + 1,
    `fact ${fact.subject}#${fact.seq} does not follow #${before?.seq ?? 0}`,
  )
  const spec = life.facts[fact.type]
  assert(spec !== undefined, `life ${life.name} knows no fact ${fact.type}`)
  const doc0 = before?.doc ?? life.empty(fact)
  const doc = spec.fold ? spec.fold(doc0, fact) : doc0
  const to = typeof spec.to === 'function' ? spec.to(doc, fact) : spec.to
  const state = to ?? before?.state
  assert(
    state !== undefined && life.states[state] !== undefined,
    `fact ${fact.type} leads ${life.name} nowhere`,
  )
  return {
    life: life.name,
    subject: fact.subject,
    seq: fact.seq,
    state,
    sinceAt: before && state === before.state ? before.sinceAt : fact.at,
    bornAt: before?.bornAt ?? fact.at,
    clocks: foldClocks(before?.clocks ?? {}, life.clocks, fact, state),
    doc,
  }
}

export const standingOf = <Doc extends Reach>(
  life: Life<Doc>,
  facts: readonly Fact[],
): Standing<Doc> | undefined => {
  let s: Standing<Doc> | undefined
  for (const fact of facts) s = evolve(life, s, fact)
  return s
}
