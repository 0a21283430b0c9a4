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
}

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
}

/** The same mixture for `perDay` received over whole months, nothing planted: one slice of a load. */
export const slice = (year: number, month: number, howMany: number, perDay: number): Quotas => {
  const empty = monthsFrom(year, month, Array<number>(howMany).fill(0))
  const days = sumOf(empty.map(m => m.days))
  const [closed, open, merged, declined, diverted] = sharedOut(days * perDay, [
    figures.closed,
    figures.open,
    figures.merged,
    figures.turnedAway.declined,
    figures.turnedAway.diverted,
  ]) as [number, number, number, number, number]
  const flat = sharedOut(closed, published.closed.flat())
  const table = figures.modules.map((_, m) => flat.slice(m * 5, m * 5 + 5))
  const inDepartments = sumOf(table.map(row => row[3]!))
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
  }
}
