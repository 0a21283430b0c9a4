// What crosses the network about fences, alarms and shifts. Positions of movers do not: there is no shape here that could
// carry a track, and none may be added.
import { type Static, Type } from 'typebox'
import { Line } from './views.ts'

const Instant = Type.Number({ description: 'milliseconds since 1970-01-01T00:00Z' })
const Words = Type.String({ maxLength: 2000, description: 'why' })

export const FenceDraft = Type.Object(
  {
    key: Type.String({ pattern: '^[\\w-]{8,64}$', description: 'the same key again is the same fence' }),
    fence: Type.Unknown({ description: 'docs/fences.md; id and geometryVersion are given by the net' }),
    words: Type.Optional(Words),
  },
  { additionalProperties: false },
)
export type FenceDraft = Static<typeof FenceDraft>

export const FenceChange = Type.Object(
  { fence: Type.Unknown(), words: Words, seq: Type.Optional(Type.Integer({ minimum: 0 })) },
  { additionalProperties: false },
)
export type FenceChange = Static<typeof FenceChange>

export const FenceProblems = Type.Object(
  {
    refused: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    problems: Type.Array(
      Type.Object({
        field: Type.String(),
        found: Type.String(),
        zh: Type.String({ description: 'what would be right' }),
        en: Type.String(),
      }),
    ),
  },
  { $id: 'FenceProblems' },
)
export type FenceProblems = Static<typeof FenceProblems>

export const FenceDrawn = Type.Object({ number: Type.String(), known: Type.Boolean() })
export type FenceDrawn = Static<typeof FenceDrawn>

export const TrialView = Type.Object(
  {
    state: Type.String({ description: 'none waiting reading reckoning done failed' }),
    done: Type.Optional(Type.Number()),
    of: Type.Optional(Type.Number({ description: 'fixes' })),
    result: Type.Optional(
      Type.Object({
        days: Type.Number(),
        fixes: Type.Number(),
        alarms: Type.Number(),
        breaches: Type.Number(),
        visits: Type.Number(),
        doubts: Type.Number({ description: 'fixes too uncertain for a fence this small' }),
        isOfThisVersion: Type.Boolean({ description: 'nothing was changed since' }),
      }),
    ),
  },
  { $id: 'TrialView' },
)
export type TrialView = Static<typeof TrialView>

export const FenceView = Type.Object(
  {
    number: Type.String(),
    seq: Type.Number(),
    definition: Type.Unknown(),
    geometryVersion: Type.Number(),
    trial: TrialView,
    alarms: Type.Number({ description: 'alarms of this fence that wait for a person' }),
    versions: Type.Array(
      Type.Object({ seq: Type.Number(), at: Instant, geometryVersion: Type.Number(), text: Type.String() }),
    ),
  },
  { $id: 'FenceView' },
)
export type FenceView = Static<typeof FenceView>

/** Fences that this post sees, as GeoJSON. */
export const FenceMap = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(Type.Unknown()),
})
export type FenceMap = Static<typeof FenceMap>

export const AlarmView = Type.Object(
  {
    subject: Type.String(),
    fence: Type.String(),
    fenceWords: Type.String(),
    geometryVersion: Type.Number(),
    isFenceSeen: Type.Boolean({ description: 'whether this post may open the fence' }),
    kind: Type.String(),
    kindWords: Type.String(),
    severity: Type.String(),
    severityWords: Type.String(),
    moverWords: Type.String({ description: 'a class; of vehicles the number in their fleet too' }),
    count: Type.Number(),
    startedAt: Instant,
    isOver: Type.Boolean(),
    matter: Type.Optional(Type.String()),
    circleFactor: Type.Number({ description: 'the error circle is the accuracy times this' }),
    /** Distances to the border as the fence read them, oldest first: metres, negative inside. */
    readings: Type.Array(
      Type.Object({
        at: Instant,
        distanceM: Type.Number(),
        accuracyM: Type.Number(),
        reading: Type.String({ description: 'in out near too-uncertain' }),
      }),
    ),
    corrections: Type.Array(Line),
    nearMatters: Type.Array(
      Type.Object({
        subject: Type.String(),
        headline: Type.String(),
        stateWords: Type.String(),
        bornAt: Instant,
        distanceM: Type.Number(),
      }),
      { description: 'open matters close by and young enough to be the same event' },
    ),
  },
  { $id: 'AlarmView' },
)
export type AlarmView = Static<typeof AlarmView>

export const ConfirmAlarm = Type.Object(
  { seq: Type.Optional(Type.Integer({ minimum: 0 })), words: Type.Optional(Words) },
  { additionalProperties: false },
)
export type ConfirmAlarm = Static<typeof ConfirmAlarm>

export const AttachAlarm = Type.Object(
  {
    seq: Type.Optional(Type.Integer({ minimum: 0 })),
    matter: Type.String({ pattern: '^[\\w-]{1,40}$' }),
    words: Type.Optional(Words),
  },
  { additionalProperties: false },
)
export type AttachAlarm = Static<typeof AttachAlarm>

export const ShiftBegun = Type.Object(
  {
    shift: Type.String({ description: 'subject of the positions of this shift; known to the phone alone' }),
    endsAt: Instant,
  },
  { $id: 'ShiftBegun' },
)
export type ShiftBegun = Static<typeof ShiftBegun>

export const ShiftEnd = Type.Object(
  { shift: Type.String({ pattern: '^s-[\\w-]{22}$' }) },
  { additionalProperties: false },
)
export type ShiftEnd = Static<typeof ShiftEnd>
