// What people do with a matter, as weights: mostly what is next, now and then a return, an application, a mistake, a wall.
// The rules decide every move; this table only says what is tried and how long people take.

import type { District } from '#core/district/district.ts'
import { dayOf, formatDay, type Instant, msPerMinute, plusDays } from '#core/kit/instant.ts'
import type { Json } from '#core/life/fact.ts'
import type { Need } from '#core/life/life.ts'
import type { Post } from '../actors.ts'
import type { Chance } from '../chance.ts'

type Habit = readonly [weight: number, deed: readonly [move: string, who: Post]]

const desk: readonly Habit[] = [
  [60, ['dispatch', 'desk']],
  [9, ['sort', 'desk']],
  [5, ['locate', 'desk']],
  [4, ['decline', 'desk']],
  [4, ['divert', 'desk']],
  [6, ['merge', 'desk']],
  [4, ['wall', 'desk']],
  [2, ['supervise', 'supervisor']],
]
const working: readonly Habit[] = [
  [45, ['feedback', 'lead']],
  [12, ['contact', 'lead']],
  [9, ['add-co', 'lead']],
  [7, ['ask-extension', 'lead']],
  [7, ['ask-suspension', 'lead']],
  [12, ['approve', 'approver']],
  [3, ['deny', 'approver']],
  [4, ['return', 'lead']],
  [6, ['sort', 'desk']],
  [3, ['redirect', 'desk']],
  [3, ['nudge', 'reporter']],
  [2, ['supervise', 'supervisor']],
  [3, ['note', 'lead']],
  [2, ['wall', 'desk']],
]

/** State → what is tried. */
export const habits: Readonly<Record<string, readonly Habit[]>> = {
  draft: [[1, ['submit', 'reporter']]],
  reported: [...desk, [8, ['accept', 'desk']]],
  accepted: desk,
  dispatched: [
    [55, ['sign', 'lead']],
    [12, ['contact', 'lead']],
    [9, ['return', 'lead']],
    [7, ['sort', 'desk']],
    [5, ['redirect', 'desk']],
    [5, ['finish-part', 'helper']],
    [3, ['nudge', 'reporter']],
    [2, ['tell-more', 'reporter']],
    [2, ['wall', 'desk']],
    [2, ['supervise', 'supervisor']],
  ],
  return_requested: [
    [20, ['rule', 'arbiter']],
    [1, ['nudge', 'reporter']],
  ],
  in_progress: working,
  extended: working,
  rework: working,
  co_handling: [[60, ['finish-part', 'helper']], ...working],
  suspended: [
    [1, ['resume', 'lead']],
    [3, ['note', 'lead']],
  ],
  feedback: [
    [30, ['verify', 'checker']],
    [3, ['verify', 'lead']],
  ],
  verified: [[1, ['close', 'checker']]],
  closed: [
    [20, ['rate', 'reporter']],
    [2, ['reopen', 'reporter']],
    [4, ['spot-check', 'checker']],
  ],
  callback_done: [[1, ['reopen', 'reporter']]],
  reopened: [
    [5, ['sign', 'lead']],
    [1, ['dispatch', 'desk']],
    [1, ['sort', 'desk']],
  ],
  not_accepted: [[1, ['object', 'reporter']]],
  diverted: [
    [3, ['receipt', 'desk']],
    [1, ['take-back', 'desk']],
  ],
  merged: [[1, ['unmerge', 'desk']]],
}

const minutes: Readonly<Record<string, number>> = {
  reported: 15,
  accepted: 15,
  dispatched: 40,
  reopened: 40,
  return_requested: 60,
  in_progress: 200,
  extended: 300,
  rework: 150,
  co_handling: 150,
  suspended: 900,
  feedback: 90,
  verified: 40,
  closed: 700,
  callback_done: 4000,
  not_accepted: 900,
  diverted: 500,
  merged: 1500,
}

/** How long until somebody does something about it; a slow unit takes twelve times as long. */
export const delayMs = (state: string, isSlow: boolean, chance: Chance): number =>
  -Math.log(1 - chance.next() * 0.999) * (minutes[state] ?? 600) * msPerMinute * (isSlow ? 12 : 1)

const said = [
  '已到现场看过，按职责清单第三条办理',
  '已致电13912345678说明情况，对方认可',
  '现场复核，与反馈一致',
  '不属于本单位职责，依据三定方案第五条',
  '当事人身份证110101199003078515，已登记',
]

/** Something of the kind a form asks for; now and then nothing that would do. */
export const valueFor = (
  need: Need,
  chance: Chance,
  district: District,
  now: Instant,
  known: readonly string[],
): Json => {
  if (chance.isSo(0.02)) return chance.pick<Json>(['', -1, null, ['x'], 'nothing', true])
  switch (need.kind) {
    case 'text':
      return chance.pick(said)
    case 'choice':
      return typeof need.from === 'string'
        ? (district[need.from][chance.below(district[need.from].length)]?.code ?? '')
        : chance.pick(need.from ?? ['x'])
    case 'unit':
      return chance.pick(district.units).id
    case 'units':
      return [chance.pick(district.units).id]
    case 'type':
      return chance.pick(district.types).code
    case 'place':
      return chance.pick(district.territories).code
    case 'point':
      return [106.01, 29.81]
    case 'day':
      return formatDay(plusDays(dayOf(now), 1 + chance.below(6)))
    case 'number':
      return 1 + chance.below(5)
    case 'yes-no':
      return chance.isSo(0.8)
    case 'photos':
      return []
    case 'subject':
      return known.length > 0 ? chance.pick(known) : 'nothing'
  }
}
