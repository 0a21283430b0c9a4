// From a suggestion to a decision: what the desk starts with, what it sends, and where the two differ. The catalogue row
// is named only while the decision still is the row's: its limits and its legal basis belong to that choice alone.
import type { Input } from '#core/life/life.ts'
import type { SuggestionView } from '#wire/views.ts'

export type Draft = {
  type?: string
  urgency: string
  lead: string
  co: readonly string[]
  copies: readonly string[]
  words: string
}

export const draftOf = (s: SuggestionView): Draft => ({
  ...(s.type === undefined ? {} : { type: s.type }),
  urgency: s.urgency,
  lead: s.lead,
  co: s.co.map(([unit]) => unit),
  copies: s.copies.map(([unit]) => unit),
  words: '',
})

/**
 * What is suggested once a person has sorted the matter: their type stands, the lead already follows it, and what the
 * machine thought becomes the first alternative.
 */
export const afterSorting = (
  s: SuggestionView,
  row: { type?: string; typeWords: string },
): SuggestionView => {
  if (row.type === undefined || row.type === s.type) return s
  const machine = s.type === undefined ? [] : [{ type: s.type, words: s.typeWords, share: s.confidence }]
  const others = [...machine, ...s.others.filter(o => o.type !== row.type)]
  return { ...s, type: row.type, typeWords: row.typeWords, typeWhy: [], sure: false, others }
}

export type Part = 'type' | 'urgency' | 'lead' | 'co' | 'copies'

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(x => b.includes(x))

/** The parts in which a decision differs from what was suggested. */
export const changedParts = (draft: Draft, s: SuggestionView): readonly Part[] => {
  const asked = draftOf(s)
  const parts: Part[] = []
  if (draft.type !== asked.type) parts.push('type')
  if (draft.urgency !== asked.urgency) parts.push('urgency')
  if (draft.lead !== asked.lead) parts.push('lead')
  if (!same(draft.co, asked.co)) parts.push('co')
  if (!same(draft.copies, asked.copies)) parts.push('copies')
  return parts
}

/** The body of the move `dispatch`. A lead is never its own co-handler. */
export const dispatchInput = (draft: Draft, s: SuggestionView): Input => {
  const changed = changedParts(draft, s)
  const followsRow = !changed.some(p => p === 'type' || p === 'urgency' || p === 'lead')
  const co = draft.co.filter(u => u !== draft.lead)
  return {
    lead: draft.lead,
    urgency: draft.urgency,
    ...(draft.type === undefined ? {} : { type: draft.type }),
    ...(co.length ? { co } : {}),
    ...(draft.copies.length ? { copies: [...draft.copies] } : {}),
    ...(followsRow && s.row !== undefined ? { row: s.row } : {}),
    ...(draft.words.trim() === '' ? {} : { words: draft.words.trim() }),
  }
}

/** What the digits 1–9 stand for while triaging: other types first, then likely duplicates from 6 on. */
export type Digit = { digit: string; kind: 'type' | 'duplicate'; code: string }

export const digitsOf = (s: SuggestionView): readonly Digit[] => [
  ...s.others.slice(0, 5).map((o, i) => ({ digit: String(i + 1), kind: 'type' as const, code: o.type })),
  ...s.duplicates
    .slice(0, 4)
    .map((d, i) => ({ digit: String(i + 6), kind: 'duplicate' as const, code: d.subject })),
]
