// Who must be woken next: a heap of turning points. An entry is never moved; one that no longer counts is passed over
// when it comes up, and thrown away.
import type { Instant } from '#core/kit/instant.ts'

/** `order` breaks ties, so that two subjects due at one instant are woken in the order in which they were told of. */
export type Wake = { readonly at: Instant; readonly subject: string; readonly order: number }

export type Wakes = {
  add(at: Instant, subject: string): Wake
  /** The earliest entries at or before `now` that still count, at most `most`, earliest first; they stay in the heap. */
  due(now: Instant, most: number): readonly Wake[]
  /** The earliest entry that still counts. */
  next(): Wake | undefined
}

const isSooner = (a: Wake, b: Wake): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

export const makeWakes = (counts: (wake: Wake) => boolean): Wakes => {
  const heap: Wake[] = []
  let orders = 0

  const push = (wake: Wake): void => {
    let i = heap.length
    for (; i > 0; ) {
      const up = (i - 1) >> 1
      if (!isSooner(wake, heap[up]!)) break
      heap[i] = heap[up]!
      i = up
    }
    heap[i] = wake
  }

  const pop = (): void => {
    const last = heap.pop()!
    if (heap.length === 0) return
    let i = 0
    for (;;) {
      let down = 2 * i + 1
      if (down >= heap.length) break
      if (down + 1 < heap.length && isSooner(heap[down + 1]!, heap[down]!)) down++
      if (!isSooner(heap[down]!, last)) break
      heap[i] = heap[down]!
      i = down
    }
    heap[i] = last
  }

  const next = (): Wake | undefined => {
    while (heap.length > 0 && !counts(heap[0]!)) pop()
    return heap[0]
  }

  return {
    add: (at, subject) => {
      const wake = { at, subject, order: orders++ }
      push(wake)
      return wake
    },
    next,
    due: (now, most) => {
      const found: Wake[] = []
      for (let wake = next(); wake && wake.at <= now && found.length < most; wake = next()) {
        found.push(wake)
        pop()
      }
      for (const wake of found) push(wake)
      return found
    },
  }
}
