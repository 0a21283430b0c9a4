// What happens next, by when and by whom, in one sentence a resident understands. Where a state has no row, or its clock
// has no date, its plain name is the sentence: nothing is promised that no clock holds.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { readClock } from '#core/life/clock.ts'
import { fill } from '#core/life/refusal.ts'
import { type Lang, unitName } from '#core/life/timeline.ts'
import type { Loaded } from '#desk/desk.ts'
import { nextByLife } from './next-words.ts'
import { momentWords, plainStateWords } from './words.ts'

/** When the promise to the reporter falls due; once broken, it bounds nothing any more. */
const promiseOf = (l: Loaded, now: Instant, district: District): number => {
  const dues = Object.entries(l.standing.clocks).flatMap(([key, c]) => {
    if (c.stopAt !== undefined || l.life.clocks[c.name]?.promise !== true) return []
    const { dueAt } = readClock(key, c, now, district)
    return dueAt === undefined || dueAt <= now ? [] : [dueAt]
  })
  return dues.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...dues)
}

export const nextWords = (l: Loaded, now: Instant, district: District, lang: Lang): string => {
  const words = nextByLife[l.life.name]?.[l.standing.state]
  const plain = `${plainStateWords(l.life, l.standing.state, lang)}${lang === 'zh' ? '。' : '.'}`
  if (!words) return plain
  const unit = unitName(l.standing.doc.lead, district, lang, 'reporter')
  const due: Record<string, string> = { unit }
  const promisedAt = promiseOf(l, now, district)
  for (const [key, c] of Object.entries(l.standing.clocks)) {
    if (c.stopAt !== undefined || c.of !== undefined) continue
    const { dueAt } = readClock(key, c, now, district)
    if (dueAt === undefined) continue
    // A step may be allowed longer than what is left of the promise; the reporter is told the promise, which still binds.
    due[c.name] = momentWords(Math.min(dueAt, promisedAt) as Instant, lang)
  }
  const sentences = lang === 'zh' ? [words.zh, words.elseZh] : [words.en, words.elseEn]
  const sayable = sentences.find(
    s => s !== undefined && [...s.matchAll(/\{(\w+)\}/g)].every(([, h]) => due[h!]),
  )
  return sayable === undefined ? plain : fill(sayable, due)
}
