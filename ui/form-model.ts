// What a form of needs holds, what is still wrong with it, and the body it sends. The server checks again; this is so
// that a person learns of a gap before sending.
import type { NeedView } from '#wire/views.ts'
import { t } from './words.ts'

/** Value by key, as the fields hold it: text and numbers as typed, lists, yes/no, a point. */
export type Values = Readonly<Record<string, unknown>>
export type Gap = { key: string; words: string }

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

const isChosen = (need: NeedView): boolean => need.choices !== undefined || need.kind === 'yes-no'

const gapOf = (need: NeedView, value: unknown): string | undefined => {
  const field = need.words
  if (isEmpty(value)) return need.required ? t(isChosen(need) ? 'chooseOne' : 'fillIn', { field }) : undefined
  if (need.kind === 'number') {
    const n = Number(value)
    if (!Number.isFinite(n)) return t('notANumber', { field })
    if (need.min !== undefined && n < need.min) return t('tooSmall', { field, min: need.min })
    if (need.max !== undefined && n > need.max) return t('tooBig', { field, max: need.max })
  }
  if (need.kind === 'text' && need.max !== undefined && String(value).length > need.max)
    return t('tooLong', { field, max: need.max, count: String(value).length })
  return undefined
}

/** In the order of the form; empty when it can be sent. */
export const gapsOf = (needs: readonly NeedView[], values: Values): readonly Gap[] =>
  needs.flatMap(need => {
    const words = gapOf(need, values[need.key])
    return words === undefined ? [] : [{ key: need.key, words }]
  })

const sent = (need: NeedView, value: unknown): unknown =>
  need.kind === 'number' ? Number(value) : need.kind === 'text' ? String(value).trim() : value

/** Only what was filled in: an absent value stays absent. */
export const bodyOf = (needs: readonly NeedView[], values: Values): Record<string, unknown> =>
  Object.fromEntries(
    needs.flatMap(need =>
      isEmpty(values[need.key]) ? [] : [[need.key, sent(need, values[need.key])] as const],
    ),
  )
