// One row of a list in words, from what the lists know or from a standing just folded: both ways the same row.
import type { District } from '#core/district/district.ts'
import { type Lang, placeName, unitName } from '#core/life/timeline.ts'
import { lifeOf } from '#core/lives/all.ts'
import type { Loaded } from '#desk/desk.ts'
import { nowRowOf } from '#desk/now-row.ts'
import type { ListedRow } from '#server/store/lists.ts'
import type { Row } from '#wire/views.ts'
import { stateWords, urgencyWords } from './words.ts'

/** Whether somebody will sort it still: a petition is led by its organ, no desk gives it a type. */
const isSorted = (life: string): boolean => life === 'matter'

export const rowView = (r: ListedRow, district: District, lang: Lang): Row => {
  const life = lifeOf(r.life)
  const type = r.type === null ? undefined : district.type(r.type)
  const sealed = lang === 'en' && r.headline === '密件' ? 'Sealed' : r.headline
  return {
    subject: r.subject,
    life: r.life,
    seq: r.seq,
    state: r.state,
    stateWords: life ? stateWords(life, r.state, lang) : r.state,
    headline: sealed,
    place: r.place,
    placeWords: placeName(r.place, district, lang),
    ...(r.type === null ? {} : { type: r.type }),
    typeWords: type ? type[lang] : !isSorted(r.life) ? '' : lang === 'zh' ? '未分类' : 'Unsorted',
    ...(r.module === null ? {} : { module: r.module }),
    urgency: r.urgency ?? '',
    urgencyWords: urgencyWords(r.urgency, lang),
    lead: r.lead,
    leadWords: unitName(r.lead, district, lang),
    channelWords: r.channel === null ? '' : (district.channel(r.channel)?.[lang] ?? r.channel),
    bornAt: r.born_at,
    ...(r.clock_name === null || r.clock_start_at === null
      ? {}
      : {
          clock: {
            words: life?.clocks[r.clock_name]?.[lang] ?? r.clock_name,
            startAt: r.clock_start_at,
            ...(r.yellow_at === null ? {} : { yellowAt: r.yellow_at }),
            ...(r.due_at === null ? {} : { dueAt: r.due_at }),
            paused: r.paused,
          },
        }),
    supervision: r.supervision,
    hops: r.hops,
    merged: r.merged,
  }
}

/** The row the lists hold for these facts, without asking them. */
export const rowOfLoaded = (l: Loaded, district: District, lang: Lang): Row => {
  const n = nowRowOf(l.life, l.standing, district)
  return rowView(
    {
      subject: n.subject,
      life: n.life,
      seq: n.seq,
      state: n.state,
      phase: n.phase,
      headline: n.headline,
      place: n.place,
      type: n.type,
      module: n.module,
      urgency: n.urgency,
      channel: n.channel,
      lead: n.lead,
      born_at: n.bornAt,
      clock_name: n.clockName,
      clock_start_at: n.clockStartAt,
      yellow_at: n.yellowAt,
      due_at: n.dueAt,
      paused: n.paused,
      supervision: n.supervision,
      hops: n.hops,
      merged: n.merged,
    },
    district,
    lang,
  )
}
