// What if other rules had been in force? Each matter of a period is advised twice by the pure path, once under the rules
// it was received under and once under the others, and the two answers are laid side by side. Both sides are computed, so
// the same rules change nothing, whatever people decided in between.
import type { District, Level, Urgency } from '../district/district.ts'
import type { Instant } from '../kit/instant.ts'
import { dueAt } from '../kit/time-limit.ts'
import { type ClockState, timerOf } from '../life/clock.ts'
import { extendedLimit, limitsFor, promiseCalendar } from '../lives/matter/limits.ts'
import { type Advice, advise, type Path } from './path.ts'
import type { Replayed } from './replayed.ts'

/**
 * Whose type sends a matter: the one people stood up for, which is how it really went, or the one suggested, which shows
 * what a sorter does before anybody looks.
 */
export type SentAs = 'decided' | 'suggested'

/** What one set of rules makes of one matter. */
export type Outcome = {
  /** As the sorter suggests from the words alone. */
  sorted?: string
  urgency: Urgency
  /** Unit it is sent to first, its level, and the catalogue row; absent when the matter was never sent. */
  lead?: string
  level?: Level | 'department'
  row?: string
  /** When the promise to the reporter ends; absent while a pause leaves it open. */
  dueAt?: Instant
  /** Whether the answer that was really given came after that. */
  late?: boolean
}

export type Compared = {
  number: string
  /** What a person made of it, for whoever asks which sorter was right. */
  typed?: string
  before: Outcome
  after: Outcome
}

export const compare = (r: Replayed, before: Path, after: Path, as: SentAs): Compared => {
  const first = adviseOf(r, before, as)
  // An urgency a person set against the rules of its day stands under any rules; otherwise each side has its own.
  const set = r.sent && r.sent.urgency !== first.urgency ? r.sent.urgency : undefined
  const own = set === undefined ? first : adviseOf(r, before, as, set)
  return {
    number: r.number,
    ...(r.typed === undefined ? {} : { typed: r.typed }),
    before: outcomeOf(r, own, before.district, as),
    after: outcomeOf(r, adviseOf(r, after, as, set), after.district, as),
  }
}

const adviseOf = (r: Replayed, path: Path, as: SentAs, urgency?: Urgency): Advice => {
  const { district } = path
  const type = typeOf(r, district, as)
  const sender = r.sent && district.unit(r.sent.from)
  return advise(
    {
      words: r.words,
      ...(r.title === undefined ? {} : { title: r.title }),
      place: {
        ...(r.place === district.code ? {} : { territory: r.place }),
        ...(r.point ? { point: r.point } : {}),
        ...(r.placeWords === undefined ? {} : { words: r.placeWords }),
      },
      ...(type === undefined ? {} : { type }),
      ...(urgency === undefined ? {} : { urgency }),
      accused: r.accused,
      level:
        sender?.kind === 'centre' ? sender.level : (district.channel(r.channel)?.receivedAt ?? 'district'),
      at: r.sent?.at ?? r.receivedAt,
    },
    path,
  )
}

/** A type that a catalogue does not have is left to its sorter. */
const typeOf = (r: Replayed, district: District, as: SentAs): string | undefined =>
  [as === 'decided' ? r.typed : undefined, r.given].find(t => t !== undefined && district.type(t))

const outcomeOf = (r: Replayed, advice: Advice, district: District, as: SentAs): Outcome => {
  const { urgency, row, sorted } = advice
  const own = { ...(sorted.type === undefined ? {} : { sorted: sorted.type }), urgency }
  if (!r.sent) return own
  const lead = district.unit(advice.lead)
  const due = dueOf(r, typeOf(r, district, as) ?? sorted.type, advice, district)
  return {
    ...own,
    lead: advice.lead,
    level: lead?.kind === 'department' ? 'department' : (lead?.level ?? 'district'),
    ...(row === undefined ? {} : { row }),
    ...(due === undefined ? {} : { dueAt: due }),
    ...(due === undefined || r.answeredAt === undefined ? {} : { late: r.answeredAt > due }),
  }
}

/** The promise counted anew from the real start, over the real pauses and with the days granted then. */
const dueOf = (
  { promise, extendedDays }: Replayed,
  type: string | undefined,
  { urgency, row }: Advice,
  district: District,
): Instant | undefined => {
  if (!promise) return undefined
  const calendar = promiseCalendar(district)
  const clock: ClockState = { ...promise, calendar, limit: limitsFor(type, urgency, row, district).whole }
  const limit = extendedDays ? extendedLimit(withoutPauses(clock), extendedDays, district) : clock.limit
  return dueAt(timerOf({ ...clock, limit }), district.calendar(calendar))
}

/** An extension is granted while a clock runs; a pause that came later has no say in how long it is. */
const withoutPauses = (clock: ClockState): ClockState => ({ ...clock, pauses: [] })
