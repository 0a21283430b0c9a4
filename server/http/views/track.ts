// The reporter's own page: the same clock and the same history the officers see, in plain words and without the names of
// people inside. A merged report shows how the one it was merged into goes on.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { type Lang, placeName, timelineOf, unitName } from '#core/life/timeline.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Loaded } from '#desk/desk.ts'
import type { TrackView } from '#wire/views.ts'
import { clocksView } from './clocks.ts'
import { nextWords } from './next.ts'
import { offersView } from './offers.ts'
import { momentWords, plainStateWords } from './words.ts'

export type Tracked = {
  /** What the link was given for. */
  own: Loaded
  /** What carries it now: itself, or the one it was merged into. */
  carrier: Loaded
  /** The reporter's vault reference. */
  ref: string
}

/** Said by another reporter of the same matter: “you rated” would be a lie. */
const bySomebodyElse = (fact: Fact, ref: string): boolean =>
  fact.by.kind === 'reporter' && fact.by.ref !== ref

const linesOf = ({ own, carrier, ref }: Tracked, district: District, lang: Lang): TrackView['timeline'] => {
  const facts = own.facts.filter(f => !bySomebodyElse(f, ref))
  const lines = timelineOf(own.life, facts, district, lang, 'reporter')
  if (own === carrier) return lines.map(l => ({ ...l, photos: [...l.photos] }))
  const joinedAt = own.facts.findLast(f => f.type === 'merged')?.at ?? own.standing.sinceAt
  const since = carrier.facts.filter(f => f.at >= joinedAt && !bySomebodyElse(f, ref))
  // Photos of the other reporters stay theirs.
  const theirs = timelineOf(carrier.life, since, district, lang, 'reporter').map(l => ({ ...l, photos: [] }))
  return [...lines.map(l => ({ ...l, photos: [...l.photos] })), ...theirs].sort((a, b) => a.at - b.at)
}

const purposeWords = (l: Loaded, purpose: string, lang: Lang): string =>
  l.life.moves.look?.needs.purpose?.labels?.[purpose]?.[lang === 'zh' ? 0 : 1] ?? purpose

/** The offices the reporter complained about; what lies under them is behind the wall too, and goes without saying. */
const walledOff = (own: Loaded, district: District, lang: Lang): string[] => {
  const named = own.facts[0]?.data.accused
  const all = Array.isArray(named) ? named.map(String) : []
  const tops = all.filter(u => !all.includes(district.unit(u)?.parent ?? ''))
  return [...new Set(tops.map(u => unitName(u, district, lang, 'reporter')))]
}

export const trackView = (
  t: Tracked,
  hasContact: boolean,
  now: Instant,
  district: District,
  lang: Lang,
): TrackView => {
  const { own, carrier, ref } = t
  const doc = own.standing.doc as Loaded['standing']['doc'] & Partial<MatterDoc>
  const told = carrier.standing.doc as typeof doc
  const { state } = carrier.standing
  const clocks = clocksView(carrier, now, district, lang, 'reporter')
  const clock = clocks.find(c => c.promise) ?? clocks.find(c => c.running || c.paused)
  const at = momentWords(own.standing.bornAt, lang)
  const walled = walledOff(own, district, lang)
  return {
    number: own.standing.subject,
    words: doc.words || (lang === 'zh' ? `您在 ${at} 反映的事项` : `What you reported on ${at}`),
    // Before anybody found the place there is only what the reporter said.
    placeWords: doc.place === district.code ? (doc.placeWords ?? '') : placeName(doc.place, district, lang),
    ...(doc.placeWords ? { placeSaid: doc.placeWords } : {}),
    ...(walled.length > 0 ? { walledOff: walled } : {}),
    photos: [...(doc.photos ?? [])],
    bornAt: own.standing.bornAt,
    state,
    stateWords: plainStateWords(carrier.life, state, lang),
    phase: carrier.life.states[state]!.phase,
    holder: unitName(told.lead, district, lang, 'reporter'),
    next: nextWords(carrier, now, district, lang),
    ...(clock ? { clock } : {}),
    returns: carrier.facts.filter(f => f.type === 'return-requested').length,
    timeline: linesOf(t, district, lang),
    offers: offersView(carrier, { kind: 'reporter', ref }, now, district, lang),
    ...(told.answer === undefined ? {} : { answer: told.answer }),
    ratings: (told.ratings ?? [])
      .filter(r => r.by === ref)
      .map(r => ({ solved: r.solved, satisfied: r.satisfied, round: r.round })),
    ...(doc.mergedInto === undefined ? {} : { mergedInto: doc.mergedInto }),
    hasContact,
    looks: own.facts.flatMap(f =>
      f.type === 'looked' && f.by.kind === 'officer'
        ? [
            {
              at: f.at,
              unit: unitName(f.by.unit, district, lang, 'reporter'),
              purpose: purposeWords(own, String(f.data.purpose), lang),
            },
          ]
        : [],
    ),
  }
}
