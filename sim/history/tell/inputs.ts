// What each step of a story fills into the form of its move: codes from the plan, words from those who speak.

import { assert } from '#core/kit/assert.ts'
import type { Input } from '#core/life/life.ts'
import type { Step } from '../story.ts'
import type { StepSaid } from './said.ts'

const defined = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([, v]) => v !== undefined && v !== ''))

/** `into`: the number of the matter it is merged into. */
export const inputOf = (step: Step, { words, basis }: StepSaid, into?: string): Input => {
  switch (step.move) {
    case 'dispatch': {
      const { lead, type, urgency, co, row } = step
      return defined({ lead, type, urgency, row, co: co?.length ? co : undefined, words })
    }
    case 'merge':
      assert(into !== undefined, `merged into ${step.into}, which was not told`)
      return defined({ into, words })
    case 'decline':
      return defined({ reason: step.reason, words })
    case 'divert':
      return defined({ exit: step.exit, words })
    case 'add-co':
    case 'wall':
      return defined({ units: step.units, words })
    case 'finish-part':
    case 'feedback':
      return { result: words }
    case 'return':
      return defined({ reason: step.reason, basis, words })
    case 'rule':
      return defined({ ruling: step.ruling, lead: step.next, words })
    case 'ask-extension':
      return defined({ days: step.days, words })
    case 'ask-suspension':
      return defined({ reason: step.reason, untilOn: step.untilOn, words })
    case 'verify':
    case 'spot-check':
      return defined({ outcome: step.outcome, words })
    case 'close':
      return { answer: words }
    case 'rate':
      return defined({ solved: step.solved, satisfied: step.satisfied, words })
    case 'reopen':
      return { reason: words }
    case 'supervise':
      return { rung: step.rung, words }
    case 'sign':
      return {}
    default:
      return defined({ words })
  }
}
