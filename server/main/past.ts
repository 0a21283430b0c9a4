// The past of an invented district: told in memory by the rules, laid into the empty database while it is told, and the
// district's clock set to go on from there. All of it or nothing: whoever pulls the plug in the middle starts again.
import { type Instant, instant, msPerDay, toIso } from '#core/kit/instant.ts'
import { setClock } from '#server/store/district-clock.ts'
import { type Laid, type Laying, lay } from '#server/store/lay.ts'
import { type Stuck as StuckScene, tellDemoDay } from '#sim/demo-day.ts'
import type { Deck } from '#sim/history/story.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { type Stuck, tellHistory } from '#sim/history/tell/tell.ts'
import { groundIn } from '#sim/live/ground.ts'
import { makePeople } from '#sim/live/people.ts'
import { makeNet } from '#sim/net/net.ts'
import type { Stories } from '#sim/story.ts'
import type { CoreWorld } from './core-world.ts'
import { sameHourAfter } from './district-clock.ts'

export type Past = {
  deck: Deck
  words: Words
  /** Later than the deck's end: lets the district live on alone up to the first present. */
  lives?: {
    /** Stories written by hand, of the last days before the first present. */
    stories: Stories
  }
  /** Tells up to here instead of to the end of the deck. */
  untilAt?: Instant
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
/** Undefined when the district is not empty, or when another process lives in another time. */
export const layPast = async (
  core: CoreWorld,
  { deck, words, lives, untilAt = deck.untilAt, forget = false }: Past,
  progress: (heard: Heard) => void = () => {},
): Promise<PastLaid | undefined> => {
  const release = await core.db.tryLock('replay')
  if (!release) return undefined
  try {
    const realAt = Date.now()
    const presentAt = lives && sameHourAfter(untilAt + joinDays * msPerDay, realAt)
    const stuck: (Stuck | StuckScene)[] = []
    let facts = 0
    let stories = 0
    const clock = { realAt, at: presentAt ?? untilAt, speed: 1, stormAt: null }
    const tell = async (laying: Laying) => {
      const net = makeNet({
        path: core.path(),
        at: deck.fromAt,
        seed: String(deck.seed),
        holdsVault: false,
        vault: laying.vault,
        kept: commit => {
          for (const { facts: fresh } of commit.subjects) facts += fresh.length
          laying.kept(commit)
        },
      })
      const endAt = presentAt ?? untilAt
      const hear = (at: Instant): Promise<void> => {
        progress({ at, share: (at - deck.fromAt) / (endAt - deck.fromAt), facts, stories })
        return laying.settle()
      }
      await tellHistory(net, deck, words, {
        to: untilAt,
        ...(forget ? { forgot: laying.forget } : {}),
        refused: s => stuck.push(s),
        progress: told => {
          stories = told.stories
          return hear(told.at)
        },
      })
      if (lives === undefined || presentAt === undefined) return
      await makePeople(groundIn(net), words, deck.seed).live(instant(untilAt - 1), presentAt, null, hear)
      stuck.push(...(await tellDemoDay(net, lives.stories, presentAt, presentAt)))
    }
    const laid = await lay(core.db, core.vaultKeys, tell, async query => {
      if (presentAt !== undefined) await setClock(query, core.db.district, clock)
    })
    if (!laid) return undefined
    await core.clock.refresh()
    return { ...laid, stuck, ...(presentAt === undefined ? {} : { presentAt }) }
  } finally {
    await release()
  }
}

/** One line a stuck story, for whoever has to mend the deck. */
export const sayStuck = (stuck: Stuck | StuckScene): string =>
  `${stuck.story} ${stuck.move}${'at' in stuck ? ` ${toIso(stuck.at)}` : ''}: ${stuck.why}`
