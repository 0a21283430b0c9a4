// Reads the options of a fence over their defaults, with the bounds inside which they make sense together.

import { defaultTuning, type Tuning } from './fence.ts'
import type { Sheet } from './sheet.ts'

const day = 86_400_000
/** Readings are remembered as bits of a whole number. */
export const mostReadings = 16

/** Field, least, most. Metres and milliseconds. */
const bounds: readonly (readonly [
  keyof Tuning & (`${string}M` | `${string}Ms` | 'circleFactor'),
  number,
  number,
])[] = [
  ['inBufferM', 0, 1000],
  ['outBufferM', 0, 1000],
  ['minInsideMs', 0, day],
  ['minOutsideMs', 0, day],
  ['maxAccuracyM', 1, 500],
  ['circleFactor', 0, 5],
  ['maxGapMs', 0, 3_600_000],
  ['lostAfterMs', 10_000, day],
  ['mergeWithinMs', 0, day],
]

export const readTuning = (sheet: Sheet, plain: unknown): Tuning => {
  if (plain === undefined) return defaultTuning
  const t = sheet.mapping('tuning', plain, Object.keys(defaultTuning))
  const numbers = Object.fromEntries(
    bounds.map(([field, least, most]) => [
      field,
      t[field] === undefined ? defaultTuning[field] : sheet.number(`tuning.${field}`, t[field], least, most),
    ]),
  ) as Pick<Tuning, (typeof bounds)[number][0]>
  const side = (field: 'enterBy' | 'leaveBy') =>
    t[field] === undefined
      ? defaultTuning[field]
      : sheet.oneOf(`tuning.${field}`, t[field], ['circle', 'centre'])
  if (numbers.minInsideMs >= numbers.lostAfterMs || numbers.minOutsideMs >= numbers.lostAfterMs) {
    const longest = numbers.lostAfterMs - 1
    sheet.wrong(
      'tuning.lostAfterMs',
      numbers.lostAfterMs,
      `大于 minInsideMs 和 minOutsideMs`,
      `more than minInsideMs and minOutsideMs (${longest} or less)`,
    )
  }
  return {
    ...numbers,
    confirm: readConfirm(sheet, t.confirm),
    enterBy: side('enterBy'),
    leaveBy: side('leaveBy'),
  }
}

const readConfirm = (sheet: Sheet, plain: unknown): Tuning['confirm'] => {
  if (plain === undefined) return defaultTuning.confirm
  const { n, of } = sheet.mapping('tuning.confirm', plain, ['n', 'of'])
  const most = sheet.whole('tuning.confirm.of', of, 1, mostReadings)
  return { n: sheet.whole('tuning.confirm.n', n, 1, most), of: most }
}
