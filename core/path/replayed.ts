// One matter as a what-if reads it: what was told, what a person made of it, and how long its first round really took.
// Folded from its facts by the same machinery that runs it, so that pauses and extensions count as they counted then.
import type { Point, Urgency } from '../district/district.ts'
import type { Instant } from '../kit/instant.ts'
import type { ClockState } from '../life/clock.ts'
import type { Fact } from '../life/fact.ts'
import { evolve, type Standing } from '../life/standing.ts'
import type { MatterDoc } from '../lives/matter/doc.ts'
import { matter } from '../lives/matter.ts'

export type Replayed = {
  number: string
  receivedAt: Instant
  channel: string
  words: string
  title?: string
  place: string
  point?: Point
  placeWords?: string
  accused: readonly string[]
  /** Type given with the report itself. */
  given?: string
  /** Type a person confirmed last, by sorting or dispatching. */
  typed?: string
  /** The first dispatch; absent for what was settled on the spot, merged, turned away or still waits. */
  sent?: { at: Instant; from: string; lead: string; urgency: Urgency }
  /** The promise to the reporter as it ran in the first round. */
  promise?: ClockState
  extendedDays?: number
  /** When the first round was answered. */
  answeredAt?: Instant
}

/** `facts`: all of one matter, in order. Undefined for a draft that was never handed in. */
export const replayedOf = (facts: readonly Fact[]): Replayed | undefined => {
  let standing: Standing<MatterDoc> | undefined
  let sent: Replayed['sent']
  let typed: string | undefined
  let answeredAt: Instant | undefined
  for (const fact of facts) {
    const type = typedBy(fact)
    if (type !== undefined) typed = type
    if (answeredAt !== undefined) continue
    standing = evolve(matter, standing, fact)
    if (fact.type === 'dispatched' && !sent)
      sent = {
        at: fact.at,
        from: String(fact.data.from ?? standing.doc.lead),
        lead: String(fact.data.lead),
        urgency: standing.doc.urgency,
      }
    if (fact.type === 'closed' || fact.type === 'closed-on-spot') answeredAt = fact.at
  }
  const told = facts.find(f => f.type === 'reported')
  if (!standing || !told) return undefined
  const { doc, clocks, subject } = standing
  const given = told.data.type
  return {
    number: subject,
    receivedAt: told.at,
    channel: doc.channel,
    words: doc.words,
    ...(doc.title === undefined ? {} : { title: doc.title }),
    place: doc.place,
    ...(doc.point === undefined ? {} : { point: doc.point }),
    ...(doc.placeWords === undefined ? {} : { placeWords: doc.placeWords }),
    accused: doc.accused,
    ...(typeof given === 'string' ? { given } : {}),
    ...(typed === undefined ? {} : { typed }),
    ...(sent === undefined ? {} : { sent }),
    ...(clocks.whole === undefined ? {} : { promise: clocks.whole }),
    ...(doc.extendedDays === undefined ? {} : { extendedDays: doc.extendedDays }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
  }
}

/** The type an officer stood up for with this fact. A dispatch names the type it was sent as. */
const typedBy = ({ type, by, data }: Fact): string | undefined =>
  by.kind === 'officer' && (type === 'sorted' || type === 'dispatched') && typeof data.type === 'string'
    ? data.type
    : undefined
