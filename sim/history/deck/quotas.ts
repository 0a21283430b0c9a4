// How much of everything is dealt: the published figures as they are, or in proportion for another number of matters
// over other months, so that the same deck fills the years of a load test slice by slice.
import { type Day, dayFromCivil } from '#core/kit/instant.ts'
import { sharedOut, sumOf } from './cards.ts'
import * as figures from './figures.ts'

/** One month or part of one: its first day, how many days of it, and how many matters are closed in it. */
export type Month = { firstOn: Day; days: number; closed: number }

export type Quotas = {
  /** Rows as `modules`, columns as `levels`. */
  closed: readonly (readonly number[])[]
  departments: Readonly<Record<string, number>>
  channels: Readonly<Record<string, number>>
  months: readonly Month[]
  open: number
  merged: number
  declined: number
  diverted: number
  /** Factor on every figure of quality and every planted thing; 1 for the published ones. */
  scale: number
  /** Patterns, traps and the flood of August 2020. */
  isPlanted: boolean
  /** Crowds of reports that all come within two hours. */
  bursts: readonly Burst[]
}

export type Burst = { on: Day; hour: number; matters: number }

const monthsFrom = (year: number, month: number, closed: readonly number[]): Month[] =>
  closed.map((count, i) => {
    const from = month - 1 + i
    const first = dayFromCivil({ year: year + Math.floor(from / 12), month: (from % 12) + 1, dayOfMonth: 1 })!
    const next = dayFromCivil({
      year: year + Math.floor((from + 1) / 12),
      month: ((from + 1) % 12) + 1,
      dayOfMonth: 1,
    })!
    return { firstOn: first, days: next - first, closed: count }
  })

export const published: Quotas = {
  closed: figures.modules.map(m => figures.closedTable[m]!),
  departments: figures.closedByDepartment,
  channels: figures.closedByChannel,
  months: monthsFrom(2019, 12, figures.closedByMonth),
  open: figures.open,
  merged: figures.merged,
  ...figures.turnedAway,
  scale: 1,
  isPlanted: true,
  bursts: [],
}

/**
 * The same mixture for `perDay` received over whole months, nothing planted: one slice of a load. Only the last slice
 * leaves matters open.
 */
export const slice = (
  year: number,
  month: number,
  howMany: number,
  perDay: number,
  { isLast = true, bursts = [] }: { isLast?: boolean; bursts?: readonly Burst[] } = {},
): Quotas => {
  const empty = monthsFrom(year, month, Array<number>(howMany).fill(0))
  const days = sumOf(empty.map(m => m.days))
  const { declined: no, diverted: away } = figures.turnedAway
  const shares = [figures.closed, isLast ? figures.open : 0, figures.merged, no, away]
  const [closed = 0, open = 0, merged = 0, declined = 0, diverted = 0] = sharedOut(days * perDay, shares)
  const flat = sharedOut(closed, published.closed.flat())
  const wide = figures.levels.length
  const table = figures.modules.map((_, m) => flat.slice(m * wide, (m + 1) * wide))
  const inDepartments = sumOf(table.map(row => row[figures.levels.indexOf('department')]!))
  const inOrder = (counts: Readonly<Record<string, number>>, total: number) => {
    const shared = sharedOut(total, Object.values(counts))
    return Object.fromEntries(Object.keys(counts).map((key, i) => [key, shared[i]!]))
  }
  const perMonth = sharedOut(
    closed,
    empty.map(m => m.days),
  )
  return {
    closed: table,
    departments: inOrder(published.departments, inDepartments),
    channels: inOrder(published.channels, closed),
    months: empty.map((m, i) => ({ ...m, closed: perMonth[i]! })),
    open,
    merged,
    declined,
    diverted,
    scale: closed / figures.closed,
    isPlanted: false,
    bursts,
  }
}
