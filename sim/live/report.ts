// How a report of the present comes in: the words of whoever tells it, through the door of its channel.
import type { District } from '#core/district/district.ts'
import type { ReportRequest } from '#desk/receive.ts'
import type { HistoryStory } from '../history/story.ts'
import { bringerOf } from '../history/tell/cast.ts'
import type { Said } from '../history/tell/said.ts'
import { linkOf } from '../link.ts'

/** Every report of simulated people in the present; nothing real ever does come from it. */
export const livingSource = 'living'

export const reportOf = (story: HistoryStory, said: Said, district: District): ReportRequest => {
  const { place, id, channel, type, urgency, reportedAt, caller, voice } = story
  const sorted = voice === 'officer' || story.outcome === 'on-spot'
  const words = said.placeWords === undefined ? {} : { words: said.placeWords }
  const where =
    place.said === 'point' || sorted
      ? { point: place.point, territory: place.territory, ...words }
      : { territory: place.territory, ...words }
  return {
    report: {
      source: livingSource,
      sourceId: id,
      channel,
      at: reportedAt,
      words: said.words,
      photos: [],
      lang: 'zh',
      place: where,
      ...(said.title === undefined ? {} : { title: said.title }),
      ...(sorted ? { type, urgency } : {}),
      ...(story.outcome === 'on-spot' ? { onSpot: { result: said.result || '已当场处理' } } : {}),
    },
    actor: bringerOf({ channel, place: place.territory, story: id, twoHats: false }, reportedAt, district),
    ...(said.contact === undefined ? {} : { contact: said.contact }),
    ...(caller === undefined ? {} : { linkHash: linkOf(livingSource, id) }),
  }
}
