// The journey of a matter as one list – read this first. Each step is a pure rule in a room of its own; this file only
// puts them in order, from what somebody told us to the first facts of a matter. What follows is the life itself
// (core/lives/matter.ts): dispatch → handle → check by someone else → answer → rating.
import { suggestDispatch } from '../dispatch/dispatch.ts'
import type { District, Level, Point, Urgency } from '../district/district.ts'
import { maskPersonal } from '../intake/mask.ts'
import type { Report } from '../intake/report.ts'
import { sayUrgent, urgentIn } from '../intake/urgent.ts'
import type { Instant } from '../kit/instant.ts'
import type { NewFact } from '../life/fact.ts'
import { isRefusal } from '../life/refusal.ts'
import { limitsFor, step } from '../lives/matter/limits.ts'
import { resting } from '../lives/matter/resting.ts'
import { accusedWith, unaccusedOver } from '../lives/matter/wall.ts'
import { type Located, makeLocator, type PlaceSaid } from '../locate/locate.ts'
import { type ExitSuggestion, suggestExit } from '../sort/exits.ts'
import { makeKeywordSorter, type Sorter, type Suggestion } from '../sort/sort.ts'

/** What the journey needs of one district, prepared once a pack version. */
export type Path = {
  district: District
  locate: (place: PlaceSaid | undefined, words: string) => Located
  sort: Sorter
}

/** `sort`: what sorts in place of the pack's keywords. */
export const makePath = (district: District, sort: Sorter = makeKeywordSorter(district)): Path => ({
  district,
  locate: makeLocator(district),
  sort,
})

/** Everything the net thinks of a report before a person decides. */
export type Advice = {
  located: Located
  sorted: Suggestion
  urgency: Urgency
  /** Words that mean a person must look at once; empty for nearly all reports. */
  urgentWords: readonly string[]
  urgentWhy: { zh: string; en: string }
  exit?: ExitSuggestion
  row?: string
  lead: string
  co: readonly string[]
  copies: readonly string[]
  basis: string
  leadWhy: { zh: string; en: string }
}

export type Asked = {
  words: string
  title?: string
  place?: PlaceSaid
  /** What the reporter or an officer chose; it stands over the suggestion. */
  type?: string
  urgency?: Urgency
  accused: readonly string[]
  /** Level of the centre that dispatches. */
  level: Level
  at: Instant
  /** Where it is taken to be when nothing else says. */
  home?: string
}

const hotter = (a: Urgency, b: Urgency): Urgency => {
  const order: readonly Urgency[] = ['flash', 'urgent', 'normal', 'complex']
  return order.indexOf(a) <= order.indexOf(b) ? a : b
}

export const advise = (asked: Asked, path: Path): Advice => {
  const { district } = path
  const said = path.locate(asked.place, asked.title ? `${asked.title} ${asked.words}` : asked.words)
  const located =
    said.how === 'none' && asked.home !== undefined && !asked.place?.point
      ? path.locate({ territory: asked.home }, '')
      : said
  const sorted = path.sort({
    words: asked.words,
    ...(asked.title === undefined ? {} : { title: asked.title }),
  })
  const hits = urgentIn(asked.title ? `${asked.title}。${asked.words}` : asked.words)
  const urgentWords = hits.map(h => h.word)
  const type = asked.type ?? sorted.type
  const usual = type === undefined ? sorted.urgency : (district.type(type)?.urgency ?? sorted.urgency)
  const urgency = asked.urgency ?? (hits.length > 0 ? hotter('flash', usual) : usual)
  const exit = suggestExit(asked.words, district.exits, { dangers: urgentWords })
  const sent = suggestDispatch(
    {
      place: located.territory,
      ...(type === undefined ? {} : { type }),
      urgency,
      level: asked.level,
      at: asked.at,
      accused: asked.accused,
    },
    district,
  )
  const top = district.centreOver(district.code, 'district').id
  const lead = isRefusal(sent)
    ? {
        lead: top,
        co: [],
        copies: [],
        basis: '区中心兜底',
        why: { zh: '区中心承担', en: 'the district centre keeps it' },
      }
    : sent
  return {
    located,
    sorted,
    urgency,
    urgentWords,
    urgentWhy: { zh: sayUrgent(hits, 'zh'), en: sayUrgent(hits, 'en') },
    ...(exit ? { exit } : {}),
    ...('row' in lead && lead.row !== undefined ? { row: lead.row } : {}),
    lead: lead.lead,
    co: lead.co,
    copies: lead.copies,
    basis: lead.basis,
    leadWhy: lead.why,
  }
}

/** The centre whose desk receives a report: by channel, the lowest one over the place that is not complained about. */
export const receivingCentre = (
  channel: string,
  located: Located,
  urgentWords: readonly string[],
  accused: readonly string[],
  district: District,
): string => {
  // A place known only roughly, and danger that cannot wait for a small desk, go to the watch that is always awake.
  const level = urgentWords.length > 0 ? 'district' : (district.channel(channel)?.receivedAt ?? 'district')
  const order = ['community', 'town', 'district'] as const
  const own = district.centreOver(located.territory, level).id
  if (!accused.includes(own)) return own
  const above = order
    .slice(order.indexOf(level) + 1)
    .map(l => district.centreOver(located.territory, l).id)
    .find(id => !accused.includes(id))
  return above ?? unaccusedOver(district.code, accused, district)
}

/** Whether an on-the-spot closing is drawn for checking: by its number, so that nobody can choose and all can recount. */
export const isDrawn = (subject: string, share: number): boolean => {
  // FNV-1a over the characters, then MurmurHash3's finaliser: neighbouring numbers differ in their last digit only, and
  // FNV alone leaves them neighbours.
  let h = 0x811c9dc5
  for (let i = 0; i < subject.length; i++) h = Math.imul(h ^ subject.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h = (h ^ (h >>> 16)) >>> 0
  return h / 2 ** 32 < share
}

export type Opening = {
  /** The first facts, once the number and the reporter's vault reference are known. */
  news: (subject: string, reporter?: string) => readonly NewFact[]
  /** Original words when masking took something out: for the vault, nowhere else. */
  original?: string
  advice: Advice
  holder: string
}

/** From a checked report to the first facts of a matter. The reporter's words are masked before they touch a fact. */
export const openMatter = (
  report: Report,
  path: Path,
  /** `home`: the territory of the officer who writes it down, for a place nobody named. */
  { draft = false, home }: { draft?: boolean; home?: string } = {},
): Opening => {
  const { district } = path
  const accused = accusedWith(report.accused ?? [], district)
  const masked = maskPersonal(report.words)
  const title = report.title === undefined ? undefined : maskPersonal(report.title).masked
  const placeWords = report.place?.words === undefined ? undefined : maskPersonal(report.place.words).masked
  const level = district.channel(report.channel)?.receivedAt ?? 'district'
  const advice = advise(
    {
      words: masked.masked,
      ...(title === undefined ? {} : { title }),
      ...(report.place ? { place: report.place } : {}),
      ...(report.type === undefined ? {} : { type: report.type }),
      ...(report.urgency === undefined ? {} : { urgency: report.urgency }),
      accused,
      level,
      at: report.at,
      ...(home === undefined ? {} : { home }),
    },
    path,
  )
  const holder = receivingCentre(report.channel, advice.located, advice.urgentWords, accused, district)
  const point: Point | undefined = advice.located.point ?? report.place?.point
  const type = report.type ?? advice.sorted.type
  const told = (reporter: string | undefined): NewFact['data'] => ({
    source: report.source,
    sourceId: report.sourceId,
    channel: report.channel,
    words: masked.masked,
    ...(title === undefined ? {} : { title }),
    ...(placeWords === undefined ? {} : { placeWords }),
    ...(point ? { point } : {}),
    place: advice.located.territory,
    lead: holder,
    lang: report.lang,
    ...(report.photos.length ? { photos: report.photos } : {}),
    ...(reporter === undefined ? {} : { reporter }),
    ...(accused.length ? { accused } : {}),
    ...(report.type === undefined
      ? {}
      : { type: report.type, module: district.type(report.type)?.module ?? '' }),
    urgency: advice.urgency,
  })
  const suggested: NewFact = {
    type: 'suggested',
    data: {
      ...(type === undefined ? {} : { type }),
      urgency: advice.urgency,
      lead: advice.lead,
      why: [
        advice.located.why.zh,
        advice.urgentWhy.zh && advice.urgentWords.length ? advice.urgentWhy.zh : '',
        advice.leadWhy.zh,
      ]
        .filter(Boolean)
        .join('；'),
      confidence: Math.round(advice.sorted.confidence * 1000) / 1000,
      ...(advice.row === undefined ? {} : { row: advice.row }),
      rules: district.version,
      ...(advice.sorted.model === undefined ? {} : { model: advice.sorted.model }),
    },
  }
  const original = masked.found.length > 0 ? report.words : undefined
  const opening = { ...(original === undefined ? {} : { original }), advice, holder }
  if (draft)
    return { ...opening, news: (_, reporter) => [{ type: 'drafted', at: report.at, data: told(reporter) }] }
  const spot = report.onSpot
  if (spot) {
    return {
      ...opening,
      news: (subject, reporter) => [
        { type: 'reported', at: report.at, data: told(reporter) },
        resting(
          { district },
          {
            type: 'closed-on-spot',
            at: report.at,
            data: {
              answer: maskPersonal(spot.result).masked,
              ...(type === undefined ? {} : { type, module: district.type(type)?.module ?? '' }),
              urgency: advice.urgency,
              sampled: isDrawn(subject, district.samples.onSpot),
            },
          },
        ),
      ],
    }
  }
  return {
    ...opening,
    news: (_, reporter) => [
      { type: 'reported', at: report.at, data: told(reporter), clocks: [step('triage', holder, district)] },
      suggested,
    ],
  }
}

/** The promise a matter of this advice would get, for the sentence a reporter reads. */
export const promiseOf = (advice: Advice, type: string | undefined, district: District) =>
  limitsFor(type ?? advice.sorted.type, advice.urgency, advice.row, district).whole
