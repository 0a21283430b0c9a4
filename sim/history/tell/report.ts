// The birth of a story: the report as it comes in at its door, by whoever brings it, told as well or as badly as the plan
// says.
import { isRefusal, type Refusal } from '#core/life/refusal.ts'
import { linkOf } from '../../link.ts'
import type { Net } from '../../net/net.ts'
import type { HistoryStory } from '../story.ts'
import { bringerOf } from './cast.ts'
import type { Said } from './said.ts'

/** Every report of the made-up past came from this source; nothing real ever does. */
export const historySource = 'history'

/** Officers stand at the place or see it; what they write down is where they are. */
const onTheSpot: readonly string[] = ['officer-app', 'visit', 'video']

/** The type comes with the report where an officer chose it. */
const comesSorted = (story: HistoryStory): boolean =>
  story.outcome === 'on-spot' || onTheSpot.includes(story.channel)

/** Somebody who left a contact gets a link, and so does whoever is heard of again. */
const hasLink = (story: HistoryStory): boolean =>
  story.caller !== undefined || story.steps.some(s => s.by === 'reporter')

const placeOf = (story: HistoryStory, said: Said) => {
  const { point, territory, said: how, name } = story.place
  const words = said.placeWords ?? (how === 'name' ? name : undefined)
  const told = words === undefined ? {} : { words }
  if (how === 'point' || onTheSpot.includes(story.channel) || story.outcome === 'on-spot')
    return { point, territory, ...told }
  return how === 'none' || words === undefined ? undefined : told
}

export const bear = async (net: Net, story: HistoryStory, said: Said): Promise<string | Refusal> => {
  const at = net.now()
  const place = placeOf(story, said)
  const received = await net.receive({
    report: {
      source: historySource,
      sourceId: story.id,
      channel: story.channel,
      at,
      words: said.words,
      photos: said.photos ?? [],
      lang: 'zh',
      ...(said.title === undefined ? {} : { title: said.title }),
      ...(place === undefined ? {} : { place }),
      ...(comesSorted(story) ? { type: story.type, urgency: story.urgency } : {}),
      ...(story.accused === undefined ? {} : { accused: story.accused }),
      ...(story.outcome === 'on-spot' ? { onSpot: { result: said.result ?? '' } } : {}),
    },
    actor: bringerOf(
      {
        channel: story.channel,
        place: story.place.territory,
        story: story.id,
        twoHats: story.trap === 'two-hats',
      },
      at,
      net.district(),
    ),
    ...(said.contact === undefined ? {} : { contact: said.contact }),
    ...(hasLink(story) ? { linkHash: linkOf(historySource, story.id) } : {}),
  })
  return isRefusal(received) ? received : received.number
}
