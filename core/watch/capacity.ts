// How many are inside a fence, from the visits of all movers put in the order of event time. Movers report at their own
// pace, so an entry may turn up between two others: then the alarms of that stretch are counted again and corrected.
// Whoever fell silent inside still counts.

import { type Crossing, nameOf, type What } from './crossing.ts'
import { corrections } from './history.ts'
import type { Laid } from './laid.ts'

type Count = {
  inside: number
  breach: boolean
  alarmAt: number
  calmAt: number
}

export type Ledger = {
  /** Entries and leavings not settled yet, by the moment they happened. */
  entries: Crossing[]
  /** How it stood before them. */
  settled: Count
  told: Crossing[]
  newestAt: number
}

/** Older entries are settled: a correction beyond this changes the count and no alarm. */
const keepMs = 86_400_000

const newLedger = (): Ledger => ({
  entries: [],
  settled: { inside: 0, breach: false, alarmAt: Number.NaN, calmAt: Number.NaN },
  told: [],
  newestAt: -Infinity,
})

const deltas: Partial<Record<What, number>> = { entered: 1, left: -1, ended: -1 }

/** Counts what movers' crossings of one fence say; answers the alarms to be told. */
export const count = (
  ledgers: Map<number, Ledger>,
  laid: Laid,
  crossings: readonly Crossing[],
): Crossing[] => {
  const ledger = ledgers.get(laid.slot) ?? newLedger()
  const relevant = crossings.filter(c => deltas[c.what] !== undefined)
  if (relevant.length === 0) return []
  ledgers.set(laid.slot, ledger)
  const byId = new Map(ledger.entries.map(e => [e.id, e]))
  // In the order in which it was told: one batch may tell a thing and take it back.
  for (const c of relevant) {
    const gone = c.standing === 'retracted' ? c.id : c.replaces
    // What was settled already cannot be taken out of its place any more, only off the count.
    if (gone !== undefined && !byId.delete(gone)) ledger.settled.inside -= deltas[c.what]!
    if (c.standing !== 'retracted') byId.set(c.id, c)
  }
  ledger.entries = [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const knownUntilAt = ledger.newestAt
  ledger.newestAt = relevant.reduce((newest, c) => Math.max(newest, c.decidedAt), ledger.newestAt)

  const now = run(laid, { ...ledger.settled }, ledger.entries)
  const out = corrections(ledger.told, now, knownUntilAt)
  ledger.told = now
  settle(laid, ledger)
  return out
}

/** Runs through entries, changing `state`; every alarm crossing carries the evidence of the entry that tipped it. */
const run = (laid: Laid, state: Count, entries: readonly Crossing[]): Crossing[] => {
  const { rule, id } = laid.fence
  if (rule.kind !== 'capacity') return []
  const out: Crossing[] = []
  const say = (by: Crossing, what: What): void => {
    const { mover: _, visit: __, replaces: ___, ...rest } = by
    const alarm = nameOf(id, state.alarmAt, '')
    const why = what === 'alarm-ended' ? 'few-again' : 'too-many'
    out.push({
      ...rest,
      id: `${what}@${by.at.toString(36)}:${by.id}`,
      what,
      why,
      standing: 'first',
      alarm,
      count: state.inside,
    })
  }
  for (const entry of entries) {
    state.inside += deltas[entry.what]!
    if (!state.breach && state.inside > rule.most && laid.isOn(entry.at)) {
      const again = entry.at - state.calmAt <= laid.mergeWithinMs
      if (!again) state.alarmAt = entry.at
      state.breach = true
      say(entry, again ? 'alarm-repeated' : 'alarm-raised')
    } else if (state.breach && (state.inside <= rule.clearAt || !laid.isOn(entry.at))) {
      state.breach = false
      state.calmAt = entry.at
      say(entry, 'alarm-ended')
    }
  }
  return out
}

const settle = (laid: Laid, ledger: Ledger): void => {
  const newest = ledger.entries.at(-1)?.at ?? -Infinity
  const first = ledger.entries[0]
  if (first === undefined || newest - first.at <= 2 * keepMs) return
  const old = ledger.entries.filter(e => newest - e.at > keepMs)
  run(laid, ledger.settled, old)
  ledger.entries = ledger.entries.slice(old.length)
  ledger.told = ledger.told.filter(c => newest - c.at <= keepMs)
}

export const insideOf = (ledger: Ledger | undefined): number =>
  ledger ? ledger.entries.reduce((n, e) => n + deltas[e.what]!, ledger.settled.inside) : 0
