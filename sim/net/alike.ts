// What may have been told before, asked of the net in memory: the same looks with the same bounds as the database takes
// (server/store/alike.ts), so that a simulated desk is shown what a real one would be.
import type { Point } from '#core/district/district.ts'
import { bandsOf, keysAt, keysBetween } from '#core/sort/likeness.ts'
import { spotOf, spotsAround } from '#core/sort/spot.ts'
import { alikeBounds as most, type Sought } from '#desk/store-port.ts'
import type { Begun } from './around.ts'
import { byBirth, makeShelves, type Shelves } from './shelves.ts'

/** `place` and `point` as they were when it was put here; who moves it takes it out first. */
export type Placed = Begun & { readonly place: string; readonly point?: Point }

type Row = { type: string | null; phase: string }

export type Alike<T> = {
  add(life: string, words: string, entry: T): void
  drop(life: string, words: string, entry: T): void
  /** All that the looks find, newest first; `rowOf` is how an entry stands now. */
  find(sought: Sought, rowOf: (entry: T) => Row): readonly T[]
}

export const makeAlike = <T extends Placed>(district: string): Alike<T> => {
  const shelves = makeShelves<string, T>()
  const townChars = district.length + 3
  const keysOf = (life: string, words: string, { bornAt, place, point }: T): readonly string[] => [
    ...keysAt(bandsOf(words), bornAt).map(key => `${life}${key}`),
    `${life}@${place}`,
    `${life}#${place.slice(0, townChars)}`,
    ...(point ? [`${life}+${spotOf(point)}`] : []),
  ]
  return {
    add: (life, words, entry) => shelves.add(keysOf(life, words, entry), entry),
    drop: (life, words, entry) => shelves.drop(keysOf(life, words, entry), entry),
    find: (sought, rowOf) => found(shelves, sought, rowOf),
  }
}

const found = <T extends Begun>(
  shelves: Shelves<string, T>,
  { life, words, point, places, town, type, at, since, dayBefore }: Sought,
  rowOf: (entry: T) => Row,
): readonly T[] => {
  const all = new Set<T>()
  const take = (entries: Iterable<T>, order: 1 | -1, limit: number) => {
    for (const entry of [...new Set(entries)].sort((a, b) => order * byBirth(a, b)).slice(0, limit))
      all.add(entry)
  }
  const keys = keysBetween(bandsOf(words), since, at).map(key => `${life}${key}`)
  take(
    keys.flatMap(key => shelves.newest(key, since, most.alike)),
    -1,
    most.alike,
  )
  const spots = point ? spotsAround(point).map(spot => `${life}+${spot}`) : []
  for (const near of [spots, places.map(place => `${life}@${place}`)]) {
    take(
      near.flatMap(key => shelves.newest(key, since, most.aPlace)),
      -1,
      most.near,
    )
    take(
      near.flatMap(key => shelves.oldest(key, dayBefore, most.oldest)),
      1,
      most.oldest,
    )
  }
  // What waits is further back than what came last, when that is merged already.
  const there = places.flatMap(place => shelves.newest(`${life}@${place}`, since, Number.POSITIVE_INFINITY))
  take(
    there.filter(entry => rowOf(entry).phase === 'open'),
    -1,
    most.waiting,
  )
  for (const entry of shelves.newest(`${life}#${town}`, since, most.inTown)) {
    const own = rowOf(entry).type
    if (own === null || own === type) all.add(entry)
  }
  return [...all].sort((a, b) => -byBirth(a, b))
}
