// A made-up ground for the bench of places: fences of 30–400 corners in clusters, as towns have them, coordinates with
// seven decimals as receivers and drawing tools write them. The same ground in every run.
export type Ground = {
  shapes: number
  /** Degrees along a side of the ground. */
  side: number
  west: number
  south: number
  /** Calls for every shape in turn; the ring is closed and not kept here. */
  each: (take: (ring: Float64Array, number: number) => void) => void
  /** Fixes anywhere on the ground, each as likely. */
  fixes: (count: number) => { lngs: Float64Array; lats: Float64Array }
}

/** Median radius in degrees, how wide a cluster is, and how many there are. */
type Plan = { side: number; radius: number; spread: number; clusters: number }

/** A district with its grids, the same with its fences, and a municipality of 300 km with all of its fences. */
const plans: readonly (readonly [shapes: number, plan: Plan])[] = [
  [131, { side: 0.6, radius: 0.02, spread: 0.1, clusters: 12 }],
  [2_000, { side: 0.6, radius: 0.006, spread: 0.05, clusters: 40 }],
  [100_000, { side: 3, radius: 0.004, spread: 0.05, clusters: 400 }],
]

export const groundOf = (shapes: number, decimals: number | undefined = 7): Ground => {
  const plan = (plans.find(([most]) => shapes <= most) ?? plans[plans.length - 1]!)[1]
  const [west, south] = [106, 29.5]
  const kept = (value: number) =>
    decimals === undefined ? value : Math.round(value * 10 ** decimals) / 10 ** decimals
  return {
    shapes,
    side: plan.side,
    west,
    south,
    each: take => {
      const next = chance(shapes)
      const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      const centres = Array.from({ length: plan.clusters }, () => [
        west + next() * plan.side,
        south + next() * plan.side,
      ])
      for (let number = 0; number < shapes; number++) {
        const centre = centres[Math.floor(next() * centres.length)]!
        const x = centre[0]! + normal() * plan.spread
        const y = centre[1]! + normal() * plan.spread
        const radius = plan.radius * Math.exp(normal() * 0.6)
        const corners = 30 + Math.floor(next() * 371)
        const phase = next() * 2 * Math.PI
        const ring = new Float64Array(2 * corners + 2)
        for (let i = 0; i < corners; i++) {
          const angle = (2 * Math.PI * i) / corners
          const r = radius * (0.75 + 0.15 * Math.sin(3 * angle + phase) + 0.1 * next())
          ring[2 * i] = kept(x + r * Math.cos(angle))
          ring[2 * i + 1] = kept(y + r * Math.sin(angle))
        }
        ring.copyWithin(2 * corners, 0, 2)
        take(ring, number)
      }
    },
    fixes: count => {
      const next = chance(count)
      const lngs = Float64Array.from({ length: count }, () => west + next() * plan.side)
      const lats = Float64Array.from({ length: count }, () => south + next() * plan.side)
      return { lngs, lats }
    },
  }
}

/** Mulberry32. */
const chance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
