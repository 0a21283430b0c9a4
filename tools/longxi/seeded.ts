// Chance that repeats: one seed gives the same district on every machine, so a demo and a failing test can be shown
// to somebody else. mulberry32 is enough for names and shapes; nothing here is secret.

export type Chance = {
  /** 0 ≤ x < 1 */
  next: () => number
  between: (low: number, high: number) => number
  /** 0 … n-1 */
  below: (n: number) => number
  pick: <T>(items: readonly T[]) => T
  shuffled: <T>(items: readonly T[]) => T[]
}

export const seeded = (seed: number): Chance => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    pick: items => items[below(items.length)]!,
    shuffled: items => {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = below(i + 1)
        ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
      }
      return copy
    },
  }
}
