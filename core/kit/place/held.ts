// Whether one version of a shape covers a point, by going round its whole border: no squares, no shortcuts. What old
// versions are asked with, and what the index is held against.
import type { Chains } from './chains.ts'
import type { Ref } from './pool.ts'
import { isLeft } from './robust.ts'

export const isHeldBy = (chains: Chains, first: Ref, lng: number, lat: number): boolean => {
  let piece = 0
  let odd = false
  let held = false
  chains.read(first, chain => {
    if (chain.piece !== piece) {
      held ||= odd
      odd = false
      piece = chain.piece
    }
    for (let i = 2; i < chain.count * 2; i += 2) {
      const [ax, ay] = [chain.points[i - 2]!, chain.points[i - 1]!]
      const [bx, by] = [chain.points[i]!, chain.points[i + 1]!]
      if (ay > lat !== by > lat && isLeft(ax, ay, bx, by, lng, lat)) odd = !odd
    }
  })
  return held || odd
}
