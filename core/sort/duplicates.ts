// Has somebody told us this already? Candidates come from the store; here they are ranked, each with reasons a person
// can check at a glance. Nothing is merged by itself: a wrong merge hides a matter, so the threshold only decides what
// is shown, and a person does the merging.
import type { Point } from '../district/district.ts'
import { distanceM } from '../kit/geometry.ts'
import { type Instant, msPerDay, msPerHour, msPerMinute } from '../kit/instant.ts'
import { dice, normalise, tokensOf } from '../kit/text.ts'

export type Told = { at: Instant; place: string; point?: Point; type?: string; words: string }
export type Candidate = Told & { subject: string; number: string }
export type Duplicate = {
  subject: string
  number: string
  /** 0…1 */
  score: number
  reasons: readonly { zh: string; en: string }[]
}

/** From here a candidate is shown. The same spot, type and minute without a word in common (0.55) stay below it. */
export const duplicateFrom = 0.6
/** A complaint told again after a month is a new one: it says that the first answer did not help. */
export const oldestDays = 30

const share = { words: 0.45, place: 0.3, type: 0.15, time: 0.1 }
/** The same text, word for word, is hardly chance from here on; shorter ones (“停水了”) are everybody's. */
const tellingCharacters = 10
const exactScore = 0.9

// Codes nest (see Territory): so many digits in common are the same piece of this kind.
const nearness = [
  { digits: 14, share: 0.8, zh: '同一网格', en: 'same grid' },
  { digits: 12, share: 0.5, zh: '同一社区（村）', en: 'same community' },
  { digits: 9, share: 0.2, zh: '同一镇街', en: 'same town' },
]

/** Candidates at or above the threshold, best first. `told.at` may lie before or after a candidate's. */
export const rankDuplicates = (
  told: Told,
  candidates: readonly Candidate[],
  now: Instant,
): readonly Duplicate[] => {
  const plain = normalise(told.words)
  const tokens = new Set(tokensOf(told.words))
  return candidates
    .filter(c => Math.abs(c.at - told.at) <= oldestDays * msPerDay)
    .map(c => rank(told, plain, tokens, c, now))
    .filter(d => d.score >= duplicateFrom)
    .sort((a, b) => b.score - a.score)
}

const rank = (
  told: Told,
  plain: string,
  tokens: ReadonlySet<string>,
  candidate: Candidate,
  now: Instant,
): Duplicate => {
  const place = placeLikeness(told, candidate)
  const isExact = plain === normalise(candidate.words)
  const words = isExact ? 1 : dice(tokens, new Set(tokensOf(candidate.words)))
  const sameType = told.type !== undefined && told.type === candidate.type
  const time = 1 - Math.abs(candidate.at - told.at) / (oldestDays * msPerDay)
  const sum =
    share.words * words + share.place * place.share + share.type * (sameType ? 1 : 0) + share.time * time
  // The very same long text is the same report sent twice, wherever it was placed.
  const score = isExact && plain.length >= tellingCharacters ? Math.max(sum, exactScore) : sum
  const wordsReason = isExact
    ? [{ zh: '文字完全相同', en: 'the very same text' }]
    : words >= 0.3
      ? [{ zh: `用词相同 ${Math.round(words * 100)}%`, en: `${Math.round(words * 100)}% of words alike` }]
      : []
  return {
    subject: candidate.subject,
    number: candidate.number,
    score,
    reasons: [
      ...place.reasons,
      ...(sameType ? [{ zh: '同一类别', en: 'same type' }] : []),
      ago(candidate.at, now),
      ...wordsReason,
    ],
  }
}

const placeLikeness = (a: Told, b: Told): { share: number; reasons: { zh: string; en: string }[] } => {
  const same = nearness.find(
    n => a.place.length >= n.digits && a.place.slice(0, n.digits) === b.place.slice(0, n.digits),
  )
  const reasons = same ? [{ zh: same.zh, en: same.en }] : []
  if (!a.point || !b.point) return { share: same?.share ?? 0, reasons }
  const metres = distanceM(a.point, b.point)
  // Phones are 10 to 50 m off: up to 50 m is the same spot, from 500 m on another one.
  const byDistance = Math.min(1, Math.max(0, (500 - metres) / 450))
  if (byDistance > 0)
    reasons.push({ zh: `相距 ${Math.round(metres)} 米`, en: `${Math.round(metres)} m apart` })
  // Two points far apart in one village are two spots: the points know better than the border.
  return { share: Math.min(1, byDistance > 0 ? Math.max(byDistance, same?.share ?? 0) : 0.2), reasons }
}

const ago = (at: Instant, now: Instant): { zh: string; en: string } => {
  const ms = Math.max(0, now - at)
  if (ms < msPerHour) {
    const minutes = Math.round(ms / msPerMinute)
    return { zh: `${minutes} 分钟前`, en: `${minutes} min ago` }
  }
  if (ms < 2 * msPerDay) {
    const hours = Math.round(ms / msPerHour)
    return { zh: `${hours} 小时前`, en: `${hours} h ago` }
  }
  const days = Math.round(ms / msPerDay)
  return { zh: `${days} 天前`, en: `${days} days ago` }
}
