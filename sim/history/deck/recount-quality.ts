// Answers, returns and second looks counted again from the stories. Clocks are not counted here; whether something was
// late or nudged only the told facts can say.
import { msPerDay } from '#core/kit/instant.ts'
import type { Deck, HistoryStory, Step } from '../story.ts'
import { sumOf } from './cards.ts'
import { count, has, per, type Row, rounded, tally } from './counting.ts'
import * as figures from './figures.ts'

type Rate = Step & { move: 'rate' }

/** Answers, returns, second looks. */
export const countQuality = ({ stories }: Deck): Row[] => {
  const closed = stories.filter(s => s.closedBy !== undefined)
  const dispatchedClosed = closed.filter(s => s.outcome === 'closed')
  const rates = stories.flatMap(s => s.steps.filter((step): step is Rate => step.move === 'rate'))
  const satisfied = count(rates, r => r.satisfied === 'very' || r.satisfied === 'yes')
  const solved = count(rates, r => r.solved)
  const fed = sumOf(stories.map(s => count(s.steps, step => step.move === 'feedback')))
  const sentBack = sumOf(
    stories.map(s => count(s.steps, step => step.move === 'verify' && step.outcome === 'fail')),
  )
  const again = count(closed, s =>
    has(
      s,
      step => (step.move === 'reopen' && step.by === 'reporter') || (step.move === 'rate' && !step.solved),
    ),
  )
  const waits = stories.filter(s => has(s, step => step.move === 'ask-suspension'))
  const waited = waits.flatMap(s => {
    const resumed = s.steps.find(step => step.move === 'resume')
    const from = s.steps[s.steps.findIndex(step => step.move === 'ask-suspension') + 1]
    return resumed && from ? [(resumed.at - from.at) / msPerDay] : []
  })
  const noted = (topic: string) =>
    sumOf(stories.map(s => count(s.steps, step => step.move === 'note' && step.topic === topic)))
  const why = tally(
    rates.filter(r => r.why !== undefined),
    r => r.why!,
  )
  const sampledFalse = noted('sample-false')
  const supervisedBy = (rung: string) =>
    count(closed, s => has(s, step => step.move === 'supervise' && step.rung === rung))
  return [
    { name: 'answered', want: figures.rated.answered, got: rates.length },
    { name: 'satisfied', want: figures.rated.satisfied, got: satisfied },
    { name: 'satisfied, %', want: '99.30', got: per(satisfied, rates.length, 2) },
    { name: 'solved', want: figures.rated.solved, got: solved },
    ...Object.entries(figures.discontents).map(([reason, want]) => ({
      name: `not satisfied: ${reason}`,
      want,
      got: why.get(reason) ?? 0,
    })),
    { name: 'sent back of what was fed back, %', want: '5.6', got: per(sentBack, fed) },
    { name: 'reopened by the resident, %', want: '3.4', got: per(again, closed.length) },
    { name: 'reported again, %', want: '4.1', got: per(reportedAgain(stories), closed.length) },
    { name: 'suspended of what was dispatched, %', want: '2.8', got: per(waits.length, 14_455) },
    { name: 'mean wait, days', want: '11.0', got: rounded(sumOf(waited) / waited.length, 1) },
    {
      name: 'second looks at the others, %',
      want: '10.0',
      got: per(noted('sample-true') + sampledFalse, dispatchedClosed.length),
    },
    {
      name: 'closed falsely, %',
      want: '0.9',
      got: per(sampledFalse, figures.sampling.onSpot + figures.sampling.others),
    },
    {
      name: 'rung up',
      want: figures.phoned.asked,
      got: noted('phone-satisfied') + noted('phone-not-satisfied'),
    },
    {
      name: 'rung up and satisfied, %',
      want: '88.5',
      got: per(noted('phone-satisfied'), figures.phoned.asked),
    },
    { name: 'talks', want: figures.pressed.talked, got: supervisedBy('talk') },
    {
      name: 'told by voice, %',
      want: '18.0',
      got: per(
        count(stories, s => s.spoken),
        stories.length,
      ),
    },
    {
      name: 'without a photo, %',
      want: '30.0',
      got: per(
        count(stories, s => s.photos === 0),
        stories.length,
      ),
    },
  ]
}

/** Closed matters after which the same point and type was reported within 30 days. */
const reportedAgain = (stories: readonly HistoryStory[]): number => {
  const at = new Map<string, HistoryStory[]>()
  for (const s of stories) {
    const key = `${s.type} ${s.place.point}`
    at.set(key, [...(at.get(key) ?? []), s])
  }
  return count(
    stories,
    s =>
      s.closedAt !== undefined &&
      at
        .get(`${s.type} ${s.place.point}`)!
        .some(o => o !== s && o.reportedAt > s.closedAt! && o.reportedAt <= s.closedAt! + 30 * msPerDay),
  )
}
