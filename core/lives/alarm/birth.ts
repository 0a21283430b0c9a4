// How an alarm comes into the world: the first fact of it, made from what the watch says about one fence.
import type { District, Point } from '../../district/district.ts'
import { type Instant, toIso } from '../../kit/instant.ts'
import type { Json, NewFact } from '../../life/fact.ts'
import { answerClock, urgencyOfSeverity } from './states.ts'
import { kindWords, moverWords } from './words.ts'

/** Metres, negative inside. No position, and of whom only the class. */
export type EvidenceLine = { at: Instant; distanceM: number; accuracyM: number; reading: string }

export type Heard = {
  /** Names the crossing without telling of whom. */
  crossing: string
  what: string
  why: string
  standing: string
  at: Instant
  count?: number
  evidence: readonly EvidenceLine[]
}

export type AlarmBirth = {
  heard: Heard
  fence: { number: string; name: string; geometryVersion: number; kind: string; severity: string }
  moverClass?: string
  lead: string
  place: string
  point: Point
}

export const whenWords = (at: Instant): string => toIso(at).slice(5, 19).replace('T', ' ')

export const heardData = (h: Heard): { readonly [key: string]: Json } => ({
  crossing: h.crossing,
  what: h.what,
  why: h.why,
  standing: h.standing,
  at: h.at,
  when: whenWords(h.at),
  ...(h.count === undefined ? {} : { count: h.count }),
  evidence: h.evidence.map(e => ({ ...e })),
})

export const alarmBirth = (b: AlarmBirth, district: District): readonly NewFact[] => {
  const urgency = urgencyOfSeverity(b.fence.severity)
  const [kind] = kindWords[b.fence.kind as keyof typeof kindWords]
  const mover = b.moverClass === undefined ? '' : moverWords[b.moverClass as keyof typeof moverWords][0]
  return [
    {
      type: 'raised',
      data: {
        ...heardData(b.heard),
        title: `${b.fence.name}：${mover}${kind}`,
        fence: b.fence.number,
        fenceName: b.fence.name,
        geometryVersion: b.fence.geometryVersion,
        kind: b.fence.kind,
        severity: b.fence.severity,
        urgency,
        ...(b.moverClass === undefined ? {} : { moverClass: b.moverClass }),
        lead: b.lead,
        place: b.place,
        point: [b.point[0], b.point[1]],
        channel: 'sensor',
        startedAt: b.heard.at,
      },
      clocks: [answerClock(urgency, district)],
    },
  ]
}
