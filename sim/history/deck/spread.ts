// Spreads of durations: value at each quantile, straight lines between. Dealt as a deck, so that the median is the median
// whatever the order, and exact on every machine.
import type { Chance } from '../../chance.ts'
import { shuffled } from './cards.ts'

export type Spread = readonly (readonly [quantile: number, value: number])[]

export const valueAt = (spread: Spread, quantile: number): number => {
  const i = Math.max(
    1,
    spread.findIndex(([q]) => q >= quantile),
  )
  const [q0, v0] = spread[i - 1]!
  const [q1, v1] = spread[i]!
  return v0 + ((quantile - q0) / (q1 - q0)) * (v1 - v0)
}

export const dealt = (spread: Spread, count: number): number[] =>
  Array.from({ length: count }, (_, i) => valueAt(spread, (i + 0.5) / count))

export const dealtAtRandom = (spread: Spread, count: number, chance: Chance): number[] =>
  shuffled(dealt(spread, count), chance)

/** Seconds from the report to the first act of the desk; the night shift is from 22 to 6. */
export const triageSeconds = {
  day: [
    [0, 35],
    [0.25, 170],
    [0.5, 360],
    [0.8, 1000],
    [0.95, 2700],
    [1, 3150],
  ],
  night: [
    [0, 90],
    [0.25, 420],
    [0.5, 840],
    [0.8, 1700],
    [0.95, 2700],
    [1, 3150],
  ],
} as const satisfies Record<string, Spread>

/** Minutes an officer took on the spot. */
export const spotMinutes: Spread = [
  [0, 2],
  [0.25, 5],
  [0.5, 9],
  [0.75, 17],
  [0.9, 28],
  [0.98, 55],
  [1, 90],
]

/** Hours of handling. */
export const handlingHours: Readonly<Record<string, Spread>> = {
  community: [
    [0, 0.5],
    [0.25, 2.8],
    [0.5, 7],
    [0.72, 22],
    [0.9, 62.4],
    [0.97, 105],
    [1, 170],
  ],
  town: [
    [0, 0.9],
    [0.2, 6],
    [0.5, 26],
    [0.75, 66],
    [0.9, 120],
    [0.97, 190],
    [1, 330],
  ],
  department: [
    [0, 1.2],
    [0.2, 12],
    [0.5, 67.2],
    [0.75, 130],
    [0.9, 216],
    [0.97, 300],
    [1, 430],
  ],
  upper: [
    [0, 6],
    [0.5, 110],
    [1, 400],
  ],
  mediation: [
    [0, 18],
    [0.25, 72],
    [0.5, 144],
    [0.75, 280],
    [0.9, 504],
    [1, 600],
  ],
}

/** Share of the sign-off clock used by those who sign in time. */
export const signShares: Spread = [
  [0, 0.06],
  [0.3, 0.2],
  [0.7, 0.42],
  [1, 0.84],
]

/** Whole days of waiting, 11 on average. */
export const waitDays: Spread = [
  [0, 3],
  [0.5, 9],
  [0.9, 20],
  [1, 32],
]

/** Days from registering a letter to its opinion. */
export const petitionDays: Spread = [
  [0, 9],
  [0.25, 24],
  [0.5, 33],
  [0.8, 47],
  [1, 57],
]

/** The night shift is from 22 to 6. */
export const isNight = (hour: number): boolean => hour >= 22 || hour < 6
export const triageSpread = (hour: number): Spread => triageSeconds[isNight(hour) ? 'night' : 'day']
