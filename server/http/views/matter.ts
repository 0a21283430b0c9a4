// One subject as an officer sees it: the reporter's words, where it stands, how long is left, what can be done, what
// happened. Works for every life: parts a life does not know are left out.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { type Lang, sentenceOf, timelineOf, unitName } from '#core/life/timeline.ts'
import type { Actor } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Loaded } from '#desk/desk.ts'
import { hashOf, noHash } from '#server/store/chain.ts'
import type { MatterView, SuggestionView } from '#wire/views.ts'
import { answerableFor } from './answerable.ts'
import { clocksView } from './clocks.ts'
import { offersView } from './offers.ts'
import { rowOfLoaded } from './row.ts'

export type Sight = {
  loaded: Loaded
  actor: Actor
  now: Instant
  district: District
  lang: Lang
  /** Whether a contact is in the vault and not deleted. */
  hasContact: boolean
  suggestion: SuggestionView | undefined
}

/** What waits for approval, as the timeline says it. */
const applicationWords = ({ loaded, district, lang }: Sight): string | undefined => {
  const doc = loaded.standing.doc as Partial<MatterDoc>
  if (!doc.application) return undefined
  const asked = loaded.facts.findLast(f => f.type === 'extension-asked' || f.type === 'suspension-asked')
  return asked && sentenceOf(loaded.life, asked, district, lang, 'officer')
}

export const headOf = (loaded: Loaded, district: District): string =>
  loaded.facts.reduce((before, fact) => hashOf(district.code, fact, before), noHash)

/** A fact reads the same every time: its line is made once a language and version of the pack. */
const lines = new WeakMap<Fact, Map<Lang, { district: District; lines: MatterView['timeline'] }>>()

const linesOf = ({ life }: Loaded, fact: Fact, district: District, lang: Lang): MatterView['timeline'] => {
  const made = lines.get(fact) ?? new Map()
  const known = made.get(lang)
  if (known?.district === district) return known.lines
  const fresh = timelineOf(life, [fact], district, lang, 'officer').map(l => ({
    ...l,
    photos: [...l.photos],
  }))
  lines.set(fact, made.set(lang, { district, lines: fresh }))
  return fresh
}

export const matterView = (s: Sight): MatterView => {
  const { loaded, actor, now, district, lang } = s
  const doc = loaded.standing.doc as Loaded['standing']['doc'] & Partial<MatterDoc>
  const application = applicationWords(s)
  return {
    row: rowOfLoaded(loaded, district, lang),
    words: doc.words ?? '',
    ...(doc.title === undefined ? {} : { title: doc.title }),
    ...(doc.placeWords === undefined ? {} : { placeSaid: doc.placeWords }),
    ...(doc.point ? { point: [doc.point[0], doc.point[1]] } : {}),
    photos: [...(doc.photos ?? [])],
    hasReporter: s.hasContact,
    reporters: doc.reporters.length,
    clocks: clocksView(loaded, now, district, lang),
    timeline: loaded.facts.flatMap(fact => linesOf(loaded, fact, district, lang)),
    offers: offersView(loaded, actor, now, district, lang),
    ...(s.suggestion ? { suggestion: s.suggestion } : {}),
    co: doc.co.map(u => [u, unitName(u, district, lang)]),
    answerable: answerableFor(doc, now, district, lang),
    ...(application === undefined ? {} : { application }),
    ...(doc.result === undefined ? {} : { result: doc.result }),
    ...(doc.answer === undefined ? {} : { answer: doc.answer }),
    ratings: (doc.ratings ?? []).map(r => ({
      solved: r.solved,
      satisfied: r.satisfied,
      ...(r.words === undefined ? {} : { words: r.words }),
      round: r.round,
    })),
    ...(doc.mergedInto === undefined ? {} : { mergedInto: doc.mergedInto }),
    mergedFrom: [...(doc.mergedFrom ?? [])],
    head: headOf(loaded, district),
  }
}
