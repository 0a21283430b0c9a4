// Tells the stories of a deck to a net: all of them interleaved in order of time, every move at its instant by somebody
// who may make it, with the lights turning between them – so that facts come about in the order in which they happen.
// It can stop at any instant and go on from there, on the same net or on one that holds what was told.
import type { Instant } from '#core/kit/instant.ts'
import { dayOf, instant, toIso } from '#core/kit/instant.ts'
import { type Refusal, sayRefusal } from '#core/life/refusal.ts'
import { makeHeap } from '../../heap.ts'
import type { Net } from '../../net/net.ts'
import type { HistoryStory } from '../story.ts'
import { petitionKey, petitionScenes } from './petition.ts'
import { historySource } from './report.ts'
import type { Words } from './said.ts'
import { matterScenes, type Scene } from './scene.ts'

/** What did not go as planned. */
export type Stuck = { story: string; move: string; at: Instant; why: string }

export type Told = { stories: number; scenes: number; at: Instant }

export type Telling = {
  /** Scenes at or after this instant are told; those before it stand on the net already. */
  from?: Instant
  /** Up to, not including, this instant; lights turn up to there, too. */
  to: Instant
  /** Hears once a simulated day how far it is; the telling waits for it, so that whoever writes things down can keep up. */
  progress?: (told: Told) => void | Promise<void>
  /** Hears of a move that was refused; the rest of that story is left out. Without it the first one ends the telling. */
  refused?: (stuck: Stuck) => void
  /**
   * For tellings longer than memory: the net forgets what is at rest and has nothing ahead of it, and this hears of each
   * subject it forgot.
   */
  forgot?: (subject: string) => void
}

/** A matter or petition under way: its source id and its next scene. `order` breaks ties as the deck deals. */
type Thread = { story: string; key: string; order: number; scenes: readonly Scene[]; next: number }

const sceneOf = (thread: Thread): Scene => thread.scenes[thread.next]!

/** `stories` in order of report time; they are asked for one by one, so a deck may be longer than memory. */
export const tellHistory = async (
  net: Net,
  deck: { stories: Iterable<HistoryStory> },
  words: Words,
  { from, to, progress, refused, forgot }: Telling,
): Promise<Told> => {
  const threads = makeHeap<Thread>((a, b) => {
    const [x, y] = [sceneOf(a).at, sceneOf(b).at]
    return x < y || (x === y && a.order < b.order)
  })
  const underWay = new Set<string>()
  const source = deck.stories[Symbol.iterator]()
  let orders = 0
  let told = 0
  let scenes = 0
  let day = dayOf(from ?? net.now())

  const begin = (story: HistoryStory): void => {
    const said = words(story)
    for (const [key, all] of [
      [story.id, matterScenes(net, story, said)],
      [petitionKey(story.id), petitionScenes(net, story, said)],
    ] as const) {
      const next = from === undefined ? 0 : all.findIndex(s => s.at >= from)
      if (next < 0 || next === all.length) continue
      threads.push({ story: story.id, key, order: orders++, scenes: all, next })
      underWay.add(key)
    }
  }

  let ahead = source.next()
  /** Stories begin as late as they can: when nothing that is under way comes before them. */
  const beginUntil = (at: Instant): void => {
    for (; !ahead.done && ahead.value.reportedAt <= at; ahead = source.next()) {
      begin(ahead.value)
      told++
    }
  }

  for (;;) {
    const first = threads.peek()
    const soonest = first && sceneOf(first).at
    if (!ahead.done && (soonest === undefined || ahead.value.reportedAt <= soonest)) {
      if (ahead.value.reportedAt >= to) break
      beginUntil(ahead.value.reportedAt)
      continue
    }
    if (first === undefined || soonest === undefined || soonest >= to) break
    threads.pop()
    await net.turnTo(soonest)
    if (dayOf(soonest) !== day) {
      day = dayOf(soonest)
      if (forgot) forgetResting(net, underWay, forgot)
      await progress?.({ stories: told, scenes, at: soonest })
    }
    const scene = sceneOf(first)
    const no = await scene.run()
    scenes++
    if (no) {
      const stuck = { story: first.story, move: scene.move, at: scene.at, why: sayRefusal(no) }
      if (!refused) throw new Error(sayStuck(stuck, no))
      refused(stuck)
    }
    first.next++
    if (!no && first.next < first.scenes.length) threads.push(first)
    else underWay.delete(first.key)
  }
  // What is due at the very end belongs to what comes after.
  await net.turnTo(instant(to - 1))
  return { stories: told, scenes, at: to }
}

const sayStuck = ({ story, move, at, why }: Stuck, no: Refusal): string =>
  `story ${story}, ${move} at ${toIso(at)}: refused as ${no.refused}: ${why}`

/** Gives up subjects that are over, wait for no clock and have no scene ahead. */
const forgetResting = (net: Net, underWay: ReadonlySet<string>, forgot: (subject: string) => void): void => {
  for (const subject of [...net.store.subjects()]) {
    const row = net.store.rowOf(subject)!
    if (row.phase === 'open' || row.nextTurnAt !== null) continue
    const { source, sourceId } = net.store.keyOf(subject)!
    if (source === historySource && underWay.has(sourceId)) continue
    net.store.forget(subject)
    forgot(subject)
  }
}
