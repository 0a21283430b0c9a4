// What crosses the network towards a person: rows of a list, one matter, the reporter's page. Instants are milliseconds
// since 1970 UTC; words are already in the language asked for; ids of people and raw codes stay behind the words.
import { type Static, Type } from 'typebox'

const Instant = Type.Number({ description: 'milliseconds since 1970-01-01T00:00Z' })
const Point = Type.Tuple([Type.Number(), Type.Number()], { description: '[lng, lat], WGS-84' })
export const Light = Type.Union([
  Type.Literal('green'),
  Type.Literal('yellow'),
  Type.Literal('red'),
  Type.Literal('grey'),
])

/** Enough for a screen to turn the light by itself without asking again. */
export const ClockView = Type.Object(
  {
    name: Type.String(),
    words: Type.String({ description: 'name of the clock in the reader’s language' }),
    of: Type.Optional(Type.String({ description: 'unit, for clocks that exist once per co-handler' })),
    ofWords: Type.Optional(Type.String()),
    limitWords: Type.String({ description: 'e.g. 5 个工作日' }),
    startAt: Instant,
    yellowAt: Type.Optional(Instant),
    dueAt: Type.Optional(Instant),
    stopAt: Type.Optional(Instant),
    running: Type.Boolean(),
    paused: Type.Boolean(),
    light: Light,
    share: Type.Number({ description: 'used / allowed' }),
    promise: Type.Boolean(),
  },
  { $id: 'ClockView' },
)
export type ClockView = Static<typeof ClockView>

/** One row of an inbox or a search. The clock shown is the one due next. */
export const Row = Type.Object(
  {
    subject: Type.String({ description: 'the number, e.g. LX20210731-00042' }),
    life: Type.String(),
    seq: Type.Number(),
    state: Type.String(),
    stateWords: Type.String(),
    headline: Type.String({ description: 'first words of the report, personal data masked' }),
    place: Type.String(),
    placeWords: Type.String(),
    type: Type.Optional(Type.String()),
    typeWords: Type.String(),
    module: Type.Optional(Type.String()),
    urgency: Type.String(),
    urgencyWords: Type.String(),
    lead: Type.String(),
    leadWords: Type.String(),
    channelWords: Type.String(),
    bornAt: Instant,
    clock: Type.Optional(
      Type.Object({
        words: Type.String(),
        startAt: Instant,
        yellowAt: Type.Optional(Instant),
        dueAt: Type.Optional(Instant),
        paused: Type.Boolean(),
      }),
    ),
    supervision: Type.Number(),
    hops: Type.Number(),
    merged: Type.Number({ description: 'how many reports were merged into it' }),
  },
  { $id: 'Row' },
)
export type Row = Static<typeof Row>

export const Line = Type.Object(
  {
    seq: Type.Number(),
    type: Type.String(),
    at: Instant,
    text: Type.String(),
    photos: Type.Array(Type.String()),
  },
  { $id: 'Line' },
)
export type Line = Static<typeof Line>

export const RefusalView = Type.Object(
  {
    refused: Type.String({ description: 'code from the one list of refusals' }),
    zh: Type.String(),
    en: Type.String(),
    with: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { $id: 'Refusal' },
)
export type RefusalView = Static<typeof RefusalView>

/** One field of a move's form. `choices` carry [value, words]. */
export const NeedView = Type.Object(
  {
    key: Type.String(),
    words: Type.String(),
    kind: Type.String({
      description: 'text choice unit units type place point day number yes-no subject photos',
    }),
    required: Type.Boolean(),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    choices: Type.Optional(Type.Array(Type.Tuple([Type.String(), Type.String()]))),
  },
  { $id: 'NeedView' },
)
export type NeedView = Static<typeof NeedView>

/** A move as this person finds it now: open, or closed with the reason. */
export const OfferView = Type.Object(
  {
    move: Type.String(),
    words: Type.String(),
    key: Type.Optional(Type.String({ description: 'one letter on the keyboard' })),
    open: Type.Boolean(),
    why: Type.Optional(Type.String({ description: 'why it is closed, in words' })),
    needs: Type.Array(NeedView, { description: 'the form; empty while it is closed' }),
  },
  { $id: 'OfferView' },
)
export type OfferView = Static<typeof OfferView>

export const SuggestionView = Type.Object(
  {
    place: Type.Object({
      territory: Type.String(),
      words: Type.String(),
      how: Type.String(),
      why: Type.String(),
    }),
    type: Type.Optional(Type.String()),
    typeWords: Type.String(),
    urgency: Type.String(),
    confidence: Type.Number({ description: '0…1' }),
    sure: Type.Boolean({ description: 'measured to be right often enough; otherwise a person judges' }),
    model: Type.Optional(Type.String({ description: 'the learned model that sorted; absent: keywords' })),
    ask: Type.Optional(
      Type.String({ description: 'one sentence that asks the reporter for what is missing, ready to send' }),
    ),
    typeWhy: Type.Array(Type.Object({ word: Type.String(), weight: Type.Number() })),
    others: Type.Array(Type.Object({ type: Type.String(), words: Type.String(), share: Type.Number() })),
    urgentWords: Type.Array(Type.String(), { description: 'words that mean a person must look at once' }),
    lead: Type.String(),
    leadWords: Type.String(),
    co: Type.Array(Type.Tuple([Type.String(), Type.String()])),
    copies: Type.Array(Type.Tuple([Type.String(), Type.String()])),
    row: Type.Optional(Type.String({ description: 'row of the dispatch catalogue' })),
    basis: Type.String(),
    leadWhy: Type.String(),
    limitWords: Type.String(),
    exit: Type.Optional(Type.Object({ code: Type.String(), words: Type.String(), why: Type.String() })),
    duplicates: Type.Array(
      Type.Object({
        subject: Type.String(),
        headline: Type.String(),
        stateWords: Type.String(),
        placeWords: Type.String(),
        bornAt: Instant,
        score: Type.Number(),
        reasons: Type.Array(Type.String()),
        against: Type.Array(Type.String(), { description: 'what says that it is another matter' }),
        open: Type.Boolean({ description: 'something can still be merged into it' }),
        joined: Type.Number({ description: 'matters merged into it' }),
        point: Type.Optional(Point),
        metres: Type.Optional(Type.Number()),
      }),
      { description: 'the likeliest first; of several reports of one event the one they should join' },
    ),
    together: Type.Optional(
      Type.Object(
        { into: Type.String(), subjects: Type.Array(Type.String()) },
        { description: 'matters that may be merged into one in one go' },
      ),
    ),
  },
  { $id: 'SuggestionView' },
)
export type SuggestionView = Static<typeof SuggestionView>

/** One matter as an officer sees it. */
export const MatterView = Type.Object(
  {
    row: Row,
    words: Type.String({ description: 'the reporter’s own words, personal data masked; never edited' }),
    title: Type.Optional(Type.String()),
    placeSaid: Type.Optional(Type.String({ description: 'the place in the reporter’s words' })),
    point: Type.Optional(Point),
    photos: Type.Array(Type.String()),
    hasReporter: Type.Boolean({ description: 'a reporter’s contact is in the vault and not deleted' }),
    reporters: Type.Number(),
    clocks: Type.Array(ClockView),
    timeline: Type.Array(Line),
    offers: Type.Array(OfferView),
    suggestion: Type.Optional(SuggestionView),
    co: Type.Array(Type.Tuple([Type.String(), Type.String()]), {
      description: 'open co-handlers: [unit, words]',
    }),
    answerable: Type.Array(
      Type.Object({
        level: Type.String(),
        unit: Type.String(),
        unitWords: Type.String(),
        person: Type.String(),
      }),
      { description: 'one answerable name per level' },
    ),
    application: Type.Optional(Type.String({ description: 'what waits for approval, in words' })),
    result: Type.Optional(Type.String()),
    answer: Type.Optional(Type.String()),
    ratings: Type.Array(
      Type.Object({
        solved: Type.Boolean(),
        satisfied: Type.String(),
        words: Type.Optional(Type.String()),
        round: Type.Number(),
      }),
    ),
    mergedInto: Type.Optional(Type.String()),
    mergedFrom: Type.Array(Type.String()),
    head: Type.String({ description: 'hash of the last fact' }),
  },
  { $id: 'MatterView' },
)
export type MatterView = Static<typeof MatterView>

/** What the reporter sees behind the link: the same timeline and clock, without internal names. */
export const TrackView = Type.Object(
  {
    number: Type.String(),
    words: Type.String(),
    placeWords: Type.String(),
    placeSaid: Type.Optional(Type.String({ description: 'the place in the reporter’s own words' })),
    walledOff: Type.Optional(
      Type.Array(Type.String(), { description: 'offices complained about, which cannot see this' }),
    ),
    photos: Type.Array(Type.String()),
    bornAt: Instant,
    state: Type.String(),
    stateWords: Type.String(),
    phase: Type.String({ description: 'open, resting or ended' }),
    holder: Type.String({ description: 'who has it now, public name' }),
    next: Type.String({ description: 'what happens next, by when, by whom, in one sentence' }),
    clock: Type.Optional(ClockView),
    returns: Type.Number(),
    timeline: Type.Array(Line),
    offers: Type.Array(OfferView, { description: 'rate, reopen, object, nudge' }),
    answer: Type.Optional(Type.String()),
    ratings: Type.Array(
      Type.Object({ solved: Type.Boolean(), satisfied: Type.String(), round: Type.Number() }),
    ),
    mergedInto: Type.Optional(Type.String()),
    hasContact: Type.Boolean(),
    looks: Type.Array(Type.Object({ at: Instant, unit: Type.String(), purpose: Type.String() }), {
      description: 'who looked at my data',
    }),
  },
  { $id: 'TrackView' },
)
export type TrackView = Static<typeof TrackView>

export const Page = Type.Object(
  {
    rows: Type.Array(Row),
    next: Type.Optional(Type.String({ description: 'cursor of the next page' })),
    now: Instant,
  },
  { $id: 'Page' },
)
export type Page = Static<typeof Page>

/** How many need me, by tab. Tabs: desk todo checking ruling watching late. */
export const Counts = Type.Object(
  { tabs: Type.Record(Type.String(), Type.Number()), now: Instant },
  { $id: 'Counts' },
)
export type Counts = Static<typeof Counts>

export const Me = Type.Object(
  {
    person: Type.Object({ id: Type.String(), words: Type.String() }),
    post: Type.Object({ id: Type.String(), words: Type.String(), role: Type.String() }),
    unit: Type.Object({
      id: Type.String(),
      words: Type.String(),
      kind: Type.String(),
      level: Type.String(),
      territory: Type.String(),
    }),
    posts: Type.Array(Type.Object({ id: Type.String(), words: Type.String(), unitWords: Type.String() })),
    csrf: Type.String({ description: 'send back as x-csrf on every change' }),
    secondFactor: Type.Boolean({ description: 'whether a second factor is set up' }),
    tabs: Type.Array(Type.Tuple([Type.String(), Type.String()]), {
      description: 'inbox tabs this post has: [tab, words]',
    }),
    may: Type.Array(Type.String(), {
      description: 'doors beyond the inbox: report petitions alarms draw accounts looks seals',
    }),
    synthetic: Type.Boolean(),
    district: Type.String(),
  },
  { $id: 'Me' },
)
export type Me = Static<typeof Me>

/** The district as screens need it: names behind ids. */
export const DistrictView = Type.Object(
  {
    code: Type.String(),
    words: Type.String(),
    synthetic: Type.Boolean(),
    modules: Type.Array(Type.Object({ code: Type.String(), words: Type.String() })),
    types: Type.Array(
      Type.Object({
        code: Type.String(),
        module: Type.String(),
        words: Type.String(),
        communityRole: Type.String(),
      }),
    ),
    units: Type.Array(
      Type.Object({
        id: Type.String(),
        words: Type.String(),
        kind: Type.String(),
        level: Type.String(),
        territory: Type.String(),
        parent: Type.Optional(Type.String()),
      }),
    ),
    territories: Type.Array(
      Type.Object({
        code: Type.String(),
        words: Type.String(),
        level: Type.String(),
        parent: Type.Optional(Type.String()),
      }),
    ),
    channels: Type.Array(Type.Object({ code: Type.String(), words: Type.String() })),
    bounds: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  },
  { $id: 'DistrictView' },
)
export type DistrictView = Static<typeof DistrictView>

export const PlaceFound = Type.Object(
  { territory: Type.String(), words: Type.String(), point: Type.Optional(Point), how: Type.String() },
  { $id: 'PlaceFound' },
)
export type PlaceFound = Static<typeof PlaceFound>
