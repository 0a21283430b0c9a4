// What crosses the network from a person: reports, sign-in, looks at personal data. Moves have no schema here; theirs
// are derived from the life's table in wire/moves.ts, so that form, validation and API document are one thing.
import { type Static, Type } from 'typebox'

const Point = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
])

export const PlaceSaid = Type.Object(
  {
    point: Type.Optional(Point),
    words: Type.Optional(Type.String({ maxLength: 200 })),
    territory: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
)

/** Contact goes to the vault and nowhere else. All of it is optional: nobody must say who they are. */
export const Contact = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 40 })),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
  },
  { additionalProperties: false },
)

/** A resident's report. `key` is made by the client and makes a resend harmless. */
export const ResidentReport = Type.Object(
  {
    key: Type.String({ minLength: 8, maxLength: 80 }),
    words: Type.String({ maxLength: 5000 }),
    place: Type.Optional(PlaceSaid),
    type: Type.Optional(Type.String({ maxLength: 8 })),
    photos: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 9 })),
    contact: Type.Optional(Contact),
    accused: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 5 })),
    lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  },
  { $id: 'ResidentReport', additionalProperties: false },
)
export type ResidentReport = Static<typeof ResidentReport>

/** An officer's report: on behalf of a caller, found on patrol, or solved on the spot. */
export const OfficerReport = Type.Object(
  {
    ...ResidentReport.properties,
    channel: Type.String({ maxLength: 40 }),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    urgency: Type.Optional(Type.String({ maxLength: 10 })),
    happenedAt: Type.Optional(Type.Number()),
    onSpot: Type.Optional(
      Type.Object({ result: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false }),
    ),
    draft: Type.Optional(Type.Boolean()),
  },
  { $id: 'OfficerReport', additionalProperties: false },
)
export type OfficerReport = Static<typeof OfficerReport>

export const Reported = Type.Object(
  {
    number: Type.String(),
    link: Type.Optional(Type.String({ description: 'path of the reporter’s own page; shown once' })),
    words: Type.String({ description: 'what happens next, in one sentence' }),
    known: Type.Boolean({ description: 'true when this report had arrived before' }),
  },
  { $id: 'Reported' },
)
export type Reported = Static<typeof Reported>

export const SignIn = Type.Object(
  {
    login: Type.String({ maxLength: 80 }),
    password: Type.String({ maxLength: 200 }),
    code: Type.Optional(Type.String({ maxLength: 10, description: 'second factor' })),
  },
  { $id: 'SignIn', additionalProperties: false },
)
export type SignIn = Static<typeof SignIn>

/** Looking at personal data: purpose and reason first; the look itself becomes a fact. */
export const Look = Type.Object(
  {
    purpose: Type.Union([
      Type.Literal('contact'),
      Type.Literal('verify'),
      Type.Literal('safety'),
      Type.Literal('correct'),
    ]),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { $id: 'Look', additionalProperties: false },
)
export type Look = Static<typeof Look>

export const Looked = Type.Object(
  {
    name: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    words: Type.Optional(Type.String()),
  },
  { $id: 'Looked' },
)
export type Looked = Static<typeof Looked>

/** Matters that are one problem, merged into another in one go. */
export const MergeTogether = Type.Object(
  {
    subjects: Type.Array(Type.String({ pattern: '^[\\w-]{1,40}$' }), { minItems: 1, maxItems: 300 }),
    words: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { $id: 'MergeTogether', additionalProperties: false },
)
export type MergeTogether = Static<typeof MergeTogether>

/** What became of it: each matter is merged, or left with the reason why. */
export const MergedTogether = Type.Object(
  {
    merged: Type.Array(Type.String()),
    left: Type.Array(Type.Object({ subject: Type.String(), words: Type.String() })),
  },
  { $id: 'MergedTogether' },
)
export type MergedTogether = Static<typeof MergedTogether>
