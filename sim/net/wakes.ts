// Who must be woken next: turning points in order of time. An entry is never moved; one that no longer counts is passed
// over when it comes up, and thrown away.
import type { Instant } from '#core/kit/instant.ts'
import { makeHeap } from '../heap.ts'

/** `order` breaks ties, so that two subjects due at one instant are woken in the order in which they were told of. */
export type Wake = { readonly at: Instant; readonly subject: string; readonly order: number }

export type Wakes = {
  add(at: Instant, subject: string): Wake
  /** The earliest entries at or before `now` that still count, at most `most`, earliest first; they stay. */
  due(now: Instant, most: number): readonly Wake[]
  /** The earliest entry that still counts. */
  next(): Wake | undefined
}

export const makeWakes = (counts: (wake: Wake) => boolean): Wakes => {
  const heap = makeHeap<Wake>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order))
  let orders = 0

  const next = (): Wake | undefined => {
    for (let wake = heap.peek(); wake; wake = heap.peek()) {
      if (counts(wake)) return wake
      heap.pop()
    }
    return undefined
  }

  return {
    next,
    add: (at, subject) => {
      const wake = { at, subject, order: orders++ }
      heap.push(wake)
      return wake
    },
    due: (now, most) => {
      const found: Wake[] = []
      for (let wake = next(); wake && wake.at <= now && found.length < most; wake = next()) {
        found.push(wake)
        heap.pop()
      }
      for (const wake of found) heap.push(wake)
      return found
    },
  }
}
