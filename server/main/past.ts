// The past of an invented district: told in memory by the rules, laid into the empty database while it is told, and the
// district's clock set to go on from there. All of it or nothing: whoever pulls the plug in the middle starts again.
import { type Instant, instant, msPerDay, toIso } from '#core/kit/instant.ts'
import { type ClockRow, setClock } from '#server/store/district-clock.ts'
import { type Laid, type Laying, lay } from '#server/store/lay.ts'
import { type Stuck as StuckScene, tellDemoDay } from '#sim/demo-day.ts'
import type { Deck, HistoryStory } from '#sim/history/story.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { type Stuck, tellHistory } from '#sim/history/tell/tell.ts'
import { groundIn } from '#sim/live/ground.ts'
import { makePeople } from '#sim/live/people.ts'
import { makeNet } from '#sim/net/net.ts'
import type { Stories } from '#sim/story.ts'
import type { CoreWorld } from './core-world.ts'
import { sameHourAfter } from './district-clock.ts'

export type Past = {
  deck: Omit<Deck, 'stories'> & { stories: Iterable<HistoryStory> }
  words: Words
  /** Later than the deck's end: lets the district live on alone up to the first present. */
  lives?: {
    /** Stories written by hand, of the last days before the first present. */
    stories: Stories
  }
  /** Subjects at rest are given up as it is told: for pasts longer than memory. */
  forget?: boolean
}

export type Heard = { at: Instant; share: number; facts: number; stories: number }

export type PastLaid = Laid & {
  /** The first present; undefined when the district was not to live on. */
  presentAt?: Instant
  stuck: readonly (Stuck | StuckScene)[]
}

/** Days between the end of the deck and the first present, at least: stories by hand reach back so far. */
const joinDays = 5
/**
 * Undefined when the district is not empty, or when another process lives in another time; `past` is asked only when it
 * is needed, for dealing a deck takes seconds.
 */
export const layPast = async (
  core: CoreWorld,
  past: () => Past,
  progress: (heard: Heard) => void = () => {},
): Promise<PastLaid | undefined> => {
  const release = await core.db.tryLock('replay')
  if (!release) return undefined
  try {
    let told: Told | undefined
    const laid = await lay(
      core.db,
      core.vaultKeys,
      async laying => {
        told = await tell(core, past(), laying, progress)
      },
      async query => {
        if (told?.clock) await setClock(query, core.db.district, told.clock)
      },
    )
    if (!laid || !told) return undefined
    await core.clock.refresh()
    return { ...laid, stuck: told.stuck, ...(told.clock ? { presentAt: told.clock.at } : {}) }
  } finally {
    await release()
  }
}

type Told = { stuck: readonly (Stuck | StuckScene)[]; clock?: ClockRow }

const tell = async (
  core: CoreWorld,
  { deck, words, lives, forget = false }: Past,
  laying: Laying,
  progress: (heard: Heard) => void,
): Promise<Told> => {
  const { fromAt, untilAt, seed } = deck
  const realAt = Date.now()
  const presentAt = lives && sameHourAfter(untilAt + joinDays * msPerDay, realAt)
  const stuck: (Stuck | StuckScene)[] = []
  let facts = 0
  let stories = 0
  const net = makeNet({
    path: core.path(),
    at: fromAt,
    seed: String(seed),
    holdsVault: false,
    vault: laying.vault,
    kept: commit => {
      for (const { facts: fresh } of commit.subjects) facts += fresh.length
      laying.kept(commit)
    },
  })
  const hear = (at: Instant): Promise<void> => {
    progress({ at, share: (at - fromAt) / ((presentAt ?? untilAt) - fromAt), facts, stories })
    return laying.settle()
  }
  await tellHistory(net, deck, words, {
    to: untilAt,
    ...(forget ? { forgot: laying.forget } : {}),
    refused: s => stuck.push(s),
    progress: heard => {
      stories = heard.stories
      return hear(heard.at)
    },
  })
  if (lives === undefined || presentAt === undefined) return { stuck }
  await makePeople(groundIn(net), words, seed).live(instant(untilAt - 1), presentAt, null, hear)
  stuck.push(...(await tellDemoDay(net, lives.stories, presentAt, presentAt)))
  return { stuck, clock: { realAt, at: presentAt, speed: 1, stormAt: null } }
}

/** One line a stuck story, for whoever has to mend the deck. */
export const sayStuck = (stuck: Stuck | StuckScene): string =>
  `${stuck.story} ${stuck.move}${'at' in stuck ? ` ${toIso(stuck.at)}` : ''}: ${stuck.why}`
