// A letter told through the petition's own life, beside the matter that came of it: registered, forwarded, taken up,
// looked into, answered, and reviewed where the writer did not agree.

import { assert } from '#core/kit/assert.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { linkOf } from '../../link.ts'
import type { Net } from '../../net/net.ts'
import type { HistoryStory, PetitionPlan } from '../story.ts'
import { actorIn, bringerOf } from './cast.ts'
import { historySource } from './report.ts'
import type { PetitionSaid, Said } from './said.ts'
import type { Scene } from './scene.ts'

/** The source id of a story's petition. */
export const petitionKey = (story: string): string => `${story}-xf`

type Doing = { at: Instant; move: string; who: 'lead' | 'reporter'; input: Input }

const doingsOf = (plan: PetitionPlan, said: PetitionSaid): readonly Doing[] => {
  const { opinion, review } = said
  const { review: asked, extended } = plan
  const all: (Doing | undefined)[] = [
    { at: plan.forwardedAt, move: 'forward', who: 'lead', input: { lead: plan.organ } },
    { at: plan.acceptedAt, move: 'accept', who: 'lead', input: {} },
    { at: plan.investigatingAt, move: 'investigate', who: 'lead', input: {} },
    extended && {
      at: extended.at,
      move: 'extend',
      who: 'lead',
      input: { days: extended.days, told: true, words: said.extension },
    },
    plan.opinionAt === undefined
      ? undefined
      : { at: plan.opinionAt, move: 'issue-opinion', who: 'lead', input: opinion },
    asked && { at: asked.askedAt, move: 'ask-review', who: 'reporter', input: { words: review.asked } },
    asked?.answeredAt === undefined
      ? undefined
      : {
          at: asked.answeredAt,
          move: 'answer-review',
          who: 'lead',
          input: { outcome: asked.outcome, decision: review.decision, basis: review.basis },
        },
  ]
  return all.filter(d => d !== undefined).sort((a, b) => a.at - b.at)
}

export const petitionScenes = (
  net: Net,
  story: HistoryStory,
  { petition, contact }: Said,
): readonly Scene[] => {
  const plan = story.petition
  if (!plan) return []
  assert(petition !== undefined, `story ${story.id} has a petition and no words for it`)
  const id = petitionKey(story.id)
  const register = async (): Promise<Refusal | undefined> => {
    const born = await net.receivePetition({
      report: {
        source: historySource,
        sourceId: id,
        channel: story.channel,
        kind: plan.kind,
        words: petition.words,
        place: story.place.territory,
        photos: [],
        lang: 'zh',
        ...(petition.title === undefined ? {} : { title: petition.title }),
        ...(story.accused === undefined ? {} : { accused: story.accused }),
      },
      actor: bringerOf(
        { channel: 'petition', place: net.district().code, story: story.id, twoHats: false },
        net.now(),
        net.district(),
      ),
      linkHash: linkOf(historySource, id),
      ...(contact === undefined ? {} : { contact }),
    })
    return isRefusal(born) ? born : undefined
  }
  const run = async ({ move, who, input }: Doing): Promise<Refusal | undefined> => {
    const subject = await net.store.known(historySource, id)
    const loaded = subject === undefined ? undefined : await net.desk.load(subject)
    if (!loaded) return refuse('not-found')
    const { doc } = loaded.standing
    const link = who === 'reporter' ? await net.store.byLink(linkOf(historySource, id)) : undefined
    const actor: Actor | undefined =
      who === 'lead'
        ? actorIn(loaded.life, move, doc.lead, doc, story.id, net.now(), net.district())
        : link?.reporter === undefined
          ? undefined
          : { kind: 'reporter', ref: link.reporter }
    if (!actor)
      return refuse('no-such-duty', {
        what: { zh: `${doc.lead} 有权办理的人`, en: `${doc.lead}: somebody who may` },
      })
    const outcome = await net.desk.move(loaded.standing.subject, move, actor, input)
    return isRefusal(outcome) ? outcome : undefined
  }
  return [
    { at: plan.registeredAt, move: 'register the petition', run: register },
    ...doingsOf(plan, petition).map(d => ({ at: d.at, move: `petition ${d.move}`, run: () => run(d) })),
  ]
}
