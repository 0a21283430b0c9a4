// Has somebody told us this already? Candidates come from the store; here they are ranked, each with reasons a person
// can check at a glance – those against it as well. Nothing is merged by itself: a wrong merge hides a matter, so the
// threshold only decides what is shown, and a person does the merging.
import type { Point } from '../district/district.ts'
import { type Instant, msPerDay, msPerHour, msPerMinute } from '../kit/instant.ts'
import { type PlaceAlike, placeAlike } from './place-alike.ts'
import { stormAround, stormHours } from './storm.ts'
import { toldApart } from './told-apart.ts'
import {
  changedFrom,
  type Read,
  read,
  type Weight,
  type WordsAlike,
  weightsFrom,
  wordsAlike,
} from './words-alike.ts'

type Words = { zh: string; en: string }
export type Told = { at: Instant; place: string; point?: Point; type?: string; words: string }
export type Candidate = Told & {
  subject: string
  number: string
  /** Matters merged into it. */
  joined?: number
  /** What it was merged into; then that is shown in its place, if it is among the candidates. */
  into?: string
}
export type Duplicate = {
  subject: string
  number: string
  /** 0…1 */
  score: number
  /** Alike enough, and nothing against it: may be merged together with all others that are. */
  sure: boolean
  reasons: readonly Words[]
  against: readonly Words[]
  metres?: number
}

/** From here a candidate is shown. The same spot, type and minute without a word in common (0.5) stay below it. */
export const duplicateFrom = 0.6
/** From here it is the same as far as words can say. */
export const sureFrom = 0.62
/** A complaint told again after a month is a new one: it says that the first answer did not help. */
export const oldestDays = 30

const share = { words: 0.5, place: 0.25, type: 0.12, time: 0.13 }
/** So much in common is as good as all of it, when place, time and type agree as well. */
const enoughWords = 0.7
/** Words of a far place count less: they tell the same kind of thing. */
const farWords = 0.6
const sameTextScore = 0.9
/** A text of which something was changed, from the least to nearly the same. */
const changedTextScore = { least: 0.76, most: 0.88 }
const againstScore = 0.25
/** As near as this two reports are of one spot, and as alike as this of one event. */
const spotShare = 0.5
const eventScore = 0.25
const stormScore = 0.72
const eventMs = msPerDay

/** Candidates at or above the threshold; the one the others should join comes first, then by score. */
export const rankDuplicates = (
  told: Told,
  candidates: readonly Candidate[],
  now: Instant,
): readonly Duplicate[] => {
  const own = read(told.words)
  const near = candidates
    .filter(c => Math.abs(c.at - told.at) <= oldestDays * msPerDay)
    .map(c => ({ c, words: read(c.words), place: placeAlike(told, c) }))
  const elsewhere = near.filter(n => n.place.share < spotShare).map(n => n.words)
  const weight = weightsFrom(own, elsewhere)
  const here = near.filter(n => isHereAndNow(told, n))
  const storm = stormAround(
    own,
    here.map(n => ({ words: n.words, sameType: isSameType(told, n.c) })),
    near
      .filter(n => n.place.share < spotShare && Math.abs(n.c.at - told.at) > stormHours * msPerHour)
      .map(n => n.words),
  )
  const bySubject = new Map(candidates.map(c => [c.subject, c]))
  const best = new Map<string, Duplicate & { c: Candidate; place: PlaceAlike }>()
  for (const { c, words, place } of near) {
    const to = headOf(c, bySubject)
    if (!to) continue
    const sameType = isSameType(told, c)
    const alone = rank(told, own, c, words, place, weight, now)
    const inStorm = storm?.isOf({ words, sameType }) === true && isHereAndNow(told, { c, place })
    const found = inStorm ? asOneOfMany(told, alone, c, storm.reports) : alone
    if (found.score < duplicateFrom || found.score <= (best.get(to.subject)?.score ?? 0)) continue
    best.set(to.subject, { ...found, ...joinedThrough(c, to, found), c: to, place })
  }
  const ranked = [...best.values()].sort((a, b) => b.score - a.score || a.c.at - b.c.at)
  const head = headAmong(ranked, storm ? 1 : eventScore)
  return [...(head ? [head] : []), ...ranked.filter(d => d !== head)].map(({ c: _, place, ...d }) => ({
    ...d,
    ...(place.metres === undefined ? {} : { metres: place.metres }),
  }))
}

const isSameType = (a: Told, b: Told): boolean => a.type !== undefined && a.type === b.type

const isHereAndNow = (told: Told, { c, place }: { c: Candidate; place: PlaceAlike }): boolean =>
  place.share >= spotShare && Math.abs(c.at - told.at) <= stormHours * msPerHour

/** One of many that tell of the same event; only another block or estate speaks against it. */
const asOneOfMany = (told: Told, alone: Duplicate, c: Candidate, reports: number): Duplicate => {
  const against = alone.against.length > 0 ? alone.against : toldApart(told.words, c.words)
  if (against.length > 0) return { ...alone, against }
  const reason = {
    zh: `同一地点 ${stormHours} 小时内有 ${reports} 件说同一件事`,
    en: `${reports} reports of one event here within ${stormHours} h`,
  }
  return {
    ...alone,
    score: Math.max(alone.score, stormScore),
    sure: true,
    reasons: [...alone.reasons, reason],
  }
}

/** The matter a merged one belongs to; undefined when it is not among the candidates. */
const headOf = (c: Candidate, bySubject: ReadonlyMap<string, Candidate>): Candidate | undefined => {
  let head: Candidate | undefined = c
  for (let step = 0; head?.into !== undefined; step++) {
    if (step > bySubject.size) return undefined
    head = bySubject.get(head.into)
  }
  return head
}

/** What is like a matter that was merged is like the one it was merged into. */
const joinedThrough = (c: Candidate, to: Candidate, { reasons }: Duplicate) => ({
  subject: to.subject,
  number: to.number,
  reasons:
    c === to
      ? reasons
      : [...reasons, { zh: `与已并入的 ${c.number} 相似`, en: `like ${c.number}, merged into it` }],
})

/**
 * Of several reports of one event at one spot all must join the same: the one that most have joined, and of equal ones
 * the first that was told, of those whose score is at most `apart` below the best. Otherwise two halves of a storm would each gather their own.
 */
const headAmong = <T extends Duplicate & { c: Candidate; place: PlaceAlike }>(
  ranked: readonly T[],
  apart: number,
): T | undefined =>
  ranked
    .filter(
      d =>
        d.sure &&
        d.score >= ranked[0]!.score - apart &&
        d.place.share >= spotShare &&
        Math.abs(d.c.at - ranked[0]!.c.at) <= eventMs,
    )
    .sort((a, b) => (b.c.joined ?? 0) - (a.c.joined ?? 0) || a.c.at - b.c.at)[0]

const rank = (
  told: Told,
  own: Read,
  candidate: Candidate,
  others: Read,
  place: PlaceAlike,
  weight: Weight,
  now: Instant,
): Duplicate => {
  const alike = wordsAlike(own, others, weight)
  const sameType = isSameType(told, candidate)
  const hours = Math.abs(candidate.at - told.at) / msPerHour
  // The first hour counts for more than the third week.
  const time = Math.max(0, 1 - Math.log1p(hours) / Math.log1p(oldestDays * 24))
  const words = Math.min(1, alike.share / enoughWords) * (place.share > 0 ? 1 : farWords)
  const sum =
    share.words * words + share.place * place.share + share.type * (sameType ? 1 : 0) + share.time * time
  const { least, most } = changedTextScore
  const atLeast = {
    same: sameTextScore,
    changed: least + ((most - least) * (alike.share - changedFrom)) / (1 - changedFrom),
    other: 0,
  }[alike.kind]
  const likely = Math.max(sum, atLeast)
  // Only what would be shown is read for what speaks against it; the very same text says the same of everything.
  const against =
    likely < duplicateFrom || alike.kind === 'same' ? [] : toldApart(told.words, candidate.words)
  const score = likely - (against.length > 0 ? againstScore : 0)
  return {
    subject: candidate.subject,
    number: candidate.number,
    score,
    sure: score >= sureFrom && against.length === 0 && placesAgree(told, candidate, place, alike),
    reasons: [
      ...place.reasons,
      ...(sameType ? [{ zh: '同一类别', en: 'same type' }] : []),
      ago(candidate.at, now),
      ...wordsReason(alike),
    ],
    against,
  }
}

const townDigits = 9
/** Other words for a thing are trusted at its spot, copies in its town, or when one of them has no place yet. */
const placesAgree = (a: Told, b: Told, { share: of }: PlaceAlike, { kind }: WordsAlike): boolean =>
  kind === 'other' ? of >= spotShare : of > 0 || Math.min(a.place.length, b.place.length) < townDigits

const wordsReason = ({ kind, share: of }: WordsAlike): readonly Words[] => {
  const percent = Math.round(of * 100)
  if (kind === 'same') return [{ zh: '文字完全相同', en: 'the very same text' }]
  if (kind === 'changed')
    return of >= 0.97
      ? [{ zh: '文字几乎相同，只有人名、数字等不同', en: 'nearly the same text, but for names or numbers' }]
      : [{ zh: `文字大体相同（${percent}%）`, en: `largely the same text (${percent}%)` }]
  return of >= 0.1 ? [{ zh: `用词相同 ${percent}%`, en: `${percent}% of words alike` }] : []
}

const ago = (at: Instant, now: Instant): Words => {
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
