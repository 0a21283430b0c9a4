// Chance from a seed, and shapes made by it: the same in every run.
import type { Shape } from '../shape.ts'

export type Chance = () => number

/** Mulberry32. */
export const chance = (seed: number): Chance => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const ringOf = (points: readonly (readonly [number, number])[]): Float64Array =>
  Float64Array.from([...points, points[0]!].flat())

/** A wobbly ring of so many corners; `decimals` none for all bits of a double. */
export const blob = (
  next: Chance,
  lng: number,
  lat: number,
  radius: number,
  corners: number,
  decimals?: number,
): Shape => {
  const phase = next() * 2 * Math.PI
  const kept = (value: number) =>
    decimals === undefined ? value : Math.round(value * 10 ** decimals) / 10 ** decimals
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    const r = radius * (0.75 + 0.15 * Math.sin(3 * angle + phase) + 0.1 * next())
    return [kept(lng + r * Math.cos(angle)), kept(lat + r * Math.sin(angle))] as const
  })
  return { pieces: [[ringOf(points)]] }
}

/** A piece of ground cut into columns × rows shapes that share all borders exactly; inner corners are moved about. */
export const parcels = (next: Chance, columns: number, rows: number, side: number): Shape[] => {
  const corner = Array.from({ length: rows + 1 }, (_, y) =>
    Array.from({ length: columns + 1 }, (_, x) => {
      const isRim = x === 0 || y === 0 || x === columns || y === rows
      const shift = () => (isRim ? 0 : (next() - 0.5) * 0.8)
      return [106 + (x + shift()) * side, 29.8 + (y + shift()) * side] as const
    }),
  )
  return Array.from({ length: columns * rows }, (_, i) => {
    const x = i % columns
    const y = Math.floor(i / columns)
    const around = [corner[y]![x]!, corner[y]![x + 1]!, corner[y + 1]![x + 1]!, corner[y + 1]![x]!]
    return { pieces: [[ringOf(i % 2 === 0 ? around : around.toReversed())]] }
  })
}

/** Points where rounding goes wrong: on corners, on edges as near as doubles get, one step of a double off. */
export const hardPoint = (next: Chance, { pieces }: Shape): [number, number] => {
  const piece = pieces[Math.floor(next() * pieces.length)]!
  const ring = piece[Math.floor(next() * piece.length)]!
  const i = Math.floor(next() * (ring.length / 2 - 1)) * 2
  const along = next() < 0.4 ? 0 : next()
  const x = ring[i]! + along * (ring[i + 2]! - ring[i]!)
  const y = ring[i + 1]! + along * (ring[i + 3]! - ring[i + 1]!)
  return [nudged(x, next), nudged(y, next)]
}

const nudged = (value: number, next: Chance): number => {
  const kind = Math.floor(next() * 4)
  if (kind < 2) return value
  const step = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), 2 ** -1000))) - 52)
  return kind === 2 ? value + step : value - step
}
