// A story taken apart into scenes: the birth, then move by move, each at its instant, made by whoever holds the post.
// Scenes of all stories are told in the order of time.

import { assert } from '#core/kit/assert.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Path } from '#core/path/path.ts'
import type { Desk, Loaded } from '#desk/desk.ts'
import type { Contact, Received, ReportRequest } from '#desk/receive.ts'
import type { PetitionRequest } from '#desk/receive-petition.ts'
import type { Store } from '#desk/store-port.ts'
import { asSuggested, suggestFor } from '#desk/suggest.ts'
import { actorFor, bringerOf, officerIn } from './actors.ts'
import { type Goal, matterGoals, petitionGoals, type Step, sorting } from './goals.ts'
import { demoSource, type MatterStory, type PetitionStory, type Stories } from './story.ts'
import { momentOf, planned } from './when.ts'

export type DemoGround = {
  desk: Desk
  store: Store
  path: () => Path
  receive: (request: ReportRequest) => Promise<Received | Refusal>
  receivePetition: (request: PetitionRequest) => Promise<{ number: string; known: boolean } | Refusal>
  /** Runs work for which that moment is now. */
  within: <T>(at: Instant, work: () => Promise<T>) => Promise<T>
}

/** `first`: the birth of a story; it may be told again without doubling anything. */
export type Scene = {
  at: Instant
  story: string
  first: boolean
  move: string
  run: () => Promise<Refusal | undefined>
}

type Sent = { lead?: string; co?: readonly string[] }
type Telling = { ground: DemoGround; toldAt: Instant; subjects: Map<string, string> }

export const scenesOf = (ground: DemoGround, stories: Stories, toldAt: Instant): readonly Scene[] => {
  const telling: Telling = { ground, toldAt, subjects: new Map() }
  return [
    ...stories.matters.flatMap(story => {
      const { steps } = goalOf(matterGoals, story)
      const all = story.type === undefined || steps.length === 0 ? steps : [sorting, ...steps]
      return scenes(telling, story, at => report(telling, story, at), all)
    }),
    ...stories.petitions.flatMap(story =>
      scenes(telling, story, at => petition(telling, story, at), goalOf(petitionGoals, story).steps),
    ),
  ].sort((a, b) => a.at - b.at)
}

const goalOf = <S>(
  goals: Readonly<Record<string, Goal<S>>>,
  story: { id: string; goal: string },
): Goal<S> => {
  const goal = Object.hasOwn(goals, story.goal) ? goals[story.goal] : undefined
  assert(goal !== undefined, `story ${story.id} has no goal ${story.goal}: want ${Object.keys(goals)}`)
  return goal
}

const scenes = <S extends { id: string; at: string } & Sent>(
  telling: Telling,
  story: S,
  bear: (at: Instant) => Promise<{ number: string } | Refusal>,
  steps: readonly Step<S>[],
): Scene[] => {
  const { toldAt, subjects } = telling
  const bornAt = momentOf(story.at, toldAt)
  const birth = async () => {
    const born = await bear(bornAt)
    if (isRefusal(born)) return born
    subjects.set(story.id, born.number)
    return undefined
  }
  const times = planned(bornAt, steps, toldAt)
  return [
    { at: bornAt, story: story.id, first: true, move: 'report', run: birth },
    ...steps.map((step, i) => ({
      at: times[i]!,
      story: story.id,
      first: false,
      move: step.move,
      run: () => tell(telling, story, step, times[i]!),
    })),
  ]
}

const tell = async <S extends { id: string } & Sent>(
  { ground, toldAt, subjects }: Telling,
  story: S,
  step: Step<S>,
  at: Instant,
): Promise<Refusal | undefined> => {
  const loaded = await ground.desk.load(subjects.get(story.id) ?? '')
  if (!loaded) return refuse('not-found')
  const actor = actorFor(step.who, loaded.standing.doc, at, ground.path().district)
  if (!actor) return refuse('no-such-duty', { what: step.who })
  const said = step.input
    ? step.input(story, toldAt, subjects)
    : step.move === 'dispatch'
      ? await sending(ground, story, loaded, at)
      : {}
  const input: Input = Object.fromEntries(Object.entries(said).filter(([, v]) => v !== undefined))
  const outcome = await ground.desk.move(loaded.standing.subject, step.move, actor, input)
  return isRefusal(outcome) ? outcome : undefined
}

/** As the net suggests, unless the story names a lead; co-handlers only where the story has some, for they must work. */
const sending = async (
  { path, store }: DemoGround,
  story: Sent,
  loaded: Loaded,
  at: Instant,
): Promise<Input> => {
  const { advice } = await suggestFor(loaded, path(), store, at)
  const type = (loaded.standing.doc as MatterDoc).type ?? advice.sorted.type
  const { row, copies, ...usual } = asSuggested(advice, type)
  const catalogue = { ...(row === undefined ? {} : { row }), ...(copies === undefined ? {} : { copies }) }
  return {
    ...usual,
    ...(story.lead === undefined ? catalogue : { lead: story.lead }),
    co: [...(story.co ?? [])],
  }
}

const contactOf = ({ name, phone }: Contact): { contact?: Contact } =>
  name === undefined && phone === undefined
    ? {}
    : { contact: { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) } }

const report = ({ ground }: Telling, story: MatterStory, at: Instant) => {
  const { district, locate } = ground.path()
  const { id, channel, words, title, place, urgency, accused, lang, says } = story
  const located = locate(place, title ? `${title} ${words}` : words).territory
  return ground.receive({
    report: {
      source: demoSource,
      sourceId: id,
      channel,
      at,
      words,
      photos: [],
      lang: lang ?? 'zh',
      ...(title === undefined ? {} : { title }),
      ...(place === undefined ? {} : { place }),
      ...(urgency === undefined ? {} : { urgency }),
      ...(accused === undefined ? {} : { accused }),
      ...(story.goal.startsWith('on-spot') ? { onSpot: { result: says?.result ?? '' } } : {}),
    },
    actor: bringerOf(channel, located, at, district),
    ...contactOf(story),
  })
}

const petition = ({ ground }: Telling, story: PetitionStory, at: Instant) => {
  const { district } = ground.path()
  const { id, channel, kind, words, title, accused } = story
  const role = kind === 'accusation' ? 'petition_keyholder' : 'petition_clerk'
  const office = district.posts.find(p => p.role === role)
  const actor = officerIn(office?.unit, [role], at, district)
  assert(actor !== undefined, `${district.zh} has nobody who holds ${role}`)
  return ground.receivePetition({
    report: {
      source: demoSource,
      sourceId: id,
      channel,
      kind,
      words,
      photos: [],
      lang: 'zh',
      ...(title === undefined ? {} : { title }),
      ...(accused === undefined ? {} : { accused }),
    },
    actor,
    ...contactOf(story),
  })
}
