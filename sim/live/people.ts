// The simulated people at work: what comes in comes in, and whoever has a plan that is due carries it out through the
// ordinary desk. They know nothing a person could not read, remember nothing the facts do not say, and keep their hands
// off what somebody who is really there has just opened or moved.
import { type Instant, instant, msPerDay, msPerHour } from '#core/kit/instant.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Path } from '#core/path/path.ts'
import type { Desk, Loaded } from '#desk/desk.ts'
import type { Received, ReportRequest } from '#desk/receive.ts'
import type { Store } from '#desk/store-port.ts'
import { chanceOf } from '../chance.ts'
import { makeHeap } from '../heap.ts'
import type { HistoryStory } from '../history/story.ts'
import { actorIn } from '../history/tell/cast.ts'
import { inputOf } from '../history/tell/inputs.ts'
import type { Words } from '../history/tell/said.ts'
import { demoSource } from '../story.ts'
import { arrivalsIn } from './arrivals.ts'
import { type Plan, planFor } from './habits.ts'
import { lookThrough } from './look-through.ts'
import { reportOf } from './report.ts'

export type LiveGround = {
  desk: Desk
  store: Store
  path: () => Path
  receive: (request: ReportRequest) => Promise<Received | Refusal>
  /** Runs work for which that moment is now. */
  within: <T>(at: Instant, work: () => Promise<T>) => Promise<T>
  /** Matters somebody may still do something with, and how far each is; the very same list while nothing has changed. */
  waiting: () => Promise<readonly { subject: string; seq: number }[]>
  /** Lets every light turn up to an instant; nothing where something else sees to that. */
  turnTo: (at: Instant) => Promise<void>
  /** Whether somebody who is really there works on it in one of these units: it is theirs for now. */
  isTaken: (subject: string, units: readonly string[]) => boolean
}

export type People = {
  /**
   * Does what is due after `from` and up to `to`, in order of time. Resolves to how many things were done. `progress`
   * hears of the hour that is over, and is waited for.
   */
  live(
    from: Instant,
    to: Instant,
    stormAt: Instant | null,
    progress?: (at: Instant) => void | Promise<void>,
  ): Promise<number>
}

/** A refused plan is made anew so often before the matter is left to the people who are there. */
const mostTries = 4

/** Stories written by hand lie so long as they were left, for whoever comes to look; then they are everybody's. */
const byHandMs = msPerDay

type Planned = { subject: string; seq: number; tries: number; plan: Plan | undefined }

export const makePeople = (ground: LiveGround, words: Words, seed: number): People => {
  const { desk, store, path, within } = ground
  const planned = new Map<string, Planned>()
  /** Last thing done by a person in each story by hand, when it was first looked at. */
  const left = new Map<string, number>()
  let seen: Awaited<ReturnType<LiveGround['waiting']>> | undefined
  const heap = makeHeap<{ at: Instant; of: Planned }>((a, b) => a.at < b.at)

  const remember = (of: Planned): void => {
    planned.set(of.subject, of)
    if (of.plan) heap.push({ at: of.plan.at, of })
  }

  const replan = async (subject: string, tries = 0): Promise<void> => {
    const loaded = await desk.load(subject)
    if (loaded?.life.name !== 'matter') return
    const { seq } = loaded.standing
    const wish = tries < mostTries ? planFor(loaded, path().district, seed, tries) : undefined
    const plan = wish && laterByHand(loaded, wish)
    remember({ subject, seq, tries, plan })
  }

  const laterByHand = ({ standing, facts }: Loaded, plan: Plan): Plan => {
    const doc = standing.doc as MatterDoc
    if (doc.source !== demoSource) return plan
    const last = facts.findLast(f => f.by.kind !== 'system')!
    const seq = left.get(standing.subject) ?? last.seq
    left.set(standing.subject, seq)
    return last.seq > seq ? plan : { ...plan, at: instant(Math.max(plan.at, last.at + byHandMs)) }
  }

  /** What is new since the last look, whoever did it. */
  const look = async (): Promise<void> => {
    const rows = await ground.waiting()
    if (rows === seen) return
    seen = rows
    const there = new Set(rows.map(r => r.subject))
    for (const subject of planned.keys()) if (!there.has(subject)) planned.delete(subject)
    for (const { subject, seq } of rows) if (planned.get(subject)?.seq !== seq) await replan(subject)
  }

  const arrive = async (story: HistoryStory, at: Instant): Promise<void> => {
    const report = reportOf(story, words(story), path().district)
    const born = await within(at, () => ground.receive(report))
    if (!isRefusal(born)) await replan(born.number)
  }

  const carryOut = async ({ subject, tries, plan }: Planned, at: Instant): Promise<void> => {
    const loaded = await desk.load(subject)
    if (!loaded || !plan) return
    const no = await within(at, () => make(loaded, plan, at))
    await replan(subject, no ? tries + 1 : 0)
  }

  const make = async (loaded: Loaded, { units, wish }: Plan, at: Instant): Promise<Refusal | undefined> => {
    const { standing, life } = loaded
    const doc = standing.doc as MatterDoc
    const { subject } = standing
    const story = storyOfMatter(loaded, seed)
    const [move, input] =
      wish.move === 'look-through'
        ? await lookThrough(loaded, path(), store, chanceOf(seed, `${subject}|${standing.seq}|desk`), at)
        : (() => {
            const step = { at, by: '', ...wish }
            const said = words({ ...story, steps: [step] }).steps[0] ?? { words: '' }
            return [wish.move, inputOf(step, said, undefined)] as const
          })()
    let first: Refusal | undefined
    for (const unit of units) {
      const actor: Actor | undefined =
        unit === 'reporter'
          ? { kind: 'reporter', ref: doc.ownReporters[0] ?? '' }
          : actorIn(life, move, unit, doc, subject, at, path().district)
      if (!actor) continue
      const outcome = await desk.move(subject, move, actor, input)
      if (!isRefusal(outcome)) return undefined
      first ??= outcome
    }
    return first ?? refuse('no-such-duty', { what: move })
  }

  const hourOf = (at: number): Instant => instant(Math.floor(at / msPerHour) * msPerHour)

  return {
    live: async (from, to, stormAt, progress) => {
      await look()
      let done = 0
      let present = from
      for (let hour = hourOf(from); hour <= to; hour = instant(hour + msPerHour)) {
        const coming = arrivalsIn(path().district, seed, hour, stormAt).filter(
          s => s.reportedAt > from && s.reportedAt <= to,
        )
        const end = Math.min(to, hour + msPerHour - 1)
        for (;;) {
          const next = heap.peek()
          const [story] = coming
          const due = next !== undefined && next.at <= end
          if (story && (!due || story.reportedAt <= next.at)) {
            coming.shift()
            present = instant(Math.max(story.reportedAt, present))
            await ground.turnTo(present)
            await arrive(story, present)
            done++
          } else if (due) {
            heap.pop()
            const { of } = next
            if (planned.get(of.subject) !== of || !of.plan) continue
            // Their turn passes; they look again when the matter was left alone for a while.
            if (ground.isTaken(of.subject, of.plan.units)) {
              heap.push({ at: instant(to + 1), of })
              continue
            }
            // What was due while nobody lived is done now: never before what has happened to it meanwhile.
            present = instant(Math.max(next.at, present))
            await ground.turnTo(present)
            await carryOut(of, present)
            done++
          } else break
        }
        await progress?.(instant(end))
      }
      await ground.turnTo(to)
      return done
    },
  }
}

/** The matter as a story of the past would have it, for the words of those who handle it. */
const storyOfMatter = ({ standing }: Loaded, seed: number): HistoryStory => {
  const doc = standing.doc as MatterDoc
  const chance = chanceOf(seed, standing.subject)
  return {
    id: standing.subject,
    reportedAt: standing.bornAt,
    channel: doc.channel,
    type: doc.type ?? doc.suggestion?.type ?? 'CM02',
    urgency: doc.urgency,
    place: { territory: doc.place, point: doc.point ?? [0, 0], said: 'point' },
    photos: 0,
    spoken: false,
    voice: 'plain',
    ...(doc.reporters.length > 0 ? { caller: { key: chance.below(30_000) } } : {}),
    outcome: 'closed',
    steps: [],
  }
}
