// What the net suggests at the desk, in words, with the why of every part. Only matters that wait to be sorted or sent
// have one; what an actor may not see is never shown as a possible duplicate.
import { type Lang, placeName, unitName } from '#core/life/timeline.ts'
import { lifeOf } from '#core/lives/all.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Path } from '#core/path/path.ts'
import { promiseOf } from '#core/path/path.ts'
import type { Loaded } from '#desk/desk.ts'
import type { SuggestionFor } from '#desk/suggest.ts'
import type { SuggestionView } from '#wire/views.ts'
import { limitWords, stateWords } from './words.ts'

/** States in which there is something to suggest. */
export const suggestedIn: readonly string[] = ['reported', 'accepted', 'reopened', 'return_requested']

const headlineChars = 40

export const suggestionView = (
  { advice, duplicates }: SuggestionFor,
  loaded: Loaded,
  { district }: Path,
  lang: Lang,
  /** Of the named subjects, those the reader may see. */
  visible: ReadonlySet<string>,
): SuggestionView => {
  const doc = loaded.standing.doc as MatterDoc
  const type = doc.type ?? advice.sorted.type
  const typeWords = (code: string | undefined) =>
    code === undefined ? (lang === 'zh' ? '未分类' : 'Unsorted') : (district.type(code)?.[lang] ?? code)
  const pair = (unit: string): [string, string] => [unit, unitName(unit, district, lang)]
  const heaviest = Math.max(
    1,
    ...advice.sorted.others.map(o => o.weight),
    ...advice.sorted.why.map(w => w.weight),
  )
  const exit = advice.exit && district.exits.find(e => e.code === advice.exit!.exit)
  const matter = lifeOf('matter')!
  return {
    place: {
      territory: advice.located.territory,
      words: placeName(advice.located.territory, district, lang),
      how: advice.located.how,
      why: advice.located.why[lang],
    },
    ...(type === undefined ? {} : { type }),
    typeWords: typeWords(type),
    urgency: advice.urgency,
    confidence: advice.sorted.confidence,
    typeWhy: advice.sorted.why.map(({ word, weight }) => ({ word, weight })),
    others: advice.sorted.others.map(o => ({
      type: o.type,
      words: typeWords(o.type),
      share: o.weight / heaviest,
    })),
    urgentWords: [...advice.urgentWords],
    lead: advice.lead,
    leadWords: unitName(advice.lead, district, lang),
    co: advice.co.map(pair),
    copies: advice.copies.map(pair),
    ...(advice.row === undefined ? {} : { row: advice.row }),
    basis: advice.basis,
    leadWhy: advice.leadWhy[lang],
    limitWords: limitWords(promiseOf(advice, type, district), lang),
    ...(advice.exit && exit
      ? { exit: { code: exit.code, words: exit[lang], why: advice.exit.why[lang] } }
      : {}),
    duplicates: duplicates
      .filter(d => visible.has(d.subject))
      .map(d => ({
        subject: d.subject,
        headline: d.neighbour.words.slice(0, headlineChars),
        stateWords: stateWords(matter, d.neighbour.state, lang),
        placeWords: placeName(d.neighbour.place, district, lang),
        bornAt: d.neighbour.at,
        score: d.score,
        reasons: d.reasons.map(r => r[lang]),
      })),
  }
}
