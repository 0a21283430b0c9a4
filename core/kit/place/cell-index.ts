// An index of shapes on the earth: which cover a point, exactly, in a few array look-ups; changed while it is asked, each
// change within milliseconds and seen as a whole or not at all. Every change makes a new version of a shape and keeps the
// old one, so that a decision taken by an old border can be shown again.
import { assert } from '../assert.ts'
import { makeChains } from './chains.ts'
import { type Covering, makeCovering } from './cover.ts'
import { type CoveringMany, makeCoveringMany } from './cover-many.ts'
import { isHeldBy } from './held.ts'
import { makeListing } from './listing.ts'
import { makeNear, type Near } from './near.ts'
import { makePlacing, type Placed } from './placing.ts'
import type { Ref } from './pool.ts'
import { type Handle, mostHandles, type Shape } from './shape.ts'
import { makeTree } from './tree.ts'

export type CellIndex = {
  /** Adds a shape or changes it; the handle names this version of it. */
  put: (id: string, shape: Shape) => Handle
  /** False when there is no such shape. Its versions stay until forgotten. */
  remove: (id: string) => boolean
  covering: Covering
  coveringMany: CoveringMany
  /** The nearest shape when the point is on earth and there is a shape; distance 0 when it covers the point. */
  nearest: (lng: number, lat: number) => Near | undefined
  /** All shapes not farther than so many metres, nearest first. */
  within: (lng: number, lat: number, metres: number) => Near[]
  idOf: (handle: Handle) => string
  /** 1 for the first version of its shape. */
  versionOf: (handle: Handle) => number
  /** The version that answers now; undefined when there is none. */
  currentOf: (id: string) => Handle | undefined
  /** Whether this version, answering or not, covers the point. */
  holds: (handle: Handle, lng: number, lat: number) => boolean
  /** Lets go of a version that no longer answers; its handle is given out again. */
  forget: (handle: Handle) => void
  size: () => number
  bytes: () => number
}

type Version = { id: string; number: number; first: Ref; placed: Placed | undefined }

/** `detail`: how fine squares are, see placing.ts; when not given, finer the fewer shapes there are. */
export const makeCellIndex = (detail?: number): CellIndex => {
  const chains = makeChains()
  const tree = makeTree()
  const placing = makePlacing(tree, chains)
  const listing = makeListing(tree, chains)
  const covering = makeCovering(tree, listing)
  const near = makeNear(tree, chains, covering)
  const versions: (Version | undefined)[] = []
  const free: Handle[] = []
  const current = new Map<string, Handle>()
  let sharedCount = 0

  const versionAt = (handle: Handle): Version => {
    const version = versions[handle]
    assert(version !== undefined, `handle ${handle}: no version of a shape is kept under it`)
    return version
  }
  const lift = (handle: Handle): void => {
    const version = versionAt(handle)
    assert(version.placed !== undefined, `handle ${handle}: does not answer any more`)
    placing.lift(handle, version.first, version.placed)
    if (version.placed.shared) sharedCount--
    version.placed = undefined
  }
  const coveringMany = makeCoveringMany(tree, listing, chains, {
    count: () => sharedCount,
    has: handle => versionAt(handle).placed?.shared === true,
  })

  return {
    put: (id, shape) => {
      const handle = free.pop() ?? versions.length
      assert(handle < mostHandles, `shape ${id}: ${mostHandles} versions are kept; forget old ones first`)
      const before = current.get(id)
      if (before !== undefined) lift(before)
      const first = chains.write(shape)
      const placed = placing.place(handle, first, detail ?? detailFor(current.size))
      if (placed.shared) sharedCount++
      const number = before === undefined ? 1 : versionAt(before).number + 1
      versions[handle] = { id, number, first, placed }
      current.set(id, handle)
      return handle
    },
    remove: id => {
      const handle = current.get(id)
      if (handle === undefined) return false
      lift(handle)
      current.delete(id)
      return true
    },
    covering,
    coveringMany,
    nearest: near.nearest,
    within: near.within,
    idOf: handle => versionAt(handle).id,
    versionOf: handle => versionAt(handle).number,
    currentOf: id => current.get(id),
    holds: (handle, lng, lat) => isHeldBy(chains, versionAt(handle).first, lng, lat),
    forget: handle => {
      const version = versionAt(handle)
      assert(
        version.placed === undefined,
        `handle ${handle}: still answers; remove or change ${version.id} first`,
      )
      chains.free(version.first)
      versions[handle] = undefined
      free.push(handle)
    },
    size: () => current.size,
    bytes: () => chains.bytes() + tree.bytes(),
  }
}

/** From 6 for a district’s grids and fences to 0.4 for those of a city, so that all tables stay below the room of the corners. */
const detailFor = (shapes: number): number => Math.min(6, Math.max(0.4, 1500 / (shapes + 1)))
