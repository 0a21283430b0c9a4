// The one shape every door turns its report into, and the check of what it says. A report is what somebody told us;
// it is not a matter yet. Doors check the form of a body; the meaning is checked here, once for all of them.
import type { District, Point, Urgency } from '../district/district.ts'
import { isOnEarth } from '../kit/geometry.ts'
import { type Instant, instant, msPerDay, msPerMinute, toIso } from '../kit/instant.ts'
import { stripControls } from '../kit/text.ts'
import { isRefusal, named, type Refusal, refuse } from '../life/refusal.ts'

/**
 * `source` + `sourceId` name a report for ever: the same pair is the same report, however often it arrives.
 * `at` is when it happened or was said, not when it reached us. Words are the reporter's own; whoever writes them
 * into a fact masks personal data first (mask.ts).
 */
export type Report = {
  source: string
  sourceId: string
  channel: string
  at: Instant
  words: string
  title?: string
  place?: { point?: Point; words?: string; territory?: string }
  type?: string
  urgency?: Urgency
  photos: readonly string[]
  /** Vault reference. */
  reporter?: string
  /** Unit ids complained about. */
  accused?: readonly string[]
  lang: 'zh' | 'en'
  /** Settled where it was found, by the officer who found it. */
  onSpot?: { result: string }
}

/** What a door hands in: the same shape, nothing checked yet. `at` in milliseconds since 1970. */
export type RawReport = Omit<Report, 'at'> & { at: number }

export const mostWords = 5000
export const mostPhotos = 9
/** Phones run fast: up to here a time ahead of ours means now. */
export const clockSkewMs = 5 * msPerMinute
/** Older than any limit or retention period of a report: a wrong date, not a late one. */
export const oldestYears = 10

const mostShort: Readonly<Record<'标题' | '地点' | '处置结果' | '来源编号', number>> = {
  标题: 200,
  地点: 200,
  处置结果: 2000,
  来源编号: 200,
}

/** The report as the house keeps it (trimmed, without control characters), or why it cannot be taken. */
export const checkReport = (raw: RawReport, district: District, now: Instant): Report | Refusal => {
  const words = stripControls(raw.words).trim()
  if (words === '') return refuse('no-words')
  const at = timeOf(raw.at, now)
  if (isRefusal(at)) return at
  const title = cleaned(raw.title)
  const placeWords = cleaned(raw.place?.words)
  const result = cleaned(raw.onSpot?.result)
  const wrong =
    tooLong('内容', words, mostWords) ??
    namesWrong(raw) ??
    short('标题', title) ??
    short('地点', placeWords) ??
    short('处置结果', result) ??
    photosWrong(raw.photos) ??
    unknownName(raw, district) ??
    pointWrong(raw.place?.point) ??
    onSpotWrong(raw, result, district)
  if (wrong) return wrong
  const place = placeOf(raw.place, placeWords)
  const { title: _title, place: _place, onSpot: _onSpot, ...rest } = raw
  return {
    ...rest,
    at,
    words,
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    ...(raw.onSpot && result !== undefined ? { onSpot: { result } } : {}),
  }
}

/** Nothing to say is said by absence, never by an empty text. */
const cleaned = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : stripControls(text).trim() || undefined

const placeOf = (place: RawReport['place'], words: string | undefined): Report['place'] => {
  const { point, territory } = place ?? {}
  if (!point && words === undefined && territory === undefined) return undefined
  return {
    ...(point ? { point } : {}),
    ...(words === undefined ? {} : { words }),
    ...(territory === undefined ? {} : { territory }),
  }
}

const timeOf = (at: number, now: Instant): Instant | Refusal => {
  // Not a moment at all counts as ahead of time: the sentence shows what came and asks to check it.
  if (!(at <= now + clockSkewMs)) return refuse('ahead-of-time', { at: readable(at), now: toIso(now) })
  if (at < now - oldestYears * 365.25 * msPerDay) {
    return refuse('too-long-ago', { at: readable(at), years: String(oldestYears) })
  }
  return at > now ? now : instant(Math.trunc(at))
}

// Some moments cannot be written as a date; within nine centuries of 1970 all can, further off the number says it.
const readable = (at: number): string =>
  Math.abs(at) < 900 * 365 * msPerDay ? toIso(instant(Math.trunc(at))) : String(at)

const inEnglish = {
  内容: 'Words',
  标题: 'Title',
  地点: 'Place',
  处置结果: 'What was done',
  来源编号: 'Source id',
} as const
const fieldNamed = (zh: keyof typeof inEnglish) => ({ zh, en: inEnglish[zh] })
const characters = (n: number) => ({ zh: `${n} 字`, en: `${n} characters` })

const tooLong = (field: keyof typeof inEnglish, text: string, most: number): Refusal | undefined => {
  const count = [...text].length
  return count > most
    ? refuse('too-large', { field: fieldNamed(field), value: characters(count), limit: characters(most) })
    : undefined
}

const short = (field: keyof typeof mostShort, text: string | undefined): Refusal | undefined =>
  text === undefined ? undefined : tooLong(field, text, mostShort[field])

const namesWrong = ({ source, sourceId }: RawReport): Refusal | undefined =>
  source === '' || sourceId === ''
    ? refuse('missing', { field: fieldNamed('来源编号') })
    : (short('来源编号', source) ?? short('来源编号', sourceId))

const photosWrong = (photos: readonly string[]): Refusal | undefined =>
  photos.length > mostPhotos
    ? refuse('too-large', {
        field: { zh: '照片', en: 'Photos' },
        value: { zh: `${photos.length} 张`, en: String(photos.length) },
        limit: { zh: `${mostPhotos} 张`, en: String(mostPhotos) },
      })
    : undefined

const unknownName = (raw: RawReport, district: District): Refusal | undefined => {
  const { channel, type, place, accused = [] } = raw
  if (!district.channel(channel)) return refuse('unknown-channel', { channel })
  if (type !== undefined && !district.type(type)) return refuse('unknown-type', { type })
  const territory = place?.territory
  if (territory !== undefined && !district.territory(territory))
    return refuse('unknown-place', { place: territory })
  const unit = accused.find(id => !district.unit(id))
  return unit === undefined ? undefined : refuse('unknown-unit', { unit })
}

const pointWrong = (point: Point | undefined): Refusal | undefined =>
  point === undefined || isOnEarth(point)
    ? undefined
    : refuse('not-on-earth', { point: point.map(String).join(', ') })

const onSpotWrong = (
  { onSpot, type }: RawReport,
  result: string | undefined,
  district: District,
): Refusal | undefined => {
  if (!onSpot) return undefined
  if (result === undefined) return refuse('missing', { field: fieldNamed('处置结果') })
  const known = type === undefined ? undefined : district.type(type)
  return known && !known.onSpot ? refuse('on-spot-not-allowed', { type: named(known) }) : undefined
}
