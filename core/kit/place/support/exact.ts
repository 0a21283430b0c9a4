// What answers are held against: every edge of every shape, in whole numbers of any length. Slow and plainly right.
import type { Shape } from '../shape.ts'

const inUnits = (value: number): bigint => {
  let whole = value
  let bits = 0
  while (!Number.isInteger(whole)) {
    whole *= 2
    bits++
  }
  return BigInt(whole) << BigInt(1100 - bits)
}

/** Sign of the turn a → b → p, in whole numbers. */
export const exactTurn = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number => {
  const [a, b, c, d] = [inUnits(ax), inUnits(ay), inUnits(px), inUnits(py)]
  const turn = (inUnits(bx) - a) * (d - b) - (inUnits(by) - b) * (c - a)
  return turn > 0n ? 1 : turn < 0n ? -1 : 0
}

/** Half open: on a border a point belongs to the east of it, on a level border to the north. */
export const isHeldExactly = ({ pieces }: Shape, x: number, y: number): boolean =>
  pieces.some(piece => {
    let odd = false
    for (const ring of piece) {
      for (let i = 2; i < ring.length; i += 2) {
        const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
        if (ay > y === by > y) continue
        if (ax < x && bx < x) continue
        if ((ax > x && bx > x) || (by > ay ? 1 : -1) * exactTurn(ax, ay, bx, by, x, y) > 0) odd = !odd
      }
    }
    return odd
  })
