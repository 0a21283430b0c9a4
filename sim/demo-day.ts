// The demonstration district on its first day: hand-written stories of the last days told through the ordinary door and
// the ordinary rules, each at its own hours, so that whoever opens an inbox finds people's matters in it. Laid once; a
// laying that was cut goes on where it stopped, and a district with matters of its own is left alone.
import { type Instant, instant } from '#core/kit/instant.ts'
import { type Refusal, sayRefusal } from '#core/life/refusal.ts'
import type { Desk } from '#desk/desk.ts'
import { type DemoGround, type Scene, scenesOf } from './scenes.ts'
import { demoSource, type Stories } from './story.ts'
import { momentOf } from './when.ts'

/** What did not go as told: the story, the move, and the sentence of the refusal. */
export type Stuck = { story: string; move: string; why: string }

/**
 * Lays the stories out, told at `now`. Undefined when there was nothing to lay. The first story must be the earliest and
 * told as hours ago: after a cut its birth says when the telling began. `progress` hears how many stories have begun.
 */
export const layDemoDay = async (
  ground: DemoGround,
  stories: Stories,
  now: Instant,
  progress: (begun: number, of: number) => void = () => {},
): Promise<readonly Stuck[] | undefined> => {
  const toldAt = await beganAt(ground, stories, now)
  if (toldAt === undefined) return undefined
  const last = scenesOf(ground, stories, toldAt).findLast(s => !s.first)
  if (last && (await isDone(ground, last))) return undefined
  return tellDemoDay(ground, stories, toldAt, now, progress)
}

/** Tells them against `toldAt`, whatever else there is; what is told already stays, and every light turns up to `now`. */
export const tellDemoDay = async (
  ground: DemoGround,
  stories: Stories,
  toldAt: Instant,
  now: Instant,
  progress: (begun: number, of: number) => void = () => {},
): Promise<readonly Stuck[]> => {
  const scenes = scenesOf(ground, stories, toldAt)
  const stuck: Stuck[] = []
  const of = scenes.filter(s => s.first).length
  let begun = 0
  for (const scene of scenes) {
    // Births know their story already; every other scene left a fact at its own instant.
    if (!scene.first && (await isDone(ground, scene))) continue
    const no: Refusal | undefined = await ground.within(scene.at, scene.run)
    if (no) stuck.push({ story: scene.story, move: scene.move, why: sayRefusal(no) })
    if (scene.first) progress(++begun, of)
  }
  await turnAll(ground.desk, now)
  return stuck
}

/** The moment the stories are told at; undefined where people have begun matters of their own. */
const beganAt = async (
  { desk, store, path }: DemoGround,
  { matters }: Stories,
  now: Instant,
): Promise<Instant | undefined> => {
  const [first] = matters
  if (!first) return undefined
  const subject = await store.known(demoSource, first.id)
  const loaded = subject === undefined ? undefined : await desk.load(subject)
  if (loaded) return instant(loaded.standing.bornAt + (now - momentOf(first.at, now)))
  const others = await store.neighbours('matter', path().district.code, instant(0), 1)
  return others.length === 0 ? now : undefined
}

const isDone = async ({ desk, store }: DemoGround, scene: Scene): Promise<boolean> => {
  const subject = await store.known(demoSource, scene.story)
  const loaded = subject === undefined ? undefined : await desk.load(subject)
  return loaded?.facts.some(f => f.at === scene.at && f.by.kind !== 'system') ?? false
}

const turnsAtOnce = 500

const turnAll = async (desk: Desk, now: Instant): Promise<void> => {
  for (let n = turnsAtOnce; n === turnsAtOnce; ) n = await desk.turn(now, turnsAtOnce)
}
