// One row of a notice table, and the words rows are filled with.
import type { District } from '../../district/district.ts'
import { type Instant, toIso } from '../../kit/instant.ts'
import { dueAt } from '../../kit/time-limit.ts'
import { timerOf } from '../../life/clock.ts'
import type { Fact } from '../../life/fact.ts'
import type { Standing } from '../../life/standing.ts'
import { reasonWords, unitName } from '../../life/timeline.ts'
import type { Reach } from '../../life/who.ts'

export type Filling = Readonly<Record<string, string>>
export type Context<Doc extends Reach> = { fact: Fact; standing: Standing<Doc>; district: District }
export type Rule<Doc extends Reach> = {
  to: 'reporters' | ((c: Context<Doc>) => readonly string[])
  wording: string
  fill: (c: Context<Doc>) => Filling
  when?: (c: Context<Doc>) => boolean
}

type Any = Context<Reach & { number: string; lang: 'zh' | 'en' }>

export const datum = (c: Pick<Any, 'fact'>, key: string): string => {
  const v = c.fact.data[key]
  return typeof v === 'string' || typeof v === 'number' ? String(v) : ''
}
export const list = (c: Pick<Any, 'fact'>, key: string): readonly string[] => {
  const v = c.fact.data[key]
  return Array.isArray(v) ? (v as readonly string[]) : []
}

const moment = (at: Instant | undefined): string =>
  at === undefined ? '' : toIso(at).slice(0, 16).replace('T', ' ')

/** When a clock is due, as '2026-11-24 18:00' in China time; empty when it does not run. */
export const due = (c: Any, clock: string): string => {
  const found = c.standing.clocks[clock]
  return found ? moment(dueAt(timerOf(found), c.district.calendar(found.calendar))) : ''
}

export const number = (c: Any): Filling => ({ number: c.standing.doc.number })
/** The unit's name as residents know it, in the reporter's language. */
export const publicUnit = (c: Any, id: string): string =>
  unitName(id, c.district, c.standing.doc.lang, 'reporter')
export const officerUnit = (c: Any, id: string): string => unitName(id, c.district, 'zh')
/** The reason or exit a fact names, in the reporter's language, with what was said about it. */
export const why = (c: Any, key: string, lang: 'zh' | 'en' = c.standing.doc.lang): string => {
  const code = datum(c, key)
  const words = datum(c, 'words')
  const reason = code ? (reasonWords(code, c.district, lang) ?? code) : ''
  return reason && words ? `${reason}${lang === 'en' ? '; ' : '；'}${words}` : reason || words
}
