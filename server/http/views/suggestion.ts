// What the net thinks of a matter at the desk, with every why in the reader's language. Duplicates the reader may not
// see are left out before they come here.
import type { District } from '#core/district/district.ts'
import type { Lang } from '#core/life/timeline.ts'
import { placeName, unitName } from '#core/life/timeline.ts'
import { limitsFor } from '#core/lives/matter/limits.ts'
import type { Loaded } from '#desk/desk.ts'
import type { SuggestionFor } from '#desk/suggest.ts'
import type { SuggestionView } from '#wire/views.ts'
import { limitWords, stateWords } from './words.ts'

const headlineChars = 60

export const suggestionView = (
  { advice, duplicates }: SuggestionFor,
  l: Loaded,
  sees: (subject: string) => boolean,
  district: District,
  lang: Lang,
): SuggestionView => {
  const { sorted, located, exit } = advice
  const named = (u: string): [string, string] => [u, unitName(u, district, lang)]
  // Once a person has sorted it, theirs is the type; what the machine heard stays beside it as the why.
  const type = (l.standing.doc as { type?: string }).type ?? sorted.type
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
      .map(d => ({
        subject: d.subject,
        headline: d.neighbour.words.replace(/\s+/g, ' ').slice(0, headlineChars),
        stateWords: stateWords(l.life, d.neighbour.state, lang),
        placeWords: placeName(d.neighbour.place, district, lang),
        bornAt: d.neighbour.at,
        score: d.score,
        reasons: d.reasons.map(r => r[lang]),
      })),
  }
}
