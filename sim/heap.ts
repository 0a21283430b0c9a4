// What comes first next: a binary heap over any order. Whoever waits in the simulation – a light, a scene – waits here.

export type Heap<T> = {
  push(item: T): void
  /** The first item; it stays. */
  peek(): T | undefined
  pop(): T | undefined
}

export const makeHeap = <T>(isSooner: (a: T, b: T) => boolean): Heap<T> => {
  const items: T[] = []
  return {
    peek: () => items[0],
    push: item => {
      let i = items.length
      while (i > 0) {
        const up = (i - 1) >> 1
        if (!isSooner(item, items[up]!)) break
        items[i] = items[up]!
        i = up
      }
      items[i] = item
    },
    pop: () => {
      const first = items[0]
      const last = items.pop()
      if (items.length === 0 || last === undefined) return first
      let i = 0
      for (;;) {
        let down = 2 * i + 1
        if (down >= items.length) break
        if (down + 1 < items.length && isSooner(items[down + 1]!, items[down]!)) down++
        if (!isSooner(items[down]!, last)) break
        items[i] = items[down]!
        i = down
      }
      items[i] = last
      return first
    },
  }
}
