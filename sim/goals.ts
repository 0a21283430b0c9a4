// The ways to the goals: for each, the state it ends in and the moves that lead there, who makes them and how long they
// take. The rules decide every move; this table only says what people try.
import { dayOf, formatDay, type Instant, plusDays } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import type { Post } from './actors.ts'
import type { MatterStory, PetitionStory } from './story.ts'

export type Step<S> = {
  /** Minutes after the step before, if nobody sleeps in between. */
  afterMinutes: number
  who: Post
  move: string
  /** `now` is when the story is told; `subjects` has the numbers of other stories by their ids. */
  input?: (story: S, now: Instant, subjects: ReadonlyMap<string, string>) => Input
}
export type Goal<S> = { state: string; steps: readonly Step<S>[] }

type MatterStep = Step<MatterStory>

const untold = '已电话联系反映人，说明办理安排'
const defaultWaitDays = 10

const dispatch: MatterStep = { afterMinutes: 7, who: 'desk', move: 'dispatch' }
const sign: MatterStep = { afterMinutes: 24, who: 'lead', move: 'sign' }
const contact: MatterStep = {
  afterMinutes: 21,
  who: 'lead',
  move: 'contact',
  input: ({ says }) => ({ words: says?.contact ?? untold }),
}
const part: MatterStep = {
  afterMinutes: 190,
  who: 'helper',
  move: 'finish-part',
  input: ({ says }) => ({ result: says?.part }),
}
const returned: MatterStep = {
  afterMinutes: 48,
  who: 'lead',
  move: 'return',
  input: ({ says }) => ({ reason: says?.reason, basis: says?.basis, words: says?.why }),
}
const feedback: MatterStep = {
  afterMinutes: 260,
  who: 'lead',
  move: 'feedback',
  input: ({ says }) => ({ result: says?.result }),
}
const verify: MatterStep = {
  afterMinutes: 130,
  who: 'checker',
  move: 'verify',
  input: ({ says }) => ({ outcome: 'pass', words: says?.check ?? '现场看过，与反馈一致' }),
}
const close: MatterStep = {
  afterMinutes: 35,
  who: 'checker',
  move: 'close',
  input: ({ says }) => ({ answer: says?.answer ?? says?.result }),
}
const rate = (solved: boolean, satisfied: string): MatterStep => ({
  afterMinutes: 150,
  who: 'reporter',
  move: 'rate',
  input: ({ says }) => ({ solved, satisfied, ...(says?.rating ? { words: says.rating } : {}) }),
})
const handling = [dispatch, sign, contact]
const closing = [...handling, feedback, verify, close]

export const matterGoals: Readonly<Record<string, Goal<MatterStory>>> = {
  waiting: { state: 'reported', steps: [] },
  accepted: { state: 'accepted', steps: [{ afterMinutes: 5, who: 'desk', move: 'accept' }] },
  dispatched: { state: 'dispatched', steps: [dispatch] },
  handling: { state: 'in_progress', steps: handling },
  'co-handling': { state: 'co_handling', steps: [...handling, part] },
  'return-asked': { state: 'return_requested', steps: [dispatch, returned] },
  'return-refused': {
    state: 'dispatched',
    steps: [dispatch, returned, rule('rejected')],
  },
  'return-upheld': { state: 'in_progress', steps: [dispatch, returned, rule('upheld'), sign] },
  'extension-asked': {
    state: 'in_progress',
    steps: [
      ...handling,
      {
        afterMinutes: 200,
        who: 'lead',
        move: 'ask-extension',
        input: ({ says }) => ({ days: says?.days, words: says?.why }),
      },
    ],
  },
  suspended: {
    state: 'suspended',
    steps: [
      ...handling,
      {
        afterMinutes: 170,
        who: 'lead',
        move: 'ask-suspension',
        input: ({ says }, now) => ({
          reason: says?.reason,
          untilOn: formatDay(plusDays(dayOf(now), says?.days ?? defaultWaitDays)),
          words: says?.why,
        }),
      },
      { afterMinutes: 45, who: 'approver', move: 'approve', input: () => ({ words: '情况属实，同意' }) },
    ],
  },
  feedback: { state: 'feedback', steps: [...handling, feedback] },
  verified: { state: 'verified', steps: [...handling, feedback, verify] },
  rework: {
    state: 'rework',
    steps: [
      ...handling,
      feedback,
      { ...verify, input: ({ says }) => ({ outcome: 'fail', words: says?.check }) },
    ],
  },
  closed: { state: 'closed', steps: closing },
  'rated-well': { state: 'callback_done', steps: [...closing, rate(true, 'yes')] },
  'rated-fair': { state: 'callback_done', steps: [...closing, rate(true, 'fair')] },
  reopened: { state: 'reopened', steps: [...closing, rate(false, 'no')] },
  'on-spot': { state: 'closed', steps: [] },
  'on-spot-rated': { state: 'callback_done', steps: [rate(true, 'very')] },
  merged: {
    state: 'merged',
    steps: [
      {
        afterMinutes: 6,
        who: 'desk',
        move: 'merge',
        input: ({ into, says }, _, subjects) => ({
          into: subjects.get(into ?? '') ?? '',
          words: says?.why ?? '同一地点同一件事',
        }),
      },
    ],
  },
  diverted: { state: 'diverted', steps: [leave('divert', 'exit')] },
  declined: { state: 'not_accepted', steps: [leave('decline', 'reason')] },
  nudged: {
    state: 'in_progress',
    steps: [
      ...handling,
      { afterMinutes: 300, who: 'reporter', move: 'nudge', input: ({ says }) => ({ words: says?.why }) },
    ],
  },
  supervised: {
    state: 'in_progress',
    steps: [
      ...handling,
      {
        afterMinutes: 420,
        who: 'supervisor',
        move: 'supervise',
        input: ({ says }) => ({ rung: 'supervise', words: says?.why }),
      },
    ],
  },
}

export const sorting: MatterStep = {
  afterMinutes: 3,
  who: 'desk',
  move: 'sort',
  input: ({ type }) => ({ type }),
}

const forward: Step<PetitionStory> = {
  afterMinutes: 180,
  who: 'lead',
  move: 'forward',
  input: ({ lead }) => ({ lead, words: '请依法处理，并按期书面告知信访人' }),
}

export const petitionGoals: Readonly<Record<string, Goal<PetitionStory>>> = {
  registered: { state: 'registered', steps: [] },
  sealed: { state: 'sealed_in', steps: [] },
  forwarded: { state: 'forwarded', steps: [forward] },
  accepted: { state: 'accepted', steps: [forward, { afterMinutes: 300, who: 'lead', move: 'accept' }] },
}

function rule(ruling: 'upheld' | 'rejected'): MatterStep {
  return {
    afterMinutes: 55,
    who: 'arbiter',
    move: 'rule',
    input: ({ next, says }) => ({
      ruling,
      ...(ruling === 'upheld' && next ? { lead: next } : {}),
      words: says?.check,
    }),
  }
}

function leave(move: string, field: string): MatterStep {
  return {
    afterMinutes: 9,
    who: 'desk',
    move,
    input: ({ says }) => ({ [field]: says?.reason, words: says?.why }),
  }
}
