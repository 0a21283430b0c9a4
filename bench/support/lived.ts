// A few hundred matters lived through the real machinery – the door for reports, the desk, the clocks – at times in the
// past. Seeds are made of their rows, so that a million matters look like rows the program wrote.
import { type Instant, instant, msPerDay, msPerMinute } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { type CoreWorld, openCoreWorld } from '#server/main/core-world.ts'
import type { Settings } from '#server/main/settings.ts'
import { castOf, type Officer, reportOf, type Scene } from './cast.ts'

/** Matters of one fate, all born on the same day. */
export type Fate = 'archived' | 'resting' | 'open'
export type LivedGroup = { fate: Fate; subjects: string[]; bornAt: Instant }

/** 28 towns of the demonstration district, so every town has as many of each. */
const sizes: Readonly<Record<Fate, number>> = { archived: 840, resting: 84, open: 84 }
const batchSize = 84
const gapsMinutes = { dispatch: 6, sign: 30, contact: 45, feedback: 26 * 60, verify: 27 * 60, close: 28 * 60 }
const restedDays = 45

/** Lives them in a migrated, empty database and leaves it for good. */
export const live = async (url: string, settings: Settings, now: Instant): Promise<LivedGroup[]> => {
  let at = now
  const world = await openCoreWorld(url, settings, () => at)
  const setTo = (moment: number) => {
    at = instant(moment)
  }
  try {
    const groups: LivedGroup[] = []
    for (const fate of ['archived', 'resting', 'open'] as const) {
      const bornAt = bornAtOf(fate, now)
      const subjects: string[] = []
      const cast = castOf(world.district(), bornAt, sizes[fate])
      for (let first = 0; first < cast.length; first += batchSize) {
        const startAt = bornAt + (first / batchSize) * msPerMinute
        subjects.push(
          ...(await liveBatch(world, cast.slice(first, first + batchSize), first, fate, startAt, setTo)),
        )
      }
      if (fate === 'archived') {
        setTo(bornAt + restedDays * msPerDay)
        while ((await world.desk.turn(at, 500)) > 0);
      }
      groups.push({ fate, subjects, bornAt })
    }
    return groups
  } finally {
    await world.db.close()
  }
}

/** Early on a Tuesday, so that no clock of the cycle meets a weekend; what is open was born in the last hour. */
const bornAtOf = (fate: Fate, now: Instant): Instant => {
  if (fate === 'open') return instant(now - 60 * msPerMinute)
  const startOfDay = now - (now % msPerDay)
  const daysBack = fate === 'archived' ? 90 : 4
  const day = startOfDay - daysBack * msPerDay
  const weekday = new Date(day).getUTCDay()
  const nineInChina = 60 * msPerMinute
  return instant(day - ((weekday + 5) % 7) * msPerDay + nineInChina)
}

const liveBatch = async (
  world: CoreWorld,
  scenes: readonly Scene[],
  first: number,
  fate: Fate,
  startAt: number,
  setTo: (moment: number) => void,
): Promise<string[]> => {
  setTo(startAt)
  const subjects = await Promise.all(
    scenes.map(async (scene, i) => {
      const received = await world.receive({
        report: {
          source: 'bench',
          sourceId: `${fate}-${first + i}`,
          at: startAt,
          ...reportOf(scene, first + i),
        },
        actor: scene.reporter,
        contact: { name: '张三', phone: '13800000000' },
      })
      if (isRefusal(received)) throw new Error(`a report was refused: ${JSON.stringify(received)}`)
      return received.number
    }),
  )
  const all = async (name: keyof typeof gapsMinutes, step: (scene: Scene) => [Officer, Input]) => {
    setTo(startAt + gapsMinutes[name] * msPerMinute)
    await Promise.all(
      scenes.map(async (scene, i) => {
        // Of the open ones a third waits at the desk, a third to be signed for, a third is being handled.
        if (fate === 'open' && i % 3 < (name === 'dispatch' ? 1 : 2)) return
        const done = await world.desk.move(subjects[i]!, name, ...step(scene))
        if (isRefusal(done)) throw new Error(`${name} was refused: ${JSON.stringify(done)}`)
      }),
    )
  }
  await all('dispatch', s => [s.dispatcher, { lead: s.lead, type: s.type.code, urgency: 'normal' }])
  await all('sign', s => [s.handler, {}])
  if (fate === 'open') return subjects
  await all('contact', s => [s.handler, { words: '已电话联系，反映人说情况属实' }])
  await all('feedback', s => [s.handler, { result: '已到现场处理完毕，恢复正常' }])
  await all('verify', s => [s.checker, { outcome: 'pass', words: '到现场看过，属实' }])
  await all('close', s => [s.dispatcher, { answer: '您反映的问题已经处理完毕，感谢监督。' }])
  return subjects
}
