// What the net thinks of a matter at the desk, with every why in the reader's language. Duplicates the reader may not
// see are left out before they come here.
import type { District } from '#core/district/district.ts'
import { missingIn } from '#core/intake/missing.ts'
import type { Lang } from '#core/life/timeline.ts'
import { placeName, unitName } from '#core/life/timeline.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { limitsFor } from '#core/lives/matter/limits.ts'
import type { Loaded } from '#desk/desk.ts'
import { type SuggestionFor, togetherOf } from '#desk/suggest.ts'
import type { SuggestionView } from '#wire/views.ts'
import { limitWords, stateWords } from './words.ts'

const headlineChars = 60
/** Duplicates a person reads through; all that are sure are merged together. */
const mostShown = 6

export const suggestionView = (
  { advice, duplicates }: SuggestionFor,
  l: Loaded,
  sees: (subject: string) => boolean,
  district: District,
  lang: Lang,
): SuggestionView => {
  const together = togetherOf(
    l,
    duplicates.filter(d => sees(d.subject)),
  )
  const { sorted, located, exit } = advice
  const named = (u: string): [string, string] => [u, unitName(u, district, lang)]
  // Once a person has sorted it, theirs is the type; what the machine heard stays beside it as the why.
  const doc = l.standing.doc as MatterDoc
  const type = doc.type ?? sorted.type
  const ask = askOf(l, doc, located)
  const weight = [...sorted.why, ...sorted.others].reduce((sum, w) => sum + w.weight, 0) || 1
  return {
    place: {
      territory: located.territory,
      words: placeName(located.territory, district, lang),
      how: located.how,
      why: located.why[lang],
    },
    ...(type === undefined ? {} : { type }),
    typeWords:
      type === undefined ? (lang === 'zh' ? '未能判断' : 'Not clear') : (district.type(type)?.[lang] ?? type),
    urgency: advice.urgency,
    confidence: sorted.confidence,
    sure: sorted.sure && type === sorted.type,
    ...(sorted.model === undefined ? {} : { model: sorted.model }),
    ...(ask === undefined ? {} : { ask }),
    typeWhy: sorted.why.map(w => ({ word: w.word, weight: w.weight })),
    others: sorted.others.map(o => ({
      type: o.type,
      words: district.type(o.type)?.[lang] ?? o.type,
      share: o.weight / weight,
    })),
    urgentWords: [...advice.urgentWords],
    lead: advice.lead,
    leadWords: unitName(advice.lead, district, lang),
    co: advice.co.map(named),
    copies: advice.copies.map(named),
    ...(advice.row === undefined ? {} : { row: advice.row }),
    basis: advice.basis,
    leadWhy: advice.leadWhy[lang],
    limitWords: limitWords(limitsFor(type, advice.urgency, advice.row, district).whole, lang),
    ...(exit
      ? {
          exit: {
            code: exit.exit,
            words: district.exits.find(e => e.code === exit.exit)?.[lang] ?? exit.exit,
            why: exit.why[lang],
          },
        }
      : {}),
    duplicates: duplicates
      .filter(d => sees(d.subject))
      .slice(0, mostShown)
      .map(d => ({
        subject: d.subject,
        headline: d.neighbour.words.replace(/\s+/g, ' ').slice(0, headlineChars),
        stateWords: stateWords(l.life, d.neighbour.state, lang),
        placeWords: placeName(d.neighbour.place, district, lang),
        bornAt: d.neighbour.at,
        score: d.score,
        reasons: d.reasons.map(r => r[lang]),
        against: d.against.map(r => r[lang]),
        open: l.life.states[d.neighbour.state]?.phase === 'open',
        joined: d.neighbour.joined,
        ...(d.neighbour.point ? { point: [...d.neighbour.point] as [number, number] } : {}),
        ...(d.metres === undefined ? {} : { metres: d.metres }),
      })),
    ...(together ? { together: { into: together.into, subjects: [...together.subjects] } } : {}),
  }
}

/** Asked once, in the reporter's language, and only of somebody who can be reached. */
const askOf = (
  { facts }: Loaded,
  doc: MatterDoc,
  located: SuggestionFor['advice']['located'],
): string | undefined => {
  if (doc.reporters.length === 0 || facts.some(f => f.type === 'asked')) return undefined
  const said = [doc.title, doc.words, doc.placeWords].filter(Boolean).join('\n')
  return missingIn(said, located, { reached: true })?.ask[doc.lang]
}
