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
  return {
    ...deck,
    untilAt,
    stories: {
      *[Symbol.iterator]() {
        const next = makeHeap<{ at: Instant; copy: number; laterMs: number; index: number }>(
          (a, b) => a.at < b.at || (a.at === b.at && a.copy < b.copy),
        )
        const push = (copy: number, laterMs: number, index: number) => {
          const story = deck.stories[index]
          if (!story) return
          const at = instant(story.reportedAt + laterMs)
          if (at < untilAt) next.push({ at, copy, laterMs, index })
        }
        laters.forEach((later, copy) => {
          push(copy, later * msPerWeek, 0)
          const before = (later - weeks) * msPerWeek
          if (later + spanWeeks > weeks)
            push(
              copy,
              before,
              deck.stories.findIndex(s => s.reportedAt + before >= deck.fromAt),
            )
        })
        for (let first = next.pop(); first; first = next.pop()) {
          yield moved(deck.stories[first.index]!, first.copy, first.laterMs)
          push(first.copy, first.laterMs, first.index + 1)
        }
      },
    },
  }
}

const moved = (story: HistoryStory, copy: number, laterMs: number): HistoryStory => {
  const later = (at: Instant): Instant => instant(at + laterMs)
  const renamed = (id: string): string => `c${copy}-${id}`
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
