// What changed over a whole period: who would get what from whom, what would be sorted differently, which promises would
// end earlier or later, and what would have been late. Counts with a few numbers of matters each, so that every figure
// can be opened.
import type { Compared, Outcome } from './whatif.ts'

/** From → to, how many matters, and some of their numbers. */
export type Flow = { from: string; to: string; count: number; examples: readonly string[] }

export type WhatIf = {
  matters: number
  /** Of these were sent to a unit at all: only they can go elsewhere. */
  sent: number
  elsewhere: readonly Flow[]
  levels: readonly Flow[]
  urgencies: readonly Flow[]
  sorted: readonly Flow[]
  /** Of matters sorted differently and typed by a person: which side agreed with the person. */
  nowRight: number
  nowWrong: number
  earlier: Shift
  later: Shift
  /** Answered and with a promise on both sides. */
  answered: number
  lateBefore: number
  lateAfter: number
  newlyLate: readonly string[]
  noLongerLate: readonly string[]
}

/** `hours`: median of how far the end of the promise moves. */
export type Shift = { count: number; hours: number; examples: readonly string[] }

const mostExamples = 3
const msPerHour = 3_600_000
/** What a sorter that has nothing to say is called in a flow. */
export const unsorted = '—'

type Tally = Map<string, { from: string; to: string; count: number; examples: string[] }>

export const makeWhatIf = (): { add(c: Compared): boolean; sum(): WhatIf } => {
  const flows = { elsewhere: newTally(), levels: newTally(), urgencies: newTally(), sorted: newTally() }
  const moved: { earlier: [number, string][]; later: [number, string][] } = { earlier: [], later: [] }
  const newlyLate: string[] = []
  const noLongerLate: string[] = []
  const n = { matters: 0, sent: 0, nowRight: 0, nowWrong: 0, answered: 0, lateBefore: 0, lateAfter: 0 }

  /** Whether anything at all is different. */
  const add = ({ number, typed, before, after }: Compared): boolean => {
    n.matters++
    const change = (tally: Tally, key: keyof Outcome) =>
      count(tally, String(before[key] ?? unsorted), String(after[key] ?? unsorted), number)
    let changed = change(flows.sorted, 'sorted')
    if (changed && typed !== undefined) {
      if (after.sorted === typed) n.nowRight++
      else if (before.sorted === typed) n.nowWrong++
    }
    changed = change(flows.urgencies, 'urgency') || changed
    if (before.lead === undefined) return changed
    n.sent++
    changed = change(flows.elsewhere, 'lead') || changed
    changed = change(flows.levels, 'level') || changed
    if (before.dueAt !== undefined && after.dueAt !== undefined && before.dueAt !== after.dueAt) {
      changed = true
      const shift = (after.dueAt - before.dueAt) / msPerHour
      moved[shift < 0 ? 'earlier' : 'later'].push([shift, number])
    }
    if (before.late !== undefined && after.late !== undefined) {
      n.answered++
      if (before.late) n.lateBefore++
      if (after.late) n.lateAfter++
      if (after.late && !before.late) newlyLate.push(number)
      if (before.late && !after.late) noLongerLate.push(number)
    }
    return changed
  }

  return {
    add,
    sum: () => ({
      matters: n.matters,
      sent: n.sent,
      elsewhere: ranked(flows.elsewhere),
      levels: ranked(flows.levels),
      urgencies: ranked(flows.urgencies),
      sorted: ranked(flows.sorted),
      nowRight: n.nowRight,
      nowWrong: n.nowWrong,
      earlier: shiftOf(moved.earlier),
      later: shiftOf(moved.later),
      answered: n.answered,
      lateBefore: n.lateBefore,
      lateAfter: n.lateAfter,
      newlyLate,
      noLongerLate,
    }),
  }
}

const newTally = (): Tally => new Map()

const count = (tally: Tally, from: string, to: string, number: string): boolean => {
  if (from === to) return false
  const key = `${from}\n${to}`
  const flow = tally.get(key) ?? { from, to, count: 0, examples: [] }
  flow.count++
  if (flow.examples.length < mostExamples) flow.examples.push(number)
  tally.set(key, flow)
  return true
}

const ranked = (tally: Tally): Flow[] =>
  [...tally.values()].sort(
    (a, b) => b.count - a.count || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1),
  )

const shiftOf = (moved: [number, string][]): Shift => {
  const sorted = [...moved].sort((a, b) => a[0] - b[0])
  const middle = sorted[Math.floor(sorted.length / 2)]
  return {
    count: moved.length,
    hours: middle ? Math.round(Math.abs(middle[0]) * 10) / 10 : 0,
    examples: moved.slice(0, mostExamples).map(([, number]) => number),
  }
}
