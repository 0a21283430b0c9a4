// Entries on shelves by key, each shelf in order of birth: what an index of the database is to the net in memory.
import type { Begun } from './around.ts'

export type Shelves<K, T extends Begun> = {
  add(keys: readonly K[], entry: T): void
  drop(keys: readonly K[], entry: T): void
  /** Entries of a key born at or after `since`, newest first. */
  newest(key: K, since: number, most: number): readonly T[]
  /** The same, oldest first. */
  oldest(key: K, since: number, most: number): readonly T[]
}

/** Order of birth; subjects break ties. */
export const byBirth = (a: Begun, b: Begun): number =>
  a.bornAt - b.bornAt || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0)

export const makeShelves = <K, T extends Begun>(): Shelves<K, T> => {
  const shelves = new Map<K, T[]>()
  return {
    add: (keys, entry) => {
      for (const key of keys) {
        const shelf = shelves.get(key)
        if (!shelf) {
          shelves.set(key, [entry])
          continue
        }
        let i = shelf.length
        while (i > 0 && byBirth(shelf[i - 1]!, entry) > 0) i--
        shelf.splice(i, 0, entry)
      }
    },
    drop: (keys, entry) => {
      for (const key of keys) {
        const shelf = shelves.get(key) ?? []
        const i = shelf.indexOf(entry)
        if (i >= 0) shelf.splice(i, 1)
        if (shelf.length === 0) shelves.delete(key)
      }
    },
    newest: (key, since, most) => {
      const shelf = shelves.get(key) ?? []
      const found: T[] = []
      for (let i = shelf.length - 1; i >= 0 && found.length < most && shelf[i]!.bornAt >= since; i--)
        found.push(shelf[i]!)
      return found
    },
    oldest: (key, since, most) => {
      const shelf = shelves.get(key) ?? []
      let from = shelf.length
      while (from > 0 && shelf[from - 1]!.bornAt >= since) from--
      const found: T[] = []
      for (let i = from; i < shelf.length && found.length < most; i++) found.push(shelf[i]!)
      return found
    },
  }
}
