// One matter as Open311 shows it. The key's owner sees what it reported; everybody else sees the public part: what kind,
// where roughly, who has it, how it stands. Words and exact points of people are not public.
import type { District } from '#core/district/district.ts'
import { type Instant, toIso } from '#core/kit/instant.ts'
import { readClock } from '#core/life/clock.ts'
import type { Fact } from '#core/life/fact.ts'
import type { Standing } from '#core/life/standing.ts'
import { placeName, unitName } from '#core/life/timeline.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { matter } from '#core/lives/matter.ts'
import type { Value } from './format.ts'

export type Seen = { standing: Standing<MatterDoc>; facts: readonly Fact[] }
export type Reader = { district: District; now: Instant; own: boolean; extensions: boolean }

export const isOpen = (state: string): boolean => matter.states[state]!.phase === 'open'
/** The plain sentence residents read for this state. */
export const stateWords = (state: string): string => matter.states[state]!.plainZh

export const unsorted = 'unsorted'

/** Public places end at the community: a building would point at a person. */
const communityDigits = 12

const expected = ({ standing }: Seen, { now, district }: Reader): string | null => {
  const promise = standing.clocks.whole
  const due = promise ? readClock('whole', promise, now, district).dueAt : undefined
  return due === undefined ? null : toIso(due)
}

/** The last thing the reporter could see; of a closed matter, when it was closed. */
const updated = ({ standing, facts }: Seen): string => {
  if (!isOpen(standing.state)) return toIso(standing.sinceAt)
  const told = facts.findLast(f => matter.facts[f.type]?.plainZh !== undefined)
  return toIso(told?.at ?? standing.bornAt)
}

export const requestView = (seen: Seen, reader: Reader): { [key: string]: Value } => {
  const { standing } = seen
  const { doc, state } = standing
  const { district, own, extensions } = reader
  const place = own ? doc.place : doc.place.slice(0, communityDigits)
  return {
    service_request_id: standing.subject,
    status: isOpen(state) ? 'open' : 'closed',
    status_notes: stateWords(state),
    service_name: (doc.type === undefined ? undefined : district.type(doc.type)?.zh) ?? '尚未分类',
    service_code: doc.type ?? unsorted,
    description: own ? doc.words : null,
    agency_responsible: unitName(doc.lead, district, 'zh', 'reporter'),
    service_notice: own ? (doc.answer ?? null) : null,
    requested_datetime: toIso(standing.bornAt),
    updated_datetime: updated(seen),
    expected_datetime: expected(seen, reader),
    address: (own ? doc.placeWords : undefined) ?? placeName(place, district, 'zh'),
    address_id: place,
    zipcode: null,
    lat: own && doc.point ? doc.point[1] : null,
    long: own && doc.point ? doc.point[0] : null,
    media_url: null,
    ...(extensions
      ? {
          extended_attributes: {
            state,
            module: doc.module ?? null,
            urgency: doc.urgency,
            times_dispatched: doc.hops,
            times_reopened: doc.round,
          },
        }
      : {}),
  }
}
