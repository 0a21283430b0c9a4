// Which fact a person has seen. A move on an older sight is refused, and rightly so – but a light that turned by itself
// while somebody wrote is no news for the decision and must not cost them a refusal.
import type { Line } from '#wire/views.ts'

/** What turns by itself, and who looked at the contact, decide nothing about the matter. */
const noNews = ['light-turned', 'looked']
const isNews = (line: Line): boolean => !noNews.includes(line.type)

/** The `seq` to send: moves on past lights, stands still at the first fact a person should read first. */
export const seenUpTo = (seenSeq: number, latestSeq: number, timeline: readonly Line[]): number =>
  timeline.some(l => l.seq > seenSeq && isNews(l)) ? seenSeq : latestSeq

/** What came in since, to be shown above the button that sends. */
export const newsSince = (seenSeq: number, timeline: readonly Line[]): readonly Line[] =>
  timeline.filter(l => l.seq > seenSeq && isNews(l))
