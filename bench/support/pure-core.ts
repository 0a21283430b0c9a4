// A told history taken down as the questions it asked of the rules, to be asked again with nothing around them: no store,
// no rows, no notices, no waiting. What is measured then is the core alone – decide and evolve.
import assert from 'node:assert/strict'
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { decide, tick } from '#core/life/decide.ts'
import type { Fact } from '#core/life/fact.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { evolve, type Standing } from '#core/life/standing.ts'
import type { Actor } from '#core/life/who.ts'
import { lifeOf } from '#core/lives/all.ts'
import { makeNet, type Net, type NetParts } from '#sim/net/net.ts'

/** `nth`: which subject, counted by birth, so that asking again looks nothing up by name. */
type Asked = { nth: number } & (
  | { how: 'decided'; move: string; actor: Actor; input: Input; at: Instant }
  | { how: 'turned'; at: Instant }
  /** Facts of a birth, or what a merge wrote on the other matter: folded as they are. */
  | { how: 'folded'; facts: readonly Fact[] }
)

export type Record = { asked: readonly Asked[]; facts: number }

/** A net in memory that takes down what is asked of the rules. */
export const recordingNet = (parts: NetParts): { net: Net; record: () => Record } => {
  const asked: Asked[] = []
  const born = new Map<string, number>()
  const nthOf = (subject: string): number => {
    const nth = born.get(subject) ?? born.size
    born.set(subject, nth)
    return nth
  }
  let facts = 0
  /** The subject a move is being made on; what else is kept with it was not decided by that move. */
  let moving: string | undefined
  const net = makeNet({
    ...parts,
    kept: commit => {
      for (const s of commit.subjects) {
        facts += s.facts.length
        if (s.subject === moving) continue
        const nth = nthOf(s.subject)
        if (moving === undefined && s.after > 0) asked.push({ nth, how: 'turned', at: s.facts.at(-1)!.at })
        else asked.push({ nth, how: 'folded', facts: s.facts })
      }
      parts.kept?.(commit)
    },
  })
  const desk: Net['desk'] = {
    ...net.desk,
    move: async (subject, move, actor, input, seen) => {
      moving = subject
      const n = asked.push({ nth: nthOf(subject), how: 'decided', move, actor, input, at: net.now() })
      const outcome = await net.desk.move(subject, move, actor, input, seen)
      moving = undefined
      if (isRefusal(outcome)) asked.splice(n - 1, 1)
      return outcome
    },
  }
  return { net: { ...net, desk }, record: () => ({ asked, facts }) }
}

/** Asks everything again and counts the facts that come of it: as many as the first time. */
export const askAgain = ({ asked, facts }: Record, district: District): number => {
  const standings: Standing[] = []
  let made = 0
  for (const a of asked) {
    const before = standings[a.nth]
    if (a.how === 'folded') {
      let standing = before
      for (const fact of a.facts) standing = evolve(lifeOf(fact.life)!, standing, fact)
      standings[a.nth] = standing!
      made += a.facts.length
      continue
    }
    const life = lifeOf(before!.life)!
    const d =
      a.how === 'turned'
        ? tick(life, before!, a.at, district)
        : decide(life, before!, a.move, a.actor, a.input, a.at, district)
    assert.ok(d && !isRefusal(d), `asked again, ${JSON.stringify(a).slice(0, 200)} answers otherwise`)
    standings[a.nth] = d.standing
    made += d.facts.length
  }
  assert.equal(made, facts, 'facts asked for again')
  return made
}
