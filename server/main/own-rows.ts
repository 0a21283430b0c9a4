// The district's own closed matters as rows to learn from: masked words and the type a person confirmed. Where somebody
// sent another type than was suggested, the next training has the correction by itself.
import { createHash } from 'node:crypto'
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Typed } from '#core/sort/compare.ts'
import type { Labelled } from '#core/sort/learn/learn.ts'
import { oneText } from '#core/sort/sort.ts'
import { type TypedMatter, typedMatters } from '#server/store/period.ts'
import type { Database } from '#server/store/pool.ts'
import type { Period } from './days.ts'

export type OwnRows = {
  rows: Labelled[]
  sha256: string
  /** Received first and last. */
  firstAt?: Instant
  lastAt?: Instant
  corrections: number
  /** Matters whose type the catalogue has no more. */
  outdated: number
  /** Labels with too few matters to learn from, left to the keywords. */
  rare: readonly { label: string; rows: number }[]
}

/** Five parts are tried in turn: of fewer rows some part would have none. */
const leastRows = 5

export const ownRows = async (
  db: Database,
  district: District,
  { fromAt, toAt }: Period,
  by: 'type' | 'module',
): Promise<OwnRows> => {
  const told: { label: string; text: string }[] = []
  let [firstAt, lastAt]: (Instant | undefined)[] = []
  let corrections = 0
  let outdated = 0
  for await (const page of typedMatters(db, fromAt, toAt, { closed: true })) {
    for (const matter of page) {
      const type = district.type(matter.typed)
      if (!type) {
        outdated++
        continue
      }
      if (matter.suggested !== null && matter.suggested !== matter.typed) corrections++
      firstAt ??= matter.bornAt as Instant
      lastAt = matter.bornAt as Instant
      told.push({ label: by === 'type' ? type.code : type.module, text: oneText(inputOf(matter)) })
    }
  }
  const byLabel = Map.groupBy(told, r => r.label)
  const rows = told.filter(r => byLabel.get(r.label)!.length >= leastRows)
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`)
  return {
    rows,
    sha256: hash.digest('hex'),
    ...(firstAt === undefined ? {} : { firstAt }),
    ...(lastAt === undefined ? {} : { lastAt }),
    corrections,
    outdated,
    rare: [...byLabel]
      .filter(([, list]) => list.length < leastRows)
      .map(([label, list]) => ({ label, rows: list.length })),
  }
}

const inputOf = ({ words, title }: TypedMatter) => ({ words, ...(title === null ? {} : { title }) })

/** Matters a person has typed, as two sorters are compared on. */
export const typedIn = async (db: Database, { fromAt, toAt }: Period): Promise<Typed[]> => {
  const list: Typed[] = []
  for await (const page of typedMatters(db, fromAt, toAt, { closed: false }))
    for (const matter of page) list.push({ ...inputOf(matter), number: matter.subject, typed: matter.typed })
  return list
}
