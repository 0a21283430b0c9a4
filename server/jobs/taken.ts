// What people who are really there have in hand. Simulated colleagues of a unit leave alone, for half an hour, what
// somebody of that unit has opened or moved; and where somebody of the unit is at the screen at all, they let everything
// else lie a quarter of an hour longer, so that there is something to do. Other units go on and answer. Measured by the
// machine, however fast the district's clock runs, and known to this process alone.
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import type { Desk } from '#desk/desk.ts'

export type Taken = {
  /** Whether it is left to somebody of one of these units; `reporter` is the resident. */
  isTaken(subject: string, units: readonly string[]): boolean
  /** Somebody is at the screen. */
  seen(actor: Actor): void
  /** The same desk, which remembers what passes over it. */
  through(desk: Desk): Desk
}

export const heldMs = 30 * 60_000
export const patienceMs = 15 * 60_000
/** Whoever asked for nothing so long has gone. */
const thereMs = 10 * 60_000
const mostHeld = 10_000

const unitOf = (actor: Actor): string => (actor.kind === 'officer' ? actor.unit.id : actor.kind)

export const makeTaken = (monotonicMs: () => number): Taken => {
  const held = new Map<string, number>()
  const there = new Map<string, number>()
  const waiting = new Map<string, number>()
  const set = (map: Map<string, number>, key: string, ms: number): void => {
    map.delete(key)
    map.set(key, ms)
    if (map.size > mostHeld) map.delete(map.keys().next().value!)
  }
  const keyOf = (subject: string, unit: string) => `${subject}|${unit}`
  const seen = (actor: Actor): void => set(there, unitOf(actor), monotonicMs() + thereMs)
  const take = (subject: string, actor: Actor): void => {
    seen(actor)
    set(held, keyOf(subject, unitOf(actor)), monotonicMs() + heldMs)
  }
  const isPatient = (key: string): boolean => {
    const since = waiting.get(key)
    if (since === undefined) set(waiting, key, monotonicMs())
    return since === undefined || monotonicMs() - since < patienceMs
  }
  return {
    isTaken: (subject, units) =>
      units.some(unit => {
        const key = keyOf(subject, unit)
        if ((held.get(key) ?? 0) > monotonicMs()) return true
        return (there.get(unit) ?? 0) > monotonicMs() && isPatient(key)
      }),
    seen,
    through: desk => ({
      ...desk,
      see: async (subject, actor) => {
        const found = await desk.see(subject, actor)
        if (!isRefusal(found)) take(found.standing.subject, actor)
        return found
      },
      move: async (subject, move, actor, input, last) => {
        const outcome = await desk.move(subject, move, actor, input, last)
        if (!isRefusal(outcome)) take(subject, actor)
        return outcome
      },
    }),
  }
}
