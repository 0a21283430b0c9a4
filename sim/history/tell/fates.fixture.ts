// Stories of the small district, one for each fate a report can have, in the same year; and words for them.
import { type Instant, instant, msPerMinute } from '#core/kit/instant.ts'
import { moment } from '#test/support/story.ts'
import type { HistoryStory, Step } from '../story.ts'
import type { Said, Words } from './said.ts'

const town = 'c-500198001'
const community = 'c-500198001001'

type Planned = Step extends infer S ? (S extends unknown ? Omit<S, 'at'> & { after: number } : never) : never
type Draft = Partial<Omit<HistoryStory, 'steps'>> & { steps?: readonly Planned[] }

const firstAt = moment('2026-06-01 09:00')
let minted = 0

/** `after`: minutes after the step before. */
const story = (draft: Draft): HistoryStory => {
  const n = ++minted
  const reportedAt: Instant = draft.reportedAt ?? instant(firstAt + n * 40 * msPerMinute)
  let at = reportedAt
  const { steps = [], ...rest } = draft
  return {
    id: `h${String(n).padStart(6, '0')}`,
    reportedAt,
    channel: 'resident-web',
    type: 'CM02',
    urgency: 'normal',
    place: { territory: '50019800100101', point: [106.004, 29.808], said: 'point' },
    photos: 0,
    spoken: false,
    voice: 'plain',
    outcome: 'closed',
    caller: { key: n },
    ...rest,
    steps: steps.map(({ after, ...step }): Step => {
      at = instant(at + after * msPerMinute)
      return { ...step, at } as Step
    }),
  }
}

const dispatch = (lead = community): Planned => ({
  after: 6,
  by: community,
  move: 'dispatch',
  lead,
  type: 'CM02',
  urgency: 'normal',
  row: 'R06',
})
const handling = (lead = community): readonly Planned[] => [
  { after: 20, by: lead, move: 'sign' },
  { after: 15, by: lead, move: 'contact' },
]
const done = (lead = community): Planned => ({ after: 200, by: lead, move: 'feedback' })
const checked: readonly Planned[] = [
  { after: 60, by: town, move: 'verify', outcome: 'pass' },
  { after: 10, by: community, move: 'close' },
]
const content: Planned = { after: 120, by: 'reporter', move: 'rate', solved: true, satisfied: 'yes' }

/** Name of the fate → the story, the state it must end in by the end of June, and facts it must have. */
export const fates: Readonly<
  Record<string, readonly [HistoryStory, state: string, facts: readonly string[]]>
> = {
  'on the spot, by an officer, rated through the link': [
    story({ channel: 'officer-app', outcome: 'on-spot', steps: [content] }),
    'callback_done',
    ['closed-on-spot', 'rated'],
  ],
  'closed and rated': [
    story({ steps: [dispatch(), ...handling(), done(), ...checked, content] }),
    'callback_done',
    ['dispatched', 'signed', 'contacted', 'fed-back', 'verified', 'closed', 'rated'],
  ],
  'no place named: the desk finds it': [
    story({
      place: { territory: '50019800100102', point: [106.015, 29.81], said: 'none' },
      steps: [{ after: 4, by: community, move: 'accept' }, dispatch(), ...handling(), done(), ...checked],
    }),
    'closed',
    ['located', 'accepted'],
  ],
  'words of danger: the district desk acts instead': [
    story({ pattern: 'lift-company', steps: [dispatch(), ...handling(), done(), ...checked] }),
    'closed',
    ['dispatched', 'closed'],
  ],
  'the check fails once': [
    story({
      steps: [
        dispatch(),
        ...handling(),
        done(),
        { after: 60, by: town, move: 'verify', outcome: 'fail' },
        done(),
        ...checked,
      ],
    }),
    'closed',
    ['sent-back', 'verified'],
  ],
  'returned and refused, returned and upheld': [
    story({
      steps: [
        dispatch('d-city'),
        { after: 30, by: 'd-city', move: 'return', reason: 'wrong-duty' },
        { after: 30, by: 'c-500198', move: 'rule', ruling: 'upheld', next: 'd-police' },
        { after: 30, by: 'd-police', move: 'return', reason: 'wrong-duty' },
        { after: 30, by: 'c-500198', move: 'rule', ruling: 'rejected' },
        ...handling('d-police'),
        done('d-police'),
        { after: 60, by: town, move: 'verify', outcome: 'pass' },
        { after: 10, by: 'c-500198', move: 'close' },
      ],
    }),
    'closed',
    ['return-requested', 'return-ruled'],
  ],
  'extended, suspended, and a part done by another unit': [
    story({
      steps: [
        dispatch('d-city'),
        ...handling('d-city'),
        { after: 30, by: 'd-city', move: 'add-co', units: ['d-police'] },
        { after: 60, by: 'd-city', move: 'ask-extension', days: 2 },
        { after: 20, by: 'd-city', move: 'approve' },
        { after: 40, by: 'd-city', move: 'ask-suspension', reason: 'weather', untilOn: '2026-06-05' },
        { after: 20, by: 'd-city', move: 'approve' },
        { after: 4000, by: 'd-city', move: 'resume' },
        { after: 60, by: 'd-police', move: 'finish-part' },
        done('d-city'),
        ...checked,
      ],
    }),
    'closed',
    ['extended', 'suspended', 'resumed', 'part-done'],
  ],
  'not solved: it opens again and is closed again': [
    story({
      steps: [
        dispatch(),
        ...handling(),
        done(),
        ...checked,
        { after: 120, by: 'reporter', move: 'rate', solved: false, satisfied: 'no', why: 'not-solved' },
        ...handling(),
        done(),
        ...checked,
        content,
      ],
    }),
    'callback_done',
    ['reopened', 'rated'],
  ],
  'nudged by the reporter, supervised and noted by hand, never done': [
    story({
      outcome: 'open',
      steps: [
        dispatch(),
        ...handling(),
        { after: 400, by: 'reporter', move: 'nudge' },
        { after: 60, by: 'c-500198', move: 'supervise', rung: 'supervise' },
        { after: 60, by: town, move: 'note', topic: 'mediation-session' },
      ],
    }),
    'in_progress',
    ['nudged', 'supervised', 'noted', 'light-turned'],
  ],
  'merged into the one before': [
    story({ outcome: 'merged', steps: [{ after: 6, by: community, move: 'merge', into: 'h000009' }] }),
    'merged',
    ['merged'],
  ],
  'merged wrongly, parted and handled': [
    story({
      trap: 'merged-wrongly',
      steps: [
        { after: 6, by: community, move: 'merge', into: 'h000009' },
        { after: 90, by: community, move: 'unmerge' },
        dispatch(),
        ...handling(),
        done(),
        ...checked,
      ],
    }),
    'closed',
    ['merged', 'unmerged', 'closed'],
  ],
  declined: [
    story({
      outcome: 'declined',
      steps: [{ after: 9, by: community, move: 'decline', reason: 'no-content' }],
    }),
    'not_accepted',
    ['not-accepted'],
  ],
  'diverted, with a receipt': [
    story({
      outcome: 'diverted',
      steps: [
        { after: 9, by: community, move: 'divert', exit: 'statutory-route' },
        { after: 90, by: community, move: 'receipt' },
      ],
    }),
    'diverted',
    ['diverted', 'receipted'],
  ],
  'waiting, with no step at all': [story({ outcome: 'open', steps: [] }), 'reported', ['reported']],
  'against the unit that would lead it': [
    story({
      trap: 'accused-unit',
      accused: [community],
      steps: [
        { ...dispatch('d-city'), by: town },
        ...handling('d-city'),
        done('d-city'),
        { after: 60, by: 'c-500198', move: 'verify', outcome: 'pass' },
        { after: 10, by: town, move: 'close' },
      ],
    }),
    'closed',
    ['dispatched', 'closed'],
  ],
  'a letter with a life of its own': [
    story({
      reportedAt: moment('2026-06-02 09:30'),
      channel: 'visit',
      voice: 'letter',
      steps: [dispatch(), ...handling(), done(), ...checked],
      petition: {
        kind: 'request',
        organ: 'd-city',
        registeredAt: moment('2026-06-02 09:31'),
        forwardedAt: moment('2026-06-03 10:00'),
        acceptedAt: moment('2026-06-05 15:00'),
        investigatingAt: moment('2026-06-08 10:00'),
        extended: { at: moment('2026-06-12 10:00'), days: 10 },
        opinionAt: moment('2026-06-20 10:00'),
        review: {
          askedAt: moment('2026-06-22 10:00'),
          answeredAt: moment('2026-06-27 10:00'),
          outcome: 'kept',
        },
      },
    }),
    'closed',
    ['closed'],
  ],
}

export const fatesFrom = firstAt
export const fatesTo = moment('2026-07-01 00:00')
export const fateStories = Object.values(fates)
  .map(([s]) => s)
  .sort((a, b) => a.reportedAt - b.reportedAt)

const spoken: Readonly<Record<string, string>> = {
  return: '三定方案里没有这一项',
  rule: '属地明确，由指定单位办理',
  verify: '现场看过，与反馈一致',
}

export const plainWords: Words = (s): Said => ({
  words: s.pattern === 'lift-company' ? '电梯困人了，里面有个老人' : `楼下垃圾堆了三天没人清（${s.id}）`,
  ...(s.caller ? { contact: { name: `合成${s.caller.key}`, phone: '100-0000-0001' } } : {}),
  result: '已当场清运',
  steps: s.steps.map(step => ({
    words: spoken[step.move] ?? '已按职责清单办理',
    basis: '城管局三定方案第三条',
  })),
  ...(s.petition
    ? {
        petition: {
          words: `低保复核一直没有结果（${s.id}）`,
          opinion: {
            request: '复核低保',
            found: '家庭收入已核实',
            reasons: '符合条件',
            decision: '恢复低保',
            basis: '社会救助暂行办法',
          },
          extension: '需要入户核实',
          review: { asked: '金额不对', decision: '维持', basis: '社会救助暂行办法' },
        },
      }
    : {}),
})
