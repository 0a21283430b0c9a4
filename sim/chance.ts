// Chance that repeats: one seed tells the same story on every machine. Each part of a story draws from a stream of its
// own, named, so that drawing once more in one place changes nothing in another. xoshiro128** on 32-bit integers, seeded
// by splitmix32 (Blackman and Vigna); nothing here is secret.

export type Chance = {
  /** 0 ≤ x < 1 */
  next(): number
  /** 0 … n-1 */
  below(n: number): number
  between(low: number, high: number): number
  /** True in this share of all cases. */
  isSo(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** One of the values, each as often as its weight says. */
  weighted<T>(table: readonly (readonly [weight: number, value: T])[]): T
}

/** FNV-1a over the characters of a stream's name. */
const nameOf = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

const splitmix32 = (seed: number) => {
  let a = seed | 0
  return () => {
    a = (a + 0x9e3779b9) | 0
    let t = Math.imul(a ^ (a >>> 16), 0x21f0aaad)
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97)
    return (t ^ (t >>> 15)) | 0
  }
}

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

export const chanceOf = (seed: number, stream: string): Chance => {
  const first = splitmix32(Math.imul(seed | 0, 0x85ebca6b) ^ nameOf(stream))
  let [a, b, c, d] = [first(), first(), first(), first() | 1]
  const next = (): number => {
    const drawn = Math.imul(rotated(Math.imul(b, 5), 7), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotated(d, 11)
    return (drawn >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    isSo: share => next() < share,
    pick: items => items[below(items.length)]!,
    weighted: table => {
      let left = next() * table.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of table) {
        left -= weight
        if (left < 0) return value
      }
      return table.at(-1)![1]
    },
  }
}
