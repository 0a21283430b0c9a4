// Cuts the plane around seed points into cells that share their borders exactly, and joins cells into larger pieces.
// Every corner is computed once from the three seeds that meet there and every edge is bent once, so neighbours carry
// the very same numbers: no slivers, no overlaps, whatever is later asked of the polygons.
import type { Chance } from './seeded.ts'

/** Kilometres east and north of the district's middle. */
export type Km = readonly [number, number]

type Corner = { at: Km; left: number }

const minus = (a: Km, b: Km): Km => [a[0] - b[0], a[1] - b[1]]
const far = 80

/** The point equally far from three seeds, always computed in the same order. */
const meeting = (seeds: readonly Km[], triple: readonly number[]): Km => {
  const [a, b, c] = [...triple].sort((x, y) => x - y).map(i => seeds[i]!) as [Km, Km, Km]
  const [bx, by] = minus(b, a)
  const [cx, cy] = minus(c, a)
  const d = 2 * (bx * cy - by * cx)
  const b2 = bx * bx + by * by
  const c2 = cx * cx + cy * cy
  return [a[0] + (cy * b2 - by * c2) / d, a[1] + (bx * c2 - cx * b2) / d]
}

/** The convex cell of one seed, counter-clockwise; `left` names the neighbour across the edge that leaves a corner. */
const cellOf = (seeds: readonly Km[], own: number): Corner[] => {
  const [x, y] = seeds[own]!
  let cell: Corner[] = [
    { at: [x - far, y - far], left: -1 },
    { at: [x + far, y - far], left: -2 },
    { at: [x + far, y + far], left: -3 },
    { at: [x - far, y + far], left: -4 },
  ]
  for (let other = 0; other < seeds.length; other++) {
    if (other === own) continue
    const [ox, oy] = seeds[other]!
    const [nx, ny] = [ox - x, oy - y]
    const middle = (nx * (x + ox) + ny * (y + oy)) / 2
    const side = (p: Km) => nx * p[0] + ny * p[1] - middle
    if (cell.every(c => side(c.at) <= 0)) continue
    const cut: Corner[] = []
    cell.forEach((corner, i) => {
      const following = cell[(i + 1) % cell.length]!
      const here = side(corner.at)
      const there = side(following.at)
      const crossing = (): Km => {
        const t = here / (here - there)
        return [
          corner.at[0] + t * (following.at[0] - corner.at[0]),
          corner.at[1] + t * (following.at[1] - corner.at[1]),
        ]
      }
      if (here <= 0) cut.push(corner)
      if (here <= 0 && there > 0) cut.push({ at: crossing(), left: other })
      if (here > 0 && there <= 0) cut.push({ at: crossing(), left: corner.left })
    })
    cell = cut
  }
  return cell.map((corner, i) => {
    const before = cell[(i + cell.length - 1) % cell.length]!.left
    if (before < 0 || corner.left < 0) throw new Error(`seed ${own} has no neighbour on one side: add ghosts`)
    return { at: meeting(seeds, [own, before, corner.left]), left: corner.left }
  })
}

/**
 * Rings (open, counter-clockwise) of the first `count` seeds; the seeds after them are ghosts that only shape the rim.
 * `place` turns kilometres into the numbers that are published and rounds them.
 */
export const cutCells = (
  seeds: readonly Km[],
  count: number,
  chance: Chance,
  place: (p: Km) => Km,
): Km[][] => {
  const bends = new Map<string, Km[]>()
  // Long borders get up to seven bends, short ones stay straight: a country border without a ruler's look.
  const bend = (a: Km, b: Km, depth: number): Km[] => {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (length < 0.35 || depth === 0) return []
    const shift = chance.between(-0.11, 0.11)
    const at: Km = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * shift, (a[1] + b[1]) / 2 + (b[0] - a[0]) * shift]
    return [...bend(a, at, depth - 1), at, ...bend(at, b, depth - 1)]
  }
  const rings: Km[][] = []
  for (let own = 0; own < count; own++) {
    const corners = cellOf(seeds, own)
    const ring: Km[] = []
    corners.forEach((corner, i) => {
      const following = corners[(i + 1) % corners.length]!
      ring.push(corner.at)
      const key = `${Math.min(own, corner.left)}-${Math.max(own, corner.left)}`
      const known = bends.get(key)
      const inner = known ? [...known].reverse() : bend(corner.at, following.at, 3)
      if (!known) bends.set(key, inner)
      ring.push(...inner)
    })
    rings.push(ring.map(place).filter((p, i, all) => !same(p, all[(i + 1) % all.length]!)))
  }
  return rings
}

const same = (a: Km, b: Km) => a[0] === b[0] && a[1] === b[1]
const name = (p: Km) => `${p[0]},${p[1]}`

/** One ring around several touching rings: inner borders cancel, the outer ones remain. */
export const joinRings = (rings: readonly (readonly Km[])[]): Km[] => {
  const onward = new Map<string, Map<string, Km>>()
  for (const ring of rings) {
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!
      const back = onward.get(name(to))
      if (back?.delete(name(from))) return
      const out = onward.get(name(from)) ?? new Map<string, Km>()
      out.set(name(to), to)
      onward.set(name(from), out)
    })
  }
  const starts = [...onward].filter(([, out]) => out.size > 0)
  const [x, y] = starts[0]![0].split(',').map(Number) as [number, number]
  const ring: Km[] = [[x, y]]
  for (;;) {
    const out = onward.get(name(ring.at(-1)!))!
    if (out.size !== 1) throw new Error(`pieces touch in one point only at ${name(ring.at(-1)!)}`)
    const following = [...out.values()][0]!
    if (same(following, ring[0]!)) break
    ring.push(following)
  }
  if (ring.length !== starts.length) throw new Error('pieces do not form one piece without holes')
  return ring
}

/** A line along borders from one corner to another, as rivers run: shortest by `cost` of each small step. */
export const lineAlong = (
  rings: readonly (readonly Km[])[],
  from: Km,
  to: Km,
  cost: (a: Km, b: Km) => number,
) => {
  const near = new Map<string, { at: Km; steps: Km[] }>()
  for (const ring of rings) {
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!
      for (const [p, q] of [[a, b] as const, [b, a] as const]) {
        const node = near.get(name(p)) ?? { at: p, steps: [] }
        node.steps.push(q)
        near.set(name(p), node)
      }
    })
  }
  const best = new Map<string, number>([[name(from), 0]])
  const came = new Map<string, Km>()
  const open = new Set([name(from)])
  while (open.size > 0) {
    let here = ''
    for (const key of open) if (here === '' || best.get(key)! < best.get(here)!) here = key
    if (here === name(to)) break
    open.delete(here)
    const node = near.get(here)!
    for (const step of node.steps) {
      const total = best.get(here)! + cost(node.at, step)
      if (total >= (best.get(name(step)) ?? Number.POSITIVE_INFINITY)) continue
      best.set(name(step), total)
      came.set(name(step), node.at)
      open.add(name(step))
    }
  }
  const line: Km[] = [to]
  while (!same(line[0]!, from)) line.unshift(came.get(name(line[0]!))!)
  return line
}
