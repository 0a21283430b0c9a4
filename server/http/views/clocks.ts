// Clocks as screens need them: with the instants at which the light will turn, so that a screen turns it by itself.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { readClock } from '#core/life/clock.ts'
import { type Audience, type Lang, unitName } from '#core/life/timeline.ts'
import type { Loaded } from '#desk/desk.ts'
import type { ClockView } from '#wire/views.ts'
import { limitWords } from './words.ts'

/** All clocks that are promises or duties, running ones first, each group by what is due first. */
export const clocksView = (
  l: Loaded,
  now: Instant,
  district: District,
  lang: Lang,
  audience: Audience = 'officer',
): ClockView[] =>
  Object.entries(l.standing.clocks)
    .filter(([, c]) => !l.life.clocks[c.name]?.silent)
    .map(([key, c]): ClockView => {
      const r = readClock(key, c, now, district)
      const spec = l.life.clocks[c.name]
      return {
        name: r.name,
        words: spec?.[lang] ?? r.name,
        ...(r.of === undefined ? {} : { of: r.of, ofWords: unitName(r.of, district, lang, audience) }),
        limitWords: limitWords(r.limit, lang),
        startAt: r.startAt,
        ...(r.yellowAt === undefined ? {} : { yellowAt: r.yellowAt }),
        ...(r.dueAt === undefined ? {} : { dueAt: r.dueAt }),
        ...(r.stopAt === undefined ? {} : { stopAt: r.stopAt }),
        running: r.running,
        paused: r.paused,
        light: r.light,
        share: r.share,
        promise: spec?.promise === true,
      }
    })
    .sort((a, b) => rank(a) - rank(b) || (a.dueAt ?? latest) - (b.dueAt ?? latest))

const rank = (c: ClockView): number => (c.running ? 0 : c.paused ? 1 : 2)
const latest = Number.MAX_SAFE_INTEGER
