// The petitions beside the matters: the letter is registered at once and goes its statutory way, while the trouble it
// names is handled as a matter. 353 letters, half of them answered within 34 days.
import { instant, msPerDay, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import type { Chance } from '../../chance.ts'
import { shuffled } from './cards.ts'
import type { LineGround } from './course.ts'
import type { Days } from './days.ts'
import type { Draft } from './draft.ts'
import { petitions } from './figures.ts'
import { dealt, petitionDays } from './spread.ts'

const petitionOffice = 'D-xf'

export const writeLetters = (
  drafts: readonly Draft[],
  days: Days,
  ground: LineGround,
  scale: number,
  chance: Chance,
) => {
  const own = shuffled(
    drafts.filter(d => d.channel === 'petition' && d.outcome === 'closed'),
    chance,
  ).sort((a, b) => b.reportedAt - a.reportedAt)
  const extended = Math.min(own.length, Math.round(petitions.extended * scale))
  const cards = dealt(petitionDays, own.length - extended)
  const early = own.filter(d => d.reportedAt < days.untilAt - 110 * msPerDay)
  const longer = new Set(shuffled(early, chance).slice(0, extended))
  const reviewed = new Set(
    shuffled(
      early.filter(d => !longer.has(d)),
      chance,
    ).slice(0, Math.round(petitions.reviewed * scale)),
  )
  const sec = (ms: number) => instant(Math.round(ms / 1000) * 1000)
  for (const d of own) {
    const registeredAt = sec(d.reportedAt + (1 + chance.below(9)) * msPerMinute)
    const step = (from: number, low: number, high: number) =>
      sec(from + (low + (high - low) * chance.next()) * msPerHour)
    const forwardedAt = step(registeredAt, 3, 50)
    const acceptedAt = step(forwardedAt, 6, 60)
    const investigatingAt = step(acceptedAt, 4, 40)
    const isLonger = longer.has(d)
    const room = (days.untilAt - registeredAt) / msPerDay - 1
    const fits = cards.findLastIndex(c => c < room)
    const card = isLonger
      ? 62 + 18 * chance.next()
      : fits < 0
        ? undefined
        : cards.splice(room > 60 ? chance.below(cards.length) : chance.below(fits + 1), 1)[0]!
    const opinionAt =
      card === undefined
        ? undefined
        : sec(Math.max(registeredAt + card * msPerDay, investigatingAt + msPerHour))
    const lead = d.wish!.lead
    const unit = ground.district.unit(lead)!
    const organ =
      lead === petitionOffice || unit.level === 'community'
        ? ground.district.centreOver(d.territory, 'town').id
        : lead
    d.petition = {
      kind: 'request',
      organ,
      registeredAt,
      forwardedAt,
      acceptedAt,
      investigatingAt,
      ...(isLonger ? { extended: { at: sec(acceptedAt + 48 * msPerDay), days: 30 } } : {}),
      ...(opinionAt === undefined || opinionAt >= days.untilAt ? {} : { opinionAt }),
      ...(reviewed.has(d) && opinionAt !== undefined
        ? {
            review: {
              askedAt: sec(opinionAt + (4 + chance.below(20)) * msPerDay),
              answeredAt: sec(opinionAt + (28 + chance.below(20)) * msPerDay),
              outcome: chance.isSo(0.7) ? ('kept' as const) : ('changed' as const),
            },
          }
        : {}),
    }
  }
}
