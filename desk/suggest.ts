// What the net suggests for a matter that waits at a desk: type, urgency, exit, lead – and what we already have that
// may be the same. Computed anew each time it is looked at; what was suggested at intake stands in the facts.
import type { District, Level } from '#core/district/district.ts'
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { atDesk } from '#core/lives/matter/states.ts'
import { type Advice, advise, type Path } from '#core/path/path.ts'
import { type Duplicate, oldestDays, rankDuplicates } from '#core/sort/duplicates.ts'
import type { Loaded } from './desk.ts'
import type { Neighbour, Store } from './store-port.ts'

export type Found = Duplicate & { neighbour: Neighbour }
export type SuggestionFor = { advice: Advice; duplicates: readonly Found[] }

/** Matters that are one, as far as words, place and time can say. */
export type Together = {
  /** The one the others are merged into: most have joined it already, or it was told first. */
  into: string
  subjects: readonly string[]
}

/** As many as can be looked at, or merged at once; more come up when these are done. */
const mostDuplicates = 200

export const suggestFor = async (
  loaded: Loaded,
  path: Path,
  store: Store,
  now: Instant,
): Promise<SuggestionFor> => {
  const doc = loaded.standing.doc as MatterDoc
  const { district } = path
  const lead = district.unit(doc.lead)
  const level: Level = lead?.kind === 'centre' ? lead.level : 'district'
  const advice = advise(
    {
      words: [doc.words, ...added(loaded)].join('\n'),
      ...(doc.title === undefined ? {} : { title: doc.title }),
      place: {
        ...(doc.place === district.code ? {} : { territory: doc.place }),
        ...(doc.point ? { point: doc.point } : {}),
        ...(doc.placeWords === undefined ? {} : { words: doc.placeWords }),
      },
      ...(doc.type === undefined ? {} : { type: doc.type, urgency: doc.urgency }),
      accused: doc.accused,
      level,
      at: now,
    },
    path,
  )
  const type = doc.type ?? advice.sorted.type ?? doc.suggestion?.type
  return { advice, duplicates: await duplicatesOf(loaded.standing, type, district, store, now) }
}

/** What the reporter added, often the very place that was asked for; the report itself is never edited. */
const added = ({ facts }: Loaded): readonly string[] =>
  facts.flatMap(f => (f.type === 'told-more' ? [String(f.data.words)] : []))

/** What we may have already, likeliest first. */
export const duplicatesOf = async (
  { subject, bornAt, doc }: Loaded['standing'],
  type: string | undefined,
  district: District,
  store: Store,
  now: Instant,
): Promise<SuggestionFor['duplicates']> => {
  const { words, place, point, mergedFrom } = doc as MatterDoc
  const told = { at: bornAt, ...(point ? { point } : {}), ...(type === undefined ? {} : { type }), words }
  const there = await store.alike({
    ...told,
    life: 'matter',
    places: spotCodes(place, district),
    town: place.slice(0, district.code.length + 3),
    dayBefore: instant(bornAt - msPerDay),
    since: instant(bornAt - oldestDays * msPerDay),
  })
  // What was merged into this one already leads to it, and is left out with it.
  const others = there.filter(n => n.subject !== subject && !mergedFrom.includes(n.subject))
  const ranked = rankDuplicates(
    { ...told, place },
    others.map(n => ({ ...n, number: n.subject })),
    now,
  )
  const bySubject = new Map(others.map(n => [n.subject, n]))
  return ranked.slice(0, mostDuplicates).map(d => ({ ...d, neighbour: bySubject.get(d.subject)! }))
}

/**
 * What could be merged in one go, this matter included; undefined when there is nothing. Only what is at a desk can be
 * merged, and only into what is open.
 */
export const togetherOf = (
  { life, standing: { subject, bornAt, doc } }: Loaded,
  duplicates: readonly Found[],
): Together | undefined => {
  const self = { subject, at: bornAt, state: 'reported', joined: (doc as MatterDoc).mergedFrom.length }
  const all = [self, ...duplicates.filter(d => d.sure).map(d => d.neighbour)]
  const heads = all.filter(n => life.states[n.state]?.phase === 'open')
  const into = heads.sort((a, b) => b.joined - a.joined || a.at - b.at)[0]!
  const subjects = all
    .filter(n => n !== into && (atDesk as readonly string[]).includes(n.state))
    .map(n => n.subject)
  return subjects.length > 0 ? { into: into.subject, subjects } : undefined
}

const communityDigits = 12
/** The grid somebody names may be the neighbour's, and some name only the community. */
const spotCodes = (place: string, district: District): readonly string[] => {
  const community = place.slice(0, communityDigits)
  if (community.length < communityDigits) return []
  return [
    community,
    ...district.territories.filter(t => t.parent === community && t.code !== community).map(t => t.code),
  ]
}

/** The dispatch of a desk that takes every suggestion. */
export const asSuggested = (advice: Advice, type: string | undefined = advice.sorted.type): Input => ({
  lead: advice.lead,
  ...(type === undefined ? {} : { type }),
  ...(advice.row === undefined ? {} : { row: advice.row }),
  ...(advice.co.length ? { co: [...advice.co] } : {}),
  ...(advice.copies.length ? { copies: [...advice.copies] } : {}),
  urgency: advice.urgency,
})
