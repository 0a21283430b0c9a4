// Five years of a busy district out of the 609 days of a quiet one: the same stories over and over, each copy so many
// weeks later that some six hundred come in a day, months on end. Their figures mean nothing; it is load to measure with.
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import { makeHeap } from '../heap.ts'
import type { Deck, HistoryStory, Step } from './story.ts'

const msPerWeek = 7 * msPerDay
const years = 5
const perDay = 600

/** Dealt one by one as they are asked for; ids are the old ones behind the number of their copy. */
export const steadyYears = (deck: Deck): Omit<Deck, 'stories'> & { stories: Iterable<HistoryStory> } => {
  const weeks = Math.round((years * 365.25) / 7)
  const spanWeeks = Math.ceil((deck.untilAt - deck.fromAt) / msPerWeek)
  const copies = Math.round((weeks * 7 * perDay) / deck.stories.length)
  const untilAt = instant(deck.fromAt + weeks * msPerWeek)
  // Copies begin evenly; what would lie past the end stands at the beginning, so that every day has as many.
  const laters = Array.from({ length: copies }, (_, i) => Math.floor((i * weeks) / copies))
  const places = new Map(deck.stories.map((s, i) => [s.id, i]))
  return {
    ...deck,
    untilAt,
    stories: {
      *[Symbol.iterator]() {
        const next = makeHeap<Copy & { at: Instant; index: number }>(
          (a, b) => a.at < b.at || (a.at === b.at && a.number < b.number),
        )
        const push = (copy: Copy, index: number) => {
          const story = deck.stories[index]
          if (!story) return
          const at = instant(story.reportedAt + copy.laterMs)
          if (at < untilAt) next.push({ ...copy, at, index })
        }
        laters.forEach((later, number) => {
          push({ number, laterMs: later * msPerWeek, from: 0 }, 0)
          if (later + spanWeeks <= weeks) return
          const laterMs = (later - weeks) * msPerWeek
          const from = deck.stories.findIndex(s => s.reportedAt + laterMs >= deck.fromAt)
          push({ number: copies + number, laterMs, from }, from)
        })
        for (let first = next.pop(); first; first = next.pop()) {
          const story = deck.stories[first.index]!
          // What joins a report from before the copy begins would join nothing.
          const into = story.steps.find(s => s.move === 'merge')
          if (into?.move !== 'merge' || (places.get(into.into) ?? 0) >= first.from) yield moved(story, first)
          push(first, first.index + 1)
        }
      },
    },
  }
}

/** One copy of the deck: so much later, told from this story on. */
type Copy = { number: number; laterMs: number; from: number }

const moved = (story: HistoryStory, { number, laterMs }: Copy): HistoryStory => {
  const later = (at: Instant): Instant => instant(at + laterMs)
  const renamed = (id: string): string => `c${number}-${id}`
  const { petition: _petition, closedAt, again, ...rest } = story
  return {
    ...rest,
    id: renamed(story.id),
    reportedAt: later(story.reportedAt),
    ...(closedAt === undefined ? {} : { closedAt: later(closedAt) }),
    ...(again === undefined ? {} : { again: renamed(again) }),
    steps: story.steps.map(
      (step): Step =>
        step.move === 'merge'
          ? { ...step, at: later(step.at), into: renamed(step.into) }
          : { ...step, at: later(step.at) },
    ),
  }
}
