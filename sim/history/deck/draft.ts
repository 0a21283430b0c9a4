// A story while it is being dealt: what is known of it grows from cell to place to hour to life. Changed in place, by the
// deck alone; nobody outside sees one.
import type { Point, Urgency } from '#core/district/district.ts'
import type { ClosedBy, Outcome, Pattern, PetitionPlan, PlaceSaid, Step, Trap, Voice } from '../story.ts'
import type { Line, Wish } from './line.ts'

export type Draft = {
  outcome: Outcome
  module: string
  /** For what is open: who holds it. Absent where no unit was given it. */
  level?: ClosedBy
  type: string
  urgency: Urgency
  department?: string
  channel: string
  town: string
  territory: string
  point: Point
  name?: string
  said: PlaceSaid
  /** Day and hour were set by a plan of their own and are taken off the quotas. */
  isSet: boolean
  weekday: number
  hour: number
  /** Milliseconds since 1970; 0 until dealt. */
  reportedAt: number
  triageMs: number
  pattern?: Pattern
  trap?: Trap
  storm?: true
  mediated?: true
  /** Another story hangs on its line, which stays as it is. */
  isHeld?: true
  accused?: readonly string[]
  wish?: Wish
  line?: Line
  steps: Step[]
  closedAt?: number
  caller?: number
  again?: Draft
  into?: Draft
  petition?: PetitionPlan
  photos: number
  spoken: boolean
  voice: Voice
  spotMinutes?: number
  id: string
}

export const newDraft = (given: Pick<Draft, 'outcome' | 'module'> & Partial<Draft>): Draft => ({
  type: '',
  urgency: 'normal',
  channel: '',
  town: '',
  territory: '',
  point: [0, 0],
  said: 'point',
  isSet: false,
  weekday: -1,
  hour: -1,
  reportedAt: 0,
  triageMs: 0,
  steps: [],
  photos: 0,
  spoken: false,
  voice: 'plain',
  id: '',
  ...given,
})

export const isDispatched = (d: Draft): boolean => d.outcome === 'closed' || d.outcome === 'open'
