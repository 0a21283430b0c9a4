// A small memory of the most recently used subjects. Losing it costs a fold; it is never the truth.

export type Memory<T> = {
  get(key: string): T | undefined
  set(key: string, value: T): void
  drop(key: string): void
}

/** Keeps at most `most` entries; the one unused for longest goes first. */
export const makeMemory = <T>(most: number): Memory<T> => {
  // A Map remembers insertion order: taking an entry out and putting it back makes it the youngest.
  const entries = new Map<string, T>()
  return {
    get: key => {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size > most) entries.delete(entries.keys().next().value!)
    },
    drop: key => {
      entries.delete(key)
    },
  }
}
