// What the net suggests for a matter that waits at a desk: type, urgency, exit, lead – and what we already have that
// may be the same. Computed anew each time it is looked at; what was suggested at intake stands in the facts.
import type { Level } from '#core/district/district.ts'
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { type Advice, advise, type Path } from '#core/path/path.ts'
import { type Duplicate, oldestDays, rankDuplicates } from '#core/sort/duplicates.ts'
import type { Loaded } from './desk.ts'
import type { Neighbour, Store } from './store-port.ts'

export type SuggestionFor = { advice: Advice; duplicates: readonly (Duplicate & { neighbour: Neighbour })[] }

/** Neighbours looked at; ranking costs about 50 µs each. */
const mostNeighbours = 100
const mostDuplicates = 5

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
      words: doc.words,
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
  // The same thing is told from the same town; a place nobody knows is looked for in the whole district.
  const around = doc.place.slice(0, district.code.length + 3)
  const near = (
    await store.neighbours(
      'matter',
      around,
      instant(loaded.standing.bornAt - oldestDays * msPerDay),
      mostNeighbours,
    )
  ).filter(n => n.subject !== loaded.standing.subject && !doc.mergedFrom.includes(n.subject))
  const type = doc.type ?? advice.sorted.type
  const ranked = rankDuplicates(
    {
      at: loaded.standing.bornAt,
      place: doc.place,
      ...(doc.point ? { point: doc.point } : {}),
      ...(type === undefined ? {} : { type }),
      words: doc.words,
    },
    near.map(n => ({ ...n, number: n.subject })),
    now,
  )
  const bySubject = new Map(near.map(n => [n.subject, n]))
  return {
    advice,
    duplicates: ranked.slice(0, mostDuplicates).map(d => ({ ...d, neighbour: bySubject.get(d.subject)! })),
  }
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
