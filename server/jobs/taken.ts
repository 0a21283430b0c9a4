// What people who are really there have in hand: the matters they opened or moved lately, and for which unit. Simulated
// colleagues of that unit leave those alone; everybody else goes on and answers.

import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import type { Desk } from '#desk/desk.ts'

export type Taken = {
  /** Whether somebody of one of these units has it in hand; `reporter` is the resident. */
  isTaken(subject: string, units: readonly string[]): boolean
  /** The same desk, which remembers what passes over it. */
  through(desk: Desk): Desk
}

/** Half an hour after the last look or move it is anybody's again; measured by the machine, not by a faster clock. */
export const heldMs = 30 * 60_000
const mostHeld = 10_000

export const makeTaken = (monotonicMs: () => number): Taken => {
  const until = new Map<string, number>()
  const keyOf = (subject: string, unit: string) => `${subject}|${unit}`
  const take = (subject: string, actor: Actor): void => {
    const unit = actor.kind === 'officer' ? actor.unit.id : actor.kind
    const key = keyOf(subject, unit)
    until.delete(key)
    until.set(key, monotonicMs() + heldMs)
    if (until.size > mostHeld) until.delete(until.keys().next().value!)
  }
  return {
    isTaken: (subject, units) => units.some(unit => (until.get(keyOf(subject, unit)) ?? 0) > monotonicMs()),
    through: desk => ({
      ...desk,
      see: async (subject, actor) => {
        const seen = await desk.see(subject, actor)
        if (!isRefusal(seen)) take(seen.standing.subject, actor)
        return seen
      },
      move: async (subject, move, actor, input, seen) => {
        const outcome = await desk.move(subject, move, actor, input, seen)
        if (!isRefusal(outcome)) take(subject, actor)
        return outcome
      },
    }),
  }
}
