// The line of one matter that was dispatched: every move at its instant, from the desk to the answer, by the limits and
// working calendars core itself would use. How fast is a wish (how much of which clock, how many hours of handling); the
// line says what came of it, or that the wish cannot be had.
import type { Urgency } from '#core/district/district.ts'
import type { Chance } from '../../chance.ts'
import type { Step } from '../story.ts'
import { type LineGround, startCourse } from './course.ts'
import { again } from './line-again.ts'
import { ask } from './line-asking.ts'
import { end } from './line-ending.ts'
import { send, sign } from './line-sending.ts'

/** How the promise is kept: calmly; only just; late; so late that it is supervised, or listed. */
export type Pace = 'calm' | 'close' | 'late' | 'supervised' | 'listed'

export type Wish = {
  dispatchedAt: number
  desk: string
  lead: string
  type: string
  urgency: Urgency
  territory: string
  hasCaller: boolean
  pace: Pace
  /** 0 … 1: where in its range the pace is. */
  pressure: number
  /** Share of the sign-off clock used. */
  signShare: number
  /** Hours of handling wished for, from the dispatch to its handler to the first result, waits left out. */
  handleHours: number
  rework?: boolean
  pause?: { days: number; reason: string }
  extendDays?: number
  /** Who returns it, in order; after the last upheld one it goes to `lead`. */
  returns?: readonly { by: string; upheld: boolean; reason: string }[]
  /** The reporter has it done again after the first closing. */
  reopen?: 'rated' | 'asked' | 'found'
  co?: string
  /** Stream of its own for the small hours: the same wish gives the same line. */
  chance: Chance
}

export type Line = {
  steps: Step[]
  dispatchedAt: number
  /** Dispatch to the unit that handled it. */
  givenAt: number
  signedAt: number
  fedBackAt: number
  firstClosedAt: number
  closedAt: number
  handleMs: number
  shares: { sign: number; handle: number; whole: number }
}

export const lineOf = (wish: Wish, ground: LineGround): Line | undefined => {
  const course = startCourse(wish, ground)
  if (!send(course) || !sign(course) || !ask(course)) return undefined
  const line = end(course)
  return line && wish.reopen ? again(line, course) : line
}
