// Where and when subjects began, for finding what is near: one list a life for the whole district and one for each town,
// each in order of birth, as the database has them in its indexes.
import type { Instant } from '#core/kit/instant.ts'

export type Begun = { readonly subject: string; readonly bornAt: Instant }

export type Around<T extends Begun> = {
  add(life: string, place: string, entry: T): void
  drop(life: string, place: string, entry: T): void
  /** The newest entries of a life inside a place that began at or after `since`, at most `most`, newest first. */
  newest(
    life: string,
    place: string,
    since: Instant,
    most: number,
    placeOf: (entry: T) => string,
  ): readonly T[]
}

/** `district`: the district's own code; a town's is three characters longer. */
export const makeAround = <T extends Begun>(district: string): Around<T> => {
  const lists = new Map<string, T[]>()
  const townChars = district.length + 3
  const keysOf = (life: string, place: string): readonly string[] =>
    place.length < townChars ? [life] : [life, `${life}:${place.slice(0, townChars)}`]

  /** Index behind the last entry that began at or before `at`; nearly always the end. */
  const placeIn = (list: readonly T[], at: Instant): number => {
    let i = list.length
    while (i > 0 && list[i - 1]!.bornAt > at) i--
    return i
  }

  return {
    add: (life, place, entry) => {
      for (const key of keysOf(life, place)) {
        const list = lists.get(key)
        if (list) list.splice(placeIn(list, entry.bornAt), 0, entry)
        else lists.set(key, [entry])
      }
    },
    drop: (life, place, entry) => {
      for (const key of keysOf(life, place)) {
        const list = lists.get(key) ?? []
        const i = list.indexOf(entry)
        if (i >= 0) list.splice(i, 1)
      }
    },
    newest: (life, place, since, most, placeOf) => {
      const list = lists.get(keysOf(life, place).at(-1)!) ?? []
      const all = place.length <= district.length
      const found: T[] = []
      for (let i = list.length - 1; i >= 0 && found.length < most && list[i]!.bornAt >= since; i--)
        if (all || placeOf(list[i]!).startsWith(place)) found.push(list[i]!)
      return found
    },
  }
}
