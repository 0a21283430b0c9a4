// One story of the demo district's past: what somebody reported, and everything that became of it, move by move. The
// deck (./deck/) deals these so that the published figures come out; the teller (./tell/) makes every move through the
// real rules; the words are chosen from `voice`, `pattern` and the step. A story holds plans and codes, never sentences.
import type { Point, Urgency } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { PetitionKind } from '#core/lives/petition/doc.ts'

/** The level that closed it, as people count: `department` and `upper` are both closed at district level in facts. */
export type ClosedBy = 'on-spot' | 'community' | 'town' | 'department' | 'upper'

export type Outcome = 'on-spot' | 'closed' | 'open' | 'merged' | 'declined' | 'diverted'

/** How the place is told: from the map; by its right name; by a name people use; wrongly; not at all. */
export type PlaceSaid = 'point' | 'name' | 'nickname' | 'wrong' | 'none'

/** Who speaks, for the tone: an officer's note, a resident (four tempers), an operator's record of a call, a machine. */
export type Voice =
  | 'officer'
  | 'plain'
  | 'angry'
  | 'polite'
  | 'rambling'
  | 'operator'
  | 'letter'
  | 'machine'
  | 'enterprise'

/** Classes planted for the analysis of patterns 类案 to find. */
export type Pattern =
  | 'lift-company' // 1: one property company, four estates, 61 lift matters
  | 'stair-charging' // 2: e-bikes charged in stairwells after the price of the charging posts rose
  | 'school-parking' // 3: parking at school gates at the start of term
  | 'flooding-drain' // 4: one drain that floods in heavy rain
  | 'unpaid-site' // 5: unpaid wages on one building site
  | 'border-straw' // 6: straw burnt on the border of two towns

/** Situations planted so that tests find them in the history. */
export type Trap =
  | 'accused-unit' // 12: the unit complained about may neither see nor lead it
  | 'ping-pong' // 20: returned three times
  | 'merged-wrongly' // 5: merged into something else, undone, handled on its own
  | 'across-october' // a clock that runs across National Day and its make-up days
  | 'two-hats' // reported by an officer with two kinds of duty
  | 'grid-border' // the point lies on the border of two grids
  | 'deletion-asked' // the reporter asks to be forgotten
  | 'footage-hold' // needs a picture past its 30 days, kept by a hold
  | 'expired-care' // a record of special care past its term
  | 'footage-no-basis' // asks for pictures without a basis

/** The person who left a contact. The same `key` is the same (invented) person; absent: nobody left anything. */
export type Caller = { key: number }

/** Why somebody was not satisfied. */
export type Discontent = 'not-solved' | 'too-slow' | 'no-contact' | 'attitude' | 'contradiction'

type At = {
  /** Strictly later than the step before; whole seconds. */
  at: Instant
}

/**
 * By whom: the id of the unit whose officer makes the move. The teller finds the post in it that may (a dispatcher for
 * `dispatch`, a verifier for `verify` …). `reporter`: whoever left the contact. Where the rules put a matter at a higher
 * desk than planned (words of danger go to the district), that desk acts instead: clocks and due times stay the same.
 */
export type Hand = { by: string }

/** Everything a dispatch gives: pass all of it as input, for limits follow from type, urgency and row. */
export type Sent = { lead: string; co?: readonly string[]; type: string; urgency: Urgency; row?: string }

/**
 * One move of core/lives/matter, under its name there. Turning lights, the ladder's own nudges and supervision, the
 * end of a wait and filing are no steps: they happen by themselves.
 */
export type Step = At &
  Hand &
  (
    | ({ move: 'dispatch' } & Sent)
    | { move: 'accept' }
    | { move: 'merge'; into: string }
    | { move: 'unmerge' }
    | { move: 'decline'; reason: string }
    | { move: 'divert'; exit: string }
    | { move: 'receipt' }
    | { move: 'sign' }
    | { move: 'contact' }
    | { move: 'add-co'; units: readonly string[] }
    | { move: 'finish-part' }
    | { move: 'return'; reason: string }
    /** `next` is there only when upheld: the new dispatch comes with the ruling, by the same limits. */
    | { move: 'rule'; ruling: 'upheld' | 'rejected'; next?: string }
    | { move: 'ask-extension'; days: number }
    | { move: 'ask-suspension'; reason: string; untilOn: string }
    /** Answers the application before it. */
    | { move: 'approve' }
    | { move: 'resume' }
    | { move: 'feedback' }
    | { move: 'verify'; outcome: 'pass' | 'fail' }
    | { move: 'close' }
    | { move: 'spot-check'; outcome: 'pass' | 'fail' }
    /** `by` is 'reporter'. Not solved reopens by itself. */
    | {
        move: 'rate'
        solved: boolean
        satisfied: 'very' | 'yes' | 'fair' | 'no' | 'very-no'
        why?: Discontent
      }
    /** `by` is 'reporter', or a grid leader's centre. */
    | { move: 'reopen' }
    | { move: 'nudge' }
    | { move: 'supervise'; rung: 'supervise' | 'list' | 'talk' }
    | { move: 'note'; topic: Topic }
    | { move: 'wall'; units: readonly string[] }
  )

/** What a note is about: one session of mediation, an agreement, its keeping, its confirmation by the court, … */
export type Topic =
  | 'mediation-session'
  | 'mediation-agreed'
  | 'mediation-failed'
  | 'agreement-kept'
  | 'agreement-broken'
  | 'agreement-confirmed'
  | 'sample-true' // an unannounced second look at a closed matter
  | 'sample-false'
  | 'phone-satisfied' // the independent telephone sample
  | 'phone-not-satisfied'
  | 'deletion-asked'
  | 'footage-hold'
  | 'footage-refused'
  | 'care-expired'

/** A letter of the same person, told through the petition's own life beside the matter; instants as planned. */
export type PetitionPlan = {
  kind: PetitionKind
  /** Unit of the organ that may handle it. */
  organ: string
  registeredAt: Instant
  forwardedAt: Instant
  acceptedAt: Instant
  investigatingAt: Instant
  extended?: { at: Instant; days: number }
  /** Undefined: still being looked into on the last day. */
  opinionAt?: Instant
  review?: { askedAt: Instant; answeredAt?: Instant; outcome: 'kept' | 'changed' | 'revoked' }
}

export type HistoryStory = {
  /** `h000001` in order of report time: the source id of the report. */
  id: string
  /** China time decides day and hour. Whole seconds, unique, strictly growing with `id`. */
  reportedAt: Instant
  /** A channel code of the pack. */
  channel: string
  /** A type code of the pack; the module is its first two letters. Given with the report by officers and on the spot. */
  type: string
  urgency: Urgency
  place: {
    /** Where it truly is: a grid where there are grids, else the community or village. */
    territory: string
    /** Inside the territory. The same point and type again means: reported again. */
    point: Point
    said: PlaceSaid
    /** Name of a known place close by, where there is one. */
    name?: string
  }
  /** Whole minutes it took where it was closed on the spot; the words of the result say so. */
  spotMinutes?: number
  photos: number
  /** Told by voice and written down by machine. */
  spoken: boolean
  voice: Voice
  caller?: Caller
  /** Units complained about. */
  accused?: readonly string[]
  pattern?: Pattern
  trap?: Trap
  /** Of the flood of 17–19 August 2020. */
  storm?: true
  /** Id of the closed story whose trouble came back within 30 days. */
  again?: string
  outcome: Outcome
  /** Level that closed it for good; absent where it was never closed. */
  closedBy?: ClosedBy
  /** Unit that closed it, or holds it while open. */
  lead?: string
  /** Closing for good; for `on-spot` the moment of the report. Absent where it was never closed. */
  closedAt?: Instant
  /** In order of time. Empty for most of what was closed on the spot. */
  steps: readonly Step[]
  petition?: PetitionPlan
}

/** What the deck promises of the whole, for progress and checks. */
export type Deck = {
  seed: number
  /** First instant of the history, and the instant it ends at (not included). */
  fromAt: Instant
  untilAt: Instant
  stories: readonly HistoryStory[]
}
