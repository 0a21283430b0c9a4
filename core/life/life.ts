// The shape of a life: a table of states, clocks, moves and facts. Everything the net carries – a matter, a petition,
// later a hazard or a warning – is one such table plus the few rules no table can say. State, permissions, forms,
// timeline, lights and the diagrams in the docs are all derived from it.
import type { District, Role } from '../district/district.ts'
import type { Instant } from '../kit/instant.ts'
import type { Fact, NewFact, Payload } from './fact.ts'
import type { Refusal } from './refusal.ts'
import type { Standing } from './standing.ts'
import type { Actor, Reach, Relation } from './who.ts'

export type StateSpec = {
  zh: string
  en: string
  /** Words for residents, where the official ones are jargon. */
  plainZh: string
  plainEn: string
  /** open = somebody must still act; resting = over unless somebody asks again; ended = over. */
  phase: 'open' | 'resting' | 'ended'
}

export type ClockSpec = {
  zh: string
  en: string
  /** States in which it runs. Leaving them stops it; coming back goes on with the time used so far. */
  runsIn: readonly string[]
  /** States in which it stands still and shows grey. */
  pausesIn?: readonly string[]
  /** Fact types that stop it for good (for per-unit clocks: when the fact's `unit` is the clock's). */
  stopsOn?: readonly string[]
  /** Whether its turning red climbs the supervision ladder. */
  climbs?: boolean
  /** Ends a wait (suspension, retention) and is no promise: it has no lights, only its end. */
  silent?: boolean
  /** Shown to the reporter as the promise. */
  promise?: boolean
}

/** One field of a move's form. `key` is the name in the wire body. */
export type Need = {
  zh: string
  en: string
  kind:
    | 'text'
    | 'choice'
    | 'unit'
    | 'units'
    | 'type'
    | 'place'
    | 'point'
    | 'day'
    | 'number'
    | 'yes-no'
    | 'subject'
    | 'photos'
  required?: boolean
  /** For choice: the values, or the name of a reason list of the district. */
  from?: readonly string[] | 'exits' | 'returnReasons' | 'suspendReasons' | 'declineReasons'
  /** Words for the values of a fixed choice: value → [zh, en]. */
  labels?: Readonly<Record<string, readonly [string, string]>>
  max?: number
  min?: number
}

export type WhoRule = {
  relation: Relation
  /** Empty = any role that stands in the relation. */
  roles?: readonly Role[]
}

export type Input = Payload

export type Situation<Doc extends Reach> = {
  standing: Standing<Doc>
  actor: Actor
  input: Input
  now: Instant
  district: District
}

export type MoveSpec<Doc extends Reach> = {
  zh: string
  en: string
  /** One letter on the desk's keyboard. */
  key?: string
  from: readonly string[]
  by: readonly WhoRule[]
  /** Who may, in words, for the sentence of a refusal. */
  whoZh: string
  whoEn: string
  needs: Readonly<Record<string, Need>>
  /** Fact types it may answer with: the diagram is drawn from them, and any other answer is impossible. */
  makes: readonly string[]
  /** States it only passes through on the way to another, so that the diagram does not end an arrow there. */
  passes?: readonly string[]
  /** States of `from` it never leaves. */
  stays?: readonly string[]
  /** A kinder sentence than “not now” in states outside `from`; undefined falls back to it. */
  otherwise?: (s: Situation<Doc>) => Refusal | undefined
  /** What no table can say. Runs for offers too, with empty input: rules about input must tolerate absence. */
  check?: (s: Situation<Doc>) => Refusal | undefined
  facts: (s: Situation<Doc>) => readonly NewFact[] | Refusal
  /** Not shown as a button (system moves, or moves with a screen part of their own). */
  quiet?: boolean
  /** Has a door of its own, which hands in more than the form asks for. */
  ownDoor?: boolean
}

/** What a fact looks like in the timeline. Holes: {unit}, {by} and every key of the fact's data, put into words. */
export type FactSpec<Doc extends Reach> = {
  zh: string
  en: string
  /** Officers' sentence where a clock did by itself what people do, too, and nobody's words explain it. */
  ownZh?: string
  ownEn?: string
  /** Sentence for the reporter; absent = not shown to the reporter. */
  plainZh?: string
  plainEn?: string
  /** The state it leads to; a function where it depends on the doc (one of `mayLeadTo`, or undefined to stay). */
  to?: string | ((doc: Doc, fact: Fact) => string | undefined)
  mayLeadTo?: readonly string[]
  fold?: (doc: Doc, fact: Fact) => Doc
}

export type Life<Doc extends Reach> = {
  name: string
  zh: string
  en: string
  states: Readonly<Record<string, StateSpec>>
  clocks: Readonly<Record<string, ClockSpec>>
  moves: Readonly<Record<string, MoveSpec<Doc>>>
  facts: Readonly<Record<string, FactSpec<Doc>>>
  /** The doc before the first fact. */
  empty: (birth: Fact) => Doc
  /** Facts the machinery asks for by itself when a clock reaches a share (0.75, 1, ladder steps). */
  onTurn?: (standing: Standing<Doc>, turn: Turn, district: District) => readonly NewFact[]
}

/** A clock reached a share of its limit at an instant. */
export type Turn = { clock: string; name: string; of?: string; share: number; at: Instant }
