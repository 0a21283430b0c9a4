// A fact is something that happened to a subject, told in the past tense. Facts are the only truth of the net:
// states, clocks, lights, timelines and counts are derived from them. A fact never carries personal data; it carries
// references into the vault.
import type { Instant } from '../kit/instant.ts'
import type { Limit } from '../kit/time-limit.ts'

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }
export type Payload = { readonly [key: string]: Json | undefined }

/** Who did it. Residents appear as a vault reference only. */
export type By =
  | { kind: 'officer'; person: string; post: string; unit: string }
  | { kind: 'reporter'; ref: string }
  | { kind: 'gate'; source: string }
  | { kind: 'system'; name: string }

/**
 * Tells a clock to start with this fact. `of` names the unit for clocks that exist once per unit (co-handlers).
 * With `keep` only the limit changes and used time and pauses stay (extension, new priority, new type).
 * `fromAt` lets it count from another moment than the fact's own (a wait that ends at midnight sharp).
 * The limit and calendar version are frozen here, so a later rule never changes a matter's past.
 */
export type ClockStart = {
  name: string
  of?: string
  limit: Limit
  calendar: string
  keep?: boolean
  fromAt?: Instant
}

/** What a rule answers: a fact that has not been given its place in the history yet. */
export type NewFact = {
  type: string
  /** When it happened, if not now (light turns, late reports from a phone). */
  at?: Instant
  data: Payload
  clocks?: readonly ClockStart[]
}

/** `seq` counts from 1 without gaps within one subject. */
export type Fact = {
  life: string
  subject: string
  seq: number
  type: string
  at: Instant
  by: By
  data: Payload
  clocks?: readonly ClockStart[]
}
