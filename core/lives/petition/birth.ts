// How a petition comes into the world: registered on receipt, at the petition office, or sealed with the key-holder when
// it accuses somebody. Registration is the first fact, so "at once" holds by construction; a letter written down later
// says so itself.
import type { District } from '../../district/district.ts'
import { dayOf, type Instant, toIso } from '../../kit/instant.ts'
import type { NewFact } from '../../life/fact.ts'
import { type Refusal, refuse } from '../../life/refusal.ts'
import { accusedWith } from '../matter/wall.ts'
import type { PetitionKind } from './doc.ts'
import { statutory } from './states.ts'

/** Words are masked before they come here; `reporter` is a vault reference; `receivedAt` when it reached the office. */
export type PetitionReport = {
  source: string
  sourceId: string
  channel: string
  kind: PetitionKind
  words: string
  title?: string
  /** Territory it is about. */
  site?: string
  accused?: readonly string[]
  reporter?: string
  photos: readonly string[]
  lang: 'zh' | 'en'
  receivedAt: Instant
}

/** The first facts for a number, or why no unit of this district may take it. */
export const petitionBirth = (
  report: PetitionReport,
  now: Instant,
  district: District,
): ((number: string) => readonly NewFact[]) | Refusal => {
  const sealed = report.kind === 'accusation'
  const accused = accusedWith(report.accused ?? [], district)
  const role = sealed ? 'petition_keyholder' : 'petition_clerk'
  const office = district.units.find(u => !accused.includes(u.id) && district.postsIn(u.id, role).length > 0)
  if (!office) return refuse('accused-is-all')
  return number => [
    {
      type: sealed ? 'sealed-in' : 'registered',
      data: {
        number,
        source: report.source,
        sourceId: report.sourceId,
        channel: report.channel,
        kind: report.kind,
        words: report.words,
        ...(report.title === undefined ? {} : { title: report.title }),
        lead: office.id,
        place: district.code,
        site: report.site ?? district.code,
        accused,
        ...(report.reporter === undefined ? {} : { reporter: report.reporter }),
        photos: report.photos,
        lang: report.lang,
        receivedAt: toIso(report.receivedAt),
        // Registered on the day it came in; anything else is the office's own lateness and stays visible.
        sameDay: dayOf(report.receivedAt) === dayOf(now),
      },
      clocks: [statutory('forward', district)],
    },
  ]
}
