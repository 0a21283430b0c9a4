// One thing that happens in a story at its instant, and how it is made to happen: by somebody who may, through the desk.
import { type Instant, instant } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import { type Actor, isInside } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { linkOf } from '../../link.ts'
import type { Net } from '../../net/net.ts'
import type { HistoryStory, Step } from '../story.ts'
import { actorIn } from './cast.ts'
import { inputOf } from './inputs.ts'
import { bear, historySource } from './report.ts'
import type { Said } from './said.ts'

/** `run` answers with what happened: nothing to say, or the refusal. */
export type Scene = { at: Instant; move: string; run: () => Promise<Refusal | undefined> }

/** Moves of a desk: where the rules put a matter at another desk than planned, that one makes them. */
const deskMoves: readonly string[] = [
  'accept',
  'dispatch',
  'merge',
  'unmerge',
  'decline',
  'divert',
  'receipt',
  'wall',
  'locate',
  'close',
  'add-co',
  'resume',
]
/** Refusals that another desk would not get. */
const notThisOne: readonly string[] = ['not-yours', 'not-found', 'own-work']

export const subjectOf = (net: Net, story: string): Promise<string | undefined> =>
  net.store.known(historySource, story)

const unitsFor = (step: { move: string; by: string }, doc: MatterDoc, net: Net): readonly string[] => {
  if (step.move === 'rule') return doc.arbiter === undefined ? [step.by] : [doc.arbiter]
  const over = (['community', 'town', 'district'] as const).map(
    l => net.district().centreOver(doc.place, l).id,
  )
  const others = deskMoves.includes(step.move)
    ? [doc.lead, doc.dispatcher, ...over]
    : step.move === 'approve' || step.move === 'verify' || step.move === 'spot-check'
      ? over
      : [doc.lead]
  return [...new Set([step.by, ...others])].filter(u => u !== undefined)
}

/** Makes a move as the story's hand, or as the desk that really holds it. */
const makeMove = async (
  net: Net,
  story: HistoryStory,
  step: { move: string; by: string },
  input: Input,
): Promise<Refusal | undefined> => {
  const subject = await subjectOf(net, story.id)
  const loaded = subject === undefined ? undefined : await net.desk.load(subject)
  if (!loaded) return refuse('not-found')
  const doc = loaded.standing.doc as MatterDoc
  const actors: (() => Promise<Actor | undefined> | Actor | undefined)[] =
    step.by === 'reporter'
      ? [() => reporterOf(net, story)]
      : unitsFor(step, doc, net).map(
          unit => () => actorIn(loaded.life, step.move, unit, doc, story.id, net.now(), net.district()),
        )
  let first: Refusal | undefined
  for (const find of actors) {
    const actor = await find()
    if (!actor) continue
    const outcome = await net.desk.move(loaded.standing.subject, step.move, actor, input)
    if (!isRefusal(outcome)) return undefined
    first ??= outcome
    if (!notThisOne.includes(outcome.refused)) break
  }
  return (
    first ??
    refuse('no-such-duty', { what: { zh: `${step.by} 有权办理的人`, en: `${step.by}: somebody who may` } })
  )
}

const reporterOf = async (net: Net, story: HistoryStory): Promise<Actor | undefined> => {
  const link = await net.store.byLink(linkOf(historySource, story.id))
  return link?.reporter === undefined ? undefined : { kind: 'reporter', ref: link.reporter }
}

/** The scenes of a story's matter, in order of time. */
export const matterScenes = (net: Net, story: HistoryStory, said: Said): readonly Scene[] => {
  const [first] = story.steps
  const scenes: Scene[] = [
    {
      at: story.reportedAt,
      move: 'report',
      run: async () => {
        const born = await bear(net, story, said)
        return isRefusal(born) ? born : undefined
      },
    },
  ]
  if (story.outcome !== 'on-spot')
    scenes.push({ at: locatedAt(story, first), move: 'locate', run: () => locate(net, story) })
  const tell = async (step: Step, i: number): Promise<Refusal | undefined> => {
    const into = step.move === 'merge' ? await subjectOf(net, step.into) : undefined
    return makeMove(net, story, step, inputOf(step, said.steps[i] ?? { words: '' }, into))
  }
  story.steps.forEach((step, i) => {
    scenes.push({ at: step.at, move: step.move, run: () => tell(step, i) })
  })
  return scenes
}

/** The desk finds out where it is before it does anything else; never later than this. */
const longestSearchMs = 240_000

const locatedAt = (story: HistoryStory, first: Step | undefined): Instant => {
  const gap =
    first === undefined ? longestSearchMs : Math.min(longestSearchMs, (first.at - story.reportedAt) / 2)
  return instant(story.reportedAt + Math.floor(gap / 1000) * 1000)
}

/** Corrects the place where words named another, or none. */
const locate = async (net: Net, story: HistoryStory): Promise<Refusal | undefined> => {
  const subject = await subjectOf(net, story.id)
  const row = subject === undefined ? undefined : net.store.rowOf(subject)
  if (!row) return refuse('not-found')
  const { territory, point } = story.place
  if (isInside(row.place, territory)) return undefined
  return makeMove(
    net,
    story,
    { move: 'locate', by: row.lead },
    { place: territory, point: [...point], words: '与反映人核实后更正' },
  )
}
