// What every bench is: a name, a question, and a run that ends in one line of JSON – or throws when it could not measure.
export type Say = (line: string) => void

export type Options = {
  /** Smaller and shorter, for a look in under a minute. */
  quick: boolean
  /** For people; silent when only the line of JSON is wanted. */
  say: Say
}

/** The line of JSON: figures by name, and what they were measured beside. */
export type Outcome = Readonly<Record<string, string | number | boolean>>

export type Bench = {
  name: string
  /** What it asks, in one sentence. */
  asks: string
  run: (options: Options) => Promise<Outcome>
}

/** Middle of the values; the mean of the two middle ones for an even count. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The value below which a share (0…1) of the values lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))
