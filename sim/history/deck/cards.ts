// Dealing: quotas shared out without a card too many, tables of whole numbers with given margins, shuffling. Only + − ×
// and ÷ of doubles, which are the same on every machine.
import { assert } from '#core/kit/assert.ts'
import type { Chance } from '../../chance.ts'

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0)

export const shuffled = <T>(cards: readonly T[], chance: Chance): T[] => {
  const deck = [...cards]
  for (let i = deck.length - 1; i > 0; i--) {
    const j = chance.below(i + 1)
    const held = deck[i]!
    deck[i] = deck[j]!
    deck[j] = held
  }
  return deck
}

/** `total` shared out in proportion to the weights: largest remainders first, earlier entries before later ones. */
export const sharedOut = (total: number, weights: readonly number[]): number[] => {
  const sum = sumOf(weights)
  assert(sum > 0 || total === 0, `${total} cannot be shared out by weights that are all 0`)
  if (total === 0) return weights.map(() => 0)
  const exact = weights.map(w => (total * w) / sum)
  const counts = exact.map(Math.floor)
  const left = total - sumOf(counts)
  exact
    .map((x, i) => ({ i, rest: x - Math.floor(x) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left)
    .forEach(({ i }) => {
      counts[i]!++
    })
  return counts
}

/** One card for each count: [2, 1] of a, b → a a b. */
export const cardsOf = <T>(values: readonly T[], counts: readonly number[]): T[] =>
  values.flatMap((value, i) => Array<T>(counts[i]!).fill(value))

/** Index drawn in proportion to the weight. */
export const drawn = (weights: readonly number[], chance: Chance): number => {
  let left = chance.next() * sumOf(weights)
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return weights.findLastIndex(w => w > 0)
}

const rounds = 200

/**
 * A table of whole numbers with exactly these sums of rows and columns, as near to the affinities as they allow, and 0
 * where the affinity is 0: proportional fitting, then rounding along the largest remainders.
 */
export const fitted = (
  rows: readonly number[],
  columns: readonly number[],
  affinity: readonly (readonly number[])[],
): number[][] => {
  assert(
    sumOf(rows) === sumOf(columns),
    `margins differ: rows make ${sumOf(rows)}, columns ${sumOf(columns)}`,
  )
  const x = affinity.map(row => [...row])
  for (let n = 0; n < rounds; n++) {
    x.forEach((row, i) => {
      scale(row, rows[i]!)
    })
    columns.forEach((want, j) => {
      let have = 0
      for (const row of x) have += row[j]!
      const by = have > 0 ? want / have : 0
      for (const row of x) row[j]! *= by
    })
  }
  return rounded(rows, columns, x, affinity)
}

const scale = (row: number[], want: number) => {
  const have = sumOf(row)
  const by = have > 0 ? want / have : 0
  for (let j = 0; j < row.length; j++) row[j]! *= by
}

const rounded = (
  rows: readonly number[],
  columns: readonly number[],
  x: readonly (readonly number[])[],
  affinity: readonly (readonly number[])[],
): number[][] => {
  const table = x.map(row => row.map(Math.floor))
  const short = rows.map((want, i) => want - sumOf(table[i]!))
  const narrow = columns.map((want, j) => want - table.reduce((sum, row) => sum + row[j]!, 0))
  const rests = x
    .flatMap((row, i) => row.map((value, j) => ({ i, j, rest: value - Math.floor(value) })))
    .filter(({ i, j }) => affinity[i]![j]! > 0)
    .sort((a, b) => b.rest - a.rest || a.i - b.i || a.j - b.j)
  for (const { i, j } of rests)
    if (short[i]! > 0 && narrow[j]! > 0) {
      table[i]![j]!++
      short[i]!--
      narrow[j]!--
    }
  for (let i = 0; i < rows.length; i++) while (short[i]! > 0) settle(i, table, short, narrow, affinity)
  return table
}

/** One card more in row i and in some column that is short, over a chain of cells that keeps all other sums. */
const settle = (
  i: number,
  table: number[][],
  short: number[],
  narrow: number[],
  affinity: readonly (readonly number[])[],
) => {
  type Cell = { i: number; j: number }
  const seenRows = new Set<number>([i])
  const seenColumns = new Set<number>()
  const queue: { row: number; path: Cell[] }[] = [{ row: i, path: [] }]
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (let j = 0; j < narrow.length; j++) {
      if (!(affinity[at.row]![j]! > 0) || seenColumns.has(j)) continue
      seenColumns.add(j)
      const path = [...at.path, { i: at.row, j }]
      if (narrow[j]! > 0) {
        path.forEach((cell, n) => {
          table[cell.i]![cell.j]! += n % 2 === 0 ? 1 : -1
        })
        short[i]!--
        narrow[j]!--
        return
      }
      for (let next = 0; next < short.length; next++) {
        if (seenRows.has(next) || table[next]![j]! === 0) continue
        seenRows.add(next)
        queue.push({ row: next, path: [...path, { i: next, j }] })
      }
    }
  assert(false, `row ${i} of a table cannot be filled: its columns are closed to it`)
}
